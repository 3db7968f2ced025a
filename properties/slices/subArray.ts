import fc from "fast-check";
import { bytes, index } from "../contract/arbitraries.js";
import { lengthOf, list, number, type Shape } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { subArray as reference } from "./reference/subArray.js";

/** Groups of grouped slices are of 16 bytes or fewer: every remainder of the index is a case of its own. */
const GROUP = 16;

export const subArray = defineContract({
  id: "slices/sub-array",
  claim: "a slice is in[index .. index + length] with zeros after it, and is inside of the array",
  severity: "high",
  cites: [
    "https://reports.zksecurity.xyz/report-mysten-labs-zklogin",
    "https://github.com/zkemail/zk-email-verify/pull/185",
  ],
  impact:
    "What follows takes the slice for a claim, a key or a hash. A slice that wraps round the array, is cut short, or " +
    "carries along what stands behind it lets a prover choose what was never signed.",
  advice:
    "Range-check index and length, constrain index + length ≤ n and length ≤ m over enough bits, and set every item " +
    "from `length` on to zero.",
  method:
    "Against a plain slice: every remainder of the index mod 16, lengths 0, 1, m − 1, m, m + 1, ends at the array's end " +
    "and one past it, negatives of the field. Good inputs have exactly these outputs; bad ones have no witness, unless " +
    "the template's comment asks its caller to look, which is then said. Tried with the circuit's own program, then with " +
    "witnesses that are solved for on the constraints.",
  corpus: ["slice-tail-not-zero", "slice-length-unchecked", "zklogin-slices"],
  templates: ["SelectSubArray"],
  roles: [
    { role: "in", among: "inputs", meaning: "the array", names: ["array"], rank: 1 },
    {
      role: "index",
      among: "inputs",
      meaning: "where the slice begins",
      names: ["startIndex", "start", "substringStartIndex"],
      rank: 0,
    },
    {
      role: "length",
      among: "inputs",
      meaning: "how long it is",
      names: ["len", "substringLength"],
      rank: 0,
    },
    { role: "out", among: "outputs", meaning: "the slice", names: ["substring", "slice"], rank: 1 },
  ],
  misfit: (shape) =>
    lengthOf(shape, "out") > lengthOf(shape, "in") ? "more items come out than go in" : null,
  inputs: (shape) => {
    const size = lengthOf(shape, "in");
    const most = lengthOf(shape, "out");
    const free = fc.record({
      in: bytes(size),
      index: index(size, shape.prime),
      length: index(most + 1, shape.prime),
    });
    // Inside of the array, and up to its very end.
    const inside = fc
      .tuple(bytes(size), fc.nat(size - 1), fc.nat(most), fc.boolean())
      .map(([array, at, length, toEnd]) => {
        const start = toEnd ? Math.max(at, size - most) : Math.min(at, size - length);
        return { in: array, index: BigInt(start), length: BigInt(toEnd ? size - start : length) };
      });
    return fc.oneof({ weight: 2, arbitrary: inside }, { weight: 1, arbitrary: free });
  },
  examples: (shape) => {
    const size = lengthOf(shape, "in");
    const most = Math.min(lengthOf(shape, "out"), size);
    const array = Array.from({ length: size }, (_, i) => BigInt((i % 255) + 1));
    // Of each remainder the last full slice, which reaches farthest into its groups.
    return Array.from({ length: Math.min(GROUP, size) }, (_, remainder) => {
      const last = size - most - ((size - most - remainder + GROUP * size) % GROUP);
      const at = last < 0 ? remainder : last;
      return { in: array, index: BigInt(at), length: BigInt(Math.min(most, size - at)) };
    });
  },
  expected: (inputs, shape) => {
    const at = number(inputs, "index");
    const length = number(inputs, "length");
    const out = reference(list(inputs, "in"), at, length, lengthOf(shape, "out"));
    // An empty slice just behind the array is one to some and none to others.
    if (length === 0n && at === BigInt(lengthOf(shape, "in"))) return { kind: "anything" };
    if (out !== null) return { kind: "outputs", outputs: { out } };
    return {
      kind: "none",
      roles: ["index", "length"],
      because: `${length} items from ${at} on are no slice`,
    };
  },
  edges: {
    title: "Remainders of the index mod 16, and ends of the slice",
    counted: "inputs",
    bars: (shape) => [...remainders(shape), ...ends],
    of: (inputs, shape) => {
      const at = number(inputs, "index");
      const length = number(inputs, "length");
      const size = BigInt(lengthOf(shape, "in"));
      const most = BigInt(lengthOf(shape, "out"));
      const bars = at < size ? [`index ≡ ${at % BigInt(GROUP)}`] : ["index past the end"];
      if (length === 0n) bars.push("empty");
      if (length === most) bars.push("full");
      if (length > most) bars.push("too long");
      if (at + length === size) bars.push("to the end");
      if (at < size && length <= most && at + length > size) bars.push("over the end");
      return bars;
    },
  },
});

const ends = ["index past the end", "empty", "full", "too long", "to the end", "over the end"];

const remainders = (shape: Shape): string[] =>
  Array.from({ length: Math.min(GROUP, lengthOf(shape, "in")) }, (_, i) => `index ≡ ${i}`);
