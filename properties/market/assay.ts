/** Plays many runs of commands against deployed markets, and reports the first that parts from the model. */
import fc from "fast-check";
import type { World } from "./adapter.js";
import { Breach } from "./breach.js";
import type { Chain } from "./chain.js";
import { Guided, marketCommands, type Command, type MarketCommand } from "./commands.js";
import { Player } from "./player.js";
import type { Invariant } from "./rules.js";
import { shorten } from "./shorten.js";

export interface AssayOptions {
  /** How many runs must hold. */
  readonly runs: number;
  /** Unix time at which every run begins: not before the chain's last block. */
  readonly start: number;
  /** The longest run; default 24 commands. */
  readonly maxCommands?: number;
  /** Default: drawn, and told in the outcome. */
  readonly seed?: number;
}

/** A run that broke something, as short as it could be made. */
export interface Kill {
  readonly world: string;
  readonly difference: string;
  readonly broken: readonly Invariant[];
  /** What happened, in words. */
  readonly trace: readonly string[];
  /** The same run as data, for `replayMarket`. */
  readonly commands: readonly Command[];
  /** fast-check's path to the run as it was first found, under the outcome's seed. */
  readonly path: string;
}

export interface Outcome {
  readonly seed: number;
  /** Runs until the first that failed, and including it; all where none did. */
  readonly runs: number;
  readonly kill: Kill | null;
  /** Invariants that these worlds give no means to test. */
  readonly notEvaluated: readonly Invariant[];
}

type Run = [world: World, commands: Iterable<MarketCommand>];

/**
 * Draws one of the worlds and a sequence of commands for each run, plays them on the chain and the model, and then
 * pays everything out. Balances of all parties are compared after every step.
 * @throws Error on a fault that is neither side's: a node that does not answer
 */
export async function assayMarket(
  chain: Chain,
  worlds: readonly World[],
  options: AssayOptions,
): Promise<Outcome> {
  const { runs, start, maxCommands = 24, seed } = options;
  const play = playerFrom(chain, start);
  const property = fc.asyncProperty(
    fc.constantFrom(...worlds),
    marketCommands(maxCommands),
    async (world, sequence) => {
      const breach = await play(world, sequence);
      if (breach !== null) throw breach;
    },
  );
  // Its runs are shortened by shorten.ts.
  const details = await fc.check<Run>(property, {
    numRuns: runs,
    endOnFailure: true,
    ...(seed === undefined ? {} : { seed }),
  });
  const outcome = { seed: details.seed, runs: details.numRuns, notEvaluated: untested(worlds) };
  if (!details.failed) return { ...outcome, kill: null };
  const { errorInstance, counterexample, counterexamplePath } = details;
  if (!(errorInstance instanceof Breach) || counterexample === null) throw errorInstance;
  const [world, sequence] = counterexample;
  const { commands, breach } = await shorten(commandsOf(sequence), errorInstance, (shorter) =>
    play(world, shorter.map(guided)),
  );
  return { ...outcome, kill: { ...killOf(world, breach, commands), path: counterexamplePath ?? "" } };
}

/** Plays one run again. The outcome's kill is null where the run holds now. */
export async function replayMarket(
  chain: Chain,
  world: World,
  commands: readonly Command[],
  start: number,
): Promise<Omit<Kill, "path"> | null> {
  const breach = await playerFrom(chain, start)(world, commands.map(guided));
  return breach === null ? null : killOf(world, breach, commands);
}

function killOf(
  { name }: World,
  { difference, broken, trace }: Breach,
  commands: readonly Command[],
): Omit<Kill, "path"> {
  return { world: name, difference, broken, trace, commands };
}

/** Plays runs, each from the chain's present state, which it leaves behind. They return what the run broke, or null. */
function playerFrom(chain: Chain, start: number) {
  return async (world: World, commands: Iterable<MarketCommand>): Promise<Breach | null> => {
    const snapshot = await chain.snapshot();
    try {
      const player = await Player.begin(chain, world, start);
      await fc.asyncModelRun(() => ({ model: player, real: player }), commands);
      await player.drain();
      return null;
    } catch (error) {
      if (error instanceof Breach) return error;
      throw error;
    } finally {
      await chain.revert(snapshot);
    }
  };
}

const guided = ({ label, draw }: Command): Guided => new Guided(label, draw);

/** fast-check wraps commands to know which were executed; their text is the command's own. */
function commandsOf(sequence: Iterable<MarketCommand>): readonly Command[] {
  return [...sequence].map((command) => {
    const [, label = "", a, b, c] = /^(\w+)\((\d+), (\d+), (\d+)\)$/.exec(String(command)) ?? [];
    return { label, draw: [Number(a), Number(b), Number(c)] };
  });
}

function untested(worlds: readonly World[]): readonly Invariant[] {
  const missing: Invariant[] = [];
  if (!worlds.some(({ configure }) => configure !== undefined)) missing.push("FREEZE");
  if (!worlds.some(({ refuse }) => refuse !== undefined)) missing.push("NO_VETO");
  if (!worlds.some(({ arm }) => arm !== undefined)) missing.push("REENTRANT");
  return missing;
}
