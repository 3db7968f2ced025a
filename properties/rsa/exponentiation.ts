import { lengthOf, list, valueOf, type Shape } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { powMod } from "../../algebra/integers.js";
import { fromLimbs, inRange, type LimbShape, toLimbs } from "./limbs.js";
import { limbBits, limbsMisfit } from "./multiplication.js";
import { modulus, reduced } from "./operands.js";

const limbShape = (shape: Shape): LimbShape => ({
  n: Number(valueOf(shape, "n")),
  k: lengthOf(shape, "modulus"),
});

export const exponentiation = defineContract({
  id: "rsa/exponentiation",
  claim: "out = base^e mod modulus for base < modulus, with e = 65537 unless --set exponent says otherwise",
  severity: "critical",
  cites: ["RFC 8017 §5.2.2", "https://reports.zksecurity.xyz/report-mysten-labs-zklogin"],
  impact:
    "Another exponent verifies other signatures: with a smaller or an even one they can be made without the key.",
  advice: "Count squarings and products: 65537 = 2^16 + 1 is sixteen squarings and one product.",
  method:
    "Against modular exponentiation of integers: bases 0, 1, half, modulus − 1 and others; moduli as for " +
    "rsa/modular-multiplication. Then second witnesses are solved for on the constraints.",
  corpus: ["power-one-short"],
  templates: ["FpPow65537Mod", "Power65537"],
  roles: [
    { role: "base", among: "inputs", meaning: "the base, in limbs", names: [], rank: 1 },
    { role: "modulus", among: "inputs", meaning: "the modulus, in limbs", names: ["p", "m"], rank: 1 },
    { role: "out", among: "outputs", meaning: "the power, in limbs", names: ["result"], rank: 1 },
  ],
  values: [
    limbBits,
    { name: "exponent", meaning: "the exponent", parameters: ["e", "exponent"], otherwise: 65537n },
  ],
  misfit: (shape) =>
    ["base", "out"].every((role) => lengthOf(shape, role) === limbShape(shape).k)
      ? limbsMisfit(limbShape(shape).n, shape.prime)
      : "base, modulus and power are not of one number of limbs",
  inputs: (shape) =>
    modulus(limbShape(shape)).chain((p) =>
      reduced(p, limbShape(shape)).map((base) => ({ base, modulus: p })),
    ),
  expected: (inputs, shape) => {
    const { n, k } = limbShape(shape);
    const [base, p] = [list(inputs, "base"), list(inputs, "modulus")];
    const m = fromLimbs(p, n);
    if (!inRange(base, n) || !inRange(p, n) || fromLimbs(base, n) >= m) return { kind: "anything" };
    const power = powMod(fromLimbs(base, n), valueOf(shape, "exponent"), m) % m;
    return { kind: "outputs", outputs: { out: toLimbs(power, { n, k }) } };
  },
  edges: {
    title: "Limbs in use of modulus and base",
    counted: "inputs",
    bars: (shape) => Array.from({ length: limbShape(shape).k }, (_, i) => `modulus of ${i + 1}`),
    of: (inputs) => {
      const used = list(inputs, "modulus").findLastIndex((limb) => limb !== 0n) + 1;
      return [`modulus of ${used}`];
    },
  },
});
