import fc from "fast-check";
import { lengthOf, list, valueOf } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { mod } from "../../algebra/integers.js";
import { convolution } from "./carries.js";
import { integer } from "./operands.js";

export const productCoefficients = defineContract({
  id: "rsa/product-coefficients",
  claim:
    "out holds the coefficients of a(X)·b(X), and no other polynomial has the same values where it is looked at",
  severity: "critical",
  cites: [
    "https://github.com/0xPARC/circom-ecdsa",
    "https://reports.zksecurity.xyz/report-mysten-labs-zklogin",
  ],
  impact:
    "A polynomial of degree 2k − 2 that is fixed at fewer than 2k − 1 different points has many values: the prover " +
    "chooses the product.",
  advice: "Evaluate a, b and the product at as many different points as the product has coefficients.",
  method:
    "out_i = Σ a_j·b_(i−j) for limbs at all edges, against integers; then a second witness with the same a and b and " +
    "another polynomial is solved for on the constraints.",
  corpus: ["coefficients-points-too-few"],
  templates: ["BigMultNoCarry", "MultiplyNoCarry"],
  roles: [
    { role: "a", among: "inputs", meaning: "the first factor, in limbs", names: [], rank: 1 },
    { role: "b", among: "inputs", meaning: "the second factor, in limbs", names: [], rank: 1 },
    {
      role: "out",
      among: "outputs",
      meaning: "the coefficients of the product",
      names: ["product"],
      rank: 1,
    },
  ],
  values: [{ name: "n", meaning: "bits of a limb", parameters: ["n"], otherwise: 64n }],
  misfit: (shape) =>
    lengthOf(shape, "out") === lengthOf(shape, "a") + lengthOf(shape, "b") - 1
      ? null
      : "the product of these has another number of coefficients",
  inputs: (shape) => {
    const n = Number(valueOf(shape, "n"));
    return fc.record({
      a: integer({ n, k: lengthOf(shape, "a") }),
      b: integer({ n, k: lengthOf(shape, "b") }),
    });
  },
  expected: (inputs, { prime }) => ({
    kind: "outputs",
    outputs: { out: convolution(list(inputs, "a"), list(inputs, "b")).map((value) => mod(value, prime)) },
  }),
  edges: {
    title: "Coefficients of the product",
    counted: "products in which it is not zero",
    bars: (shape) => Array.from({ length: lengthOf(shape, "out") }, (_, i) => `X^${i}`),
    of: (inputs) =>
      convolution(list(inputs, "a"), list(inputs, "b")).flatMap((value, i) =>
        value === 0n ? [] : [`X^${i}`],
      ),
  },
});
