/** What became of every recorded turn: joined to the keys by hash, and classed. */
import type { Ceremony, UploadedKey } from "../../transcripts/ceremony/ceremony.js";
import type { Turn } from "../../transcripts/ceremony/records.js";
import type { CheckContext } from "../check.js";
import { chainsOf, type CircuitChain, type Stray } from "./chain.js";

/**
 * - in the chain: the final key holds it.
 * - conflict: valid on its own parent, beside the chain.
 * - restart: began again from the initial key although others had contributed.
 * - lost branch: built on a contribution that is not in the chain.
 * - watchdog: ended for lack of activity, and nothing came of it.
 * - late: ended for lack of activity, and finished after that.
 * - unfinished: begun, and never ended by anybody. unstarted: never begun.
 * - invalidated: refused, or ended by its person or the coordinator.
 * - missing: recorded as verified, and in no key at hand.
 */
export const turnClasses = [
  "in the chain",
  "conflict",
  "restart",
  "lost branch",
  "late",
  "watchdog",
  "unfinished",
  "invalidated",
  "missing",
  "unstarted",
] as const;
export type TurnClass = (typeof turnClasses)[number];

/** Classes of turns whose work was done and does not count. */
export const lostClasses: ReadonlySet<TurnClass> = new Set([
  "conflict",
  "restart",
  "lost branch",
  "late",
  "missing",
]);

export interface ClassedTurn {
  readonly turn: Turn;
  readonly chain: CircuitChain;
  readonly class: TurnClass;
  /** Whether keys prove the class, or the records alone say it. */
  readonly proved: boolean;
  /** The hash that it is joined by: the recorded one, or where none is recorded the one in its own file. */
  readonly hash: string | null;
  /** Its place in the chain. */
  readonly number: number | null;
  readonly stray: Stray | null;
  /** The file that it was kept in. */
  readonly upload: UploadedKey | null;
}

const known = new WeakMap<Ceremony, Promise<readonly ClassedTurn[]>>();

/** Every turn of all records whose circuit the manifest has; classed once. */
export function classedTurns(
  ceremony: Ceremony,
  context: Pick<CheckContext, "curve">,
): Promise<readonly ClassedTurn[]> {
  const classed = known.get(ceremony) ?? classify(ceremony, context);
  known.set(ceremony, classed);
  return classed;
}

async function classify(ceremony: Ceremony, context: Pick<CheckContext, "curve">): Promise<ClassedTurn[]> {
  const chains = await chainsOf(ceremony, context);
  const turns = ceremony.records.flatMap((records) => records.turns);
  return chains.flatMap((chain) => {
    const own = turns.filter(({ circuit }) => isCircuit(chain, circuit));
    const view: CircuitTurns = {
      chain,
      turns: own,
      uploads: uploadsByIndex(chain),
      first: own.find(({ hash }) => hash !== null && chain.positions.get(hash) === 1) ?? null,
      recordedPath: chain.source === null ? recordedPath(own) : new Set(),
    };
    return own.map((turn) => classOf(turn, view));
  });
}

/** The turns of one circuit, with what each is classed by. */
interface CircuitTurns {
  readonly chain: CircuitChain;
  readonly turns: readonly Turn[];
  readonly uploads: ReadonlyMap<number, UploadedKey | null>;
  /** The turn of the chain's first contribution. */
  readonly first: Turn | null;
  /** Where no chain is at hand: the turns from the last one back along the recorded parents. */
  readonly recordedPath: ReadonlySet<Turn>;
}

function recordedPath(turns: readonly Turn[]): ReadonlySet<Turn> {
  const complete = turns
    .filter(({ state, index }) => state === "complete" && index !== null)
    .toSorted((a, b) => (a.completedAt ?? 0) - (b.completedAt ?? 0) || (a.index ?? 0) - (b.index ?? 0));
  const byIndex = new Map(complete.map((turn) => [turn.index, turn]));
  const path = new Set<Turn>();
  for (let at = complete.at(-1); at !== undefined && !path.has(at); at = byIndex.get(at.priorIndex))
    path.add(at);
  return path;
}

/** Whether a record's circuit is this one, by its name or one of its ids. */
function isCircuit({ circuit }: CircuitChain, id: string): boolean {
  return circuit.name === id || circuit.ids.includes(id);
}

function uploadsByIndex(chain: CircuitChain): ReadonlyMap<number, UploadedKey | null> {
  const found = new Map<number, UploadedKey | null>();
  for (const upload of chain.circuit.uploads) {
    // Two files under one number tell nothing of whose each is.
    if (upload.index !== null) found.set(upload.index, found.has(upload.index) ? null : upload);
  }
  return found;
}

function classOf(turn: Turn, view: CircuitTurns): ClassedTurn {
  const { chain, uploads } = view;
  const kept = turn.index === null ? null : (uploads.get(turn.index) ?? null);
  const hash = turn.hash ?? (kept === null ? null : (chain.lastHashes.get(kept) ?? null));
  const number = hash === null ? null : (chain.positions.get(hash) ?? null);
  const stray = hash === null ? null : (chain.strays.get(hash) ?? null);
  const base = { turn, chain, hash, number, stray, upload: stray?.upload ?? kept };
  if (number !== null) return { ...base, class: "in the chain", proved: chain.source === "key" };
  if (turn.state === "invalidated") {
    const finished = stray !== null || turn.hash !== null || turn.completedAt !== null;
    if (turn.endedBy?.sender === "watchdog")
      return { ...base, class: finished ? "late" : "watchdog", proved: false };
    return { ...base, class: "invalidated", proved: false };
  }
  if (turn.state === "running") return { ...base, class: "unfinished", proved: false };
  if (turn.state === "waiting") return { ...base, class: "unstarted", proved: false };
  if (stray !== null) return { ...base, class: classOfStray(stray, turn, view), proved: true };
  return { ...base, class: classFromRecords(turn, view), proved: false };
}

/** A contribution that was verified and lies beside the chain. */
function classOfStray(stray: Stray, turn: Turn, { turns, first }: CircuitTurns): TurnClass {
  if (stray.depth > 1) return "lost branch";
  if (stray.fork > 0) return "conflict";
  if (othersHadFinished(turn, turns)) return "restart";
  // The chain itself began again when this one had been made.
  return first !== null && othersHadFinished(first, [turn, first]) ? "lost branch" : "conflict";
}

/** Where no key has it: what the recorded parents say. */
function classFromRecords(turn: Turn, { turns, chain, recordedPath: path }: CircuitTurns): TurnClass {
  if (path.has(turn)) return "in the chain";
  if (turn.priorIndex === null) return "missing";
  if (turn.priorIndex === 0 && othersHadFinished(turn, turns)) return "restart";
  const rival = turns.some(
    (other) => other !== turn && other.state === "complete" && other.priorIndex === turn.priorIndex,
  );
  if (rival) return "conflict";
  return chain.source === null ? "lost branch" : "missing";
}

/** Whether somebody had finished before this turn began; by number where no times are recorded. */
export function othersHadFinished(turn: Turn, turns: readonly Turn[]): boolean {
  return turns.some((other) => {
    if (other === turn || other.state !== "complete") return false;
    if (turn.startedAt !== null && other.completedAt !== null) return other.completedAt <= turn.startedAt;
    return other.index !== null && turn.index !== null && other.index < turn.index && turn.index > 1;
  });
}
