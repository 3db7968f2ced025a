/** Options of commands that hash beacons. */
import { InvalidArgumentError, type Command } from "commander";
import { EXPONENT_LIMIT } from "../algebra/hashing/iteratedSha256.js";
import {
  DEFAULT_MAX_EXPONENT,
  type CheckpointStore,
  type IterationPolicy,
} from "../algebra/hashing/iterationPolicy.js";
import { cacheFolder } from "./userCache.js";

export interface IterationFlags {
  readonly maxIterations: number;
}

export function withIterationFlags(command: Command): Command {
  return command.option(
    "--max-iterations <exponent>",
    `hash the value of a beacon at most 2^exponent times`,
    parseExponent,
    DEFAULT_MAX_EXPONENT,
  );
}

export function parseExponent(text: string): number {
  const exponent = /^[0-9]{1,2}$/.test(text) ? Number(text) : NaN;
  if (!(exponent <= EXPONENT_LIMIT))
    throw new InvalidArgumentError(`an exponent from 0 to ${EXPONENT_LIMIT}.`);
  return exponent;
}

export function iterationsOf({ maxIterations }: IterationFlags): IterationPolicy {
  return {
    maxExponent: maxIterations,
    checkpoints: {
      load: async (value, exponent) => (await cache()).load(value, exponent),
      save: async (checkpoint) => (await cache()).save(checkpoint),
    },
  };
}

/** Loaded when a run is long enough to be kept. */
const cache = async (): Promise<CheckpointStore> =>
  (await import("./iterationStore.js")).checkpointsIn(cacheFolder());

/** The words of a command line that say the same again. */
export function iterationWords({ maxIterations }: IterationFlags): string[] {
  return maxIterations === DEFAULT_MAX_EXPONENT ? [] : ["--max-iterations", String(maxIterations)];
}
