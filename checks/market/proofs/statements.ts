/** What each open task is to prove, as its opening said. */
import type { EventOf } from "../../../transcripts/market/events.js";
import type { Task } from "../replay/task.js";

export interface Stated {
  readonly inputs: readonly string[] | null;
  /** "" where the task names no key. */
  readonly vkHash: string;
  /** "" where the task names none. */
  readonly curve: string;
  /** "" where the task has none. */
  readonly digest: string;
}

export interface Statements {
  opened(event: EventOf<"task.open">, task: Task | null): void;
  of(task: Task): Stated | null;
}

/** The statements of tasks that are still held: they go when the replay lets a task go. */
export function statements(): Statements {
  const known = new WeakMap<Task, Stated>();
  return {
    opened({ statement = {} }, task) {
      // A task is opened once; a second opening is the affair of another check.
      if (task === null || known.has(task)) return;
      const { publicInputs, vkHash = "", curve = "", digest = "" } = statement;
      known.set(task, { inputs: publicInputs ?? null, vkHash, curve, digest });
    },
    of: (task) => known.get(task) ?? null,
  };
}

/** The inputs that a proof is verified for: its own, or its task's where it says none. */
export function inputsOf(
  known: Statements,
  { publicInputs }: EventOf<"proof.submit">,
  task: Task,
): { readonly inputs: readonly string[] | null; readonly vkHash: string } {
  const stated = known.of(task);
  return { inputs: publicInputs ?? stated?.inputs ?? null, vkHash: stated?.vkHash ?? "" };
}
