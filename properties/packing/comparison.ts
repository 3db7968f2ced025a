import fc from "fast-check";
import type { Inputs } from "../circuit/index.js";
import { nearBits } from "../contract/arbitraries.js";
import { list, number, valueOf, type Shape } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";

/** By the number that --set order takes. */
const orders = [
  { sign: "<", template: "LessThan", holds: (a: bigint, b: bigint) => a < b },
  { sign: "≤", template: "LessEqThan", holds: (a: bigint, b: bigint) => a <= b },
  { sign: ">", template: "GreaterThan", holds: (a: bigint, b: bigint) => a > b },
  { sign: "≥", template: "GreaterEqThan", holds: (a: bigint, b: bigint) => a >= b },
] as const;

export const comparison = defineContract({
  id: "packing/comparison",
  claim: "a comparison is that of integers, and numbers that it is not made for are refused",
  severity: "critical",
  cites: [
    "https://github.com/BlakeMScurr/comparator-overflow",
    "https://blog.trailofbits.com/2023/03/21/circomspect-static-analyzer-circom-more-passes/",
  ],
  impact:
    "LessThan(n) takes a + 2^n − b apart. For a just below the prime, which everyone may write as a negative number, the " +
    "answer is that of a small one: withdrawals above the balance, votes above the weight, indices outside of the array.",
  advice: "Range-check both sides with Num2Bits(n), or take them from signals that are.",
  method:
    "Pairs of numbers of n bits at both ends, about the middle, equal and one apart, and numbers just outside: powers of " +
    "two, negatives of the field. Good pairs have exactly the answer of the integers, or no witness where it is constrained; " +
    "bad ones have none. Tried with the circuit's own program, then with witnesses that are solved for.",
  corpus: ["comparison-out-of-range"],
  templates: orders.map(({ template }) => template),
  roles: [
    {
      role: "in",
      among: "inputs",
      meaning: "both sides, as one array of two",
      names: [],
      rank: 1,
      optional: true,
    },
    { role: "left", among: "inputs", meaning: "the left side", names: ["a"], rank: 0, optional: true },
    { role: "right", among: "inputs", meaning: "the right side", names: ["b"], rank: 0, optional: true },
    {
      role: "out",
      among: "outputs",
      meaning: "the answer, where it is an output",
      names: [],
      rank: 0,
      optional: true,
    },
  ],
  values: [
    { name: "bits", meaning: "of the numbers that are compared", parameters: ["n"] },
    { name: "order", meaning: "0 for <, 1 for ≤, 2 for >, 3 for ≥", parameters: [], otherwise: -1n },
  ],
  misfit: (shape) => {
    const bits = valueOf(shape, "bits");
    if (bits < 1n || bits > 252n) return `numbers of ${bits} bits cannot be compared in the field`;
    const isPair = shape.signals.get("in")?.dimensions[0] === 2;
    if (!isPair && !(shape.signals.has("left") && shape.signals.has("right")))
      return "there are no two sides; name them with --bind left=SIGNAL --bind right=SIGNAL";
    return orderOf(shape) === null ? "the order is not known; give it with --set order=0 … 3" : null;
  },
  inputs: (shape) => {
    const one = nearBits(Number(valueOf(shape, "bits")), shape.prime);
    const close = fc
      .tuple(one, fc.constantFrom(-1n, 0n, 1n))
      .map(([a, by]) => [a, (a + by + shape.prime) % shape.prime] as const);
    return fc
      .oneof(fc.tuple(one, one), close)
      .map(([a, b]): Inputs => (shape.signals.has("in") ? { in: [a, b] } : { left: a, right: b }));
  },
  expected: (inputs, shape) => {
    const [a, b] = sides(inputs, shape);
    const bits = valueOf(shape, "bits");
    const roles = shape.signals.has("in") ? ["in"] : ["left", "right"];
    const tooLong = [a, b].find((side) => side >= 1n << bits);
    if (tooLong !== undefined) return { kind: "none", roles, because: `a side is no number of ${bits} bits` };
    const order = orderOf(shape);
    const answer = order?.holds(a, b) === true;
    if (shape.signals.has("out")) return { kind: "outputs", outputs: { out: answer ? 1n : 0n } };
    if (answer) return { kind: "outputs", outputs: {} };
    return { kind: "none", roles: [], because: `${a} ${order?.sign} ${b} is false` };
  },
  edges: {
    title: "What is compared",
    counted: "pairs",
    bars: () => ["less", "one less", "equal", "one more", "more", "out of range"],
    of: (inputs, shape) => {
      const [a, b] = sides(inputs, shape);
      if ([a, b].some((side) => side >= 1n << valueOf(shape, "bits"))) return ["out of range"];
      if (a === b) return ["equal"];
      if (a < b) return [a + 1n === b ? "one less" : "less"];
      return [b + 1n === a ? "one more" : "more"];
    },
  },
});

function orderOf(shape: Shape): (typeof orders)[number] | null {
  const given = orders[Number(valueOf(shape, "order"))];
  return given ?? orders.find(({ template }) => template === shape.template) ?? null;
}

function sides(inputs: Inputs, shape: Shape): readonly [bigint, bigint] {
  if (!shape.signals.has("in")) return [number(inputs, "left"), number(inputs, "right")];
  const [a = 0n, b = 0n] = list(inputs, "in");
  return [a, b];
}
