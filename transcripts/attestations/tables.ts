/** Tables and lists: Hermez's READMEs and attestations, b2sum's output, published lists of contributors. (E.2, E.4) */
import { attestation, captured, claim, type Attestation, type Claim } from "./attestation.js";
import { printedHashes } from "./hashes.js";
import type { TextFile } from "./text.js";

/** Output of b2sum and sha256sum: a hash and a file name a line. null where most hashes stand in prose. */
export function readFileHashes(text: TextFile): Attestation | null {
  const claims = [...text.text.matchAll(/^([0-9a-f]{128}|[0-9a-f]{64}) [ *](\S[^\n]*)$/gm)].map((match) =>
    claim("file", match[1] ?? "", text.lineAt(match.index), { fileName: (match[2] ?? "").trim() }),
  );
  const others = printedHashes(text).length - claims.length;
  return claims.length > others ? attestation(text.file, "list of file hashes", claims) : null;
}

/**
 * Hermez's README: per circuit a heading, rows of contributions, and below them beacon and hash of the final file.
 * The link above a file's hash is what the README says that the hash is of.
 */
export function readHermezTable(text: TextFile): Attestation | null {
  if (!/^\|[^\n]*Contribution Hash/m.test(text.text)) return null;
  const claims: Claim[] = [];
  const headings = new Headings(text);
  for (const printed of printedHashes(text)) {
    const circuit = headings.before(printed.start);
    const line = text.lineAt(printed.start);
    const near = text.text.slice(Math.max(0, printed.start - LONGEST_ROW), printed.start);
    const row = near.slice(near.lastIndexOf("\n") + 1);
    if (row.startsWith("|")) {
      const cells = row.split("|");
      const number = captured(cells[1] ?? "", /\[?(\d{4})_/);
      claims.push(
        claim("contribution", printed.hash, line, { circuit, number, person: linkText(cells[3] ?? "") }),
      );
    } else if (/Beacon Contribution/.test(printed.before)) {
      claims.push(claim("contribution", printed.hash, line, { circuit, number: "beacon" }));
    } else if (/b2sum/.test(printed.before)) {
      const fileName = captured(printed.before, /\[([^\]\n]+\.zkey)\]/);
      claims.push(claim("file", printed.hash, line, { circuit, fileName }));
    }
  }
  return attestation(text.file, "Hermez table", claims, { ceremony: captured(text.text, /^# ([^\n]+)/m) });
}

/** A Hermez participant's own statement: per circuit "Hash of the circuit", two file hashes, "Contribution Hash". */
export function readHermezAttestation(text: TextFile): Attestation | null {
  const ceremony = captured(text.text, /^# *(Hermez[^\n]*)/im);
  if (ceremony === null) return null;
  const number = captured(text.text, /Contribution Number:\W*(\w+)/);
  const person = captured(text.text, /Name:\W*([^\n]+)/);
  const headings = new Headings(text);
  const claims = printedHashes(text).flatMap((printed): Claim[] => {
    const line = text.lineAt(printed.start);
    const circuit = headings.before(printed.start);
    const { before, hash } = printed;
    const shared = { circuit, person };
    const ofCircuit = lastOf(before, /hash of the circuit|circuit hash/gi);
    const ofContribution = lastOf(before, /contribution hash/gi);
    if (ofContribution > ofCircuit) return [claim("contribution", hash, line, { ...shared, number })];
    if (ofCircuit >= 0) return [claim("circuit", hash, line, shared)];
    const fileName = captured(before, /File Name:\W*([\w.-]+\.zkey)/i);
    return fileName === null ? [] : [claim("file", hash, line, { ...shared, fileName })];
  });
  if (claims.length === 0) return null;
  const date = captured(text.text, /Date:\W*([^\n]+)/);
  return attestation(text.file, "Hermez attestation", claims, { person, ceremony, date });
}

function lastOf(text: string, words: RegExp): number {
  return [...text.matchAll(words)].at(-1)?.index ?? -1;
}

/** Headings "## …" and "### …" of a text, without "Circuit". */
class Headings {
  private readonly all: readonly { readonly at: number; readonly name: string }[];
  private next = 0;

  constructor({ text }: TextFile) {
    this.all = [...text.matchAll(/^#{2,3} +([^\n#]{1,300})$/gm)].map((match) => ({
      at: match.index,
      name: (match[1] ?? "").replace(/ *Circuit *$/i, "").trim(),
    }));
  }

  /** The last one before a position; positions are asked for in order. */
  before(position: number): string | null {
    while ((this.all[this.next]?.at ?? Infinity) < position) this.next++;
    const name = this.all[this.next - 1]?.name ?? "";
    return name === "" ? null : name;
  }
}

/** How far above a hash the beginning of its table row is looked for. */
const LONGEST_ROW = 4000;

function linkText(cell: string): string | null {
  return captured(cell, /\[([^\]]+)\]/) ?? captured(cell, /^([^|]+)$/);
}

/** A row of a published list of contributors. */
export interface ListedContribution {
  /** As listed: a running number, not a place in the chain. */
  readonly number: number;
  readonly name: string;
  /** File name without its folder, and the queue index in it. */
  readonly file: string;
  readonly index: number | null;
  readonly line: number;
}

const ROW =
  /<tr>\s*<td>(\d{1,9})<\/td>\s*<td>([^<]*)<\/td>\s*<td><a href="(?:\.\/)?([^"]+)">[^<]*<\/a><\/td>/g;

/** setup-mpc-ui's index.html of a circuit; the initial key, number 0, is left out. (formats.md C.3) */
export function readContributorList(text: TextFile): ListedContribution[] {
  return [...text.text.matchAll(ROW)].flatMap((match) => {
    const [, number = "", name = "", file = ""] = match;
    if (Number(number) === 0) return [];
    const index = captured(file, /_(\d{4,})(?:_|\.)/);
    return [
      {
        number: Number(number),
        name: name.trim(),
        file,
        index: index === null ? null : Number(index),
        line: text.lineAt(match.index),
      },
    ];
  });
}
