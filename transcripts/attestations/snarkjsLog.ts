/** What snarkjs prints: `zkey verify`, `zkey contribute`, `powersoftau verify`. (formats.md A.10, B.5; data: C.5, E.2) */
import { printedHashes, type PrintedHash } from "./hashes.js";
import type { TextFile } from "./text.js";

/** A contribution as a verification lists it. */
export interface LoggedContribution {
  readonly number: number;
  /** Untrusted text; null where the log has none. */
  readonly name: string | null;
  readonly hash: string;
  readonly beacon: { readonly value: string; readonly iterationsExponent: number } | null;
  readonly line: number;
}

/** One run of `zkey verify`. */
export interface LoggedKey {
  /** null where the log was cut before it. */
  readonly circuitHash: string | null;
  /** As printed: newest first. */
  readonly contributions: readonly LoggedContribution[];
  /** Whether it ends with "ZKey Ok!". */
  readonly ok: boolean;
  readonly line: number;
}

/** A row of `powersoftau verify`. */
export interface LoggedRow {
  readonly number: number;
  readonly name: string | null;
  readonly nextChallenge: string;
  readonly responseHash: string;
  /** What the log prints as a second "Response Hash": the challenge that the response answers. */
  readonly basedOn: string;
  readonly beacon: LoggedContribution["beacon"];
  readonly line: number;
}

/** One run of `powersoftau verify`. */
export interface LoggedPtau {
  /** Of the file, which for a cut one is not in the last row. */
  readonly nextChallenge: string | null;
  /** As printed: newest first. */
  readonly rows: readonly LoggedRow[];
  readonly line: number;
}

export interface SnarkjsLog {
  readonly file: string;
  readonly keys: readonly LoggedKey[];
  readonly ptaus: readonly LoggedPtau[];
  /** Hashes printed by `zkey contribute`, `zkey beacon`: a contribution each, without a number. */
  readonly contributed: readonly { readonly hash: string; readonly line: number }[];
  /** Hashes printed by `groth16 setup` and by coordinators' servers, with the ceremony that the lines before name. */
  readonly circuits: readonly {
    readonly hash: string;
    readonly ceremonyId: string | null;
    readonly circuit: string | null;
    readonly line: number;
  }[];
}

/** Marks that a log is made of; between two of them lies at most one hash. Lengths are bounded: logs are untrusted. */
const MARK =
  /(?:^|\s)contribution #(\d{1,9}) ?([^\n]{0,300}?):[ \t]{0,9}$|Contribution #(\d{1,9}):[ \t]*([^\n]{0,300})$|(Next challenge hash:)|(Next Challenge:)|(Response Hash:)|(Circuit [Hh]ash:)|(Contribution Hash:)|Beacon generator: *([0-9a-f]+)|Beacon iterations Exp: *(\d+)|(ZKey Ok!)|prepareCircuit (\w+)|found matching file \S{0,300}?([\w-]{1,100})\.r1cs/gm;

/** A key being read. */
interface OpenKey {
  circuitHash: string | null;
  contributions: LoggedContribution[];
  ok: boolean;
  line: number;
}

/** A row being read; its hashes come one by one. */
interface OpenRow {
  readonly number: number;
  readonly name: string | null;
  readonly line: number;
  nextChallenge: string | null;
  responses: string[];
  beacon: LoggedContribution["beacon"];
}

interface OpenPtau {
  nextChallenge: string | null;
  rows: OpenRow[];
  line: number;
}

/** Reads every run that a text holds, prose between them included. */
export function readSnarkjsLog(text: TextFile): SnarkjsLog {
  const reading = new Reading(text);
  for (const match of text.text.matchAll(MARK)) reading.mark(match);
  return reading.done();
}

class Reading {
  private readonly keys: OpenKey[] = [];
  private readonly ptaus: OpenPtau[] = [];
  private readonly contributed: { hash: string; line: number }[] = [];
  private readonly circuits: SnarkjsLog["circuits"][number][] = [];
  private readonly hashes: readonly PrintedHash[];
  private nextHash = 0;
  private generator: string | null = null;
  private ceremonyId: string | null = null;
  private circuit: string | null = null;
  private key: OpenKey | null = null;

  constructor(private readonly text: TextFile) {
    this.hashes = printedHashes(text);
  }

