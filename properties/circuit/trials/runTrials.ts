/** Runs somebody else's witness program in a thread of its own, with a bound on its time and memory. */
import { Worker } from "node:worker_threads";
import { builtFile } from "../../../algebra/packageFiles.js";
import type { WitnessProgram, WitnessTrial } from "../../../transcripts/policy/release.js";
import type { TrialJob, TrialMessage } from "./job.js";

/** Node 20 loads no TypeScript in a thread of its own, so that sources under test use the built file too. */
const WORKER = builtFile("properties/circuit/trials/worker.js");

/** For all inputs together; the memory of the program itself is bounded in its module (see programLimits.ts). */
const TOTAL_SECONDS = 600;
const HEAP_MEGABYTES = 2048;

/** What became of the trials: what was finished before a bound was reached counts. */
export type Trials = Pick<WitnessProgram, "fault" | "trials" | "random">;

/** @throws whatever is a fault of ours */
export function runTrials(job: TrialJob, seconds = TOTAL_SECONDS): Promise<Trials> {
  return new Promise((settle, fail) => {
    const worker = new Worker(WORKER, {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    });
    const trials: WitnessTrial[] = [];
    let fault: Trials["fault"] = null;
    let random: Trials["random"] = null;
    const end = (stopped: string | null): void => {
      clearTimeout(timer);
      void worker.terminate();
      const open = job.declared.slice(trials.length).map(({ file }): WitnessTrial => ({
        inputs: file,
        outcome: { kind: "stopped", reason: stopped ?? "" },
      }));
      if (stopped === null || fault !== null) settle({ fault, trials, random });
      else settle({ fault: { kind: "stopped", reason: stopped }, trials: [...trials, ...open], random });
    };
    const timer = setTimeout(() => end(`it was stopped after ${seconds} s`), seconds * 1000);
    worker.on("message", (message: TrialMessage) => {
      if (message.kind === "fault") fault = message.fault;
      else if (message.kind === "declared") trials.push(message.trial);
      else if (message.kind === "random") random = message.random;
      else end(null);
    });
    worker.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") end(`it needed more than ${HEAP_MEGABYTES} MB`);
      else {
        clearTimeout(timer);
        fail(error);
      }
    });
    worker.once("exit", () => end("its thread ended without an answer"));
  });
}
