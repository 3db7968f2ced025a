import { defineCheck, fact, found } from "../check.js";
import { RESTART } from "./advice.js";

export const contributionsPresent = defineCheck({
  id: "ptau/contributions-present",
  claim: "The powers of tau have at least one contribution",
  severity: "critical",
  cites: ["Groth16 §3.2", "snarkjs: powersoftau verify"],
  impact:
    "Without a contribution tau, alpha and beta are one: everyone knows them, and anyone can forge proofs.",
  advice: RESTART,
  method: "Section 7 must list at least one contribution.",
  needs: ["ptau"],
  run: async function* ({ ptau }) {
    yield fact("Contributions", String(ptau.contributions.length));
    yield fact(
      "Power",
      ptau.power === ptau.ceremonyPower
        ? `2^${ptau.power}`
        : `2^${ptau.power}, cut from 2^${ptau.ceremonyPower}`,
    );
    if (ptau.contributions.length === 0) {
      yield found({
        statement: "number of contributions ≥ 1",
        evidence: [
          { file: ptau.container.source.path, section: "section 7 (contributions)", values: { count: "0" } },
        ],
      });
    }
  },
});
