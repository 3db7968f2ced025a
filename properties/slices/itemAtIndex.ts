import fc from "fast-check";
import { bytes, index, indexPlaces, placeOfIndex } from "../contract/arbitraries.js";
import { lengthOf, list, number } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";

export const itemAtIndex = defineContract({
  id: "slices/item-at-index",
  claim: "an item is selected by an index inside of the array, and it is the item there",
  severity: "high",
  cites: [
    "https://reports.zksecurity.xyz/report-mysten-labs-zklogin",
    "https://github.com/zkemail/zk-email-verify/pull/185",
  ],
  impact:
    "A prover who chooses the index gets a value that is not in the array, most often zero, where the circuit goes on " +
    "as if it were: an empty key, an empty claim, a block that was never hashed.",
  advice: "Sum the equality bits of index and position and constrain the sum to one; range-check the index.",
  method:
    "For arrays with distinct and equal items and every index from 0 to n + 1, around powers of two and just below the " +
    "field's prime: 0 ≤ index < n ⇒ out = in[index], else no witness. Tried with the circuit's own program, then with " +
    "witnesses that are solved for on the constraints.",
  corpus: ["selector-index-out-of-range", "index-not-bound"],
  templates: ["ItemAtIndex", "QuinSelector"],
  roles: [
    { role: "in", among: "inputs", meaning: "the array", names: ["array", "values"], rank: 1 },
    { role: "index", among: "inputs", meaning: "which item", names: ["idx", "selector"], rank: 0 },
    { role: "out", among: "outputs", meaning: "the item", names: ["item"], rank: 0 },
  ],
  inputs: (shape) => {
    const size = lengthOf(shape, "in");
    return fc.record({ in: fc.oneof(bytes(size), equal(size)), index: index(size, shape.prime) });
  },
  expected: (inputs) => {
    const values = list(inputs, "in");
    const at = number(inputs, "index");
    const item = at < BigInt(values.length) ? values[Number(at)] : undefined;
    if (item !== undefined) return { kind: "outputs", outputs: { out: item } };
    return { kind: "none", roles: ["index"], because: `the index ${at} is not below ${values.length}` };
  },
  edges: {
    title: "Where the index points",
    counted: "inputs",
    bars: () => indexPlaces,
    of: (inputs, shape) => [placeOfIndex(number(inputs, "index"), lengthOf(shape, "in"), shape.prime)],
  },
});

/** One item everywhere: what is selected twice shows. */
const equal = (size: number): fc.Arbitrary<bigint[]> =>
  fc.bigInt({ min: 1n, max: 255n }).map((one) => Array.from({ length: size }, () => one));
