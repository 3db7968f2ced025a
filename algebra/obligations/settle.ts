/**
 * Settles obligations: all equations in one pairing product, and only when that is not one, each alone.
 *
 * Obligations that share their weights are separated by independent 128-bit coefficients ρ (the first of a family
 * may have ρ = 1: the families' weights are independent of each other). A false statement passes with
 * probability at most 2^−128 for the draw of its weights plus 2^−128 for the draw of the coefficients.
 */
import type { Curve } from "../curve.js";
import type { Equation, MembershipBreach, MembershipClaim, Obligation, Settled, Term } from "./equation.js";
import { findBreach } from "./membership.js";
import { Pairs } from "./pairs.js";
import { Plan } from "./plan.js";
import type { PointSource } from "./source.js";
import { walk, type Walk } from "./walk.js";
import { walkKey, type WalkStore } from "./walkStore.js";
import { Weights } from "./weights.js";

/** Upper bound of the error of one run: a few draws of 2^−128 each (weights, bilinear weights, ρ, windows). */
export const ERROR_BITS = 125;

export interface SettlementRequest {
  readonly obligations: readonly Obligation[];
  readonly memberships: readonly MembershipClaim[];
  /** 32 bytes; see weights.ts. */
  readonly seed: Uint8Array;
  /** Called with points done and points to do in the walk under way. */
  readonly progress?: (done: number, total: number, what: string) => void;
  /** Where the sums of sections are kept for a later run. */
  readonly store?: WalkStore;
}

export interface Settlement {
  readonly settled: readonly Settled[];
  readonly breaches: readonly MembershipBreach[];
}

/** An equation of an obligation, its terms in the plan, and the coefficient that it enters the product with. */
interface Weighed {
  readonly obligation: Obligation;
  readonly alternatives: Equation["alternatives"];
  readonly coefficient: bigint;
}

/** Equations that are settled in one product. */
interface Product {
  readonly plan: Plan;
  readonly weighed: readonly Weighed[];
}

/** @throws whatever reading a source throws (MalformedError when a file is cut while it is read) */
export async function settle(curve: Curve, request: SettlementRequest): Promise<Settlement> {
  return new Settler(curve, request).run();
}

class Settler {
  constructor(
    private readonly curve: Curve,
    private readonly request: SettlementRequest,
  ) {}

  async run(): Promise<Settlement> {
    const { obligations, memberships } = this.request;
    const first = await this.evaluate(await this.weigh(obligations), memberships);
    const barred = new Set(first.breaches.filter((b) => b.reason !== "infinity").map((b) => b.source));
    if (barred.size === 0 && first.holds) {
      return {
        settled: obligations.map((o) => held(o, first.alternatives.get(o.id))),
        breaches: first.breaches,
      };
    }
    const settled: Settled[] = [];
    for (const obligation of obligations) settled.push(await this.settleAlone(obligation, barred));
    if (barred.size === 0 && settled.every((one) => one.outcome === "holds")) {
      throw new Error(
        "the product of all equations is not one, and each of them holds: a fault of the engine",
      );
    }
    return { settled, breaches: first.breaches };
  }

  private async settleAlone(obligation: Obligation, barred: ReadonlySet<PointSource>): Promise<Settled> {
    const weights = this.draw(obligation);
    const equation = await obligation.equation(weights);
    if (sourcesOf(equation).some((source) => barred.has(source))) return { obligation, outcome: "unsettled" };
    const alone = await this.evaluate(this.alone(obligation, equation), []);
    if (alone.holds) return held(obligation, alone.alternatives.get(obligation.id));
    return { obligation, outcome: "false", index: await this.firstFalse(obligation, weights) };
  }

