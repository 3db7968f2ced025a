/** Keys that were made for tests and examples, whose secrets are public or were never kept secret. */
import { defineCheck, found, type Check, type Yielded } from "../check.js";
import { CITES, FORGE, WITHDRAW } from "./advice.js";
import { subjectOf } from "./elements.js";
import { forms, type KeyForm } from "./forms.js";

/** x.c0 of delta, hex, which no two ceremonies share → what the key was made for. */
export const knownKeys: ReadonlyMap<string, string> = new Map([
  ["24e48eebb6a49161d502732b75f78b6086e7ac0c350c0d27f5cb33b09ac4df6e", "zkassay: examples/zkopru-like"],
  ["0caecf7891624d49582d3904f98a0668bea68b9ae82018aee28a3c3fd8fe0816", "zkassay: examples/zkopru-like"],
  ["104e2d8e1fb69a9378874d9f6b7abb21b6182629912fd127a5c2a9c6be59ac25", "zkassay: examples/zkopru-like"],
  ["15f30a75881af7aed38229ed2e9c22f1e550cffda2bf3c7f9550ea985271bb5e", "zkassay: examples/small"],
  [
    "07691cb280903383e6cd69acd9a3296dd91b312a91583bab30a337a3d6f78f0d",
    "p0tion: packages/actions/test, circuit",
  ],
  ["0db59f750d018ecc63b3dbc9b6dc28919f500d16663d63442cc1200f73c0a85a", "circomkit: tests/data/multiplier_30"],
]);

function knownKey(form: KeyForm): Check {
  return defineCheck({
    id: `${form.prefix}/known-key`,
    claim: `The key of ${form.noun} is none that is known to be made for tests`,
    severity: "critical",
    cites: [...CITES, "public test fixtures of p0tion and circomkit; examples of this package"],
    impact: `The secrets of such keys are written in their sources, or nobody took care of them. ${FORGE}`,
    advice: WITHDRAW,
    method:
      "delta's first coordinate is looked up among those of known keys: delta is drawn anew in every ceremony and for every " +
      "circuit. A key that is not listed may be a test's all the same.",
    needs: [form.role],
    after: [`${form.prefix}/points`],
    run: async function* (evidence): AsyncGenerator<Yielded> {
      const subject = subjectOf(form.role, evidence);
      const { delta2, curve } = subject.key;
      const name = knownKeys.get((delta2?.[0][0] ?? 0n).toString(16).padStart(2 * curve.n8q, "0"));
      if (name === undefined) return;
      yield found({
        statement: `delta is not that of ${name}`,
        evidence: [subject.place("delta", { "x.c0": String(delta2?.[0][0]) })],
      });
    },
  });
}

export const verificationKeyKnown = knownKey(forms.verificationKey);
export const solidityKnown = knownKey(forms.solidity);
