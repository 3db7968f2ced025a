/** What the first 64 bytes of each file say it was made from. */
import type { Exchanged } from "../../transcripts/bellman/phase1Layout.js";
import { digestsOf } from "../../transcripts/digest.js";
import { defineCheck, fact, found, type FindingDraft } from "../check.js";
import { blake2b, firstChallenge } from "../phase1/challenge.js";
import { equalBytes, hex } from "../shared/places.js";
import { NOT_A_STEP, REFUSE } from "./advice.js";

/** Blake2b-512 of a whole file, as its readers were shown it. */
export async function fileHash({ container }: Exchanged): Promise<Uint8Array> {
  return new Uint8Array(Buffer.from((await digestsOf(container.source)).blake2b512, "hex"));
}

/** The finding of a file whose origin is not the hash of the file before it; null where it is. */
async function originFinding(
  file: Exchanged,
  before: Exchanged,
  statement: string,
): Promise<FindingDraft | null> {
  const expected = await fileHash(before);
  if (equalBytes(file.origin, expected)) return null;
  const { path } = file.container.source;
  return {
    statement,
    evidence: [
      {
        file: path,
        section: "hash of the file before",
        bytes: { start: 0, end: file.origin.length },
        values: { stored: hex(file.origin), [`H(${before.container.source.path})`]: hex(expected) },
      },
    ],
  };
}

export const challengeStart = defineCheck({
  id: "challenge/start",
  claim: "A challenge that says it starts a ceremony is the first challenge: generators throughout",
  severity: "high",
  cites: ["powersoftau: accumulator of the empty ceremony", "formats: A.5"],
  impact: "A ceremony that starts elsewhere may start from powers whose tau somebody knows.",
  advice: "Make the first challenge again: it depends on curve and power alone.",
  method:
    'Where the first 64 bytes are H(""), H(challenge) must be the hash of the first challenge of that curve and power, ' +
    "from a table or computed. Other challenges start with the hash of the response that they were made from (or, cut by " +
    "reduce_powers, with a hash of the two powers): that file binds them, and it is not here.",
  needs: ["challenge"],
  after: ["response/shape"],
  run: async function* ({ challenge }, context) {
    if (!equalBytes(challenge.origin, blake2b())) {
      const reason = `the challenge was made from a file with the hash ${hex(challenge.origin)}, which is not given`;
      yield { kind: "does not apply", reason };
      return;
    }
    const expected = firstChallenge(await context.curve(challenge.curve.name), challenge.power);
    const computed = await fileHash(challenge);
    if (equalBytes(computed, expected)) {
      yield fact("Start", `first challenge of a ceremony of 2^${challenge.power}`);
      return;
    }
    yield found({
      statement: `H(challenge) = H(first challenge of 2^${challenge.power})`,
      evidence: [
        {
          file: challenge.container.source.path,
          values: { computed: hex(computed), expected: hex(expected) },
        },
      ],
    });
  },
});

export const challengeHash = defineCheck({
  id: "response/challenge-hash",
  claim: "The response answers this challenge: it starts with the challenge's hash",
  severity: "critical",
  cites: ["powersoftau: verify_transform", "formats: A.9"],
  impact: NOT_A_STEP,
  advice: REFUSE,
  method: "First 64 bytes of the response = Blake2b-512 of the whole challenge file.",
  needs: ["challenge", "response"],
  after: ["response/shape"],
  run: async function* ({ challenge, response }) {
    yield fact("Challenge hash", hex(await fileHash(challenge)));
    const finding = await originFinding(response, challenge, "first 64 bytes of the response = H(challenge)");
    if (finding !== null) yield found(finding);
  },
});

export const nextChallengeHash = defineCheck({
  id: "next-challenge/response-hash",
  claim: "The next challenge was made from this response: it starts with the response's hash",
  severity: "critical",
  cites: ["powersoftau: verify_transform", "formats: A.5"],
  impact: "The next contributor builds on something else, and the response is left out of the ceremony.",
  advice: "Make the next challenge from the response again, and compare.",
  method: "First 64 bytes of the next challenge = Blake2b-512 of the whole response file.",
  needs: ["response", "nextChallenge"],
  after: ["response/shape"],
  run: async function* ({ response, nextChallenge }) {
    yield fact("Next challenge hash", hex(await fileHash(nextChallenge)));
    const finding = await originFinding(
      nextChallenge,
      response,
      "first 64 bytes of the next challenge = H(response)",
    );
    if (finding !== null) yield found(finding);
  },
});
