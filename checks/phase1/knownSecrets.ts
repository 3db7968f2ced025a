import type { PowersOfTau } from "../../transcripts/iden3/ptau.js";
import type { Curve } from "../../algebra/curve.js";
import { defineCheck, found, type Yielded } from "../check.js";
import { MULTIPLES, multiplesOf, notTheMultiple } from "../shared/multiples.js";
import { equalBytes, hex, placeOf } from "../shared/places.js";

export const knownSecrets = defineCheck({
  id: "ptau/known-secrets",
  claim: "tau, alpha and beta are no small numbers, and tau is no root of unity of the domain",
  severity: "critical",
  cites: ["Groth16 §3.2", "Bowe, Gabizon, Miers: MMORPG §4"],
  impact:
    "Every proof of knowledge can be right and the secret still be a number that everybody guesses: contributions of 1, or " +
    "whose product is small. Anyone can then forge proofs for every key that is made from these powers.",
  advice:
    "Do not use the file, nor any key that was made from it. Take powers of tau with at least one honest contributor.",
  method:
    `[τ]₁, [α]₁ and [β]₁ ≠ ±k·[1]₁ for k = 1 … ${MULTIPLES}; with n powers, [τⁿ]₁ ≠ ±[1]₁, which a root of unity of an order ` +
    "up to 2n would give.",
  needs: ["ptau"],
  after: ["ptau/last-state"],
  run: async function* ({ ptau }, context): AsyncGenerator<Yielded> {
    if (ptau.powers === null) {
      yield { kind: "not evaluated", reason: "the file holds contributions alone (a -nopoints file)" };
      return;
    }
    const curve = await context.curve(ptau.curve.name);
    yield* guessed(curve, ptau.powers);
    yield* rootOfUnity(curve, ptau.powers, 2 ** ptau.power);
  },
});

async function* guessed(curve: Curve, powers: PowersOfTau): AsyncGenerator<Yielded> {
  const multiples = multiplesOf(curve, "G1");
  const secrets = [
    { name: "[τ]₁", vector: powers.tauG1, index: 1 },
    { name: "[α]₁", vector: powers.alphaTauG1, index: 0 },
    { name: "[β]₁", vector: powers.betaTauG1, index: 0 },
  ];
  for (const { name, vector, index } of secrets) {
    const multiple = multiples.get(hex(await vector.read(index, 1)));
    if (multiple === undefined) continue;
    yield found({
      statement: notTheMultiple(name, "G1", multiple),
      evidence: [placeOf(vector, index)],
    });
  }
}

async function* rootOfUnity(curve: Curve, { tauG1 }: PowersOfTau, n: number): AsyncGenerator<Yielded> {
  const power = await tauG1.read(n, 1);
  const one = curve.generator("G1");
  if (!equalBytes(power, one) && !equalBytes(power, curve.negate("G1", one))) return;
  yield found({ statement: "[τⁿ]₁ ≠ ±[1]₁: tau is no root of unity", evidence: [placeOf(tauG1, n)] });
}
