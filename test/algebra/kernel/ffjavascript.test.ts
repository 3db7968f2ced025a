import { buildBn128 } from "ffjavascript";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GroupName } from "../../../algebra/curve.js";
import { hornerOn } from "../../../algebra/engines/fast/horner.js";
import { programOf } from "../../../algebra/engines/fast/program.js";
import { loadKernelOrReason, type Kernel } from "../../../algebra/kernel/index.js";
import { GROUPS, hex, join, littleEndian, multiple, r } from "./points.js";

/** What is called of ffjavascript, beyond the types that algebra/engines/fast gives it. */
interface Peer extends Record<GroupName, PeerGroup> {
  pairing(g1: Uint8Array, g2: Uint8Array): Uint8Array;
  finalExponentiation(miller: Uint8Array): Uint8Array;
  terminate(): Promise<void>;
}

interface PeerGroup {
  multiExpAffine(points: Uint8Array, scalars: Uint8Array): Promise<Uint8Array>;
  toAffine(point: Uint8Array): Uint8Array;
}

describe.each(GROUPS)("sums in %s are those of ffjavascript", (group) => {
  let kernel: Kernel;
  let peer: Peer;
  beforeAll(async () => {
    const loaded = await loadKernelOrReason(hornerOn(await programOf("bn254")));
    if (loaded.kernel === null) throw new Error(loaded.reason);
    kernel = loaded.kernel;
    peer = (await buildBn128(true)) as unknown as Peer;
  });
  afterAll(() => peer?.terminate());

  it("on random scalars and points", async () => {
    const pool = Array.from({ length: 64 }, (_, i) => multiple(group, BigInt(i) ** 40n + 1n).toLem());
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1500 }),
        fc.infiniteStream(fc.tuple(fc.nat({ max: pool.length - 1 }), fc.bigInt({ min: 0n, max: r - 1n }))),
        async (n, stream) => {
          const terms = [...stream.take(n)];
          const points = join(terms.map(([index]) => pool[index] ?? new Uint8Array()));
          const scalars = join(terms.map(([, scalar]) => littleEndian(scalar, 32)));
          const given = kernel.sums({
            curve: "bn254",
            group,
            points,
            columns: [{ scalars, scalarBytes: 32 }],
          });
          const expected = peer[group].toAffine(await peer[group].multiExpAffine(points, scalars));
          expect(hex(given.sums[0]?.[0])).toBe(hex(expected));
        },
      ),
      { numRuns: 8 },
    );
  });
});

describe("pairings are those of ffjavascript", () => {
  it("after its final exponentiation, in its own bytes", async () => {
    const loaded = await loadKernelOrReason(hornerOn(await programOf("bn254")));
    if (loaded.kernel === null) throw new Error(loaded.reason);
    const peer = (await buildBn128(true)) as unknown as Peer;
    for (const [a, b] of [
      [1n, 1n],
      [0x123456789n, r - 77n],
    ] as const) {
      const [p, h] = [multiple("G1", a).toLem(), multiple("G2", b).toLem()];
      expect(hex(peer.finalExponentiation(loaded.kernel.millerProduct(p, h)))).toBe(hex(peer.pairing(p, h)));
    }
    await peer.terminate();
  });
});
