/** The entry of a worker thread; piscina calls the default export once per task. */
import { workerData } from "piscina";
import { loadKernel } from "../../kernel/index.js";
import type { SumReply } from "../../sums.js";
import { Bulk } from "./bulk.js";
import { hornerOn } from "./horner.js";
import type { Task, WorkerSetup } from "./tasks.js";

const setup = workerData as WorkerSetup;
const bulk = new Bulk(setup.program, setup.kernel ? await loadKernel(hornerOn(setup.program)) : null);

export default function work(task: Task): SumReply | Uint8Array {
  return task.kind === "sums" ? bulk.sums(task.job) : bulk.millerProduct(task.g1, task.g2);
}
