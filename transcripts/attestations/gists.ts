/** What participants' browsers published for them: setup-mpc-ui's two formats, and p0tion's two. (formats.md D, E.3) */
import { z } from "zod";
import { attestation, captured, claim, type Attestation, type Claim } from "./attestation.js";
import { asHash, printedHashes } from "./hashes.js";
import type { TextFile } from "./text.js";

/** "I contributed to the …", then per circuit "Circuit: …", "Contributor # …", "Hash: …". */
export function readParticipantGist(text: TextFile): Attestation | null {
  const ceremony = captured(text.text, /^I contributed to the ([^\n]{1,300})$/m);
  if (ceremony === null) return null;
  const person = captured(text.text, /^GitHub user ID: *(\S+)/m);
  const claims = blocks(text, /Circuit: *([^\n]{1,300})/g, person, (block) =>
    captured(block, /Contributor # *(\w+)/),
  );
  if (claims.length === 0) return null;
  const date = captured(text.text, /^(?:Date: *)?(\d{4}-\d\d-\d\d[^\n]*|\w{3} \w{3} \d\d [^\n]*)$/m);
  return attestation(text.file, "setup-mpc-ui gist", claims, {
    person,
    ceremony: ceremony.replace(/\.$/, ""),
    date,
  });
}

/** "Hey, I'm … and I have contributed to|finalized the …", then per circuit its number, prefix and hash. */
export function readP0tionAttestation(text: TextFile): Attestation | null {
  const head =
    /Hey, I'm ([^\n]{0,200}?) and I have (?:contributed to|finalized) the ([^\n]{0,300}?)\.?[ \t]{0,9}(?:\n|The following|$)/.exec(
      text.text,
    );
  if (head === null) return null;
  const [, person = "", written = ""] = head;
  const ceremony = written.replace(/ MPC Phase2 Trusted Setup ceremony$/, "");
  const claims = blocks(text, /Circuit # *\d+ *\(([^)\n]{1,300})\)/g, person, (block) =>
    captured(block, /Contributor # *(\w+)/),
  );
  return attestation(text.file, "p0tion attestation", claims, { person, ceremony });
}

/** Claims of blocks that each begin with a circuit's name; the first hash of a block is the contribution's. */
function blocks(
  text: TextFile,
  heading: RegExp,
  person: string | null,
  number: (block: string) => string | null,
): Claim[] {
  const heads = [...text.text.matchAll(heading)].map((match) => ({
    at: match.index,
    circuit: match[1] ?? "",
  }));
  const hashes = printedHashes(text);
  return heads.flatMap(({ at, circuit }, i) => {
    const end = heads[i + 1]?.at ?? text.text.length;
    const found = hashes.find((hash) => hash.start > at && hash.start < end);
    if (found === undefined) return [];
    const shown = number(text.text.slice(at, found.start));
    return [
      claim("contribution", found.hash, text.lineAt(found.start), {
        circuit: circuit.trim(),
        person,
        number: shown,
      }),
    ];
  });
}

const summary = z.object({
  ceremony: z.string(),
  ceremonyId: z.string(),
  time: z.union([z.string(), z.number()]).optional(),
  contributionNumber: z.union([z.string(), z.number()]).optional(),
  hash: z.string(),
});

/** The JSON "MPC contribution summary", whose hash has "\n " between its groups. */
export function readSummary(file: string, value: unknown): Attestation | null {
  const parsed = summary.safeParse(value);
  if (!parsed.success) return null;
  const { ceremony, ceremonyId, time, contributionNumber, hash } = parsed.data;
  const plain = asHash(hash);
  const number = contributionNumber === undefined ? null : String(contributionNumber);
  // In this format "ceremony" is the circuit: setup-mpc-ui keeps one ceremony a circuit.
  const claims = plain === null ? [] : [claim("contribution", plain, 1, { circuit: ceremony, number })];
  return attestation(file, "setup-mpc-ui summary", claims, {
    ceremony,
    ceremonyId,
    date: time === undefined ? null : String(time),
  });
}
