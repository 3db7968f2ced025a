import { at, type MarketClaim } from "./claim.js";
import { proofOf } from "./deadline.js";
import type { Place, Task } from "./replay/task.js";
import { maySubmit } from "./terms.js";
import { named, units } from "./words.js";

/** Parameters that end windows. */
const WINDOWS: ReadonlySet<string> = new Set(["proofWindow", "liabilityWindow", "T"]);

interface Change {
  readonly name: string;
  readonly place: Place;
  readonly value: string;
}

/** Later ones of a log are not kept. */
const MOST_CHANGES = 1000;

const openingOf = ({ opening }: Task): readonly Place[] => (opening === null ? [] : [opening.place]);

export const freeze: MarketClaim = {
  id: "market/freeze",
  claim: "The amounts and windows of a task stay those with which it was opened",
  severity: "high",
  cites: [
    "ProofPool: updateConfig while a task is open: 100 deposited, 1 released",
    "Brevis: lengths of phases are read when they are used",
  ],
  impact: "Whoever may change the configuration moves deadlines and amounts that others have agreed to.",
  advice: "The contract must keep a task's windows and amounts with the task.",
  method:
    "A deadline in task.assign is the one that T gives, or the opening. The reward that is locked is the reward that was declared, and no more is locked later. A proof that is late by the windows of " +
    "its opening and in time by a window that was set later is named with the event that set it; so is a release whose amount is " +
    "that of a parameter set after the lock, and not the lock's.",
  nothing: "no task is opened",
  observe: ({ terms }, report) => {
    const changes: Change[] = [];
    const opened = new Set<Task>();
    /** Unix time: the end of the prover's own time, as the opening has it. */
    const ends = new WeakMap<Task, number>();
    return {
      on: {
        "param.set"(line) {
          const { name, new: value } = line.event;
          if (changes.length < MOST_CHANGES) changes.push({ name, value, place: at(line) });
        },
        "task.open"(_line, task) {
          if (task === null || task.again) return;
          report.looked();
          opened.add(task);
          if (task.ownUntil !== null && !ends.has(task)) ends.set(task, task.ownUntil);
        },
        "task.assign"(line, task) {
          const { T } = terms.params;
          const { deadline, t } = line.event;
          const end = task === null ? undefined : ends.get(task);
          if (task !== null && end !== undefined && deadline !== undefined && deadline !== end) {
            report.found(
              `the deadline of the assignment is that of the opening, for ${named(task)}`,
              [at(line), ...openingOf(task)],
              { values: { task: task.id, deadline: String(deadline), "by the opening": String(end) } },
            );
          }
          if (task === null || T === undefined || deadline === undefined || deadline === t + T) return;
          if (terms.profile.deadlineFrom !== "task.assign" || changes.some(({ name }) => name === "T"))
            return;
          report.found(`deadline = t + T, for ${named(task)}`, [at(line)], {
            values: { task: task.id, deadline: String(deadline), "t + T": String(t + T) },
          });
        },
        "task.done"(line, task) {
          if (task === null || task.again || task.done?.place.seq !== line.event.seq) return;
          const { opening, submitUntil } = task;
          if (opening === null || submitUntil === null) return;
          const proof = proofOf(task, task.done) ?? at(line);
          if (maySubmit(proof.t, submitUntil, terms.boundary)) return;
          for (const { name, value, place } of changes) {
            if (!WINDOWS.has(name) || !/^[0-9]{1,12}$/.test(value) || place.seq < opening.place.seq) continue;
            if (!maySubmit(proof.t, opening.place.t + Number(value), terms.boundary)) continue;
            report.found(`the ${name} of ${named(task)} is that of its opening`, [at(line), place], {
              values: { task: task.id, "set later to": value },
            });
          }
        },
        lock(line, task) {
          const reward = task?.opening?.reward;
          if (task === null || reward === undefined || line.event.why !== "reward") return;
          // Those of the opening's own transaction are judged at its end.
          if (task.opening?.place.tx === line.event.tx || line.event.asset !== reward.asset) return;
          const locked = task.total(reward.asset, ["lock"], "reward");
          if (locked <= reward.amount) return;
          report.found(`locked ≤ declared reward, for ${named(task)}`, [at(line), ...openingOf(task)], {
            values: {
              task: task.id,
              locked: units(locked, reward.asset),
              declared: units(reward.amount, reward.asset),
            },
          });
        },
        release(line, task) {
          if (task === null || task.again) return;
          const { asset, amount, why } = line.event;
          const lock = task.flows.find(
            (flow) => flow.kind === "lock" && flow.why === why && flow.asset === asset,
          );
          if (lock === undefined || lock.amount === BigInt(amount)) return;
          const change = changes.findLast(
            ({ value, place }) => value === amount && place.seq > lock.place.seq,
          );
          if (change === undefined) return;
          report.found(`released = locked ${why}, for ${named(task)}`, [at(line), lock.place, change.place], {
            values: {
              task: task.id,
              locked: units(lock.amount, asset),
              released: units(BigInt(amount), asset),
              [`${change.name} set to`]: change.value,
            },
          });
        },
      },
      group() {
        for (const task of opened) {
          const { opening } = task;
          if (opening === null || terms.rewardMode === "prepaid") continue;
          const { asset, amount } = opening.reward;
          const locked = task.total(asset, ["lock"], "reward");
          if (locked === 0n || locked === amount) continue;
          report.found(`locked = declared reward, for ${named(task)}`, [opening.place], {
            values: { task: task.id, locked: units(locked, asset), declared: units(amount, asset) },
          });
        }
        opened.clear();
      },
    };
  },
};
