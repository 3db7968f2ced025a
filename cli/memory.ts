import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8's young generation from growing: nearly all that a run allocates is large typed arrays, which do not live
 * in it. Called before the commands are loaded.
 */
export function holdLittleMemory(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
