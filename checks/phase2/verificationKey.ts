import type { Curve, Point } from "../../algebra/curve.js";
import type { VerificationKey } from "../../transcripts/verificationKey.js";
import { defineCheck, found, type Yielded } from "../check.js";
import { flat, lemOf } from "../shared/affine.js";
import { equalBytes, hex } from "../shared/places.js";

export const verificationKeyMatches = defineCheck({
  id: "vkey/matches",
  claim: "The verification key is the one of the proving key",
  severity: "critical",
  cites: ["Groth16 §3.2", "zkopru#207"],
  impact: "Proofs are verified against another key than the one that the ceremony made.",
  advice:
    "Export the verification key from the verified proving key again, and compare it with what is deployed.",
  method:
    "Curve, number of public signals, alpha, beta, gamma, delta and every element of IC, coordinate by coordinate.",
  needs: ["zkey", "verificationKey"],
  guards: "verificationKey",
  run: async function* ({ zkey, verificationKey }, context): AsyncGenerator<Yielded> {
    const file = verificationKey.source.path;
    if (verificationKey.curve.name !== zkey.curve.name) {
      yield found({
        statement: "curve of the verification key = curve of the key",
        evidence: [
          {
            file,
            section: "curve",
            values: { found: verificationKey.curve.name, "of the key": zkey.curve.name },
          },
        ],
      });
      return;
    }
    if (verificationKey.nPublic !== zkey.nPublic || verificationKey.ic.length !== zkey.ic.count) {
      yield found({
        statement: "nPublic of the verification key = nPublic of the key, and IC has one element more",
        evidence: [
          {
            file,
            section: "nPublic",
            values: {
              nPublic: String(verificationKey.nPublic),
              "elements of IC": String(verificationKey.ic.length),
              "nPublic of the key": String(zkey.nPublic),
            },
          },
        ],
      });
      return;
    }
    const curve = await context.curve(zkey.curve.name);
    for await (const { name, own, expected } of members(
      curve,
      zkey.ic.read(0, zkey.ic.count),
      zkey.points,
      verificationKey,
    )) {
      if (own !== null && equalBytes(own, expected)) continue;
      yield found({
        statement: `${name} of the verification key = ${name} of the key`,
        evidence: [
          {
            file,
            section: name,
            values: { found: own === null ? "not canonical" : hex(own), expected: hex(expected) },
          },
        ],
      });
    }
  },
});

interface Member {
  readonly name: string;
  /** null where a coordinate is not below q. */
  readonly own: Point | null;
  readonly expected: Point;
}

async function* members(
  curve: Curve,
  ic: Promise<Uint8Array>,
  points: Readonly<Record<"alpha1" | "beta2" | "gamma2" | "delta2", Point>>,
  key: VerificationKey,
): AsyncGenerator<Member> {
  yield { name: "vk_alpha_1", own: lemOf(curve, "G1", key.alpha1), expected: points.alpha1 };
  yield { name: "vk_beta_2", own: lemOf(curve, "G2", flat(key.beta2)), expected: points.beta2 };
  yield { name: "vk_gamma_2", own: lemOf(curve, "G2", flat(key.gamma2)), expected: points.gamma2 };
  yield { name: "vk_delta_2", own: lemOf(curve, "G2", flat(key.delta2)), expected: points.delta2 };
  const bytes = await ic;
  const { pointBytes } = curve.parameters.G1;
  for (const [i, point] of key.ic.entries()) {
    const expected = bytes.subarray(i * pointBytes, (i + 1) * pointBytes);
    yield { name: `IC[${i}]`, own: lemOf(curve, "G1", point), expected };
  }
}
