import fc from "fast-check";
import type { Inputs } from "../circuit/index.js";
import { nearBits } from "../contract/arbitraries.js";
import { lengthOf, list, type Shape } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";

/** The integer's bits, the lowest first. */
const bitsOf = (value: bigint, size: number): bigint[] =>
  Array.from({ length: size }, (_, i) => (value >> BigInt(i)) & 1n);

const integerOf = (bits: readonly bigint[]): bigint => bits.reduceRight((sum, bit) => 2n * sum + bit, 0n);

const inputsOf = (value: bigint, shape: Shape): Inputs => ({ bits: bitsOf(value, lengthOf(shape, "bits")) });

export const recomposition = defineContract({
  id: "packing/recomposition",
  claim: "the number is that of the bits, and no other bits have it",
  severity: "high",
  cites: [
    "https://www.rareskills.io/post/circom-aliascheck",
    "https://github.com/iden3/circomlib/blob/master/circuits/bitify.circom",
  ],
  impact:
    "The bits of v and of v + p have one number: whoever hashes, signs or publishes the number speaks for two strings of " +
    "bits, and the prover chooses which of them the rest of the circuit reads.",
  advice:
    "Pack at most 253 bits into one number, or hold the bits below the prime with AliasCheck, as Bits2Num_strict does.",
  method:
    "Bits of integers at both ends, just below the prime, of v + p for small v where there are as many bits, and values " +
    "that are no bits: the number of the integer, or no witness where it is the prime or more. Tried with the circuit's " +
    "own program, then with witnesses that are solved for on the constraints.",
  corpus: ["bits-packed-alias"],
  templates: ["Bits2Num", "Bits2Num_strict"],
  roles: [
    { role: "bits", among: "inputs", meaning: "the bits, lowest first", names: ["in"], rank: 1 },
    { role: "number", among: "outputs", meaning: "their number", names: ["out"], rank: 0 },
  ],
  inputs: (shape) => {
    const { prime } = shape;
    const size = lengthOf(shape, "bits");
    const top = 1n << BigInt(size);
    const integers = nearBits(size, top > prime ? top : prime).filter((value) => value < top);
    const aliases = fc.bigInt({ min: prime, max: top - 1n > prime ? top - 1n : prime });
    const stranger = fc
      .tuple(integers, fc.nat(size - 1), fc.constantFrom(2n, prime - 1n, (prime + 1n) / 2n))
      .map(([value, place, bad]) => ({ bits: bitsOf(value, size).with(place, bad) }));
    return fc.oneof(
      { weight: 4, arbitrary: integers.map((value) => inputsOf(value, shape)) },
      { weight: top > prime ? 2 : 0, arbitrary: aliases.map((value) => inputsOf(value, shape)) },
      { weight: 1, arbitrary: stranger },
    );
  },
  examples: (shape) =>
    [0n, shape.prime - 1n, shape.prime, shape.prime + 1n]
      .filter((value) => value >> BigInt(lengthOf(shape, "bits")) === 0n)
      .map((value) => inputsOf(value, shape)),
  expected: (inputs, { prime }) => {
    const bits = list(inputs, "bits");
    if (bits.some((bit) => bit > 1n)) return { kind: "none", roles: ["bits"], because: "a value is no bit" };
    const value = integerOf(bits);
    if (value >= prime)
      return {
        kind: "none",
        roles: [],
        because: `the bits are those of ${value - prime} + p, and it has bits of its own`,
      };
    return { kind: "outputs", outputs: { number: value } };
  },
  edges: {
    title: "What the bits are of",
    counted: "inputs",
    bars: (shape) => [
      "below the prime",
      ...(1n << BigInt(lengthOf(shape, "bits")) > shape.prime ? ["the prime or more"] : []),
      "no bits",
    ],
    of: (inputs, { prime }) => {
      const bits = list(inputs, "bits");
      if (bits.some((bit) => bit > 1n)) return ["no bits"];
      return [integerOf(bits) < prime ? "below the prime" : "the prime or more"];
    },
  },
});
