import { createHash } from "node:crypto";
import { parametersOf } from "../../../algebra/parameters.js";
import { fact } from "../../check.js";
import { at, type MarketClaim } from "../claim.js";
import type { Place, Task } from "../replay/task.js";
import { named } from "../words.js";
import { textOf } from "./canonical.js";
import { OwnerTable, type First } from "./ownerTable.js";
import { Relatives } from "./relatives.js";
import { statements } from "./statements.js";

/** How a proof is known to be another's. */
const COPIES = {
  whole: "the proof is no other prover's or task's: A, B and C are the same",
  c: "C is no other proof's: with equal C, (A, B) is (r·A, B/r) of the other",
  a: "A is no other proof's (up to sign): with equal A, (B, C) is (B + k·δ, C + k·A) of the other",
  hash: "the proof's hash is no other prover's or task's",
} as const;

export const dupProof: MarketClaim = {
  id: "market/dup-proof",
  claim: "No proof is certainly another prover's or another task's proof in a new form",
  // Of the check, which most often cannot decide; a copy that is certain is worse.
  severity: "medium",
  cites: [
    "Scroll: zk proofs are easy to randomize",
    "BKSV20 Theorem 3: rerandomisation of Groth16",
    "Brevis SlowMist N21: proof reuse across requests",
    "boundless-xyz/boundless pull 2052: a ZK proof is a bearer artifact",
  ],
  impact: "One computation is paid several times, or a prover is paid for what another proved.",
  advice:
    "Bind the prover's address into the statement, assign one prover a task, or have proofs committed to before they are shown.",
  method:
    "DUP_CERTAIN where points are equal after coordinates are reduced mod q: the whole proof, C, or A up to sign, or where " +
    "C' − C = k·A or k·A' with |k| ≤ 2^16 among the latest proofs of one statement (baby steps and giant steps). A prover who sends the same " +
    "proof again for the same task is not meant. Any two valid proofs of one statement are re-randomisations of each other, " +
    "so that nothing here or elsewhere can show that two were made independently: where several provers have proofs of one " +
    "statement and none is certainly a copy, the answer is inconclusive. Kept: 64-bit digests of up to 2^20 points of a kind, " +
    "64 bytes each at most.",
  nothing: "the log has no proof",
  observe: ({ evidence: { verificationKey }, context }, report) => {
    const known = statements();
    const tables = {
      whole: new OwnerTable(),
      c: new OwnerTable(),
      a: new OwnerTable(),
      hash: new OwnerTable(),
    };
    const curve = verificationKey?.curve.name ?? "bn254";
    const { q } = parametersOf(curve);
    const relatives = new Relatives(() => context.curve(curve));
    let certain = 0;

    /** The first place of the text, where it is another prover's or task's. */
    const othersFirst = (
      kind: keyof typeof COPIES,
      text: string,
      place: Place,
      owner: string,
    ): First | null => {
      const table = tables[kind];
      if (table.full) report.undecided("the log has more proofs than are compared with each other");
      const own = table.digest(owner);
      const first = table.firstOf(text, { owner: own, seq: place.seq, line: place.line });
      return first === null || first.owner === own ? null : first;
    };

    const blame = (
      kind: keyof typeof COPIES,
      first: First,
      place: Place,
      task: Task,
      prover: string,
    ): void => {
      certain++;
      report.found(`${COPIES[kind]}; for ${named(task)}`, [place], {
        severity: "high",
        values: {
          verdict: "DUP_CERTAIN",
          task: task.id,
          prover,
          "the other": `seq ${first.seq}, line ${first.line}`,
        },
      });
    };

    return {
      on: {
        "task.open": (line, task) => known.opened(line.event, task),
        "proof.submit"(line, task) {
          const { proof, proofHash, prover, publicInputs } = line.event;
          if (task === null) return;
          if (proof === undefined && proofHash === undefined)
            return report.undecided(`the log has neither points nor a hash of a proof for ${named(task)}`);
          report.looked();
          const place = at(line);
          const owner = `${prover} ${task.id}`;
          const texts = proof === undefined ? { hash: proofHash ?? "" } : textOf(q, proof);
          let copied = false;
          for (const kind of ["whole", "c", "a", "hash"] as const) {
            const text = (texts as Partial<Record<typeof kind, string>>)[kind];
            if (text === undefined) continue;
            const first = othersFirst(kind, text, place, owner);
            if (first === null || copied) continue;
            copied = true;
            blame(kind, first, place, task, prover);
          }
          if (proof === undefined) return;
          const stated = known.of(task);
          const inputs = publicInputs ?? stated?.inputs;
          if (inputs == null) return;
          const key = createHash("sha256")
            .update(`${stated?.vkHash ?? ""} ${inputs.join(",")}`)
            .digest("hex");
          relatives.add({ proof, place, task, prover, statement: key, copied });
        },
      },
      leaves: (task) => known.leaves(task),
      group: () => (relatives.waiting >= RELATIVES ? search() : undefined),
      async *finish() {
        await search();
        if (relatives.skipped > 0) {
          report.undecided(`${relatives.skipped} pairs of proofs were not searched for small multiples`);
        }
        yield fact("DUP_CERTAIN", String(certain));
        if (relatives.pairs === 0) return;
        yield fact("Pairs of proofs of one statement by different provers", String(relatives.pairs));
        report.undecided(
          "several provers have proofs of one statement: that none is certainly a copy does not show that they are independent",
        );
      },
    };

    async function search(): Promise<void> {
      for (const { newer, older, k } of await relatives.search()) {
        certain++;
        report.found(
          `C' − C is no small multiple of A; for ${named(newer.task)}`,
          [newer.place, older.place],
          {
            values: { verdict: "DUP_CERTAIN", task: newer.task.id, prover: newer.prover, k: String(k) },
          },
        );
      }
    }
  },
};

/** Proofs that wait before a search. */
const RELATIVES = 64;
