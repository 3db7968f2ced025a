import type { EventOf } from "../../transcripts/market/events.js";
import type { MarketLine } from "../../transcripts/market/read.js";
import { at, type MarketClaim, type Report } from "./claim.js";
import type { Profile } from "./profiles/profile.js";
import type { Place, Task } from "./replay/task.js";
import type { Terms } from "./terms.js";
import { isBurnt, named, units } from "./words.js";

type Movement = EventOf<"lock" | "release" | "pay">;
interface Waiting {
  readonly event: Movement;
  readonly place: Place;
  readonly task: Task;
}

export const payee: MarketClaim = {
  id: "market/payee",
  claim:
    "Rewards are paid by the requester to the prover who earned them; what is put up goes back to one of the two",
  severity: "critical",
  cites: [
    "Code4rena Taiko 2024-03 H-04: someone else pays the prover",
    "taiko-mono issue 19585",
    "Boundless pull 2052: copied proofs",
  ],
  impact: "Who did the work is not paid, or who did not ask for it pays.",
  advice:
    "Follow the named movement: the contract took the sender, or an argument, for the prover or the requester.",
  method:
    "At the end of each transaction: a reward is locked and paid by the requester of its task. Prepaid, it goes to an assigned " +
    "prover; on completion, to the prover of task.done; in a lottery, to a prover with a proof not judged invalid. Liability is " +
    "locked by an assigned prover; it goes to them when the task is done, to the requester when it ended otherwise, and to nobody " +
    "before. A bond goes to the prover of task.done, or back to who locked it when the task ended without; refunds go to the " +
    "requester of a task that ended, by a task.refund where the market has it and nobody proved. What is slashed goes to the market, to nobody, to the requester or to who proved; what is " +
    "burnt goes to nobody. Nobody pays themselves.",
  ofMovements: true,
  nothing: "no money moves for a task",
  observe: ({ terms }, report) => {
    const waiting: Waiting[] = [];
    const take = (line: MarketLine<Movement>, task: Task | null): void => {
      const { event } = line;
      if (event.from === event.to) report.found(`${event.from} does not pay themselves`, [at(line)]);
      if (task !== null && !task.again) waiting.push({ event, place: at(line), task });
    };
    const slashes: { readonly event: EventOf<"slash">; readonly place: Place; readonly task: Task }[] = [];
    return {
      on: {
        lock: take,
        release: take,
        pay: take,
        slash(line, task) {
          if (task !== null && !task.again) slashes.push({ event: line.event, place: at(line), task });
        },
      },
      group() {
        for (const one of waiting) judge(one, terms, report);
        waiting.length = 0;
        for (const { event, place, task } of slashes) {
          const rightful = new Set([terms.contract, task.opening?.requester, task.done?.prover]);
          for (const { to, amount } of event.parts) {
            if (rightful.has(to) || isBurnt(to)) continue;
            report.found(
              `what is slashed for ${named(task)} goes to the market, the requester or who proved`,
              [place],
              {
                values: { task: task.id, to, amount: units(BigInt(amount), event.asset) },
              },
            );
          }
        }
        slashes.length = 0;
      },
    };
  },
};

function judge({ event, place, task }: Waiting, terms: Terms, report: Report): void {
  const requester = task.opening?.requester;
  if (requester === undefined) return report.undecided(`${named(task)} was opened before the log begins`);
  report.looked();
  const wrong = (statement: string, more: readonly Place[] = []): void =>
    report.found(statement, [place, ...more], {
      values: {
        task: task.id,
        from: event.from,
        to: event.to,
        amount: units(BigInt(event.amount), event.asset),
        why: event.why,
      },
    });
  const payer = payerOf(event, task, terms.contract);
  if (payer !== null && !payer.includes(event.from)) {
    wrong(
      `the ${event.why} of ${named(task)} is put up by ${event.why === "reward" ? "its requester" : "its prover"}`,
    );
  }
  const payees = payeesOf(event, task, terms);
  if (payees !== null && !payees.includes(event.to)) {
    wrong(
      `the ${event.why} of ${named(task)} goes to ${PAYEES[event.why] ?? "who is due it"}`,
      task.done === null ? [] : [task.done.place],
    );
  }
  if (event.why === "burn" && event.type !== "lock" && !isBurnt(event.to))
    wrong("what is burnt goes to nobody");
}

const PAYEES: Partial<Record<Movement["why"], string>> = {
  reward: "the prover who earned it",
  liability: "its prover when it is done, to its requester when it ended otherwise",
  bond: "who proved, or back when it ended without",
  refund: "its requester when it ended",
};

/** Who may rightly be the source; null where anybody may. */
function payerOf(event: Movement, task: Task, contract: string): readonly string[] | null {
  const requester = task.opening?.requester ?? "";
  if (event.type === "release") return null;
  if (event.why === "reward") return event.type === "lock" ? [requester] : [requester, contract];
  if (event.type !== "lock" || (event.why !== "liability" && event.why !== "bond")) return null;
  return everAssigned(task);
}

/** Who may rightly be the receiver; null where anybody may. */
function payeesOf(
  event: Movement,
  task: Task,
  { contract, rewardMode, profile }: Terms,
): readonly string[] | null {
  if (event.type === "lock") return [contract];
  const requester = task.opening?.requester ?? "";
  const prover = task.done === null ? [] : [task.done.prover];
  switch (event.why) {
    case "reward":
      if (rewardMode === "prepaid") return everAssigned(task);
      if (rewardMode === "onDone") return prover;
      return task.submissions.filter(({ verdict }) => verdict !== "invalid").map((one) => one.prover);
    case "liability":
      // Back to the service for a proof, to the requester for a claim; before either, to nobody.
      if (task.done !== null) return everAssigned(task);
      return task.ended === null ? [] : [requester];
    case "bond":
      if (task.done !== null) return prover;
      return task.ended === null ? [] : lockersOf(task);
    case "refund":
      return task.ended === null || !isRefunded(task, profile) ? [] : [requester];
    default:
      return null;
  }
}

/** Where a market says of a task that it is refunded, nothing goes back of one that is not done and that it does not say it of. */
function isRefunded(task: Task, { transitions }: Profile): boolean {
  if (task.done !== null || transitions.every(({ on }) => on !== "task.refund")) return true;
  return task.steps.some(({ type }) => type === "task.refund");
}

function lockersOf(task: Task): string[] {
  return task.flows.filter(({ kind, why }) => kind === "lock" && why === "bond").map(({ from }) => from);
}

function everAssigned(task: Task): string[] {
  return task.assignments.flatMap(({ provers }) => provers);
}
