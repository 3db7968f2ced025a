/** One run of the compiler's process, within a bound on time and on what it prints. */
import { fork } from "node:child_process";
import { builtFile } from "../../../algebra/packageFiles.js";
import type { Job, Reply } from "./job.js";

/** Node 20 loads no TypeScript in a process of its own, so that sources under test use the built file too. */
const PROCESS = builtFile("properties/circuit/compiler/process.js");

/** Of what the compiler prints, no more is kept: the first error says what is wrong. */
const KEPT_CHARACTERS = 100_000;

export type Ran =
  | { readonly kind: "ended"; readonly reply: Reply; readonly output: string }
  /** It was stopped, or ended without an answer. */
  | { readonly kind: "stopped"; readonly why: string };

/** @throws the system's error where no process can be started */
export function runCompiler(job: Job, seconds: number): Promise<Ran> {
  return new Promise((settle, fail) => {
    const child = fork(PROCESS, {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      execArgv: [],
      serialization: "json",
    });
    let output = "";
    let reply: Reply | null = null;
    let why: string | null = null;
    const keep = (chunk: Buffer): void => {
      output += chunk.toString("utf8").slice(0, KEPT_CHARACTERS - output.length);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    const timer = setTimeout(() => {
      why = `the compiler was stopped after ${seconds} s`;
      child.kill("SIGKILL");
    }, seconds * 1000);
    child.once("message", (message) => {
      reply = message as Reply;
    });
    child.once("error", fail);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      if (why === null && reply !== null) settle({ kind: "ended", reply, output });
      else
        settle({
          kind: "stopped",
          why: why ?? `the compiler's process ended with ${signal ?? `code ${code}`}`,
        });
    });
    child.send(job);
  });
}
