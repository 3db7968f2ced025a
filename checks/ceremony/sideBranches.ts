import { defineCheck, fact, found, type Yielded } from "../check.js";
import { contributionVectors, headerVectors } from "../phase2/points.js";
import { chainHashes, rowOf } from "../phase2/chain.js";
import { deltaOf } from "../phase2/deltaOf.js";
import { knowledgeOf } from "../phase2/knowledge.js";
import { stepOfH, stepOfL } from "../phase2/steps.js";
import { breachFinding, equalBytes } from "../shared/places.js";
import { chainsOf, type SideKey } from "./chain.js";
import { branchesOf } from "./exhibits.js";
import { classedTurns } from "./turns.js";
import type { CheckContext } from "../check.js";
import type { Curve } from "../../algebra/curve.js";
import type { ProvingKey } from "../../transcripts/provingKey.js";

export const sideBranches = defineCheck({
  id: "ceremony/side-branches",
  claim:
    "Every uploaded key that is not a former state of the final one is nevertheless valid on its own parent",
  severity: "medium",
  cites: ["phase2: verify_contribution", "formats: contribution chain"],
  impact:
    "The key was refused for a reason, or was changed after it was uploaded: its maker contributed nothing.",
  advice: "Compare the file with what its maker kept. Ask the coordinator why it was accepted.",
  method:
    "A key is a former state of the final one when its contributions are the first ones of it, byte for byte. For any " +
    "other key the contributions beyond the last shared one must have the transcripts of their own chain, both proofs of " +
    "knowledge must hold for them, delta must be the last one's, and where the key that they grew from is at hand, L and " +
    "H (but for its top coefficient) must be its L and H divided by the step of delta. Such a key proves that its maker did the work, and that it does " +
    "not count.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context): AsyncGenerator<Yielded> {
    let proved = 0;
    for (const chain of await chainsOf(ceremony, context)) {
      for (const upload of chain.foreign) {
        yield found({
          statement: `${chain.circuit.name}: ${upload.file} began as the same initial key as the final key`,
          evidence: [{ file: upload.file, section: upload.key.labels.contributions }],
        });
      }
      for (const side of chain.sideKeys) {
        const curve = await context.curve(side.upload.key.curve.name);
        yield* sideKey(curve, side, chain.keyAt(side.fork), context);
        proved++;
      }
    }
    yield branchesOf(await chainsOf(ceremony, context), await classedTurns(ceremony, context));
    if (proved === 0) yield { kind: "does not apply", reason: "no uploaded key branches off a chain" };
    else yield fact("Keys beside the chains", String(proved));
  },
});

function* sideKey(
  curve: Curve,
  { upload, fork }: SideKey,
  parent: ProvingKey | null,
  context: CheckContext,
): Generator<Yielded> {
  const { key, file } = upload;
  const id = `ceremony/side-branches ${file}`;
  for (const source of [...headerVectors(key), ...contributionVectors(key)]) {
    const claim = { source, infinity: "forbidden" } as const;
    yield { kind: "membership", first: true, curve: key.curve.name, claim, finding: breachFinding };
  }
  const { transcripts } = chainHashes(curve, key);
  for (const row of key.contributions.slice(fork)) {
    const computed = transcripts[row.number - 1] as Uint8Array;
    if (equalBytes(computed, row.transcript)) continue;
    yield found({
      statement: `contribution ${row.number} of ${file}: transcript = H(circuit hash ‖ contributions before ‖ U(s) ‖ U(k·s))`,
      evidence: [rowOf(key, row, { computed, stored: row.transcript })],
    });
    return;
  }
  yield* knowledgeOf(curve, key, { id, label: id, from: fork }, context);
  yield* deltaOf(curve, key, `${id}: delta`);
  if (parent === null) return;
  if (key.l.count > 0 && parent.l.count === key.l.count) yield stepOfL(curve, `${id}: L`, parent, key);
  if (parent.domainSize === key.domainSize) yield stepOfH(curve, `${id}: H`, parent, key, false);
}
