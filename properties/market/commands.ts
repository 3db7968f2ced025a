/**
 * fast-check commands. A command is drawn as a few small numbers and becomes an action only when it is run, from the
 * model's state: "submit for an open task by its prover", "go to the deadline and one second on". Drawn blindly, most
 * actions would be refused by any contract, good or bad, and find nothing.
 */
import fc from "fast-check";
import { flaws, hasCode, partyOf, type Offer, type Party, type World } from "./adapter.js";
import { accountOf, type ModelTask, type State } from "./model.js";
import type { Player } from "./player.js";
import type { Action } from "./transitions.js";

/** Small numbers that a command makes its choices with. */
export type Draw = readonly [number, number, number];
type Step = (player: Player) => Promise<void> | void;
type Resolve = (state: State, world: World, draw: Draw) => Step | null;
/** The player holds the model's state and the chain, so that it is both to fast-check. */
export type MarketCommand = fc.AsyncCommand<Player, Player>;

/** A command as data: with its world, a list of these is a run that can be seen again. */
export interface Command {
  readonly label: string;
  readonly draw: Draw;
}

export class Guided implements MarketCommand, Command {
  private readonly resolve: Resolve;

  /** @throws RangeError where no command has this label */
  constructor(
    readonly label: string,
    readonly draw: Draw,
  ) {
    const resolver = resolvers.find(([name]) => name === label);
    if (resolver === undefined) throw new RangeError(`there is no command ${label}`);
    this.resolve = resolver[2];
  }

  check({ state, world }: Readonly<Player>): boolean {
    return this.resolve(state, world, this.draw) !== null;
  }

  async run(_model: Player, player: Player): Promise<void> {
    await this.resolve(player.state, player.world, this.draw)?.(player);
  }

  toString(): string {
    return `${this.label}(${this.draw.join(", ")})`;
  }
}

const act =
  (action: Action): Step =>
  (player) =>
    player.act(action);

/** An action now, or at the deadline −1, 0 or +1. */
const around =
  (draw: number, deadline: number, action: Action): Step =>
  (player) => {
    if (draw % 4 !== 0) player.wait(deadline + (draw % 4) - 2);
    return player.act(action);
  };

/** Which tasks a command is for. */
type Phase = "open" | "ended" | "any";

/** Tasks of a phase, most recent last, with their numbers. */
function tasksOf(state: State, phase: Phase): [number, ModelTask][] {
  return [...state.tasks.entries()].filter(
    ([, { status }]) => phase === "any" || (status === "open") === (phase === "open"),
  );
}

/** A step for one of the tasks, where there is one. */
function forTask(
  phase: Phase,
  step: (index: number, task: ModelTask, draw: Draw, state: State, world: World) => Step | null,
): Resolve {
  return (state, world, draw) => {
    const candidates = tasksOf(state, phase);
    const [index, task] = candidates[draw[0] % Math.max(candidates.length, 1)] ?? [];
    return index === undefined || task === undefined ? null : step(index, task, draw, state, world);
  };
}

/** An offer that both sides can pay for, where they can pay for any. */
function affordable(state: State, world: World, [a, b, c]: Draw): Offer {
  const requester = partyOf(world.parties, "requester", a);
  const prover = partyOf(world.parties, "prover", b);
  const { fee } = state.config;
  const spare = accountOf(state, requester).credit.ether - fee;
  const tokens = accountOf(state, prover).credit.tokens;
  return {
    requester,
    prover,
    reward: fee + portion(spare, c),
    liability: portion(tokens, a + b + c),
    expiry: state.now + 60,
    nonce: state.tasks.length === 0 ? 1 : Math.max(...state.tasks.map(({ offer }) => offer.nonce)) + 1,
  };
}

/** Up to a quarter of an amount, never nothing unless there is nothing. */
function portion(amount: bigint, draw: number): bigint {
  return amount <= 0n ? 0n : 1n + (amount * BigInt(draw % 16)) / 64n;
}

const publish =
  (change: (offer: Offer, draw: Draw, state: State) => Partial<Offer>): Resolve =>
  (state, world, draw) => {
    const offer = affordable(state, world, draw);
    return act({ kind: "publish", offer: { ...offer, ...change(offer, draw, state) }, flaw: null });
  };

/** Anybody but the one who should. */
function another(world: World, rightful: Party, draw: number): Party {
  const others = world.parties.filter(({ name, role }) => name !== rightful.name && role !== "treasury");
  return others[draw % others.length] ?? rightful;
}

