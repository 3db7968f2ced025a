import type { EventOf } from "../../transcripts/market/events.js";
import type { MarketLine } from "../../transcripts/market/read.js";
import { at, type MarketClaim } from "./claim.js";
import type { StepType } from "./profiles/profile.js";
import type { Task } from "./replay/task.js";
import { named } from "./words.js";

export const oneTerminal: MarketClaim = {
  id: "market/one-terminal",
  claim:
    "Every task goes through the steps of its market and ends once: proven once, or claimed, or refunded",
  severity: "critical",
  cites: [
    "ZKPool: the task's status is changed to done; ProofPool's TASK_ALREADY_PROVEN is never used",
    "Succinct: test_clear_already_fulfilled",
  ],
  impact: "What is paid at an end is paid twice, or to both sides.",
  advice: "The contract must look at the task's state before each step, and set it before it pays.",
  method:
    "The profile's transitions are a table of (state, event, next state). Each event that moves a task must be in the " +
    "table for the state that the task is in; none leaves a terminal state. A task that is done is done by a proof: " +
    "task.done follows a proof.submit of the same task and prover that was not judged invalid, the one that proofSeq " +
    "names where it does. An attempt that is numbered is that of the last assignment, and with task.reopen the next. Nothing is locked for a task after the transaction that ended it: nobody would release it.",
  ofEverything: true,
  nothing: "no task goes any step",
  observe: ({ terms, book }, report) => {
    const step = (line: MarketLine<EventOf<Exclude<StepType, "task.open">>>, task: Task | null): void => {
      if (task === null) return;
      report.looked();
      const wrong = book.falseStep;
      if (wrong !== null) {
        const ended = terms.profile.terminal.includes(wrong.from) || wrong.from === "settled";
        const statement = ended
          ? `${named(task)} ends once: ${line.event.type} comes when it is ${wrong.from}`
          : `${line.event.type} is a step of ${named(task)}, which is in state ${wrong.from}`;
        report.found(statement, [at(line), ...(task.ended === null ? [] : [task.ended])], {
          values: { task: task.id },
        });
      }
      if (!task.again) counted(line, task);
      if (line.event.type === "task.done" && !task.again) byProof(line.event, line, task);
    };
    const counted = ({ event, ...place }: MarketLine, task: Task): void => {
      if (!("attempt" in event) || event.attempt === undefined) return;
      const attempts = task.assignments.length + (event.type === "task.reopen" ? 1 : 0);
      if (event.attempt === attempts) return;
      report.found(`attempt = assignments so far, for ${named(task)}`, [at({ event, ...place })], {
        values: { task: task.id, attempt: String(event.attempt), assignments: String(attempts) },
      });
    };
    const byProof = (event: EventOf<"task.done">, line: MarketLine, task: Task): void => {
      const proofs = task.submissions.filter(
        ({ prover, verdict, place }) =>
          prover === event.prover &&
          verdict !== "invalid" &&
          (event.proofSeq === undefined || place.seq === event.proofSeq),
      );
      if (proofs.length > 0) return;
      const rejected = task.submissions.filter(({ prover }) => prover === event.prover).slice(-1);
      report.found(
        `${named(task)} is done by a proof of ${event.prover} that was not judged invalid`,
        [at(line), ...rejected.map(({ place }) => place)],
        { values: { task: task.id, prover: event.prover } },
      );
    };
    return {
      on: {
        lock(line, task) {
          if (task === null) return;
          const { ended } = task;
          if (!task.again && (ended === null || ended.tx === line.event.tx)) return;
          report.found(
            `nothing is locked for ${named(task)} after its end`,
            [at(line), ...(ended === null ? [] : [ended])],
            { values: { task: task.id } },
          );
        },
        "task.assign": step,
        "task.done": step,
        "task.reopen": step,
        "task.expire": step,
        "task.fail": step,
        "task.refund": step,
        slash: step,
      },
    };
  },
};
