/** The statements about one contribution to phase 1, for rows of a .ptau and for responses alike. */
import type { Curve, Point } from "../../algebra/curve.js";
import { hashToG2Many } from "../../algebra/draws/hashToG2.js";
import type { PairTerm } from "../../algebra/obligations/equation.js";
import type { Evidence } from "../../findings/index.js";
import {
  SECRETS,
  type Phase1Contribution,
  type Secret,
  type SecretKnowledge,
} from "../../transcripts/iden3/ptau.js";
import type { Yielded } from "../check.js";
import { knowledgeDigest } from "./challenge.js";

/** The five elements that carry the state from one contribution to the next. */
export type State = Pick<Phase1Contribution, "tauG1" | "tauG2" | "alphaG1" | "betaG1" | "betaG2">;

/** The public key of a contribution. */
export type PublicKey = Readonly<Record<Secret, SecretKnowledge>>;

/** The proofs of one contribution with their bases. */
export interface Proofs {
  readonly knowledge: PublicKey;
  /** sp of tau, alpha, beta: hashed to G2 from the challenge that the contribution builds on. */
  readonly sp: readonly [Point, Point, Point];
}

/** Proofs with the states around them. */
export interface Step extends Proofs {
  readonly before: State;
  readonly after: State;
}

/** One statement, as a formula and as its two pairings. */
interface Statement<Subject> {
  readonly name: string;
  readonly formula: string;
  readonly terms: (subject: Subject, weight: bigint) => PairTerm[];
}

/** H(k ‖ challenge ‖ U(s) ‖ U(k·s)) of each secret, which sp is hashed from. */
function digestsOf(curve: Curve, challenge: Uint8Array, knowledge: PublicKey): Uint8Array[] {
  return SECRETS.map((secret, k) => knowledgeDigest(curve, k, challenge, knowledge[secret]));
}

/** sp = hashToG2(H(k ‖ challenge ‖ U(s) ‖ U(k·s))) of each secret. */
export function basesOf(curve: Curve, challenge: Uint8Array, knowledge: PublicKey): Proofs["sp"] {
  const [sp] = basesOfAll(curve, [{ challenge, knowledge }], () => {});
  return sp as Proofs["sp"];
}

/**
 * The same for many contributions.
 * @param progress called with contributions done
 */
export function basesOfAll(
  curve: Curve,
  contributions: readonly { readonly challenge: Uint8Array; readonly knowledge: PublicKey }[],
  progress: (done: number) => void,
): Proofs["sp"][] {
  const digests = contributions.flatMap(({ challenge, knowledge }) => digestsOf(curve, challenge, knowledge));
  const per = SECRETS.length;
  const points = hashToG2Many(curve, digests, (done) => progress(Math.floor(done / per)));
  return contributions.map((_, i) => points.slice(per * i, per * (i + 1)) as unknown as Proofs["sp"]);
}

/** e(a, b) = e(c, d) as e(a, b)^w · e(−c, d)^w. */
function same(weight: bigint, a: Point, b: Point, c: Point, d: Point): PairTerm[] {
  return [
    { kind: "pair", g1: a, g2: b, factor: weight },
    { kind: "pair", g1: c, g2: d, factor: -weight },
  ];
}

/** The contributor knew tau, alpha and beta. */
export const KNOWLEDGE: readonly Statement<Proofs>[] = SECRETS.map((secret, k) => ({
  name: `knowledge of ${secret}`,
  formula: `e(s, k·sp) = e(k·s, sp) for ${secret}`,
  terms: ({ knowledge, sp }, weight) => {
    const key = knowledge[secret];
    return same(weight, key.g1s, key.g2spx, key.g1sx, sp[k] as Point);
  },
}));

/** The contributor applied them to the state before. */
export const UPDATES: readonly Statement<Step>[] = [
  ...(["tauG1", "alphaG1", "betaG1"] as const).map((field, k) => ({
    name: `update of ${field}`,
    formula: `e(${field} before, k·sp) = e(${field} after, sp)`,
    terms: ({ knowledge, before, after, sp }: Step, weight: bigint) =>
      same(weight, before[field], knowledge[SECRETS[k] as Secret].g2spx, after[field], sp[k] as Point),
  })),
  ...(
    [
      ["tauG2", "tau"],
      ["betaG2", "beta"],
    ] as const
  ).map(([field, secret]) => ({
    name: `update of ${field}`,
    formula: `e(s, ${field} after) = e(k·s, ${field} before)`,
    terms: ({ knowledge, before, after }: Step, weight: bigint) =>
      same(weight, knowledge[secret].g1s, after[field], knowledge[secret].g1sx, before[field]),
  })),
];

/**
 * One obligation for each statement, over all subjects.
 * @param id prefix of the obligations' ids and of the labels of their weights
 * @param place what the subject of an index is called, and where it lies
 */
export function* statementObligations<Subject>(
  statements: readonly Statement<Subject>[],
  subjects: readonly Subject[],
  curve: Curve,
  id: string,
  place: (index: number) => { readonly name: string; readonly evidence: readonly Evidence[] },
): Generator<Yielded> {
  for (const { name, formula, terms } of statements) {
    yield {
      kind: "obligation",
      curve: curve.parameters.name,
      obligation: {
        id: `${id}: ${name}`,
        statement: formula,
        weights: `${id}: ${name}`,
        size: subjects.length,
        equation: (weights) => ({
          terms: weights
            .integers(0, subjects.length)
            .flatMap((weight, i) => (weight === 0n ? [] : terms(subjects[i] as Subject, weight))),
        }),
      },
      finding: ({ index = 0 }) => {
        const subject = place(index);
        return { statement: `${subject.name}: ${formula} (${name})`, evidence: subject.evidence };
      },
    };
  }
}
