import fc from "fast-check";
import { lengthOf, list, valueOf, type Shape } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { mod } from "../../algebra/integers.js";
import { fromLimbs, inRange, type LimbShape, power } from "./limbs.js";
import { limbBits, limbsMisfit } from "./multiplication.js";
import { integer } from "./operands.js";

const limbShape = (shape: Shape): LimbShape => ({ n: Number(valueOf(shape, "n")), k: lengthOf(shape, "a") });

/** The highest limb in which two numbers differ, or −1. */
const decisive = (a: readonly bigint[], b: readonly bigint[]): number =>
  a.findLastIndex((limb, i) => limb !== b[i]);

export const bigLessThan = defineContract({
  id: "rsa/big-less-than",
  claim: "a comparison of integers in limbs says 1 exactly where a < b",
  severity: "high",
  cites: [
    "https://github.com/0xPARC/zk-bug-tracker#circom-pairing-1",
    "https://github.com/iden3/circomlib/blob/master/circuits/comparators.circom",
  ],
  impact: "Remainders and signatures that are not reduced pass for reduced ones, or good ones are refused.",
  advice: "Let the highest limb that differs decide, and hold limbs in range before they are compared.",
  method:
    "Pairs that are equal, differ in one limb only, for each limb, by one or at the ends, and in opposite directions in " +
    "two limbs. circomlib's LessThan promises nothing for limbs out of range: such inputs must have no witness, unless " +
    "the template's comment says that it assumes them in range.",
  corpus: ["comparison-limb-order", "comparison-lowest-limb"],
  templates: ["BigLessThan"],
  roles: [
    { role: "a", among: "inputs", meaning: "the first integer, in limbs", names: [], rank: 1 },
    { role: "b", among: "inputs", meaning: "the second integer, in limbs", names: [], rank: 1 },
    { role: "out", among: "outputs", meaning: "1 where a < b, else 0", names: ["lt", "less"], rank: 0 },
  ],
  values: [limbBits],
  misfit: (shape) =>
    lengthOf(shape, "a") === lengthOf(shape, "b")
      ? limbsMisfit(limbShape(shape).n, shape.prime)
      : "the integers are not of one number of limbs",
  inputs: (shape) => {
    const size = limbShape(shape);
    const other = fc
      .tuple(integer(size), fc.nat(size.k - 1), fc.nat(size.k - 1), integer(size))
      .map(([a, i, j, to]) => ({ a, b: a.with(i, to[i] ?? 0n).with(j, to[j] ?? 0n) }));
    const byOne = fc.tuple(integer(size), fc.nat(size.k - 1), fc.constantFrom(1n, -1n)).map(([a, i, off]) => {
      const limb = (a[i] ?? 0n) + off;
      return { a, b: limb < 0n || limb >= power(size.n) ? a : a.with(i, limb) };
    });
    const outside = fc
      .tuple(
        integer(size),
        integer(size),
        fc.nat(size.k - 1),
        fc.constantFrom(power(size.n), -1n, 1n - power(size.n)),
      )
      .map(([a, b, i, off]) => ({ a: a.with(i, mod((a[i] ?? 0n) + off, shape.prime)), b }));
    const equal = integer(size).map((a) => ({ a, b: a }));
    return fc.oneof({ weight: 3, arbitrary: other }, { weight: 3, arbitrary: byOne }, equal, outside);
  },
  expected: (inputs, shape) => {
    const { n } = limbShape(shape);
    const [a, b] = [list(inputs, "a"), list(inputs, "b")];
    for (const [role, limbs] of [
      ["a", a],
      ["b", b],
    ] as const) {
      if (!inRange(limbs, n))
        return { kind: "none", roles: [role], because: `a limb of ${role} has more than ${n} bits` };
    }
    return { kind: "outputs", outputs: { out: fromLimbs(a, n) < fromLimbs(b, n) ? 1n : 0n } };
  },
  edges: {
    title: "The limb that decides",
    counted: "pairs",
    bars: (shape) => [
      "equal",
      ...Array.from({ length: lengthOf(shape, "a") }, (_, i) => [
        `limb ${i}: less`,
        `limb ${i}: greater`,
      ]).flat(),
      "out of range",
    ],
    of: (inputs, shape) => {
      const [a, b] = [list(inputs, "a"), list(inputs, "b")];
      const { n } = limbShape(shape);
      if (!inRange(a, n) || !inRange(b, n)) return ["out of range"];
      const i = decisive(a, b);
      return [i < 0 ? "equal" : `limb ${i}: ${(a[i] ?? 0n) < (b[i] ?? 0n) ? "less" : "greater"}`];
    },
  },
});
