import fc from "fast-check";
import { index, indexPlaces, placeOfIndex } from "../contract/arbitraries.js";
import { lengthOf, number } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";

export const oneHot = defineContract({
  id: "packing/one-hot",
  claim: "the bit of the index is set, and no other",
  severity: "high",
  cites: ["https://github.com/iden3/circomlib/blob/master/circuits/multiplexer.circom"],
  impact: "A decoder that may also say nothing lets a prover skip what the index selects.",
  advice: "Constrain the decoder's `success` to one, or use one that sums its bits to one.",
  method:
    "Every index from 0 to n + 1, about powers of two, and just below the prime: out[i] = (i = index) and success = (index " +
    "< n), in every witness. Tried with the circuit's own program, then with witnesses that are solved for.",
  corpus: [],
  templates: ["Decoder"],
  roles: [
    { role: "index", among: "inputs", meaning: "which bit", names: ["inp", "in"], rank: 0 },
    { role: "hot", among: "outputs", meaning: "the bits", names: ["out"], rank: 1 },
    {
      role: "success",
      among: "outputs",
      meaning: "whether there is such a bit",
      names: [],
      rank: 0,
      optional: true,
    },
  ],
  inputs: (shape) => fc.record({ index: index(lengthOf(shape, "hot"), shape.prime) }),
  expected: (inputs, shape) => {
    const at = number(inputs, "index");
    const size = lengthOf(shape, "hot");
    const hot = Array.from({ length: size }, (_, i) => (BigInt(i) === at ? 1n : 0n));
    return { kind: "outputs", outputs: { hot, success: at < BigInt(size) ? 1n : 0n } };
  },
  edges: {
    title: "Where the index points",
    counted: "inputs",
    bars: () => indexPlaces,
    of: (inputs, shape) => [placeOfIndex(number(inputs, "index"), lengthOf(shape, "hot"), shape.prime)],
  },
});
