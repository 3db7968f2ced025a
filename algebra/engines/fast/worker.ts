/** The entry of a worker thread; piscina calls the default export once per task, in the order in which they were posted. */
import { move, transferableSymbol, valueSymbol, workerData } from "piscina";
import { loadKernel } from "../../kernel/index.js";
import { EndedError, type PieceReply, type Tally } from "../../sums.js";
import { Bulk } from "./bulk.js";
import { hornerOn } from "./horner.js";
import type { Task, WorkerSetup } from "./tasks.js";

const setup = workerData as WorkerSetup;
const bulk = new Bulk(setup.program, setup.kernel ? await loadKernel(hornerOn(setup.program)) : null);
let underWay: { readonly sum: number; readonly tally: Tally } | null = null;

export default function work(task: Task): unknown {
  if (task.kind === "miller") return bulk.millerProduct(task.g1, task.g2);
  if (task.kind === "add" && task.shape !== undefined)
    underWay = { sum: task.sum, tally: bulk.tally(task.shape) };
  if (underWay?.sum !== task.sum) throw new EndedError();
  const { tally } = underWay;
  if (task.kind === "finish") return tally.finish();
  const { points, scalars } = task.piece;
  const returned = [points, ...scalars];
  const reply: PieceReply = { ...tally.add(task.piece), returned };
  // The buffers go back with the reply, to be filled again: here such buffers would pile up as garbage.
  const buffers = [...new Set(returned.map(({ buffer }) => buffer))];
  return move({ [transferableSymbol]: buffers, [valueSymbol]: reply });
}
