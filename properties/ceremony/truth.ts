/**
 * What a verification of a simulated ceremony has to say, from what really happened: one expectation a failure, by
 * the check that tells of it and the turn or file that it points at first.
 */
import type { Made, PlayedCircuit, PlayedTurn } from "./enact.js";
import { COORDINATOR } from "./enact.js";
import { finalPath, gistPath, turnPath } from "./export.js";
import type { Plan } from "./plan.js";

export interface Expectation {
  readonly check: string;
  /** Path of a turn in the export, or of a file. */
  readonly place: string;
}

/** What became of a turn in truth. */
type Fate =
  "in the chain" | "conflict" | "restart" | "lost branch" | "late" | "watchdog" | "unfinished" | "ended";

const LOST: ReadonlySet<Fate> = new Set(["conflict", "restart", "lost branch", "late"]);

export function expectationsOf(plan: Plan, circuits: readonly PlayedCircuit[]): Expectation[] {
  return [
    ...circuits.flatMap((circuit) => ofCircuit(plan, circuit)),
    ...skippedCircuits(circuits),
    ...plan.inventors.map((i) => ({
      check: "ceremony/attestations",
      place: gistPath(plan.people[i] ?? "", "invented"),
    })),
  ];
}

function ofCircuit(plan: Plan, circuit: PlayedCircuit): Expectation[] {
  const { turns, chain } = circuit;
  const at = (check: string, turn: PlayedTurn): Expectation => ({ check, place: turnPath(circuit, turn) });
  const fates = new Map(turns.map((turn) => [turn, fateOf(turn, circuit)]));
  const expected: Expectation[] = [];
  for (const [turn, fate] of fates) {
    if (fate === "conflict" || fate === "lost branch") expected.push(at("ceremony/conflicts", turn));
    if (fate === "restart") expected.push(at("ceremony/restarts", turn));
    if (fate === "late" || fate === "watchdog" || fate === "unfinished")
      expected.push(at("ceremony/timeouts", turn));
    if (turn.state === "COMPLETE" && circuit.kept.get(turn.queueIndex) !== turn.made)
      expected.push(at("ceremony/overwritten", turn));
  }
  if (chain.length === 0)
    expected.push({ check: "ceremony/enough-contributions", place: finalPath(circuit) });
  const [first] = chain;
  if (
    first !== undefined &&
    turns.some((turn) => fates.get(turn) === "lost branch" && finishedBefore(turn, first.turn))
  ) {
    expected.push(at("ceremony/restarts", first.turn));
  }
  for (const [before, after] of pairs(turns)) {
    if (after.startedAt < (before.completedAt ?? 0)) expected.push(at("ceremony/races", before));
    if (after.queueIndex === before.queueIndex) expected.push(at("ceremony/indexes", before));
  }
  for (const person of new Set(turns.map((turn) => turn.person))) {
    const own = turns.filter((turn) => turn.person === person);
    const lost = own.some((turn) => LOST.has(fates.get(turn) ?? "ended"));
    const [one] = own;
    if (one !== undefined && lost && !own.some((turn) => fates.get(turn) === "in the chain")) {
      expected.push(at("ceremony/second-runs", one));
    }
  }
  const last = chain.at(-1);
  if (plan.coordinatorLast && last?.turn.person === COORDINATOR)
    expected.push(at("ceremony/finaliser", last.turn));
  return expected;
}

function fateOf(turn: PlayedTurn, { turns, chain }: PlayedCircuit): Fate {
  const { made } = turn;
  if (made === null) {
    if (turn.state === "RUNNING") return "unfinished";
    return turn.endedBy === "WATCHDOG" ? "watchdog" : "ended";
  }
  if (chain.includes(made)) return "in the chain";
  if (turn.endedBy === "WATCHDOG") return "late";
  const depth = depthOf(made, chain);
  if (depth > 1) return "lost branch";
  if (made.parent !== null) return "conflict";
  if (turns.some((other) => finishedBefore(other, turn))) return "restart";
  const [first] = chain;
  return first !== undefined && finishedBefore(turn, first.turn) ? "lost branch" : "conflict";
}

/** How many contributions lie between this one and the chain, itself included. */
function depthOf(made: Made, chain: readonly Made[]): number {
  let depth = 1;
  for (let at = made.parent; at !== null && !chain.includes(at); at = at.parent) depth++;
  return depth;
}

/** Whether a turn that was verified had ended when another began. */
function finishedBefore(turn: PlayedTurn, other: PlayedTurn): boolean {
  return turn !== other && turn.state === "COMPLETE" && (turn.completedAt ?? Infinity) <= other.startedAt;
}

/** Verified turns and the verified ones that ran next, in the order in which they began. */
function pairs(turns: readonly PlayedTurn[]): (readonly [PlayedTurn, PlayedTurn])[] {
  const verified = turns
    .filter(({ state }) => state === "COMPLETE")
    .toSorted((a, b) => a.startedAt - b.startedAt);
  return verified.slice(1).map((turn, i) => [verified[i] as PlayedTurn, turn] as const);
}

/** The first finished contribution of everybody who has no turn at some circuit that others were at. */
function skippedCircuits(circuits: readonly PlayedCircuit[]): Expectation[] {
  const open = circuits.filter(({ turns }) => turns.length > 0);
  const people = new Set(open.flatMap(({ turns }) => turns.map(({ person }) => person)));
  return [...people].flatMap((person): Expectation[] => {
    const visited = open.filter(({ turns }) => turns.some((turn) => turn.person === person));
    if (visited.length === open.length) return [];
    for (const circuit of visited) {
      const turn = circuit.turns.find((one) => one.person === person && one.made !== null);
      if (turn !== undefined) return [{ check: "ceremony/every-circuit", place: turnPath(circuit, turn) }];
    }
    return [];
  });
}
