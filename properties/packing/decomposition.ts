import fc from "fast-check";
import { nearBits } from "../contract/arbitraries.js";
import { lengthOf, number } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";

export const decomposition = defineContract({
  id: "packing/decomposition",
  claim: "the bits are those of the number, and of no other integer that equals it in the field",
  severity: "high",
  cites: [
    "https://www.rareskills.io/post/circom-aliascheck",
    "https://github.com/iden3/circomlib/blob/master/circuits/bitify.circom",
  ],
  impact:
    "254 bits hold v and v + p for small v: whoever compares, hashes or spends by the bits has two of everything: two " +
    "nullifiers, two orders of two numbers.",
  advice:
    "Use Num2Bits_strict, or AliasCheck on the bits, wherever there may be as many bits as the prime has.",
  method:
    "Numbers at both ends of n bits, just outside, and just below the prime: bits of the integer, or no witness where it " +
    "has more. Tried with the circuit's own program, then with witnesses that are solved for on the constraints.",
  corpus: [],
  templates: ["Num2Bits", "Num2Bits_strict"],
  roles: [
    { role: "in", among: "inputs", meaning: "the number", names: [], rank: 0 },
    { role: "bits", among: "outputs", meaning: "its bits, lowest first", names: ["out"], rank: 1 },
  ],
  inputs: (shape) => fc.record({ in: nearBits(lengthOf(shape, "bits"), shape.prime) }),
  expected: (inputs, shape) => {
    const value = number(inputs, "in");
    const size = lengthOf(shape, "bits");
    if (value >> BigInt(size) > 0n)
      return { kind: "none", roles: [], because: `the number has more than ${size} bits` };
    const bits = Array.from({ length: size }, (_, i) => (value >> BigInt(i)) & 1n);
    return { kind: "outputs", outputs: { bits } };
  },
  edges: {
    title: "Size of the number",
    counted: "numbers",
    bars: (shape) => (1n << BigInt(lengthOf(shape, "bits")) < shape.prime ? ["fits", "too long"] : ["fits"]),
    of: (inputs, shape) => [
      number(inputs, "in") >> BigInt(lengthOf(shape, "bits")) > 0n ? "too long" : "fits",
    ],
  },
});
