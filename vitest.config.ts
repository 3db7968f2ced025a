import { defineConfig } from "vitest/config";
import { SlowFirst } from "./test/fixtures/slowFirst.js";

/** What quick and long tests share. Long ones (*.long.test.ts) run with vitest.long.config.ts only. */
export const shared = {
  root: import.meta.dirname,
  globalSetup: "test/fixtures/globalSetup.ts",
  reporters: ["default", "./test/fixtures/tally.ts"],
  // Tests start worker threads and compile WebAssembly: processes keep them apart, and two are enough.
  pool: "forks" as const,
  maxWorkers: 2,
  // A process takes one file of tests after the other, with modules and curves that are loaded once: a fifth of all time.
  // No test may leave a global thing changed; `npx vitest run --isolate` gives each file a process of its own.
  isolate: false,
  // Threads of a garbage collector would take the processor from the other process.
  execArgv: ["--single-threaded-gc"],
  sequence: { sequencer: SlowFirst },
  testTimeout: 120_000,
  hookTimeout: 180_000,
  // Compiled circuits: kept from run to run, and apart from the user's own.
  env: { ZKASSAY_CACHE: `${import.meta.dirname}/node_modules/.cache/zkassay-test` },
};

export default defineConfig({
  test: { ...shared, include: ["test/**/*.test.ts"], exclude: ["test/**/*.long.test.ts"] },
});
