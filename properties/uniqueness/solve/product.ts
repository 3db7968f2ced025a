/** What a constraint a·b = c says about the intervals of its wires. */
import { mod } from "../../../algebra/integers.js";
import { centred, inverse } from "../system/field.js";
import { coefficientOf, type Form } from "../system/form.js";
import type { Domains } from "./domains.js";
import { fixedValue, isFixedForm, productInterval, scaledLess } from "./equations.js";
import { intervalOf, narrowLinear, noSlack, type Slack, type Touched } from "./linear.js";
import { roots } from "./quadratic.js";

export interface ProductEquation {
  readonly a: Form;
  readonly b: Form;
  readonly c: Form;
}

/** What else is known of forms: some are nonzero, by a case or by an equation. */
export interface NonzeroForms {
  isNonzero(form: Form): boolean;
  /** False where the form is known to be zero. */
  setNonzero(form: Form): boolean;
}

/** The points of at most this many two-valued wires are tried one by one. */
const MAX_POINTS_WIRES = 4;

export function openWires(domains: Domains, { a, b, c }: ProductEquation): number[] {
  const open: number[] = [];
  for (const form of [a, b, c]) {
    for (const wire of form.wires) if (!domains.isFixed(wire) && !open.includes(wire)) open.push(wire);
  }
  return open;
}

/** f(x) for the one wire that is not fixed, as slope and value at zero. */
function inOne(domains: Domains, form: Form, wire: number): [slope: bigint, rest: bigint] {
  let rest = form.constant;
  form.wires.forEach((one, i) => {
    if (one !== wire) rest += (form.coefficients[i] as bigint) * domains.low(one);
  });
  return [coefficientOf(form, wire), rest];
}

/** The x with slope·x + rest = 0. */
function rootOf(slope: bigint, rest: bigint, prime: bigint): bigint {
  if (slope === 1n) return mod(-rest, prime);
  return mod(-rest * inverse(slope, prime), prime);
}

/** The values in its interval that a·b = c leaves to the one wire that is not fixed; null where it leaves all. */
export function rootsIn(domains: Domains, { a, b, c }: ProductEquation, wire: number): bigint[] | null {
  const [a1, a0] = inOne(domains, a, wire);
  const [b1, b0] = inOne(domains, b, wire);
  const [c1, c0] = inOne(domains, c, wire);
  const p = domains.prime;
  const found =
    c1 === 0n && c0 === 0n && a1 !== 0n && b1 !== 0n
      ? // (a1·x + a0)·(b1·x + b0) = 0, as for a bit: no square root is needed.
        [rootOf(a1, a0, p), rootOf(b1, b0, p)]
      : roots(a1 * b1, a1 * b0 + a0 * b1 - c1, a0 * b0 - c0, p);
  return found === null
    ? null
    : found.filter((root) => mod(root - domains.low(wire), p) <= domains.width(wire));
}

function narrowOne(domains: Domains, equation: ProductEquation, wire: number, touched: Touched): boolean {
  const inside = rootsIn(domains, equation, wire);
  if (inside === null) return true;
  if (inside.length === 0) return false;
  const values = inside.map((root) => centred(root, domains.prime));
  const lo = values.reduce((x, y) => (x < y ? x : y));
  const hi = values.reduce((x, y) => (x > y ? x : y));
  const result = domains.narrow(wire, lo, hi);
  if (result === "changed") touched(wire);
  return result !== "empty";
}

/** Tries all points of two-valued wires: each keeps the values that some satisfying point gives it. */
function narrowPoints(
  domains: Domains,
  equation: ProductEquation,
  open: number[],
  touched: Touched,
): boolean {
  const p = domains.prime;
  const at = (form: Form, point: number): bigint => {
    let sum = form.constant;
    form.wires.forEach((wire, i) => {
      const place = open.indexOf(wire);
      const value = place >= 0 && (point >> place) & 1 ? domains.high(wire) : domains.low(wire);
      sum += (form.coefficients[i] as bigint) * value;
    });
    return sum;
  };
  let [seenLow, seenHigh] = [0, 0];
  for (let point = 0; point < 1 << open.length; point++) {
    if ((at(equation.a, point) * at(equation.b, point) - at(equation.c, point)) % p !== 0n) continue;
    seenHigh |= point;
    seenLow |= ~point;
  }
  for (const [place, wire] of open.entries()) {
    const [low, high] = [(seenLow >> place) & 1, (seenHigh >> place) & 1];
    if (!low && !high) return false;
    if (low && high) continue;
    const value = high ? domains.high(wire) : domains.low(wire);
    if (domains.narrow(wire, value, value) === "empty") return false;
    touched(wire);
  }
  return true;
}

