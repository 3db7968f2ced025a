/** When what a task owes is due: with the transaction that settles it, or before it is forgotten. */
import type { Observer } from "./claim.js";
import type { Task } from "./replay/task.js";
import type { Terms } from "./terms.js";

/**
 * Calls `judge` once for each task that was done or otherwise ended, when its money must have moved. `due` is false where
 * the log ends before that, so that what is missing may still come.
 */
export function whenSettled(terms: Terms, judge: (task: Task, due: boolean) => void): Observer {
  const { settlesAtOnce, terminal } = terms.profile;
  if (!settlesAtOnce) {
    return {
      leaves(task, tooEarly) {
        if (!task.again && task.ended !== null) judge(task, !tooEarly);
      },
    };
  }
  const ending = new Set<Task>();
  return {
    each(line, task) {
      if (task === null || task.again || !terminal.includes(task.state)) return;
      if (task.ended?.seq === line.event.seq) ending.add(task);
    },
    group() {
      for (const task of ending) judge(task, true);
      ending.clear();
    },
  };
}
