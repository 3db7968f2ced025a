/** What each open task is to prove, as its opening said. */
import type { CurveName } from "../../../algebra/curve.js";
import type { EventOf } from "../../../transcripts/market/events.js";
import type { Task } from "../replay/task.js";
import { TooMuch } from "../replay/tooMuch.js";

export interface Stated {
  readonly inputs: readonly string[] | null;
  /** "" where the task names no key. */
  readonly vkHash: string;
  /** "" where the task names none. */
  readonly curve: CurveName | "" | "unknown";
  /** In lower case; "" where the task names none. */
  readonly scheme: string;
  /** "" where the task has none. */
  readonly digest: string;
}

export interface Statements {
  opened(event: EventOf<"task.open">, task: Task | null): void;
  of(task: Task): Stated | null;
  /** The replay lets the task go. */
  leaves(task: Task): void;
}

/** Public inputs of open tasks that are held together. */
const MOST_INPUTS = 2_000_000;

const CURVES: ReadonlyMap<string, CurveName> = new Map([
  ["bn254", "bn254"],
  ["bn128", "bn254"],
  ["bls12-381", "bls12-381"],
  ["bls12381", "bls12-381"],
]);

/** Why a task is not one for Groth16 proofs on a curve; null where it may be. */
export function otherSystem({ curve, scheme }: Stated, wanted: CurveName): string | null {
  if (scheme !== "" && scheme !== "groth16") return `asks for a proof of ${scheme}`;
  return curve === "" || curve === wanted
    ? null
    : `asks for a proof on another curve than the key's, ${wanted}`;
}

/** The statements of tasks that are still held. */
export function statements(): Statements {
  const known = new Map<Task, Stated>();
  let held = 0;
  return {
    opened({ statement = {} }, task) {
      // A task is opened once; a second opening is the affair of another check.
      if (task === null || known.has(task)) return;
      const { publicInputs, vkHash = "", digest = "" } = statement;
      const curve =
        statement.curve === undefined ? "" : (CURVES.get(statement.curve.toLowerCase()) ?? "unknown");
      const scheme = statement.scheme?.toLowerCase() ?? "";
      held += publicInputs?.length ?? 0;
      if (held > MOST_INPUTS) throw new TooMuch(`open tasks have more than ${MOST_INPUTS} public inputs`);
      known.set(task, { inputs: publicInputs ?? null, vkHash, curve, scheme, digest });
    },
    of: (task) => known.get(task) ?? null,
    leaves(task) {
      held -= known.get(task)?.inputs?.length ?? 0;
      known.delete(task);
    },
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
