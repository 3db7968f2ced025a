/** That the contract is the key's, element by element. (vkey/matches holds the verification key against the proving key) */
import type { Curve } from "../../algebra/curve.js";
import { defineCheck, fact, found, type CheckContext, type Yielded } from "../check.js";
import type { Evidence } from "../evidence.js";
import { hex } from "../shared/places.js";
import { WITHDRAW } from "./advice.js";
import { coordinateNames, elementsOf, subjectOf, type Element } from "./elements.js";
import { provingKeyElements } from "./provingKey.js";

/** What a contract is held against: the nearest to the ceremony of what is at hand. */
interface Reference {
  readonly noun: string;
  readonly curve: string;
  readonly elements: readonly Element[];
}

async function referenceOf(
  evidence: Partial<Evidence>,
  context: CheckContext,
  withSource: boolean,
): Promise<Reference | null> {
  const { zkey, verificationKey, solidity } = evidence;
  if (zkey !== undefined) {
    const curve = await context.curve(zkey.curve.name);
    return {
      noun: "the proving key",
      curve: zkey.curve.name,
      elements: await provingKeyElements(zkey, curve),
    };
  }
  if (verificationKey !== undefined) {
    const { name } = verificationKey.curve;
    return { noun: "the verification key", curve: name, elements: elementsOf(verificationKey) };
  }
  if (withSource && solidity !== undefined)
    return { noun: "the contract's source", curve: "bn254", elements: elementsOf(solidity.key) };
  return null;
}

const IMPACT =
  "What is deployed verifies with another key than the one that was checked: what is known of that key is not known of it.";

export const solidityMatches = defineCheck({
  id: "solidity/matches",
  claim: "The contract's source has the constants of the key, all of them and in their places",
  severity: "critical",
  cites: ["Groth16 §3.2", "zkopru#207"],
  impact: IMPACT,
  advice: WITHDRAW,
  method:
    "alpha, beta, gamma, delta and every element of IC, coordinate by coordinate, against the proving key, or where that is not " +
    "given the verification key. The first coordinate that differs is named with both values.",
  needs: ["solidity"],
  after: ["solidity/readable"],
  run: async function* (evidence, context): AsyncGenerator<Yielded> {
    const reference = await referenceOf(evidence, context, false);
    if (reference === null) {
      yield { kind: "does not apply", reason: "no key is given to hold the contract against" };
      return;
    }
    const subject = subjectOf("solidity", evidence);
    const own = elementsOf(subject.key);
    if (reference.curve !== "bn254" || own.length !== reference.elements.length) {
      const values = {
        "elements of IC": String(own.length - 4),
        expected: String(reference.elements.length - 4),
      };
      const statement = `the contract has as many elements of IC as ${reference.noun}, on the same curve`;
      yield found({ statement, evidence: [subject.place("IC", values)] });
      return;
    }
    for (const [i, element] of own.entries()) {
      const expected = reference.elements[i];
      const wrong = expected === undefined ? null : firstDifference(element, expected);
      if (wrong === null) continue;
      yield found({
        statement: `${element.name}${wrong.coordinate} of the contract = ${element.name}${wrong.coordinate} of ${reference.noun}`,
        evidence: [subject.place(element.name, { found: wrong.found, expected: wrong.expected })],
      });
      return;
    }
    yield fact("held against", reference.noun);
  },
});

function firstDifference(own: Element, expected: Element) {
  const infinity = { coordinate: "", found: shown(own), expected: shown(expected) };
  if (own.coordinates === null || expected.coordinates === null)
    return own.coordinates === expected.coordinates ? null : infinity;
  for (const [i, value] of own.coordinates.entries()) {
    const should = expected.coordinates[i];
    if (value === should) continue;
    return {
      coordinate: `.${coordinateNames[own.group][i]}`,
      found: String(value),
      expected: String(should),
    };
  }
  return null;
}

const shown = ({ coordinates }: Element): string =>
  coordinates === null ? "infinity" : coordinates.join(", ");

export const bytecodeMatches = defineCheck({
  id: "bytecode/matches",
  claim: "The contract's code holds every coordinate of the key, and no other point",
  severity: "critical",
  cites: ["Groth16 §3.2", "zkopru#207"],
  impact: IMPACT,
  advice: WITHDRAW,
  method:
    "Each coordinate of alpha, beta, gamma, delta and IC is an operand of a PUSH instruction, and every point that the operands " +
    "make is one of these. Against the proving key, or the verification key, or the source, whichever of them is given first. " +
    "That the constants are used in their roles is not proven by code: solidity/template says it of the source.",
  needs: ["bytecode"],
  after: ["bytecode/readable"],
  run: async function* (evidence, context): AsyncGenerator<Yielded> {
    const { bytecode } = evidence;
    const reference = await referenceOf(evidence, context, true);
    if (bytecode === undefined || reference === null) {
      yield { kind: "does not apply", reason: "no key and no source is given to hold the code against" };
      return;
    }
    const place = (values: Readonly<Record<string, string>>) => ({
      file: bytecode.source.path,
      section: "bytecode",
      values,
    });
    for (const element of reference.elements) {
      const index = (element.coordinates ?? [0n]).findIndex((value) => !bytecode.operands.has(value));
      if (index === -1) continue;
      const coordinate = `${element.name}.${coordinateNames[element.group][index] ?? "x"}`;
      yield found({
        statement: `${coordinate} of ${reference.noun} is a constant of the code`,
        evidence: [place({ expected: String(element.coordinates?.[index]), found: "no such constant" })],
      });
      return;
    }
    yield* others(evidence, reference, await context.curve("bn254"));
    yield fact("held against", reference.noun);
  },
});

/** Points of the code that are none of the key's. */
function* others(
  { bytecode }: Partial<Evidence>,
  { elements, noun }: Reference,
  curve: Curve,
): Generator<Yielded> {
  if (bytecode === undefined) return;
  const known = new Set(elements.flatMap(({ coordinates }) => coordinates ?? []).map(String));
  const { g1, g2 } = bytecode.points;
  const strange = [...g1, ...g2.map((point) => point.flat())].find((point) =>
    point.some((value) => !known.has(String(value))),
  );
  if (strange === undefined) return;
  const bytes = strange.map((value) => value.toString(16).padStart(2 * curve.parameters.n8q, "0")).join("");
  yield found({
    statement: `every point in the code is one of ${noun}`,
    evidence: [
      { file: bytecode.source.path, section: "bytecode", values: { point: hex(Buffer.from(bytes, "hex")) } },
    ],
  });
}
