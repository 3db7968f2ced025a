/** That a key consists of points of its groups, whoever wrote it down. */
import { GatheredPoints } from "../../transcripts/points.js";
import type { Curve } from "../../algebra/curve.js";
import { defineCheck, found, type Check, type FindingDraft, type Yielded } from "../check.js";
import { lemOf } from "../shared/affine.js";
import { FORGE, WITHDRAW } from "./advice.js";
import { coordinateNames, elementsOf, subjectOf, type Element, type KeySubject } from "./elements.js";
import { forms, type KeyForm } from "./forms.js";

function points(form: KeyForm): Check {
  return defineCheck({
    id: `${form.prefix}/points`,
    claim: `Every point of ${form.noun} is canonical, on its curve, in the subgroup of order r and not infinity`,
    severity: "critical",
    cites: ["Groth16 §2.2 (groups of prime order)", "EIP-197: points that the precompile refuses"],
    impact: `A point outside the group makes the equation of the verifier meaningless, or every verification fail. ${FORGE}`,
    advice: WITHDRAW,
    method:
      "Each coordinate is below q; (x, y) satisfies the curve equation; r·P = O, for all points of a group together with error " +
      "at most 2^−128; none of alpha, beta, gamma, delta is infinity. Elements of IC have a check of their own for infinity.",
    needs: [form.role],
    after: [`${form.prefix}/readable`],
    run: async function* (evidence, context): AsyncGenerator<Yielded> {
      const subject = subjectOf(form.role, evidence);
      const curve = await context.curve(subject.key.curve.name);
      const elements = elementsOf(subject.key);
      for (const element of elements) {
        const wrong = tooLarge(element, curve);
        if (wrong !== null) yield found(notCanonical(subject, element, wrong));
      }
      for (const group of ["G1", "G2"] as const) {
        const own = elements.filter(
          (element) => element.group === group && tooLarge(element, curve) === null,
        );
        if (own.length === 0) continue;
        const vector = own.map((element) => ({
          point: lemOf(curve, group, element.coordinates) ?? new Uint8Array(),
          offset: 0,
        }));
        const source = new GatheredPoints(subject.file, `points of ${group}`, group, vector);
        const claim = { source, infinity: "allowed" } as const;
        const finding = ({ index, reason }: { index: number; reason: string }): FindingDraft =>
          breach(subject, own[index], REASONS[reason] ?? reason);
        yield { kind: "membership", first: true, curve: subject.key.curve.name, claim, finding };
      }
      for (const element of elements.slice(0, 4)) {
        if (element.coordinates === null)
          yield found(breach(subject, element, "is not the point at infinity"));
      }
    },
  });
}

const REASONS: Readonly<Record<string, string>> = {
  "not canonical": "has coordinates below q",
  "not on curve": "satisfies the curve equation",
  "not in subgroup": "is in the subgroup of order r",
};

/** The index of the first coordinate that is not below q, or null. */
function tooLarge({ coordinates }: Element, curve: Curve): number | null {
  const index = (coordinates ?? []).findIndex((value) => value >= curve.parameters.q);
  return index === -1 ? null : index;
}

function notCanonical(
  subject: KeySubject,
  { name, group, coordinates }: Element,
  index: number,
): FindingDraft {
  const coordinate = coordinateNames[group][index] ?? "";
  const values = { [coordinate]: String(coordinates?.[index]) };
  return { statement: `${name}.${coordinate} < q`, evidence: [subject.place(name, values)] };
}

function breach(subject: KeySubject, element: Element | undefined, should: string): FindingDraft {
  if (element === undefined) throw new Error("a point that was not given is no member");
  const names = coordinateNames[element.group];
  const values = Object.fromEntries(
    (element.coordinates ?? []).map((value, i) => [names[i] ?? "", String(value)]),
  );
  return { statement: `${element.name} ${should}`, evidence: [subject.place(element.name, values)] };
}

export const verificationKeyPoints = points(forms.verificationKey);
export const solidityPoints = points(forms.solidity);