  /** Halves the range of indexes, always keeping a part whose restricted equation fails. */
  private async firstFalse(obligation: Obligation, weights: Weights): Promise<number> {
    let from = 0;
    let to = obligation.size;
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      const equation = await obligation.equation(weights.restrict(from, middle));
      const { holds } = await this.evaluate(this.alone(obligation, equation), []);
      if (holds) from = middle;
      else to = middle;
    }
    return from;
  }

  private draw(obligation: Obligation): Weights {
    return Weights.draw(this.request.seed, obligation.weights);
  }

  /** All equations in one plan; each is let go of when it is in it, for their scalars are long. */
  private async weigh(obligations: readonly Obligation[]): Promise<Product> {
    const coefficients = Weights.draw(this.request.seed, "equations");
    const families = new Set<string>();
    const plan = new Plan(this.curve);
    const weighed: Weighed[] = [];
    for (const obligation of obligations) {
      for (const { terms, alternatives } of await this.equationsOf(obligation)) {
        const [drawn = 0n] = coefficients.integers(weighed.length, 1);
        const coefficient = families.has(obligation.weights) ? drawn : 1n;
        families.add(obligation.weights);
        plan.add(terms, coefficient);
        weighed.push({ obligation, alternatives, coefficient });
      }
    }
    return { plan, weighed };
  }

  private alone(obligation: Obligation, { terms, alternatives }: Equation): Product {
    const plan = new Plan(this.curve);
    plan.add(terms, 1n);
    return { plan, weighed: [{ obligation, alternatives, coefficient: 1n }] };
  }

  /** The equations of the product of all: by the shortcut where what it relies on is in the same product. */
  private async equationsOf(obligation: Obligation): Promise<readonly Equation[]> {
    const weights = this.draw(obligation);
    const { shortcut } = obligation;
    const given = this.request.obligations.find(({ id }) => id === shortcut?.given);
    // One that is itself settled by a shortcut would be relied on in a circle.
    const shorter = given?.shortcut === undefined && given ? await shortcut?.equations(weights) : null;
    return shorter ?? [await obligation.equation(weights)];
  }

  /** Walks every section once and decides whether the product is one for some choice of alternatives. */
  private async evaluate(
    { plan, weighed }: Product,
    memberships: readonly MembershipClaim[],
  ): Promise<{ holds: boolean; alternatives: Map<string, string>; breaches: MembershipBreach[] }> {
    plan.fold();
    const walks = await this.walkAll(plan, memberships);
    const breaches: MembershipBreach[] = [];
    for (const { source, infinity } of memberships) {
      const done = walks.find((one) => one.plan.source === source);
      const breach = done === undefined ? null : await findBreach(this.curve, done, infinity);
      if (breach !== null) breaches.push(breach);
    }
    const alternatives = new Map<string, string>();
    if (walks.some((one) => one.fault !== null)) return { holds: false, alternatives, breaches };

    const pairs = new Pairs(this.curve);
    for (const pair of plan.pairs) pairs.addPair(pair);
    for (const done of walks) pairs.addWalk(done);
    for (const choice of choices(weighed)) {
      const attempt = pairs.copy();
      for (const { one, alternative } of choice)
        await this.addAlternative(attempt, alternative.terms, one.coefficient);
      if (await this.curve.pairingProductIsOne(attempt.list())) {
        for (const { one, alternative } of choice) alternatives.set(one.obligation.id, alternative.label);
        return { holds: true, alternatives, breaches };
      }
    }
    return { holds: false, alternatives, breaches };
  }

  private async addAlternative(pairs: Pairs, terms: readonly Term[], coefficient: bigint): Promise<void> {
    const plan = new Plan(this.curve);
    plan.add(terms, coefficient);
    for (const pair of plan.pairs) pairs.addPair(pair);
    for (const done of await this.walkAll(plan, [])) pairs.addWalk(done);
  }

  private async walkAll(plan: Plan, memberships: readonly MembershipClaim[]): Promise<Walk[]> {
    for (const { source } of memberships) plan.at(source);
    const tested = new Set(memberships.map(({ source }) => source));
    const sources = [...plan.sources.values()];
    const total = sources.reduce((sum, { source }) => sum + source.count, 0);
    const { seed, store } = this.request;
    let finished = 0;
    const walks: Walk[] = [];
    const spare: Uint8Array[] = [];
    for (const [i, one] of sources.entries()) {
      const { source } = one;
      const test = tested.has(source) ? `membership ${i}` : null;
      // Made before the walk, which may give scalars away.
      const key = store === undefined ? "" : walkKey(this.curve, one, test);
      const before = store?.recall(key) ?? null;
      if (before !== null) finished += source.count;
      const progress = (points: number): void => {
        finished += points;
        this.request.progress?.(finished, total, `${source.file}, ${source.label}`);
      };
      const membership = test === null ? null : (): Weights => Weights.draw(seed, test);
      const sums = before ?? (await walk(this.curve, one, membership, { progress, spare }));
      store?.keep(key, sums);
      walks.push({ ...sums, plan: one });
    }
    return walks;
  }
}

function held(obligation: Obligation, alternative: string | undefined): Settled {
  return { obligation, outcome: "holds", ...(alternative === undefined ? {} : { alternative }) };
}

function sourcesOf(equation: Equation): PointSource[] {
  return equation.terms.flatMap((term) => (term.kind === "pair" ? [] : [term.source]));
}

interface Choice {
  readonly one: Weighed;
  readonly alternative: NonNullable<Equation["alternatives"]>[number];
}

/** All ways to pick one alternative for each equation that has some. */
function choices(weighed: readonly Weighed[]): Choice[][] {
  return weighed.reduce<Choice[][]>(
    (lists, one) =>
      one.alternatives === undefined
        ? lists
        : lists.flatMap(
            (list) => one.alternatives?.map((alternative) => [...list, { one, alternative }]) ?? [],
          ),
    [[]],
  );
}
