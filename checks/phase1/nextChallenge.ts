import { createHash } from "node:crypto";
import type { Curve } from "../../algebra/curve.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import type { PowersOfTau } from "../../transcripts/iden3/ptau.js";
import { defineCheck, fact, found } from "../check.js";
import { equalBytes, hex } from "../shared/places.js";
import { responseHash } from "./challenge.js";
import { isWhole, rowOf } from "./rows.js";

export const nextChallenge = defineCheck({
  id: "ptau/next-challenge",
  claim: "The last row's challenge is the hash of its response and of all powers in the file",
  severity: "high",
  cites: ["powersoftau: challenge file", "formats: ptau A.5"],
  impact: "The hash that the next contributor or the public was given is not that of these powers.",
  advice: "Compare the file's hash with the published one, and the last response hash with its attestation.",
  method:
    "H(responseHash ‖ U(tauG1) ‖ U(tauG2) ‖ U(alphaTauG1) ‖ U(betaTauG1) ‖ U(betaG2)) is computed from the sections and " +
    "compared with nextChallenge of the last row. In a file that was cut to a smaller power the hashed points are no " +
    "longer there, and the last row's hashes are bound by published attestations alone.",
  needs: ["ptau"],
  after: ["ptau/contribution-points", "ptau/response-hash"],
  run: async function* ({ ptau }, context) {
    const last = ptau.contributions.at(-1);
    if (ptau.powers === null || last === undefined) {
      yield { kind: "not evaluated", reason: "the file holds contributions alone (a -nopoints file)" };
      return;
    }
    if (!isWhole(ptau)) {
      const reason =
        `the file was cut from 2^${ptau.ceremonyPower} to 2^${ptau.power}: the points that the last challenge was hashed ` +
        "from are not in it; compare the last response and challenge hashes with the published ones";
      yield { kind: "does not apply", reason };
      return;
    }
    const curve = await context.curve(ptau.curve.name);
    const computed = await challengeHash(curve, responseHash(curve, last), ptau.powers);
    if (equalBytes(computed, last.nextChallenge)) {
      yield fact("Last challenge", hex(computed));
    } else {
      yield found({
        statement: "H(last response ‖ all powers) = nextChallenge of the last row",
        evidence: [rowOf(ptau, last, { computed: hex(computed), stored: hex(last.nextChallenge) })],
      });
    }
  },
});

const CHUNK_POINTS = 1 << 12;

async function challengeHash(curve: Curve, response: Uint8Array, powers: PowersOfTau): Promise<Uint8Array> {
  const hash = createHash("blake2b512").update(response);
  const { tauG1, tauG2, alphaTauG1, betaTauG1, betaG2 } = powers;
  const vectors: readonly PointSource[] = [tauG1, tauG2, alphaTauG1, betaTauG1, betaG2];
  const room = (): Uint8Array => new Uint8Array(CHUNK_POINTS * curve.parameters.G2.pointBytes);
  const [read, encoded] = [room(), room()];
  for (const vector of vectors) {
    for (let from = 0; from < vector.count; from += CHUNK_POINTS) {
      const points = await vector.read(from, Math.min(CHUNK_POINTS, vector.count - from), read);
      hash.update(curve.toUncompressed(vector.group, points, 0x00, encoded));
    }
  }
  return new Uint8Array(hash.digest());
}
