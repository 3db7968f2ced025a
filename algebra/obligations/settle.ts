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
}

export interface Settlement {
  readonly settled: readonly Settled[];
  readonly breaches: readonly MembershipBreach[];
}

/** An obligation with the equation for some weights and the coefficient that it enters the product with. */
interface Weighed {
  readonly obligation: Obligation;
  readonly equation: Equation;
  readonly coefficient: bigint;
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
    const alone = await this.evaluate([{ obligation, equation, coefficient: 1n }], []);
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
      const { holds } = await this.evaluate([{ obligation, equation, coefficient: 1n }], []);
      if (holds) from = middle;
      else to = middle;
    }
    return from;
  }

  private draw(obligation: Obligation): Weights {
    return Weights.draw(this.request.seed, obligation.weights);
  }

  private async weigh(obligations: readonly Obligation[]): Promise<Weighed[]> {
    const coefficients = Weights.draw(this.request.seed, "equations").integers(0, obligations.length);
    const families = new Set<string>();
    const weighed: Weighed[] = [];
    for (const [i, obligation] of obligations.entries()) {
      const coefficient = families.has(obligation.weights) ? (coefficients[i] as bigint) : 1n;
      families.add(obligation.weights);
      weighed.push({ obligation, equation: await obligation.equation(this.draw(obligation)), coefficient });
    }
    return weighed;
  }

  /** Walks every section once and decides whether the product is one for some choice of alternatives. */
  private async evaluate(
    weighed: readonly Weighed[],
    memberships: readonly MembershipClaim[],
  ): Promise<{ holds: boolean; alternatives: Map<string, string>; breaches: MembershipBreach[] }> {
    const plan = new Plan(this.curve);
    for (const { equation, coefficient } of weighed) plan.add(equation.terms, coefficient);
    plan.fold();
    const walks = await this.walkAll(plan, memberships);
    const breaches: MembershipBreach[] = [];
    for (const { source, infinity } of memberships) {
      const done = walks.find((one) => one.source === source);
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
    let finished = 0;
    const walks: Walk[] = [];
    for (const [i, sourcePlan] of sources.entries()) {
      const { source } = sourcePlan;
      const membership = tested.has(source)
        ? (): Weights => Weights.draw(this.request.seed, `membership ${i}`)
        : null;
      const progress = (points: number): void => {
        finished += points;
        this.request.progress?.(finished, total, `${source.file}, ${source.label}`);
      };
      walks.push(await walk(this.curve, sourcePlan, membership, progress));
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
      one.equation.alternatives === undefined
        ? lists
        : lists.flatMap(
            (list) => one.equation.alternatives?.map((alternative) => [...list, { one, alternative }]) ?? [],
          ),
    [[]],
  );
}
