/** Keys whose secrets everybody knows. */
import { defineCheck, found, type Check, type Yielded } from "../check.js";
import { MULTIPLES, multiplesOf, notTheMultiple } from "../shared/multiples.js";
import { equalBytes, hex } from "../shared/places.js";
import { CITES, FORGE, WITHDRAW } from "./advice.js";
import { elementsOf, pointOf, subjectOf } from "./elements.js";
import { forms, type KeyForm } from "./forms.js";

function deltaNotGamma(form: KeyForm): Check {
  return defineCheck({
    id: `${form.prefix}/delta-not-gamma`,
    claim: `In ${form.noun}, delta differs from gamma, from its negative and from the generator`,
    severity: "critical",
    cites: [...CITES, "snarkjs#620"],
    impact: `With delta = gamma anyone makes a proof of any statement. ${FORGE}`,
    advice: WITHDRAW,
    method: "delta ≠ ±gamma and delta ≠ ±[1]₂, byte for byte.",
    needs: [form.role],
    after: [`${form.prefix}/points`],
    run: async function* (evidence, context): AsyncGenerator<Yielded> {
      const subject = subjectOf(form.role, evidence);
      const curve = await context.curve(subject.key.curve.name);
      const [, , gamma, delta] = elementsOf(subject.key).map((element) => pointOf(curve, element));
      if (gamma === undefined || delta === undefined) throw new Error("a key has four points and IC");
      const signs = [
        ["gamma", gamma],
        ["[1]₂", curve.generator("G2")],
      ] as const;
      for (const [name, point] of signs) {
        const sign = equalBytes(delta, point)
          ? ""
          : equalBytes(delta, curve.negate("G2", point))
            ? "−"
            : null;
        if (sign === null) continue;
        const evidenceOf = [subject.place("delta", { delta: hex(delta) }), subject.place("gamma")];
        yield found({ statement: `delta ≠ ${sign}${name}`, evidence: evidenceOf });
      }
    },
  });
}

function gammaIsGenerator(form: KeyForm): Check {
  return defineCheck({
    id: `${form.prefix}/gamma`,
    claim: `In ${form.noun}, gamma is the generator of G2, as every ceremony of this form leaves it`,
    severity: "medium",
    confidence: "likely",
    cites: ["Bowe, Gabizon, Miers: MMORPG §6 (gamma = 1)", "snarkjs: zkey new"],
    impact:
      "Keys of snarkjs and of the Rust ceremonies have gamma = [1]₂. Another gamma is a number that somebody chose, and " +
      "whoever knows it can make proofs of other inputs; setups without a ceremony (arkworks, gnark) draw one at random.",
    advice: "Ask where the key comes from. A key of a ceremony with another gamma has been changed.",
    method: "gamma = [1]₂, byte for byte.",
    needs: [form.role],
    after: [`${form.prefix}/points`],
    run: async function* (evidence, context): AsyncGenerator<Yielded> {
      const subject = subjectOf(form.role, evidence);
      const curve = await context.curve(subject.key.curve.name);
      const [, , element] = elementsOf(subject.key);
      const gamma = element === undefined ? curve.infinity("G2") : pointOf(curve, element);
      const expected = curve.generator("G2");
      if (equalBytes(gamma, expected)) return;
      const values = { found: hex(gamma), expected: hex(expected) };
      yield found({ statement: "gamma = [1]₂", evidence: [subject.place("gamma", values)] });
    },
  });
}

function knownSecrets(form: KeyForm): Check {
  return defineCheck({
    id: `${form.prefix}/known-secrets`,
    claim: `In ${form.noun}, alpha, beta and delta are no small multiples of the generators`,
    severity: "critical",
    cites: [...CITES, "snarkjs#620"],
    impact:
      "A small multiple of the generator is what is left where nobody contributed, or where somebody contributed a number " +
      `that everybody can guess. ${FORGE}`,
    advice: WITHDRAW,
    method:
      `alpha ≠ ±k·[1]₁, beta ≠ ±k·[1]₂, and delta ≠ ±k·[1]₂ for k = 1 … ${MULTIPLES} (delta = ±[1]₂ is told by the check of ` +
      "delta and gamma).",
    needs: [form.role],
    after: [`${form.prefix}/points`],
    run: async function* (evidence, context): AsyncGenerator<Yielded> {
      const subject = subjectOf(form.role, evidence);
      const curve = await context.curve(subject.key.curve.name);
      const multiples = { G1: multiplesOf(curve, "G1"), G2: multiplesOf(curve, "G2") };
      for (const element of elementsOf(subject.key).slice(0, 4)) {
        if (element.name === "gamma") continue;
        const multiple = multiples[element.group].get(hex(pointOf(curve, element)));
        if (multiple === undefined || (element.name === "delta" && Math.abs(multiple) === 1)) continue;
        yield found({
          statement: notTheMultiple(element.name, element.group, multiple),
          evidence: [subject.place(element.name)],
        });
      }
    },
  });
}

export const verificationKeyDelta = deltaNotGamma(forms.verificationKey);
export const solidityDelta = deltaNotGamma(forms.solidity);
export const verificationKeyGamma = gammaIsGenerator(forms.verificationKey);
export const solidityGamma = gammaIsGenerator(forms.solidity);
export const verificationKeySecrets = knownSecrets(forms.verificationKey);
export const soliditySecrets = knownSecrets(forms.solidity);