const resolvers: readonly (readonly [label: string, weight: number, resolve: Resolve])[] = [
  ["publishAffordable", 6, publish(() => ({}))],
  [
    "publishUnaffordable",
    1,
    publish((offer, [a], state) =>
      a % 2 === 0
        ? { reward: accountOf(state, offer.requester).credit.ether + 1n }
        : { liability: accountOf(state, offer.prover).credit.tokens + 1n },
    ),
  ],
  ["publishAroundExpiry", 2, publish((_, [a], state) => ({ expiry: state.now + (a % 3) - 1 }))],
  [
    "publishFlawed",
    2,
    (state, world, draw) => {
      const flaw = flaws[draw[0] % flaws.length] ?? null;
      return act({ kind: "publish", offer: affordable(state, world, draw), flaw });
    },
  ],
  ["replayQuote", 2, forTask("any", (_, { offer }) => act({ kind: "publish", offer, flaw: null }))],
  [
    "advanceToDeadline",
    4,
    forTask(
      "any",
      (_, { deadline }, [, b]) =>
        (player) =>
          player.wait(deadline + (b % 3) - 1),
    ),
  ],
  [
    "advance",
    1,
    (state, _, [a]) =>
      (player) =>
        player.wait(state.now + a),
  ],
  [
    "submitByAssigned",
    5,
    forTask("open", (task, { offer }) => act({ kind: "submit", task, by: offer.prover, proof: "valid" })),
  ],
  [
    "submitByAnother",
    2,
    forTask("open", (task, { offer }, [, b], __, world) =>
      act({ kind: "submit", task, by: another(world, offer.prover, b), proof: "valid" }),
    ),
  ],
  [
    "submitJunk",
    2,
    forTask("open", (task, { offer }, [, b], __, world) => {
      const by = b % 2 === 0 ? offer.prover : another(world, offer.prover, b);
      return act({ kind: "submit", task, by, proof: "junk" });
    }),
  ],
  [
    "submitAgain",
    3,
    forTask("ended", (task, { offer }) => act({ kind: "submit", task, by: offer.prover, proof: "valid" })),
  ],
  [
    "claimByRequester",
    4,
    forTask("open", (task, { offer, deadline }, [, b]) =>
      around(b, deadline, { kind: "claim", task, by: offer.requester }),
    ),
  ],
  [
    "claimByAnother",
    2,
    forTask("open", (task, { offer, deadline }, [, b, c], _, world) =>
      around(b, deadline, { kind: "claim", task, by: another(world, offer.requester, c) }),
    ),
  ],
  [
    "claimAgain",
    3,
    forTask("ended", (task, { offer, deadline }, [, b]) =>
      around(b, deadline, { kind: "claim", task, by: offer.requester }),
    ),
  ],
  ["probeBoundary", 2, forTask("open", (task) => (player) => player.probe(task))],
  [
    "withdraw",
    2,
    (state, { parties }, [a, b]) => {
      const refusing = parties.filter(({ name }) => state.refusing.has(name));
      const candidates = b % 2 === 0 && refusing.length > 0 ? refusing : parties;
      const party = candidates[a % candidates.length];
      return party === undefined ? null : act({ kind: "withdraw", party });
    },
  ],
  [
    "configure",
    2,
    (_, world, [a, b, c]) =>
      world.configure === undefined
        ? null
        : act({
            kind: "configure",
            config: { window: 5 + (a % 40), bond: BigInt(b % 20), fee: BigInt(c % 5) },
          }),
  ],
  [
    "refuseEther",
    2,
    (_, world, [a, b]) => {
      const able = world.parties.filter(hasCode);
      const party = able[a % Math.max(able.length, 1)];
      if (world.refuse === undefined || party === undefined) return null;
      return act({ kind: "refuse", party, refuses: b % 3 !== 0 });
    },
  ],
  [
    "submitReentered",
    2,
    forTask("open", (task, { offer }, [, b], __, world) => {
      if (world.arm === undefined) return null;
      const by = b % 2 === 0 ? offer.prover : another(world, offer.prover, b);
      const action: Action = { kind: "submit", task, by, proof: "valid" };
      return (player) => player.actReentered(action, offer.requester);
    }),
  ],
  [
    "withdrawReentered",
    2,
    (_, world, [a]) => {
      const able = world.parties.filter(hasCode);
      const party = able[a % Math.max(able.length, 1)];
      if (world.arm === undefined || party === undefined) return null;
      return (player) => player.actReentered({ kind: "withdraw", party }, party);
    },
  ],
];

const draws = fc.tuple(fc.nat({ max: 63 }), fc.nat({ max: 63 }), fc.nat({ max: 63 }));

/** Sequences of up to so many commands. */
export function marketCommands(maxCommands: number): fc.Arbitrary<Iterable<MarketCommand>> {
  return fc.commands(
    resolvers.flatMap(([label, weight]) =>
      // Commands have no weights of their own: an arbitrary that is listed twice is drawn twice as often.
      Array.from({ length: weight }, () => draws.map((draw) => new Guided(label, draw))),
    ),
    { maxCommands, size: "max" },
  );
}
