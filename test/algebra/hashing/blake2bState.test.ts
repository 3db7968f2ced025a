import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finishBlake2b, stateAfter, STATE_BYTES } from "../../../algebra/hashing/blake2bState.js";
import { openCurve } from "../../../algebra/open.js";

const blake2b = (...parts: Uint8Array[]): Uint8Array => {
  const hash = createHash("blake2b512");
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

describe("a Blake2b state that is stored and resumed", () => {
  it("gives the digest of the whole, wherever it was split", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), fc.uint8Array({ maxLength: 700 }), (head, tail) => {
        expect(finishBlake2b(stateAfter(head), tail)).toEqual(blake2b(head, tail));
      }),
      { numRuns: 300 },
    );
  });

  it.each([0, 1, 127, 128, 129, 255, 256, 257])("holds after %i bytes, with and without a tail", (length) => {
    const head = new Uint8Array(length).fill(7);
    for (const tail of [new Uint8Array(0), new Uint8Array(128), new Uint8Array(129)]) {
      expect(finishBlake2b(stateAfter(head), tail)).toEqual(blake2b(head, tail));
    }
  });
});

it("a state in a Buffer is read, not changed", () => {
  const state = Buffer.from(stateAfter(new Uint8Array(200).fill(5)));
  const before = state.toString("hex");
  const first = finishBlake2b(state, new Uint8Array(768));
  expect(state.toString("hex")).toBe(before);
  expect(finishBlake2b(state, new Uint8Array(768))).toEqual(first);
});

describe("a hostile Blake2b state is refused", () => {
  const tampered = (change: (state: DataView) => void): Uint8Array => {
    const state = stateAfter(new Uint8Array(200));
    change(new DataView(state.buffer));
    return state;
  };

  it.each<[string, Uint8Array, RegExp]>([
    ["short", new Uint8Array(STATE_BYTES - 1), /has 216 bytes/],
    ["long", new Uint8Array(STATE_BYTES + 1), /has 216 bytes/],
    ["position 129", tampered((state) => state.setUint32(200, 129, true)), /129 bytes in a buffer/],
    ["position 2^32 + 1", tampered((state) => state.setUint32(204, 1, true)), /bytes in a buffer/],
    ["a broken block count", tampered((state) => state.setUint32(192, 129, true)), /no whole blocks/],
    ["an empty buffer after a block", tampered((state) => state.setUint32(200, 0, true)), /empty buffer/],
    [
      "a chain value before any block",
      tampered((state) => state.setUint32(192, 0, true)),
      /not the initial one/,
    ],
    ["all zero", new Uint8Array(STATE_BYTES), /not the initial one/],
  ])("%s", (_, state, reason) => {
    expect(() => finishBlake2b(state, new Uint8Array(768))).toThrow(RangeError);
    expect(() => finishBlake2b(state, new Uint8Array(768))).toThrow(reason);
  });
});

const SHARED = new URL("../../../../shared/data/", import.meta.url);
const PTAU = new URL("real/ptau/powersOfTau28_hez_final_02.ptau", SHARED);
const CHAIN = new URL("ceremonies/hermez_ptau54_chain.json", SHARED);

describe.skipIf(!existsSync(PTAU) || !existsSync(CHAIN))(
  "the stored states of Hermez's 55 contributions (needs ../shared/data)",
  () => {
    it("finish to the published response hashes with the public keys", async () => {
      const curve = await openCurve("bn254");
      const chain = JSON.parse(readFileSync(CHAIN, "utf8")) as { contributions: { responseHash: string }[] };
      const rows = contributionsOf(new Uint8Array(readFileSync(PTAU)));
      expect(rows).toHaveLength(chain.contributions.length);
      for (const [i, { publicKey, partialHash }] of rows.entries()) {
        const key = Buffer.concat([
          curve.toUncompressed("G1", publicKey.subarray(0, 6 * 64)),
          curve.toUncompressed("G2", publicKey.subarray(6 * 64)),
        ]);
        const digest = Buffer.from(finishBlake2b(partialHash, key)).toString("hex");
        expect(digest).toBe(chain.contributions[i]?.responseHash);
      }
    });
  },
);

/** Public keys and states from section 7 of a .ptau (formats.md A.4). */
function contributionsOf(file: Uint8Array): { publicKey: Uint8Array; partialHash: Uint8Array }[] {
  const view = new DataView(file.buffer);
  let at = 12;
  while (view.getUint32(at, true) !== 7) at += 12 + Number(view.getBigUint64(at + 4, true));
  const count = view.getUint32(at + 12, true);
  at += 16;
  return Array.from({ length: count }, () => {
    const key = at + 64 + 128 + 64 + 64 + 128;
    const state = key + 6 * 64 + 3 * 128;
    const parameterLength = view.getUint32(state + 216 + 64 + 4, true);
    at = state + 216 + 64 + 8 + parameterLength;
    return { publicKey: file.slice(key, state), partialHash: file.slice(state, state + 216) };
  });
}
