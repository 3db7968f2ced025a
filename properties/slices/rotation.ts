import fc from "fast-check";
import { bytes, index, indexPlaces, placeOfIndex } from "../contract/arbitraries.js";
import { lengthOf, list, number } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { rotated } from "./reference/subArray.js";

export const rotation = defineContract({
  id: "slices/rotation",
  claim: "a shift moves the array to the left, round its end, by a number of places below its length",
  severity: "medium",
  cites: ["https://github.com/zkemail/zk-email-verify/pull/124"],
  impact:
    "Two shifts with one result are two witnesses for one statement, and a check that compares the shift with positions " +
    "of the array, such as that of a masked string, does not see the greater one.",
  advice: "Range-check the shift, or make the array as long as a power of two.",
  method:
    "0 ≤ shift < n ⇒ out[i] = in[(i + shift) mod n], else no witness: shifts at the ends, around powers of two, and just " +
    "below the field's prime. Tried with the circuit's own program, then with witnesses that are solved for.",
  corpus: [],
  templates: ["VarShiftLeft"],
  roles: [
    { role: "in", among: "inputs", meaning: "the array", names: ["array"], rank: 1 },
    { role: "shift", among: "inputs", meaning: "by how many places", names: ["k"], rank: 0 },
    { role: "out", among: "outputs", meaning: "the array from there on", names: ["shifted"], rank: 1 },
  ],
  misfit: (shape) =>
    lengthOf(shape, "out") > lengthOf(shape, "in") ? "more items come out than go in" : null,
  inputs: (shape) => {
    const size = lengthOf(shape, "in");
    return fc.record({ in: bytes(size), shift: index(size, shape.prime) });
  },
  expected: (inputs, shape) => {
    const values = list(inputs, "in");
    const shift = number(inputs, "shift");
    if (shift < BigInt(values.length))
      return { kind: "outputs", outputs: { out: rotated(values, shift, lengthOf(shape, "out")) } };
    return { kind: "none", roles: ["shift"], because: `the shift ${shift} is not below ${values.length}` };
  },
  edges: {
    title: "Where the shift points",
    counted: "inputs",
    bars: () => indexPlaces,
    of: (inputs, shape) => [placeOfIndex(number(inputs, "shift"), lengthOf(shape, "in"), shape.prime)],
  },
});
