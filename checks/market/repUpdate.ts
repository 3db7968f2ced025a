import { at, type MarketClaim, type Report } from "./claim.js";
import type { Place, Submission, Task } from "./replay/task.js";
import { mayClaim, maySubmit, type Terms } from "./terms.js";
import { named, short } from "./words.js";

/** What a weight.set said of a prover for a task. */
interface Move {
  readonly actor: string;
  readonly reason: string;
  readonly down: boolean;
}

export const repUpdate: MarketClaim = {
  id: "market/rep-update",
  claim:
    "Reputation follows conduct: late goes strictly down, invalid is fined, in time and valid does not go down, nobody else moves",
  severity: "high",
  cites: ["Rollers: invalid is fined; late lowers reputation; valid in time may be rewarded"],
  impact: "Bad work costs nothing, or good work does.",
  advice: "Compare the prover's proof and its time with the change of weight that names it.",
  method:
    "For each weight.set with a reason of conduct (late, invalid, ok): it names a task; the prover was assigned to it and did what the " +
    "reason says; late and invalid lower the weight (zero stays zero), ok does not. When the time to answer is past (slashWindow after a settled task's time, or once more T): each assigned prover without a " +
    "valid proof in time was lowered for it, and each invalid proof was followed by a slash above zero. Where the log ends first, " +
    "the check is inconclusive. A weight that decays does not grow.",
  nothing: "no prover is assigned",
  beside: ({ profile }) => (profile.weighted ? null : "the market keeps no reputation"),
  observe: ({ terms }, report) => {
    const moves = new WeakMap<Task, Move[]>();
    return {
      on: {
        "weight.set"(line, task) {
          const { actor, old, new: now, reason } = line.event;
          report.looked();
          const [before, after] = [BigInt(old), BigInt(now)];
          const values = { actor, old, new: now, reason };
          if (reason === "deposit" || reason === "slash" || reason === "decay") {
            if (reason !== "deposit" && after > before) {
              report.found(`${reason} does not raise the weight of ${short(actor)}`, [at(line)], { values });
            }
            return;
          }
          if (line.event.task === undefined) {
            return report.found(`a change for conduct names its task`, [at(line)], { values });
          }
          const down = after < before || (before === 0n && after === 0n);
          if (reason === "ok" ? after < before : !down) {
            const wanted = reason === "ok" ? "does not lower" : "lowers";
            report.found(`${reason} ${wanted} the weight of ${short(actor)}`, [at(line)], { values });
          }
          if (task === null) return report.undecided("a weight changes for a task that has left the log");
          const list = moves.get(task) ?? [];
          list.push({ actor, reason, down });
          moves.set(task, list);
          if (isTrue(reason, actor, task, terms, line.event.t)) return;
          report.found(
            `${short(actor)} was ${WORDS[reason]} for ${named(task)}`,
            [at(line), ...proofsOf(task, actor).map(({ place }) => place)],
            {
              values: { ...values, task: task.id },
            },
          );
        },
      },
      leaves(task, tooEarly) {
        if (!task.again) settle(task, moves.get(task) ?? [], tooEarly, terms, report);
      },
    };
  },
};

const WORDS = { late: "late", invalid: "wrong", ok: "in time and right" } as const;

const proofsOf = (task: Task, actor: string): Submission[] =>
  task.submissions.filter(({ prover }) => prover === actor).slice(-3);

const isInTime = ({ place, verdict }: Submission, until: number | null, terms: Terms): boolean =>
  verdict !== "invalid" && until !== null && maySubmit(place.t, until, terms.boundary);

/** Whether a prover did at t what the reason says. */
function isTrue(
  reason: "late" | "invalid" | "ok",
  actor: string,
  task: Task,
  terms: Terms,
  t: number,
): boolean {
  const proofs = task.submissions.filter(({ prover }) => prover === actor);
  if (reason === "invalid") return proofs.some(({ verdict }) => verdict === "invalid");
  const inTime = proofs.some((one) => isInTime(one, untilOf(task, actor, one.place.seq), terms));
  if (reason === "ok") return inTime;
  const until = untilOf(task, actor, Infinity);
  return !inTime && until !== null && mayClaim(t, until, terms.boundary);
}

/** The end of the time that an actor had at a position of the log. */
function untilOf(task: Task, actor: string, seq: number): number | null {
  const mine = task.assignments.findLast(({ provers, place }) => provers.includes(actor) && place.seq < seq);
  return mine?.until ?? null;
}

/** What must have been done about each prover of a task that is over. */
function settle(task: Task, moves: readonly Move[], tooEarly: boolean, terms: Terms, report: Report): void {
  const until = task.submitUntil;
  const missing = (statement: string, places: readonly Place[], actor: string): void => {
    if (tooEarly) return report.undecided(`the log ends before the end of ${named(task)}`);
    report.found(statement, places, { values: { task: task.id, prover: actor } });
  };
  for (const { provers, place, until: mine } of task.assignments) {
    report.looked();
    for (const actor of provers) {
      const proofs = task.submissions.filter((one) => one.prover === actor && one.place.seq > place.seq);
      if (
        proofs.some((one) => isInTime(one, mine ?? until, terms)) ||
        proofs.some(({ verdict }) => verdict === "invalid")
      )
        continue;
      if (moves.some((move) => move.actor === actor && move.reason === "late" && move.down)) continue;
      missing(
        `${short(actor)}, who had no proof of ${named(task)} in time, is lowered for it`,
        [place, ...proofs.map((one) => one.place)],
        actor,
      );
    }
  }
  const fines = new Map<string, number>();
  for (const { kind, from, amount } of task.flows) {
    if (kind === "slash" && amount > 0n) fines.set(from, (fines.get(from) ?? 0) + 1);
  }
  for (const { prover, verdict, place } of task.submissions) {
    if (verdict !== "invalid" || !task.provers.includes(prover)) continue;
    const left = fines.get(prover) ?? 0;
    if (left > 0) fines.set(prover, left - 1);
    else
      missing(`the invalid proof of ${short(prover)} for ${named(task)} is fined: fine > 0`, [place], prover);
  }
}
