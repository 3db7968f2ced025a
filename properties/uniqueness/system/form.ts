/** Linear forms Σ cᵢ·xᵢ + c over a prime field, as parallel arrays: rows are walked far more often than changed. */
import { mod } from "../../../algebra/integers.js";
import { centred, inverse } from "./field.js";

export interface Form {
  /** Each wire at most once, in no particular order. */
  readonly wires: readonly number[];
  /** Centred modulo the prime, in (−p/2, p/2), none zero. */
  readonly coefficients: readonly bigint[];
  readonly constant: bigint;
}

/** The form of collected terms; coefficients that vanish modulo the prime are left out. */
export function formOf(terms: ReadonlyMap<number, bigint>, constant: bigint, prime: bigint): Form {
  const wires: number[] = [];
  const coefficients: bigint[] = [];
  for (const [wire, coefficient] of terms) {
    const value = centred(coefficient, prime);
    if (value === 0n) continue;
    wires.push(wire);
    coefficients.push(value);
  }
  return { wires, coefficients, constant: centred(constant, prime) };
}

/** Σ scaleᵢ · formᵢ */
export function combine(parts: readonly (readonly [bigint, Form])[], prime: bigint): Form {
  const terms = new Map<number, bigint>();
  let constant = 0n;
  for (const [scale, form] of parts) {
    if (scale === 0n) continue;
    form.wires.forEach((wire, i) => {
      terms.set(wire, (terms.get(wire) ?? 0n) + scale * (form.coefficients[i] as bigint));
    });
    constant += scale * form.constant;
  }
  return formOf(terms, constant, prime);
}

export const isConstant = (form: Form): boolean => form.wires.length === 0;

/** The form's value under an assignment, in [0, p). */
export function valueOf(form: Form, valueOfWire: (wire: number) => bigint, prime: bigint): bigint {
  let sum = form.constant;
  form.wires.forEach((wire, i) => {
    sum += (form.coefficients[i] as bigint) * valueOfWire(wire);
  });
  return mod(sum, prime);
}

/** The coefficient of a wire; zero where it does not occur. */
export function coefficientOf(form: Form, wire: number): bigint {
  const at = form.wires.indexOf(wire);
  return at < 0 ? 0n : (form.coefficients[at] as bigint);
}

/**
 * A key that forms share exactly when they are proportional, so that they are zero together.
 * Scaled so that the lowest wire has coefficient 1.
 */
export function proportionKey(form: Form, prime: bigint): string {
  const order = form.wires.map((wire, i) => [wire, form.coefficients[i] as bigint] as const);
  order.sort(([a], [b]) => a - b);
  const first = order[0];
  if (first === undefined) return form.constant === 0n ? "0" : "1";
  const scale = first[1] === 1n ? 1n : inverse(first[1], prime);
  const terms = order.map(([wire, coefficient]) => `${wire}:${centred(coefficient * scale, prime)}`);
  return `${terms.join(" ")} ${centred(form.constant * scale, prime)}`;
}

/** The form scaled so that its coefficients are small integers, where one of a few scales does that. */
export function withSmallCoefficients(form: Form, prime: bigint): Form {
  const limit = 1n << BigInt(Math.floor((prime.toString(2).length * 3) / 4));
  const size = (candidate: Form): bigint =>
    candidate.coefficients.reduce((sum, value) => sum + (value < 0n ? -value : value), 0n);
  let best = form;
  let bestSize = size(form);
  if (bestSize < limit || form.wires.length > 600) return form;
  for (const pivot of new Set(form.coefficients.slice(0, 12).concat(form.coefficients.slice(-12)))) {
    const candidate = combine([[inverse(pivot, prime), form]], prime);
    const candidateSize = size(candidate);
    if (candidateSize < bestSize) [best, bestSize] = [candidate, candidateSize];
  }
  return best;
}
