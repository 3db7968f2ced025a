import { parametersOf } from "../../../algebra/parameters.js";
import { at, type MarketClaim } from "../claim.js";
import { named } from "../words.js";
import { statements, type Stated } from "./statements.js";

export const statement: MarketClaim = {
  id: "market/statement",
  claim: "A proof is submitted for the public inputs of its task, each written below the field modulus",
  severity: "critical",
  cites: [
    "ZKPool README step 4, whose check is commented out",
    "boundless-xyz/boundless 178a0b2e1: the request's digest is bound to its domain",
    "Brevis SlowMist N21",
  ],
  impact: "A true proof of something else is paid as if it were the task's.",
  advice: "The contract must take the inputs from the task, and refuse those that are not below r.",
  method:
    "proof.publicInputs = task.publicInputs, as many and each the same integer; each x < r of the task's curve. An input x + r " +
    "passes pairings as x does, and gives one statement two names. Proofs that come without inputs are verified for the task's.",
  nothing: "no proof comes with public inputs",
  observe: ({ evidence: { verificationKey } }, report) => {
    const known = statements();
    const modulusOf = (curve: Stated["curve"] = ""): bigint => {
      const name = curve === "" || curve === "unknown" ? (verificationKey?.curve.name ?? "bn254") : curve;
      return parametersOf(name).r;
    };
    return {
      on: {
        "task.open": (line, task) => known.opened(line.event, task),
        "proof.submit"(line, task) {
          const { publicInputs: own, prover, verdict } = line.event;
          if (task === null || own === undefined) return;
          // What was refused was not taken for the task's.
          if (verdict === "invalid") return;
          const stated = known.of(task);
          const values = { task: task.id, prover };
          const r = modulusOf(stated?.curve);
          const alias = own.findIndex((input) => BigInt(input) >= r);
          if (alias >= 0) {
            report.found(`public input ${alias} < r, for ${named(task)}`, [at(line)], {
              values: { ...values, input: own[alias] ?? "" },
            });
            return;
          }
          if (stated?.inputs == null) {
            report.undecided(`${named(task)} states no public inputs`);
            return;
          }
          report.looked();
          const wanted = stated.inputs;
          const length = Math.max(own.length, wanted.length);
          const different = Array.from({ length }, (_, i) => i).find((i) => own[i] !== wanted[i]);
          if (different === undefined) return;
          report.found(
            `the proof's public inputs are those of ${named(task)}`,
            [at(line), ...openingOf(task)],
            {
              values: {
                ...values,
                index: String(different),
                proof: own[different] ?? "absent",
                "of the task": wanted[different] ?? "absent",
              },
            },
          );
        },
      },
      leaves: (task) => known.leaves(task),
    };
  },
};

function openingOf({ opening }: { readonly opening: { readonly place: ReturnType<typeof at> } | null }) {
  return opening === null ? [] : [opening.place];
}