  mark(match: RegExpExecArray): void {
    const [, keyNumber, keyName, rowNumber, rowName] = match;
    const [fileChallenge, nextChallenge, response, circuit, contribution, generator, exponent, ok, id, r1cs] =
      match.slice(5);
    const end = match.index + match[0].length;
    const line = this.text.lineAt(match.index);
    if (keyNumber !== undefined) this.keyRow(Number(keyNumber), nameOf(keyName), end, line);
    else if (rowNumber !== undefined) this.ptauRow(Number(rowNumber), nameOf(rowName), line);
    else if (fileChallenge !== undefined)
      this.ptaus.push({ nextChallenge: this.hashAfter(end), rows: [], line });
    else if (nextChallenge !== undefined) this.inRow((row, hash) => (row.nextChallenge = hash), end);
    else if (response !== undefined) this.inRow((row, hash) => row.responses.push(hash), end);
    else if (circuit !== undefined) this.circuitHash(end, line);
    else if (contribution !== undefined) {
      const hash = this.hashAfter(end);
      if (hash !== null) this.contributed.push({ hash, line });
    } else if (generator !== undefined) this.generator = generator;
    else if (exponent !== undefined) this.beacon(Number(exponent));
    else if (id !== undefined) this.ceremonyId = id;
    else if (r1cs !== undefined) this.circuit = r1cs;
    else if (ok !== undefined && this.key !== null) {
      this.key.ok = true;
      this.key = null;
    }
  }

  done(): SnarkjsLog {
    return {
      file: this.text.file,
      keys: this.keys,
      ptaus: this.ptaus.map(({ rows, ...rest }) => ({ ...rest, rows: rows.flatMap(closed) })),
      contributed: this.contributed,
      circuits: this.circuits,
    };
  }

  /** The hash that begins within a few blanks of a mark's end, or null. */
  private hashAfter(end: number): string | null {
    while ((this.hashes[this.nextHash]?.start ?? Infinity) < end) this.nextHash++;
    const found = this.hashes[this.nextHash];
    if (found === undefined || !/^[\s`]*$/.test(this.text.text.slice(end, found.start))) return null;
    return found.hash;
  }

  /** setup prints "Circuit hash", then verification prints "Circuit Hash" of the same value: one key. */
  private circuitHash(end: number, line: number): void {
    const hash = this.hashAfter(end);
    if (hash === null) return;
    const { ceremonyId, circuit } = this;
    const known = this.circuits.at(-1);
    if (known?.hash !== hash || known.ceremonyId !== ceremonyId) {
      this.circuits.push({ hash, ceremonyId, circuit, line });
    }
    this.key = { circuitHash: hash, contributions: [], ok: false, line };
  }

  private keyRow(number: number, name: string | null, end: number, line: number): void {
    const hash = this.hashAfter(end);
    if (hash === null) return;
    const previous = this.key?.contributions.at(-1);
    if (this.key === null || (previous !== undefined && previous.number <= number)) {
      this.key = { circuitHash: null, contributions: [], ok: false, line };
    }
    if (!this.keys.includes(this.key)) this.keys.push(this.key);
    this.key.contributions.push({ number, name, hash, beacon: null, line });
  }

  private ptauRow(number: number, name: string | null, line: number): void {
    this.ptaus.at(-1)?.rows.push({ number, name, line, nextChallenge: null, responses: [], beacon: null });
    this.key = null;
  }

  private inRow(set: (row: OpenRow, hash: string) => void, end: number): void {
    const row = this.ptaus.at(-1)?.rows.at(-1);
    const hash = this.hashAfter(end);
    if (row !== undefined && hash !== null) set(row, hash);
  }

  private beacon(iterationsExponent: number): void {
    if (this.generator === null) return;
    const beacon = { value: this.generator, iterationsExponent };
    this.generator = null;
    const rows = this.key?.contributions;
    const last = rows?.at(-1);
    if (rows !== undefined && last !== undefined) rows[rows.length - 1] = { ...last, beacon };
    else {
      const row = this.ptaus.at(-1)?.rows.at(-1);
      if (row !== undefined) row.beacon = beacon;
    }
  }
}

function nameOf(text: string | undefined): string | null {
  const name = text?.trim() ?? "";
  return name === "" ? null : name;
}

/** A row with all its hashes, or nothing where the log was cut. */
function closed({ nextChallenge, responses, ...rest }: OpenRow): LoggedRow[] {
  const [responseHash, basedOn] = responses;
  if (nextChallenge === null || responseHash === undefined || basedOn === undefined) return [];
  return [{ ...rest, nextChallenge, responseHash, basedOn }];
}
