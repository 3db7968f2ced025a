/** Loaded into every Node process of a measured command: on exit, it adds what the process used to a file. */
import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env["ZKASSAY_BENCH_USAGE"];
if (isMainThread && file !== undefined) {
  process.once("exit", () => appendFileSync(file, `${JSON.stringify(process.resourceUsage())}\n`));
}
