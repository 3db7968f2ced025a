import { defineCheck, fact, found } from "../check.js";
import { chainLink, linkOutcome } from "../shared/chain.js";
import { equalBytes, hex } from "../shared/places.js";
import { unboundExhibit, unboundTails } from "../shared/unbound.js";
import { WITHDRAW } from "./advice.js";
import { chainHashes, rowOf } from "./chain.js";

export const transcript = defineCheck({
  id: "zkey/transcript",
  claim: "Every contribution is bound by hash to the circuit and to all contributions before it",
  severity: "critical",
  cites: ["Bowe, Gabizon, Miers: MMORPG §6", "phase2: MPCParameters::verify"],
  impact: "A proof of knowledge that is not bound to the chain may have been copied from elsewhere.",
  advice: WITHDRAW,
  method:
    "transcriptᵢ = H(circuit hash ‖ for every earlier k: U(deltaAfter) U(s) U(k·s) U(k·sp) transcript ‖ U(sᵢ) ‖ U(k·sᵢ)), " +
    "Blake2b-512, equal to the stored one. The contribution hash, as its participant saw it, is H(U(deltaAfter) U(s) U(k·s) " +
    "U(k·sp) transcript); the report lists all of them.",
  needs: ["zkey"],
  after: ["zkey/points"],
  run: async function* ({ zkey }, context) {
    const curve = await context.curve(zkey.curve.name);
    const { transcripts, contributionHashes } = chainHashes(curve, zkey);
    for (const [i, row] of zkey.contributions.entries()) {
      const computed = transcripts[i] as Uint8Array;
      if (equalBytes(computed, row.transcript)) continue;
      yield found({
        statement: `contribution ${row.number}: transcript = H(circuit hash ‖ contributions before ‖ U(s) ‖ U(k·s))`,
        evidence: [rowOf(zkey, row, { computed, stored: row.transcript })],
      });
      // Every later transcript hashes this one: they differ for the same reason.
      break;
    }
    yield fact("Circuit hash", hex(zkey.circuitHash));
    yield unboundExhibit(zkey.container.source.path, [unboundTails(zkey.contributions)]);
    yield {
      kind: "exhibit",
      make: (outcomes) => ({
        kind: "chain",
        title: "Contributions to the key",
        phase: 2,
        file: zkey.container.source.path,
        links: zkey.contributions.map((row, i) =>
          chainLink(
            row,
            hex(contributionHashes[i] as Uint8Array),
            linkOutcome(outcomes, ["zkey/transcript", "zkey/knowledge"], i),
          ),
        ),
      }),
    };
  },
});
