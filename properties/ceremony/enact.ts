/** Plays a plan with real keys: the turns of every circuit, one after the other, as a coordinator's server saw them. */
import type { Curve } from "../../algebra/curve.js";
import { WorkingKey, type Beacon } from "./workingKey.js";
import type { Lot, Mishap, Plan } from "./plan.js";

/** A contribution that somebody made, in the chain or not. */
export interface Made {
  readonly key: WorkingKey;
  readonly hash: string;
  /** null: the initial key. */
  readonly parent: Made | null;
  readonly turn: PlayedTurn;
}

/** What the coordinator's server recorded of a turn, and what really happened. */
export interface PlayedTurn {
  readonly id: string;
  readonly person: string;
  readonly queueIndex: number;
  readonly priorIndex: number;
  readonly state: "RUNNING" | "COMPLETE" | "INVALIDATED";
  readonly startedAt: number;
  readonly completedAt: number | null;
  readonly endedBy: "WATCHDOG" | "COORDINATOR" | null;
  readonly mishap: Mishap | null;
  made: Made | null;
}

export interface PlayedCircuit {
  readonly name: string;
  readonly ceremonyId: string;
  readonly initial: WorkingKey;
  readonly turns: readonly PlayedTurn[];
  /** Contributions of the chain, oldest first; without the beacon. */
  readonly chain: readonly Made[];
  readonly final: WorkingKey;
  /** Files by the number that they are kept under: the last contribution made under it. */
  readonly kept: ReadonlyMap<number, Made>;
}

export const COORDINATOR = "coordinator-1";

const MINUTE = 60_000;
const START = Date.parse("2021-04-05T10:00:00Z");
const TURN = 10 * MINUTE;

export interface Stage {
  readonly curve: Curve;
  /** The initial key of each circuit. */
  readonly initial: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly beacon: Beacon;
  /** Told before each turn. */
  readonly progress?: (done: number, total: number) => void;
}

/** @throws RangeError where the stage has fewer circuits than the plan */
export async function enact(plan: Plan, stage: Stage): Promise<PlayedCircuit[]> {
  const played: PlayedCircuit[] = [];
  for (const [i, lots] of plan.lots.entries()) {
    const set = stage.initial[i];
    if (set === undefined) throw new RangeError(`the stage has no circuit ${i}`);
    stage.progress?.(i, plan.lots.length);
    const initial = await WorkingKey.begin(stage.curve, set.bytes);
    const play = new Play(`circuit${i}${set.name}`.replaceAll(/\W/g, ""), set.name, initial);
    for (const [k, person] of plan.people.entries())
      play.turn(person, lots[k] ?? { mishap: null, secondRun: false });
    for (const [k, person] of plan.people.entries()) if (lots[k]?.secondRun === true) play.secondTurn(person);
    if (plan.coordinatorLast) play.turn(COORDINATOR, { mishap: null, secondRun: false });
    played.push(await play.end(plan.beacon ? stage.beacon : null));
  }
  return played;
}

/** One circuit while it is played. */
class Play {
  private readonly turns: PlayedTurn[] = [];
  private readonly made: Made[] = [];
  private readonly kept = new Map<number, Made>();
  private readonly raced = new Set<Made>();
  /** The end of the chain. */
  private tip: Made | null = null;
  private clock = START;
  private nextIndex = 1;

  constructor(
    private readonly ceremonyId: string,
    private readonly name: string,
    private readonly initial: WorkingKey,
  ) {}

