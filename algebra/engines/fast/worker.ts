/** The entry of a worker thread; piscina calls the default export once per task. */
import { move, transferableSymbol, valueSymbol, workerData } from "piscina";
import { loadKernel } from "../../kernel/index.js";
import type { SumReply } from "../../sums.js";
import { Bulk } from "./bulk.js";
import { hornerOn } from "./horner.js";
import type { Task, WorkerSetup } from "./tasks.js";

const setup = workerData as WorkerSetup;
const bulk = new Bulk(setup.program, setup.kernel ? await loadKernel(hornerOn(setup.program)) : null);

export default function work(task: Task): unknown {
  if (task.kind === "miller") return bulk.millerProduct(task.g1, task.g2);
  const { points } = task.job;
  const reply: SumReply = { ...bulk.sums(task.job), points };
  // The buffer goes back with the reply, to be read into again: here such buffers would pile up as garbage.
  return move({ [transferableSymbol]: [points.buffer], [valueSymbol]: reply });
}
