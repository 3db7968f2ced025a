/** The hash chain of phase 1: first challenge, responses, and what each proof of knowledge was bound to. */
import { createHash } from "node:crypto";
import type { Curve, GroupName } from "../../algebra/curve.js";
import { finishBlake2b } from "../../algebra/hashing/blake2bState.js";
import { SECRETS, type Phase1Contribution } from "../../transcripts/iden3/ptau.js";
import { firstChallenges } from "./firstChallenges.js";

export function blake2b(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash("blake2b512");
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}

/** Points hashed at once when a first challenge is computed. */
const BLOCK_POINTS = 1 << 12;

/**
 * H(challenge₀), challenge₀ = H("") ‖ G1^(2^{p+1}−1) ‖ G2^(2^p) ‖ G1^(2^p) ‖ G1^(2^p) ‖ G2, all generators,
 * uncompressed. 384·2^p bytes for BN254: minutes at the power of a real ceremony, hence the table.
 */
export function firstChallenge(curve: Curve, power: number): Uint8Array {
  const known = firstChallenges[curve.parameters.name]?.[power];
  return known === undefined
    ? computeFirstChallenge(curve, power)
    : new Uint8Array(Buffer.from(known, "hex"));
}

/** The first challenge computed from its definition. */
export function computeFirstChallenge(curve: Curve, power: number): Uint8Array {
  const n = 2 ** power;
  const hash = createHash("blake2b512").update(blake2b());
  const parts: readonly (readonly [GroupName, number])[] = [
    ["G1", 2 * n - 1],
    ["G2", n],
    ["G1", n],
    ["G1", n],
    ["G2", 1],
  ];
  for (const [group, count] of parts) {
    const point = curve.toUncompressed(group, curve.generator(group));
    const block = new Uint8Array(
      Buffer.concat(Array.from({ length: Math.min(count, BLOCK_POINTS) }, () => point)),
    );
    for (let done = 0; done < count; done += BLOCK_POINTS) {
      hash.update(block.subarray(0, Math.min(BLOCK_POINTS, count - done) * point.length));
    }
  }
  return new Uint8Array(hash.digest());
}

/** The public key of a contribution as it stands at the end of its response: six G1, then three G2, uncompressed. */
function publicKeyBytes(curve: Curve, contribution: Phase1Contribution): Uint8Array {
  const keys = SECRETS.map((secret) => contribution.knowledge[secret]);
  return new Uint8Array(
    Buffer.concat([
      ...keys.map((key) => Buffer.concat([u(curve, "G1", key.g1s), u(curve, "G1", key.g1sx)])),
      ...keys.map((key) => u(curve, "G2", key.g2spx)),
    ]),
  );
}

/**
 * H(response): the stored Blake2b state of the response's points, finished with the public key.
 * @throws RangeError when the stored state is none
 */
export function responseHash(curve: Curve, contribution: Phase1Contribution): Uint8Array {
  return finishBlake2b(contribution.partialHash, publicKeyBytes(curve, contribution));
}

/** What sp of a secret is hashed from: byte(personalisation) ‖ challenge ‖ U(s) ‖ U(s·k). */
export function knowledgeDigest(
  curve: Curve,
  secretIndex: number,
  challenge: Uint8Array,
  knowledge: { readonly g1s: Uint8Array; readonly g1sx: Uint8Array },
): Uint8Array {
  return blake2b(
    Uint8Array.of(secretIndex),
    challenge,
    u(curve, "G1", knowledge.g1s),
    u(curve, "G1", knowledge.g1sx),
  );
}

/** Uncompressed bytes of one point. */
function u(curve: Curve, group: GroupName, point: Uint8Array): Uint8Array {
  return curve.toUncompressed(group, point);
}
