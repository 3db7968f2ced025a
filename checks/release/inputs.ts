/** That every public input counts, once, in its own place. */
import type { SolidityVerifier } from "../../transcripts/solidity/verifier.js";
import { defineCheck, fact, found, type Check, type Yielded } from "../check.js";
import { hex } from "../shared/places.js";
import { CITES, UNKNOWN_CODE, WITHDRAW } from "./advice.js";
import { elementsOf, pointOf, subjectOf } from "./elements.js";
import { forms, type KeyForm } from "./forms.js";

const UNBOUND =
  "An input that does not enter the equation can be anything: a proof for one statement passes for another.";

export const verificationKeyInputs = defineCheck({
  id: `${forms.verificationKey.prefix}/inputs`,
  claim: "The verification key has one element of IC for every public signal, and one more",
  severity: "critical",
  cites: CITES,
  impact: `${UNBOUND} Or no proof passes.`,
  advice: WITHDRAW,
  method: "Number of elements of IC = nPublic + 1.",
  needs: ["verificationKey"],
  after: [`${forms.verificationKey.prefix}/readable`],
  run: async function* ({ verificationKey }): AsyncGenerator<Yielded> {
    const { nPublic, ic, source } = verificationKey;
    if (ic.length === nPublic + 1) return;
    const values = { nPublic: String(nPublic), "elements of IC": String(ic.length) };
    yield found({
      statement: `number of elements of IC = nPublic + 1`,
      evidence: [{ file: source.path, section: "IC", values }],
    });
  },
});

export const solidityInputs = defineCheck({
  id: `${forms.solidity.prefix}/inputs`,
  claim: "The contract takes as many inputs as its key has, and multiplies each with its own element of IC",
  severity: "critical",
  cites: CITES,
  impact: UNBOUND,
  advice: WITHDRAW,
  method:
    "N of uint[N] in the signature = number of elements of IC − 1; in the assembly style, one statement " +
    "g1_mulAccC(…, ICix, ICiy, calldataload(add(pubSignals, 32·(i − 1)))) for every i = 1 … N.",
  needs: ["solidity"],
  after: [`${forms.solidity.prefix}/readable`],
  run: async function* ({ solidity }): AsyncGenerator<Yielded> {
    const { source, key, declaredInputs } = solidity;
    if (declaredInputs !== key.nPublic) {
      const values = {
        "inputs of the signature": String(declaredInputs),
        "elements of IC": String(key.ic.length),
      };
      yield found({
        statement: "number of inputs of the signature = number of elements of IC − 1",
        evidence: [{ file: source.path, section: "signature", values }],
      });
    }
    yield* combined(solidity);
    if (solidity.deviations.length > 0) yield { kind: "inconclusive", reason: UNKNOWN_CODE };
  },
});

function* combined({ source, key, combination }: SolidityVerifier): Generator<Yielded> {
  if (combination === null) return;
  for (const { input, offset, line } of combination.statements) {
    if (offset === 32 * (input - 1)) continue;
    yield found({
      statement: `IC[${input}] is multiplied with input ${input}, at byte ${32 * (input - 1)}`,
      evidence: [{ file: source.path, section: "the sum over IC", line, values: { offset: String(offset) } }],
    });
  }
  for (let input = 1; input <= key.nPublic; input++) {
    const count = combination.statements.filter((one) => one.input === input).length;
    if (count === 1) continue;
    yield found({
      statement: `input ${input} is multiplied with IC[${input}] once (it is ${count} times)`,
      evidence: [{ file: source.path, section: "the sum over IC", index: input }],
    });
  }
}

function distinct(form: KeyForm): Check {
  return defineCheck({
    id: `${form.prefix}/ic`,
    claim: `In ${form.noun}, every input counts by itself: no element of IC is infinity, and no two are equal or opposite`,
    severity: "high",
    cites: CITES,
    impact:
      "An input whose element is infinity does not enter the equation: its value can be anything. Of two inputs with one " +
      "element, only the sum counts: a proof for one pair passes for others.",
    advice: WITHDRAW,
    method: "IC[i] ≠ O, and IC[i] ≠ ±IC[j] for i ≠ j, by the bytes of the points.",
    needs: [form.role],
    after: [`${form.prefix}/points`],
    run: async function* (evidence, context): AsyncGenerator<Yielded> {
      const subject = subjectOf(form.role, evidence);
      const curve = await context.curve(subject.key.curve.name);
      const seen = new Map<string, string>();
      for (const element of elementsOf(subject.key).slice(4)) {
        const { name, coordinates } = element;
        if (coordinates === null) {
          yield found({ statement: `${name} ≠ O`, evidence: [subject.place(name)] });
          continue;
        }
        const point = pointOf(curve, element);
        const same = seen.get(hex(point));
        if (same !== undefined)
          yield found({
            statement: `${name} ≠ ${same}`,
            evidence: [subject.place(name), subject.place(same.replace("−", ""))],
          });
        seen.set(hex(point), name);
        seen.set(hex(curve.negate("G1", point)), `−${name}`);
      }
      yield fact("elements of IC", String(subject.key.ic.length));
    },
  });
}

export const verificationKeyIc = distinct(forms.verificationKey);
export const solidityIc = distinct(forms.solidity);