/**
 * The hull of a·b − (c without x) over the corners of the box. Exact for a polynomial that is linear in each wire, and
 * for one with squares where these wires have two values only.
 */
function corners(domains: Domains, { a, b, c }: ProductEquation, x: number, others: number[]): Slack | null {
  if (others.length > MAX_POINTS_WIRES || a.wires.includes(x) || b.wires.includes(x)) return null;
  for (const wire of others) {
    if (domains.isWide(wire)) return null;
    if (a.wires.includes(wire) && b.wires.includes(wire) && domains.width(wire) > 1n) return null;
  }
  let hull: { lo: bigint; hi: bigint } | null = null;
  for (let point = 0; point < 1 << others.length; point++) {
    const at = (form: Form): bigint => {
      let sum = form.constant;
      form.wires.forEach((wire, i) => {
        if (wire === x) return;
        const place = others.indexOf(wire);
        const value = place >= 0 && (point >> place) & 1 ? domains.high(wire) : domains.low(wire);
        sum += (form.coefficients[i] as bigint) * value;
      });
      return sum;
    };
    const value = at(a) * at(b) - at(c);
    if (hull === null) hull = { lo: value, hi: value };
    else if (value < hull.lo) hull.lo = value;
    else if (value > hull.hi) hull.hi = value;
  }
  return hull;
}

function narrowCorners(
  domains: Domains,
  equation: ProductEquation,
  open: number[],
  touched: Touched,
): boolean {
  for (const x of open) {
    const coefficient = coefficientOf(equation.c, x);
    if (coefficient !== 1n && coefficient !== -1n) continue;
    const hull = corners(domains, equation, x, open.filter((wire) => wire !== x)); // prettier-ignore
    if (hull === null || hull.hi - hull.lo >= domains.prime - 1n) continue;
    const [lo, hi] = coefficient === 1n ? [hull.lo, hull.hi] : [-hull.hi, -hull.lo];
    const result = domains.narrow(x, lo, hi);
    if (result === "empty") return false;
    if (result === "changed") touched(x);
  }
  return true;
}

/** Narrows by a·b = c. False when it cannot hold. */
export function narrowProduct(
  domains: Domains,
  equation: ProductEquation,
  nonzero: NonzeroForms,
  touched: Touched,
): boolean {
  const { a, b, c } = equation;
  const p = domains.prime;
  if (isFixedForm(domains, a)) {
    const form = scaledLess(fixedValue(domains, a), b, c, p);
    return narrowLinear(domains, form, noSlack, touched);
  }
  if (isFixedForm(domains, b)) {
    const form = scaledLess(fixedValue(domains, b), a, c, p);
    return narrowLinear(domains, form, noSlack, touched);
  }
  if (isFixedForm(domains, c)) {
    if (fixedValue(domains, c) % p !== 0n) {
      if (!nonzero.setNonzero(a) || !nonzero.setNonzero(b)) return false;
    } else {
      if (nonzero.isNonzero(a) && !narrowLinear(domains, b, noSlack, touched)) return false;
      if (nonzero.isNonzero(b) && !narrowLinear(domains, a, noSlack, touched)) return false;
    }
  } else if (nonzero.isNonzero(c) && (!nonzero.setNonzero(a) || !nonzero.setNonzero(b))) return false;
  const open = openWires(domains, equation);
  if (open.length === 1) return narrowOne(domains, equation, open[0] as number, touched);
  if (open.length <= MAX_POINTS_WIRES && open.every((wire) => domains.width(wire) === 1n)) {
    return narrowPoints(domains, equation, open, touched);
  }
  if (open.length <= MAX_POINTS_WIRES + 1 && !narrowCorners(domains, equation, open, touched)) return false;
  const [left, right] = [intervalOf(domains, a), intervalOf(domains, b)];
  if (left === null || right === null) return true;
  const product = productInterval(left, right);
  if (product.hi - product.lo >= p - 1n) return true;
  return narrowLinear(domains, c, { lo: -product.hi, hi: -product.lo }, touched);
}
