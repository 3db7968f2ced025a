/** Attestations of phase 1, as those of the Perpetual Powers of Tau: four hashes in prose. (formats.md E.1) */
import {
  attestation,
  captured,
  claim,
  type Attestation,
  type Claim,
  type ClaimSubject,
} from "./attestation.js";
import { printedHashes } from "./hashes.js";
import type { TextFile } from "./text.js";

/** How far above a hash its label is looked for. */
const LABEL_CHARACTERS = 260;

/**
 * Words before a hash, and what it then is; those nearest to the hash count, the more particular ones first. What a
 * challenge claims to be made from is read over: the contribution before says the same of itself.
 */
const LABELS: readonly { readonly words: RegExp; readonly subject: ClaimSubject | null }[] = [
  { words: /claims?[^\n]{0,60}based on[^\n]*|`challenge` file claims:/gi, subject: null },
  { words: /was based on the hash/gi, subject: "challenge" },
  {
    words: /new[_ ]challenge\b|participant's response as|Blake2b hash of `challenge_\d+/gi,
    subject: "new challenge",
  },
  { words: /`?challenge(?!_)/gi, subject: "challenge" },
  { words: /response/gi, subject: "response" },
];

/** @returns null where the text has no response's hash */
export function readPhase1Attestation(text: TextFile): Attestation | null {
  const claims: Claim[] = [];
  let behind = 0;
  for (const printed of printedHashes(text).filter(({ hash }) => hash.length === 128)) {
    const subject = subjectOf(text.text.slice(behind, printed.start));
    behind = printed.end;
    if (subject === null) continue;
    // Logs below the summary print the same hashes again under other words: the first label is the author's.
    if (claims.some((one) => one.hash === printed.hash)) continue;
    claims.push(claim(subject, printed.hash, text.lineAt(printed.start)));
  }
  if (!claims.some(({ subject }) => subject === "response")) return null;
  const person =
    captured(text.text, /^#? *(.{1,60}?)'s (?:contribution|attestation)/m) ??
    captured(text.text, /Name\W{1,6}([^\n]{1,80})/);
  const date = captured(text.text, /Date\W{1,6}([^\n]{1,60})/);
  return attestation(text.file, "phase-1 attestation", claims, { person, date });
}

/** What the words before a hash say that it is. Of labels that end at the same place the more particular one counts. */
function subjectOf(before: string): ClaimSubject | null {
  const label = before.slice(-LABEL_CHARACTERS);
  let best: { readonly end: number; readonly subject: ClaimSubject | null } | null = null;
  for (const { words, subject } of LABELS) {
    const match = [...label.matchAll(words)].at(-1);
    const end = match === undefined ? -1 : match.index + match[0].length;
    if (end >= 0 && (best === null || end > best.end)) best = { end, subject };
  }
  return best?.subject ?? null;
}
