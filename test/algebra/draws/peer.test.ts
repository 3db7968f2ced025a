import { buildBls12381, buildBn128, ChaCha, type BuiltCurve } from "ffjavascript";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CurveName } from "../../../algebra/curve.js";
import { drawScalar } from "../../../algebra/draws/fields.js";
import { hashToG2 } from "../../../algebra/draws/hashToG2.js";
import { drawPoint } from "../../../algebra/draws/points.js";
import { WordStream } from "../../../algebra/draws/words.js";
import { toLittleEndian } from "../../../algebra/integers.js";
import { montgomeryOf } from "../../../algebra/engines/montgomery.js";
import { openCurve } from "../../../algebra/open.js";

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });

/** ffjavascript's stream on the same seed, read as big-endian words. */
function peerStream(seed: Uint8Array): ChaCha {
  const view = new DataView(seed.buffer, seed.byteOffset);
  return new ChaCha(Array.from({ length: 8 }, (_, i) => view.getUint32(4 * i)));
}

const PEERS: [CurveName, () => Promise<BuiltCurve>][] = [
  ["bn254", () => buildBn128(true)],
  ["bls12-381", () => buildBls12381(true)],
];

describe.each(PEERS)("draws on %s agree with ffjavascript", async (name, build) => {
  const peer = await build();
  const curve = await openCurve(name);
  const { r, n8r } = curve.parameters;

  it("draws the same scalar, points of G1 and G2, and next word", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const [words, rng] = [new WordStream(seed), peerStream(seed)];
        const residue = montgomeryOf(r, n8r).toResidue(drawScalar(curve.parameters, words));
        expect(toLittleEndian(residue, n8r)).toEqual(peer.Fr.fromRng(rng));
        for (const group of ["G1", "G2"] as const) {
          expect(drawPoint(curve, group, words)).toEqual(peer[group].toAffine(peer[group].fromRng(rng)));
        }
        expect(words.u32()).toBe(rng.nextU32());
      }),
      { numRuns: 200 },
    );
  });

  it("hashes digests to the same points of G2, whatever their last 32 bytes", () => {
    fc.assert(
      fc.property(seeds, seeds, (head, tail) => {
        const expected = peer.G2.toAffine(peer.G2.fromRng(peerStream(head)));
        expect(hashToG2(curve, Uint8Array.from([...head, ...tail]))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});
