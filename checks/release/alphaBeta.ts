import { defineCheck, found } from "../check.js";
import { flat, lemOf } from "../shared/affine.js";
import { forms } from "./forms.js";

export const alphaBetaValue = defineCheck({
  id: `${forms.verificationKey.prefix}/alpha-beta`,
  claim: "The value that the verification key holds for e(alpha, beta) is e(alpha, beta)",
  severity: "high",
  cites: ["Groth16 §3.2", "snarkjs: zkey export verificationkey"],
  impact:
    "Verifiers that read this value instead of computing it verify with another alpha and beta than the key's: with a value " +
    "that somebody chose, they may accept proofs of false statements.",
  advice: "Export the verification key from the proving key again.",
  method:
    "vk_alphabeta_12 = e(alpha, beta): the reduced optimal ate pairing, in the tower Fq2[v], Fq6[w], coefficient by coefficient.",
  needs: ["verificationKey"],
  after: [`${forms.verificationKey.prefix}/points`],
  run: async function* ({ verificationKey }, context) {
    const { alphaBeta, alpha1, beta2, curve, source } = verificationKey;
    if (alphaBeta === null || alpha1 === null || beta2 === null) {
      yield { kind: "does not apply", reason: "the verification key holds no value of e(alpha, beta)" };
      return;
    }
    const own = await context.curve(curve.name);
    for (const [group, point] of [
      ["G1", lemOf(own, "G1", alpha1)],
      ["G2", lemOf(own, "G2", flat(beta2))],
    ] as const) {
      if (point !== null && own.membershipFault(group, point) === null) continue;
      // Whose finding that is, depends on what else is judged; the pairing has no value here.
      yield { kind: "inconclusive", reason: `${group === "G1" ? "alpha" : "beta"} is no point of ${group}` };
      return;
    }
    // Few runs need it, and it takes longer to load than to compute.
    const { pairingValue } = await import("../../algebra/pairingValue.js");
    const expected = pairingValue(curve.name, alpha1, beta2);
    const index = expected.findIndex((value, i) => value !== alphaBeta[i]);
    if (index === -1) return;
    const values = { found: String(alphaBeta[index]), expected: String(expected[index]) };
    yield found({
      statement: "vk_alphabeta_12 = e(vk_alpha_1, vk_beta_2)",
      evidence: [{ file: source.path, section: "vk_alphabeta_12", index, values }],
    });
  },
});
