/** What a linear equation Σ cᵢ·xᵢ + k + s = 0 with s in [sLo, sHi] says about the intervals of its wires. */
import { centred, ceilDivide, floorDivide, inverse } from "../system/field.js";
import type { Domains } from "./domains.js";

export interface LinearTerms {
  readonly wires: readonly number[];
  readonly coefficients: readonly bigint[];
  readonly constant: bigint;
}

export interface Slack {
  readonly lo: bigint;
  readonly hi: bigint;
}

export const noSlack: Slack = { lo: 0n, hi: 0n };

/** Called for each wire whose interval shrank. */
export type Touched = (wire: number) => void;

interface Open {
  readonly wire: number;
  readonly coefficient: bigint;
}

/** The terms of wires that are not fixed, with the rest as an interval. */
interface Sum {
  readonly open: Open[];
  readonly wide: Open[];
  /** Of everything but wide wires. */
  lo: bigint;
  hi: bigint;
}

function sumOf(domains: Domains, { wires, coefficients, constant }: LinearTerms, slack: Slack): Sum {
  const sum: Sum = { open: [], wide: [], lo: constant + slack.lo, hi: constant + slack.hi };
  for (let i = 0; i < wires.length; i++) {
    const wire = wires[i] as number;
    const coefficient = coefficients[i] as bigint;
    const low = domains.low(wire);
    const high = domains.high(wire);
    if (low === high) {
      const value = coefficient * low;
      sum.lo += value;
      sum.hi += value;
      continue;
    }
    const term = { wire, coefficient };
    sum.open.push(term);
    if (domains.isWide(wire)) sum.wide.push(term);
    else if (coefficient > 0n) {
      sum.lo += coefficient * low;
      sum.hi += coefficient * high;
    } else {
      sum.lo += coefficient * high;
      sum.hi += coefficient * low;
    }
  }
  return sum;
}

/** Σ = target over the integers: every term is the target less the rest. One pass, largest coefficients first. */
function bound(domains: Domains, sum: Sum, target: bigint, touched: Touched): boolean {
  const size = ({ coefficient }: Open): bigint => (coefficient < 0n ? -coefficient : coefficient);
  if (sum.open.length > 2) {
    sum.open.sort((x, y) => {
      const [a, b] = [size(x), size(y)];
      return a > b ? -1 : a < b ? 1 : 0;
    });
  }
  for (const { wire, coefficient } of sum.open) {
    const [low, high] = [domains.low(wire), domains.high(wire)];
    const [least, most] = coefficient > 0n ? [coefficient * low, coefficient * high] : [coefficient * high, coefficient * low]; // prettier-ignore
    const from = target - (sum.hi - most);
    const to = target - (sum.lo - least);
    if (from <= least && to >= most) continue;
    const [lo, hi] = coefficient > 0n ? [ceilDivide(from, coefficient), floorDivide(to, coefficient)] : [ceilDivide(to, coefficient), floorDivide(from, coefficient)]; // prettier-ignore
    const result = domains.narrowExactly(wire, lo, hi);
    if (result === "empty") return false;
    if (result === "same") continue;
    touched(wire);
    const [newLow, newHigh] = [domains.low(wire), domains.high(wire)];
    sum.lo += (coefficient > 0n ? coefficient * newLow : coefficient * newHigh) - least;
    sum.hi += (coefficient > 0n ? coefficient * newHigh : coefficient * newLow) - most;
  }
  return true;
}

/** The multiples of p that the sum can be, as quotients; over the integers only zero. */
export function multiples(sum: { lo: bigint; hi: bigint }, prime: bigint): { first: bigint; last: bigint } {
  return { first: ceilDivide(sum.lo, prime), last: floorDivide(sum.hi, prime) };
}

/** Narrows by Σ ≡ 0 (mod p). False when it cannot hold. */
export function narrowLinear(domains: Domains, terms: LinearTerms, slack: Slack, touched: Touched): boolean {
  const p = domains.prime;
  const sum = sumOf(domains, terms, slack);
  const report = (wire: number, lo: bigint, hi: bigint): boolean => {
    const result = domains.narrow(wire, lo, hi);
    if (result === "changed") touched(wire);
    return result !== "empty";
  };
  if (sum.wide.length === 0) {
    const { first, last } = multiples(sum, p);
    if (last < first) return false;
    if (first === last) {
      if (sum.open.length > 0) return bound(domains, sum, first * p, touched);
      return true;
    }
  }
  const only = sum.open.length === 1 ? sum.open[0] : undefined;
  if (only !== undefined && slack.lo === slack.hi) {
    // One unknown: c·x ≡ −rest. Its own part of the interval is taken out again where it was added.
    let rest = sum.lo;
    if (sum.wide.length === 0) {
      rest -= only.coefficient * (only.coefficient > 0n ? domains.low(only.wire) : domains.high(only.wire));
    }
    const value = centred(-rest * (only.coefficient === 1n ? 1n : inverse(only.coefficient, p)), p);
    return report(only.wire, value, value);
  }
  const wide = sum.wide.length === 1 ? sum.wide[0] : undefined;
  if (wide === undefined || sum.hi - sum.lo >= p - 1n) return true;
  if (wide.coefficient === 1n) return report(wide.wire, -sum.hi, -sum.lo);
  if (wide.coefficient === -1n) return report(wide.wire, sum.lo, sum.hi);
  return true;
}

/** Narrows by Σ = 0 over the integers. False when it cannot hold. */
export function narrowInteger(domains: Domains, terms: LinearTerms, slack: Slack, touched: Touched): boolean {
  const sum = sumOf(domains, terms, slack);
  if (sum.wide.length > 0) return true;
  if (sum.lo > 0n || sum.hi < 0n) return false;
  return bound(domains, sum, 0n, touched);
}

/** The interval of a form, or null where a wide wire occurs in it. */
export function intervalOf(domains: Domains, terms: LinearTerms): Slack | null {
  const sum = sumOf(domains, terms, noSlack);
  return sum.wide.length > 0 ? null : { lo: sum.lo, hi: sum.hi };
}
