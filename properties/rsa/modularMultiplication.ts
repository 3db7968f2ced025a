import fc from "fast-check";
import { lengthOf, list, valueOf, type Shape } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import type { Inputs } from "../circuit/index.js";
import { carries, difference, divide } from "./carries.js";
import { carryLabels, labelsOfCarries } from "./carryHistogram.js";
import { fromLimbs, inRange, type LimbShape, toLimbs } from "./limbs.js";
import { limbBits, limbsMisfit, multiplicationRoles } from "./multiplication.js";
import { anyOperands, honestOperands, type Operands } from "./operands.js";

const limbShape = (shape: Shape): LimbShape => ({ n: Number(valueOf(shape, "n")), k: lengthOf(shape, "p") });

const operandsOf = (inputs: Inputs): Operands => ({
  a: list(inputs, "a"),
  b: list(inputs, "b"),
  p: list(inputs, "p"),
});

export const modularMultiplication = defineContract({
  id: "rsa/modular-multiplication",
  claim: "out = a·b mod p for a, b < p in limbs, whatever carries it takes",
  severity: "critical",
  cites: [
    "https://reports.zksecurity.xyz/report-mysten-labs-zklogin",
    "https://github.com/0xPARC/circom-ecdsa",
  ],
  impact:
    "Signatures over such a multiplication are refused where they are good, or taken where they are not: limbs and " +
    "carries go wrong for few inputs, which ordinary tests never meet.",
  advice:
    "Follow the carry that the counterexample needs; properties/rsa/carries.ts derives how large each may be.",
  method:
    "Against integers: limbs of zeros, ones and one bit alone; a and b at 0, 1, p/2, p − 1; p of one limb, with a top " +
    "limb of zero, one or all ones, even, prime, 1, 2, the field's own prime. Tried with the circuit's own program, then " +
    "with second witnesses that are solved for on the constraints. The histogram counts which carries were met.",
  corpus: [],
  templates: ["FpMul", "BigMultModP", "BigMulModP", "MulMod"],
  roles: multiplicationRoles,
  values: [limbBits],
  misfit: (shape) => {
    const { n, k } = limbShape(shape);
    if (["a", "b", "out"].some((role) => lengthOf(shape, role) !== k))
      return "factors, modulus and remainder are not of one number of limbs";
    return limbsMisfit(n, shape.prime);
  },
  inputs: (shape) =>
    fc
      .oneof(
        { weight: 5, arbitrary: honestOperands(limbShape(shape)) },
        { weight: 1, arbitrary: anyOperands(limbShape(shape)) },
      )
      .map(({ a, b, p }): Inputs => ({ a, b, p })),
  expected: (inputs, shape) => {
    const { n, k } = limbShape(shape);
    const { a, b, p } = operandsOf(inputs);
    if (![a, b, p].every((limbs) => inRange(limbs, n))) return { kind: "anything" };
    const [x, y, modulus] = [fromLimbs(a, n), fromLimbs(b, n), fromLimbs(p, n)];
    // A circuit may refuse factors that are not reduced; that it takes none wrongly is asked by the other properties.
    if (modulus === 0n || x >= modulus || y >= modulus) return { kind: "anything" };
    return { kind: "outputs", outputs: { out: toLimbs((x * y) % modulus, { n, k }) } };
  },
  edges: {
    title: "Carries of a·b − p·q − r",
    counted: "inputs with such a carry",
    bars: (shape) => carryLabels(limbShape(shape)),
    of: (inputs, shape) => {
      const { a, b, p } = operandsOf(inputs);
      const division = divide(a, b, p, limbShape(shape));
      if (division === null) return [];
      const { n } = limbShape(shape);
      return labelsOfCarries(carries(difference(division), n) ?? [], limbShape(shape));
    },
  },
});
