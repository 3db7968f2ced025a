import { defineCheck, fact, found } from "../check.js";

export const contributionsPresent = defineCheck({
  id: "zkey/contributions-present",
  claim: "Phase 2 has at least one contribution",
  severity: "critical",
  cites: ["Groth16 §3.2", "snarkjs#620"],
  impact: "An initial key has delta = 1, which everyone knows: anyone can prove any statement with it.",
  advice: "Do not use the key. Run a phase 2 with at least one honest contributor.",
  method: "The key must list at least one contribution.",
  needs: ["zkey"],
  run: async function* ({ zkey }) {
    yield fact("Contributions", String(zkey.contributions.length));
    if (zkey.contributions.length === 0) {
      yield found({
        statement: "number of contributions ≥ 1",
        evidence: [
          { file: zkey.container.source.path, section: zkey.labels.contributions, values: { count: "0" } },
        ],
      });
    }
  },
});
