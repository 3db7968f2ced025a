/** The entry of a worker thread; piscina calls the default export once per task, in the order in which they were posted. */
import { move, transferableSymbol, valueSymbol, workerData } from "piscina";
import { loadKernel } from "../../kernel/index.js";
import { EndedError, type PieceReply, type Tally } from "../../sums.js";
import { Bulk } from "./bulk.js";
import { hornerOn } from "./horner.js";
import type { Task, WorkerSetup } from "./tasks.js";

const setup = workerData as WorkerSetup;
const bulk = new Bulk(setup.program, setup.kernel ? await loadKernel(hornerOn(setup.program)) : null);
/** By their numbers. */
const underWay = new Map<number, Tally>();

export default function work(task: Task): unknown {
  if (task.kind === "miller") return bulk.millerProduct(task.g1, task.g2);
  const { sum } = task;
  if (task.kind === "add" && task.shape !== undefined) underWay.set(sum, bulk.tally(task.shape));
  const tally = underWay.get(sum);
  if (tally === undefined) throw new EndedError();
  if (task.kind === "finish") {
    underWay.delete(sum);
    return tally.finish();
  }
  const { points, scalars } = task.piece;
  const returned = [points, ...scalars];
  const reply: PieceReply = { ...tally.add(task.piece), returned };
  // The buffers go back with the reply, to be filled again: here such buffers would pile up as garbage.
  const buffers = [...new Set(returned.map(({ buffer }) => buffer))];
  return move({ [transferableSymbol]: buffers, [valueSymbol]: reply });
}
