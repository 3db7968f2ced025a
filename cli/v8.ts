import { setFlagsFromString } from "node:v8";

/**
 * Fits V8 to what a run is: large typed arrays, and code that runs for a second. Called before the commands are loaded.
 *
 * - Nothing but small objects lives in the young generation: it need not grow.
 * - Functions are optimised later than is usual for servers: compiling took a tenth of the CPU time of a small key.
 */
export function fitShortRuns(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  // V8 complains of flags that it does not have: this one is Node 20's, and later versions count invocations.
  if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=600000");
}