  turn(person: string, { mishap }: Lot): void {
    const { tip } = this;
    switch (mishap) {
      case "skip":
        return;
      case "watchdog":
      case "ended":
        this.record(person, {
          mishap,
          state: "INVALIDATED",
          endedBy: mishap === "ended" ? "COORDINATOR" : "WATCHDOG",
        });
        return;
      case "unfinished":
        this.record(person, { mishap, state: "RUNNING" });
        return;
      case "late":
        this.contribution(person, tip, { mishap, state: "INVALIDATED", endedBy: "WATCHDOG" });
        return;
      case "restart":
        if (tip !== null) this.contribution(person, null, { mishap });
        else this.ordinary(person);
        return;
      case "takeover":
        this.tip = this.contribution(person, null, { mishap });
        return;
      case "on a lost one":
        this.contribution(person, this.lastLost() ?? tip, { mishap }, this.lastLost() === null);
        return;
      default:
        this.besideTheTip(person, mishap);
    }
  }

  /** Another turn for somebody whose first one came to nothing. */
  secondTurn(person: string): void {
    const own = this.turns.filter((one) => one.person === person);
    const counts = own.some(({ made }) => made !== null && this.chain().includes(made));
    if (own.length > 0 && !counts) this.ordinary(person);
  }

  async end(beacon: Beacon | null): Promise<PlayedCircuit> {
    const last = this.tip?.key ?? this.initial;
    const final = beacon === null ? last : await last.applyBeacon("beacon", beacon);
    const { name, ceremonyId, initial, turns, kept } = this;
    return { name, ceremonyId, initial, turns, chain: this.chain(), final, kept };
  }

  private ordinary(person: string): void {
    this.tip = this.contribution(person, this.tip, { mishap: null });
  }

  /** Races, stale parents, and numbers given twice: all build on the parent of the tip. */
  private besideTheTip(person: string, mishap: "race" | "stale parent" | "same number" | null): void {
    const { tip } = this;
    if (mishap === null || tip === null) {
      this.ordinary(person);
      return;
    }
    const races = mishap !== "stale parent" && !this.raced.has(tip);
    if (races) this.raced.add(tip);
    const sameNumber = mishap === "same number" && races;
    this.contribution(person, tip.parent, {
      mishap,
      ...(races ? { startedAt: tip.turn.startedAt + TURN / 2 } : {}),
      ...(sameNumber ? { queueIndex: tip.turn.queueIndex } : {}),
    });
  }

  private contribution(person: string, parent: Made | null, given: Partial<PlayedTurn>, moves = false): Made {
    const turn = this.record(
      person,
      { state: "COMPLETE", priorIndex: parent?.turn.queueIndex ?? 0, ...given },
      true,
    );
    const before = parent?.key ?? this.initial;
    const key = before.contribute(person, `${this.ceremonyId} ${turn.id} ${person}`);
    const made: Made = { key, hash: key.lastHash, parent, turn };
    turn.made = made;
    this.made.push(made);
    this.kept.set(turn.queueIndex, made);
    if (moves) this.tip = made;
    return made;
  }

  private record(person: string, given: Partial<PlayedTurn>, finished = false): PlayedTurn {
    const startedAt = given.startedAt ?? this.clock + MINUTE;
    const turn: PlayedTurn = {
      id: `turn${String(this.turns.length + 1).padStart(4, "0")}`,
      person,
      queueIndex: given.queueIndex ?? this.nextIndex++,
      priorIndex: given.priorIndex ?? this.tip?.turn.queueIndex ?? 0,
      state: given.state ?? "COMPLETE",
      startedAt,
      completedAt: finished ? startedAt + TURN : null,
      endedBy: given.endedBy ?? null,
      mishap: given.mishap ?? null,
      made: null,
    };
    this.clock = Math.max(this.clock, startedAt + TURN);
    this.turns.push(turn);
    return turn;
  }

  private chain(): Made[] {
    const chain: Made[] = [];
    for (let at = this.tip; at !== null; at = at.parent) chain.unshift(at);
    return chain;
  }

  /** The last contribution that counts as verified and is not in the chain. */
  private lastLost(): Made | null {
    const chain = new Set(this.chain());
    return this.made.findLast((one) => !chain.has(one) && one.turn.state === "COMPLETE") ?? null;
  }
}
