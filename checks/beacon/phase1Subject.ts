import type { Curve } from "../../algebra/curve.js";
import { hashToG2 } from "../../algebra/draws/hashToG2.js";
import { SECRETS, type Phase1Contribution, type Ptau } from "../../transcripts/iden3/ptau.js";
import { firstChallenge, knowledgeDigest } from "../phase1/challenge.js";
import { rowOf } from "../phase1/rows.js";
import { equalBytes, hex } from "../shared/places.js";
import { phase1Key } from "./keys.js";
import { stepOf, type BeaconSubject, type DerivedField } from "./subject.js";

/** A field of the row, as the secrets make it. */
const field = (name: string, derived: Uint8Array, stored: Uint8Array): DerivedField => ({
  name,
  derived,
  stored,
});

/**
 * The nine points of the key and the five of the state:
 *     s drawn,  k·s,  k·sp with sp = hashToG2(H(i ‖ challenge before ‖ U(s) ‖ U(k·s)))   for tau, alpha, beta;
 *     τ·[τ]₁ before, τ·[τ]₂ before, α·[α]₁ before, β·[β]₁ before, β·[β]₂ before.
 */
function phase1Fields(curve: Curve, ptau: Ptau, index: number, seed: Uint8Array): DerivedField[] {
  const row = ptau.contributions[index] as Phase1Contribution;
  const before = ptau.contributions[index - 1];
  const challenge = before?.nextChallenge ?? firstChallenge(curve, ptau.ceremonyPower);
  const key = phase1Key(curve, seed);
  const ofKey = SECRETS.flatMap((secret, i) => {
    const { k, g1s, g1sx } = key[secret];
    const stored = row.knowledge[secret];
    const sp = hashToG2(curve, knowledgeDigest(curve, i, challenge, { g1s, g1sx }));
    return [
      field(`${secret}: s`, g1s, stored.g1s),
      field(`${secret}: k·s`, g1sx, stored.g1sx),
      field(`${secret}: k·sp`, curve.multiply("G2", sp, k), stored.g2spx),
    ];
  });
  const ofState = (
    [
      ["tauG1", "tau", "G1"],
      ["tauG2", "tau", "G2"],
      ["alphaG1", "alpha", "G1"],
      ["betaG1", "beta", "G1"],
      ["betaG2", "beta", "G2"],
    ] as const
  ).map(([name, secret, group]) =>
    field(name, stepOf(curve, group, before?.[name] ?? curve.generator(group), key[secret].k), row[name]),
  );
  return [...ofKey, ...ofState];
}

/** The contributions of a .ptau. */
export function phase1Subject(ptau: Ptau): BeaconSubject {
  return {
    phase: 1,
    role: "ptau",
    noun: "the powers of tau",
    file: ptau.container.source.path,
    curveName: ptau.curve.name,
    rows: ptau.contributions,
    fields: (curve, index, seed) => phase1Fields(curve, ptau, index, seed),
    rowsOf(curve, seed) {
      const { tau } = phase1Key(curve, seed);
      return ptau.contributions.flatMap(({ knowledge }, i) =>
        equalBytes(knowledge.tau.g1s, tau.g1s) ? [i] : [],
      );
    },
    place: (index, values = {}) => rowOf(ptau, ptau.contributions[index] as Phase1Contribution, values),
    hashes: (_, index) => [hex((ptau.contributions[index] as Phase1Contribution).nextChallenge)],
  };
}
