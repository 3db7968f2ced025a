import { createHash } from "node:crypto";
import fc from "fast-check";
import { bytes as someBytes } from "../contract/arbitraries.js";
import { lengthOf, list, number } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { BLOCK, blocksOf, isPadded, padded } from "./reference/sha2Padding.js";

export const sha2Digest = defineContract({
  id: "slices/sha2-digest",
  claim: "the digest is SHA-256 of the message, whatever its number of blocks",
  severity: "high",
  cites: ["FIPS 180-4 §6.2"],
  impact: "A digest of other bytes, or of another number of blocks, is signed by nobody or by the wrong one.",
  advice: "Take the digest of the block that the length names, and constrain that there is one.",
  method:
    "Messages of every length about the ends of blocks, padded by FIPS 180-4, against node:crypto. Padded lengths that " +
    "are no multiple of 64, zero, or above the maximum must have no witness. Bytes above 255 too. The padding itself is " +
    "the caller's to check, and is the affair of slices/sha2-padding.",
  corpus: [],
  templates: ["Sha256Bytes"],
  roles: [
    { role: "padded", among: "inputs", meaning: "the padded message in bytes", names: ["paddedIn"], rank: 1 },
    { role: "length", among: "inputs", meaning: "its padded length", names: ["paddedInLength"], rank: 0 },
    { role: "digest", among: "outputs", meaning: "256 bits, first one first", names: ["out"], rank: 1 },
  ],
  misfit: (shape) => {
    const size = lengthOf(shape, "padded");
    return size % BLOCK === 0 ? null : `${size} bytes are no blocks of ${BLOCK}`;
  },
  inputs: (shape) => {
    const size = lengthOf(shape, "padded");
    const letters = fc.nat(size - 9).chain(someBytes);
    const atEnds = fc.constantFrom(...ends(size)).chain(someBytes);
    const off = fc.constantFrom(0n, 0n, 0n, 1n, -1n, BigInt(BLOCK), -BigInt(BLOCK), BigInt(size), 1n << 64n);
    return fc.tuple(fc.oneof(letters, atEnds), off).map(([message, by]) => {
      const length = BigInt(blocksOf(message.length) * BLOCK) + by;
      return { padded: padded(message, size), length: length < 0n ? shape.prime + length : length };
    });
  },
  expected: (inputs) => {
    const bytes = list(inputs, "padded");
    const length = number(inputs, "length");
    if (length === 0n || length % BigInt(BLOCK) !== 0n || length > BigInt(bytes.length))
      return { kind: "none", roles: ["length"], because: `${length} bytes are no padded message` };
    const message = messageOf(bytes, length / BigInt(BLOCK));
    if (message === null) return { kind: "anything" };
    const digest = createHash("sha256")
      .update(Buffer.from(message.map(Number)))
      .digest();
    return { kind: "outputs", outputs: { digest: [...digest].flatMap(bitsOf) } };
  },
  edges: {
    title: "Blocks of the message",
    counted: "inputs",
    bars: (shape) => [
      ...Array.from({ length: lengthOf(shape, "padded") / BLOCK }, (_, i) => `${i + 1}`),
      "no multiple of 64, or out of range",
    ],
    of: (inputs) => {
      const length = number(inputs, "length");
      const isGood =
        length > 0n && length % BigInt(BLOCK) === 0n && length <= BigInt(list(inputs, "padded").length);
      return [isGood ? `${length / BigInt(BLOCK)}` : "no multiple of 64, or out of range"];
    },
  },
});

/** The message whose padding this is, or null: the length at the end of the last block says which it may be. */
function messageOf(bytes: readonly bigint[], blocks: bigint): readonly bigint[] | null {
  const end = Number(blocks) * BLOCK;
  const bits = bytes.slice(end - 8, end).reduce((sum, byte) => sum * 256n + byte, 0n);
  return bits % 8n === 0n && isPadded(bytes, bits / 8n, blocks) ? bytes.slice(0, Number(bits / 8n)) : null;
}

const bitsOf = (value: number): bigint[] =>
  Array.from({ length: 8 }, (_, i) => BigInt((value >> (7 - i)) & 1));

/** Lengths about the ends of blocks. */
function ends(size: number): number[] {
  const about: number[] = [0];
  for (let end = BLOCK; end <= size; end += BLOCK) about.push(end - 10, end - 9, end - 8, end - 1, end);
  return about.filter((length) => length <= size - 9);
}
