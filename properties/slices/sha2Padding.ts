import fc from "fast-check";
import { bytes } from "../contract/arbitraries.js";
import { lengthOf, list, number } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { BLOCK, blocksOf, isPadded, padded } from "./reference/sha2Padding.js";

/** What is done to a good padding. */
const changes = [
  "none",
  "another length named",
  "a block more",
  "no 0x80",
  "a byte before the length",
  "another length in the field",
  "a byte behind the last block",
] as const;

interface Changed {
  readonly bytes: bigint[];
  length: bigint;
  blocks: bigint;
}

export const sha2Padding = defineContract({
  id: "slices/sha2-padding",
  claim: "what is hashed is the padding of the message that the length names, and nothing stands behind it",
  severity: "high",
  cites: ["https://reports.zksecurity.xyz/report-mysten-labs-zklogin", "FIPS 180-4 §5.1.1"],
  impact:
    "The signed digest is that of other bytes than those the circuit reads. A prover ends the message early, adds a " +
    "block, or reads claims out of bytes that nobody signed.",
  advice:
    "Constrain 0x80 at the length, zeros up to the last 8 bytes of the last block, the length in bits there, " +
    "0 ≤ 64·blocks − length − 9 < 64, and zeros behind the last block.",
  method:
    "Messages of every length about the ends of blocks (55, 56, 63, 64, 119, 120 …), padded by FIPS 180-4, and each of " +
    "the changes: another length named, a block more, no 0x80, a byte before the length, another length in its field, a " +
    "byte behind the last block. The good one must have a witness, the others none: by the circuit's own program, then " +
    "by witnesses that are solved for on the constraints.",
  corpus: ["zklogin-sha2-padding", "sha2-padding-mark", "sha2-padding-extra-block", "sha2-padding-tail"],
  templates: ["SHA2PadVerifier"],
  roles: [
    { role: "padded", among: "inputs", meaning: "the padded message in bytes", names: ["in"], rank: 1 },
    { role: "length", among: "inputs", meaning: "bytes of the message", names: ["len"], rank: 0 },
    {
      role: "blocks",
      among: "inputs",
      meaning: "its blocks of 64 bytes",
      names: ["num_sha2_blocks"],
      rank: 0,
    },
  ],
  misfit: (shape) => {
    const size = lengthOf(shape, "padded");
    return size % BLOCK === 0 ? null : `${size} bytes are no blocks of ${BLOCK}`;
  },
  inputs: (shape) => {
    const size = lengthOf(shape, "padded");
    return fc
      .tuple(lengths(size), bytes(size), fc.constantFrom(...changes), fc.nat())
      .map(([length, letters, change, place]) => changed(letters.slice(0, length), size, change, place));
  },
  examples: (shape) => {
    const size = lengthOf(shape, "padded");
    const letters = (length: number): bigint[] => Array.from({ length }, (_, i) => BigInt(97 + (i % 26)));
    return [
      ...nearEnds(size).map((length) => changed(letters(length), size, "none", 0)),
      ...changes.map((change) => changed(letters(3), size, change, 2)),
    ];
  },
  expected: (inputs) => {
    const [length, blocks] = [number(inputs, "length"), number(inputs, "blocks")];
    if (isPadded(list(inputs, "padded"), length, blocks)) return { kind: "outputs", outputs: {} };
    const because = `the bytes are not the padding of ${length} bytes in ${blocks} blocks`;
    return { kind: "none", roles: [], because };
  },
  edges: {
    title: "Length of the message, and what was done to its padding",
    counted: "inputs",
    bars: (shape) => [
      ...nearEnds(lengthOf(shape, "padded")).map((length) => `${length} bytes`),
      "good",
      "changed",
    ],
    of: (inputs, shape) => {
      const length = number(inputs, "length");
      const isGood = isPadded(list(inputs, "padded"), length, number(inputs, "blocks"));
      const isNear = nearEnds(lengthOf(shape, "padded")).includes(Number(length));
      return [...(isNear ? [`${length} bytes`] : []), isGood ? "good" : "changed"];
    },
  },
});

/** Lengths at which the number of blocks changes, or the padding just fits. */
function nearEnds(size: number): number[] {
  const about = [0, 1];
  for (let end = BLOCK; end <= size; end += BLOCK)
    about.push(end - 10, end - 9, end - 8, end - 1, end, end + 1);
  return about.filter((length) => length <= size - 9);
}

const lengths = (size: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...nearEnds(size)) },
    { weight: 1, arbitrary: fc.nat(size - 9) },
  );

function changed(
  message: readonly bigint[],
  size: number,
  change: (typeof changes)[number],
  place: number,
): { padded: bigint[]; length: bigint; blocks: bigint } {
  const blocks = blocksOf(message.length);
  const end = blocks * BLOCK;
  const it: Changed = {
    bytes: padded(message, size),
    length: BigInt(message.length),
    blocks: BigInt(blocks),
  };
  const zeros = end - 9 - message.length;
  switch (change) {
    case "none":
      break;
    case "another length named":
      // One byte of the padding is taken for one of the message, or the end of the message for padding.
      it.length = BigInt(place % (end - 8));
      break;
    case "a block more": {
      if (end + BLOCK > size) break;
      it.blocks++;
      for (let i = 1; i <= 8; i++) {
        it.bytes[end + BLOCK - i] = it.bytes[end - i] ?? 0n;
        it.bytes[end - i] = 0n;
      }
      break;
    }
    case "no 0x80":
      it.bytes[message.length] = [0n, 1n, 0x7fn, 0x81n][place % 4] ?? 0n;
      break;
    case "a byte before the length":
      if (zeros > 0) it.bytes[message.length + 1 + (place % zeros)] = 1n;
      break;
    case "another length in the field":
      it.bytes[end - 1 - (place % 8)] = BigInt(place % 255);
      break;
    case "a byte behind the last block":
      if (end < size) it.bytes[end + (place % (size - end))] = 46n;
      break;
  }
  return { padded: it.bytes, length: it.length, blocks: it.blocks };
}
