/**
 * Makes a failing run short. fast-check takes commands away at the end and at the start; commands that are resolved
 * against the model mean something else when an earlier one is gone, so that each must be tried on its own.
 */
import type { Breach } from "./breach.js";
import type { Command, Draw } from "./commands.js";

export interface Shortened {
  readonly commands: readonly Command[];
  readonly breach: Breach;
}

/**
 * Leaves out commands, and makes their draws small, as long as the run breaks the same invariants.
 * @param play what a run breaks, or null
 */
export async function shorten(
  found: readonly Command[],
  foundBreach: Breach,
  play: (commands: readonly Command[]) => Promise<Breach | null>,
): Promise<Shortened> {
  let best: Shortened = { commands: found, breach: foundBreach };
  const wanted = signature(foundBreach);
  const attempt = async (commands: readonly Command[]): Promise<boolean> => {
    const breach = await play(commands);
    if (breach === null || signature(breach) !== wanted) return false;
    best = { commands, breach };
    return true;
  };
  for (let size = found.length >> 1; size >= 1; size >>= 1) {
    for (let at = best.commands.length - size; at >= 0; at -= size) {
      await attempt(best.commands.toSpliced(at, size));
    }
  }
  for (let at = 0; at < best.commands.length; at++) {
    for (const place of [0, 1, 2] as const) {
      const command = best.commands[at];
      if (command === undefined || command.draw[place] === 0) continue;
      await attempt(best.commands.with(at, { ...command, draw: withZero(command.draw, place) }));
    }
  }
  return best;
}

/** What must stay the same, so that another fault is not taken for this one. */
function signature({ broken }: Breach): string {
  return [...broken].sort().join(" ");
}

function withZero([a, b, c]: Draw, place: 0 | 1 | 2): Draw {
  return [place === 0 ? 0 : a, place === 1 ? 0 : b, place === 2 ? 0 : c];
}
