/** Propagates equations over domains to a fixed point, and takes cases back. */
import { proportionKey, type Form } from "../system/form.js";
import type { Reduced } from "../system/reduce.js";
import { Domains } from "./domains.js";
import { fixedValue, isFixedForm, partly, wiresOfAny, type AnyEquation } from "./equations.js";
import { intervalOf, multiples, narrowInteger, narrowLinear, noSlack } from "./linear.js";
import { narrowProduct, type NonzeroForms } from "./product.js";

/** Forms longer than this are not remembered as nonzero. */
const MAX_KEYED_WIRES = 64;

/** Where a case began. */
export interface Mark {
  readonly domains: number;
  readonly nonzero: number;
  readonly equations: number;
}

export class Propagator implements NonzeroForms {
  readonly domains: Domains;
  readonly equations: AnyEquation[] = [];
  private readonly uses: number[][];
  private readonly queue: number[] = [];
  private readonly queued: Set<number> = new Set();
  private readonly keys = new Map<Form, string>();
  private readonly nonzeroKeys = new Set<string>();
  private readonly nonzeroTrail: string[] = [];
  private readonly formUsers = new Map<string, number[]>();
  private contradiction = false;
  /** Equations that were looked at so far: the measure of work. */
  work = 0;

  constructor(
    readonly prime: bigint,
    readonly wires: number,
    equations: readonly AnyEquation[],
  ) {
    this.domains = new Domains(prime, wires);
    this.uses = Array.from({ length: wires }, () => []);
    for (const equation of equations) this.add(equation);
  }

  static of(reduced: Reduced): Propagator {
    const propagator = new Propagator(reduced.prime, reduced.wires, reduced.equations);
    propagator.contradiction = reduced.contradictory;
    return propagator;
  }

  /** An equation more; it goes when the case is taken back in which it came. */
  add(equation: AnyEquation): void {
    const index = this.equations.push(equation) - 1;
    for (const wire of wiresOfAny(equation)) this.uses[wire]?.push(index);
    if (equation.kind === "product") {
      for (const form of [equation.a, equation.b, equation.c]) {
        const key = this.keyOf(form);
        if (key === null) continue;
        const users = this.formUsers.get(key);
        if (users === undefined) this.formUsers.set(key, [index]);
        else users.push(index);
      }
    }
    this.enqueue(index);
  }

  usesOf(wire: number): readonly number[] {
    return this.uses[wire] ?? [];
  }

  private keyOf(form: Form): string | null {
    if (form.wires.length === 0 || form.wires.length > MAX_KEYED_WIRES) return null;
    const known = this.keys.get(form);
    if (known !== undefined) return known;
    const key = proportionKey(form, this.prime);
    this.keys.set(form, key);
    return key;
  }

  isNonzero(form: Form): boolean {
    const key = this.keyOf(form);
    if (key !== null && this.nonzeroKeys.has(key)) return true;
    const interval = intervalOf(this.domains, form);
    if (interval === null) {
      const only = form.wires.length === 1 && form.constant === 0n ? form.wires[0] : undefined;
      return only !== undefined && this.domains.low(only) > 0n && this.domains.high(only) < this.prime;
    }
    const { first, last } = multiples(interval, this.prime);
    return last < first;
  }

  setNonzero(form: Form): boolean {
    if (isFixedForm(this.domains, form)) return fixedValue(this.domains, form) % this.prime !== 0n;
    const key = this.keyOf(form);
    if (key === null || this.nonzeroKeys.has(key)) return true;
    this.nonzeroKeys.add(key);
    this.nonzeroTrail.push(key);
    for (const index of this.formUsers.get(key) ?? []) this.enqueue(index);
    const wire = form.wires[0];
    if (form.wires.length === 1 && wire !== undefined) {
      // c·x + k ≠ 0: x is not −k/c; only an end of the interval can be cut off.
      const coefficient = form.coefficients[0] as bigint;
      if (coefficient === 1n || coefficient === -1n) {
        const result = this.domains.exclude(wire, -coefficient * form.constant);
        if (result === "empty") return false;
        if (result === "changed") this.touch(wire);
      }
    }
    return true;
  }

  private enqueue(index: number): void {
    if (this.queued.has(index)) return;
    this.queued.add(index);
    this.queue.push(index);
  }

  private readonly touch = (wire: number): void => {
    for (const index of this.uses[wire] ?? []) this.enqueue(index);
  };

  /** Narrows one wire and notes which equations to look at. */
  narrow(wire: number, lo: bigint, hi: bigint): boolean {
    const result = this.domains.narrow(wire, lo, hi);
    if (result === "changed") this.touch(wire);
    if (result === "empty") this.contradiction = true;
    return result !== "empty";
  }

  private narrowBy(equation: AnyEquation): boolean {
    const { domains, touch } = this;
    if (equation.kind === "linear") return narrowLinear(domains, equation.form, noSlack, touch);
    if (equation.kind === "product") return narrowProduct(domains, equation, this, touch);
    const rest = partly(domains, equation);
    if (rest === null) return true;
    const narrow = equation.exact ? narrowInteger : narrowLinear;
    return narrow(domains, rest.terms, rest.slack, touch);
  }

  /** False where the equations contradict each other in this case. */
  propagate(): boolean {
    let at = 0;
    while (at < this.queue.length && !this.contradiction) {
      const index = this.queue[at++] as number;
      this.queued.delete(index);
      this.work++;
      if (!this.narrowBy(this.equations[index] as AnyEquation)) this.contradiction = true;
    }
    this.queue.length = 0;
    this.queued.clear();
    return !this.contradiction;
  }

  mark(): Mark {
    return {
      domains: this.domains.mark(),
      nonzero: this.nonzeroTrail.length,
      equations: this.equations.length,
    };
  }

  undo(mark: Mark): void {
    this.domains.undo(mark.domains);
    while (this.nonzeroTrail.length > mark.nonzero)
      this.nonzeroKeys.delete(this.nonzeroTrail.pop() as string);
    while (this.equations.length > mark.equations) {
      const equation = this.equations.pop() as AnyEquation;
      for (const wire of wiresOfAny(equation)) this.uses[wire]?.pop();
      if (equation.kind !== "product") continue;
      for (const form of [equation.c, equation.b, equation.a]) {
        const key = this.keyOf(form);
        if (key !== null) this.formUsers.get(key)?.pop();
      }
    }
    this.queue.length = 0;
    this.queued.clear();
    this.contradiction = false;
  }
}
