/** Points whose logarithms the test knows, so that every equation can be evaluated with integers. */
import type { Curve, GroupName, Point } from "../../../algebra/curve.js";
import type { Equation, Obligation, Term } from "../../../algebra/obligations/equation.js";
import type { PointSource } from "../../../algebra/obligations/source.js";

/** A vector in memory of kᵢ·[1]. */
export class KnownPoints implements PointSource {
  readonly file = "memory";
  readonly count: number;
  private readonly points: Uint8Array[];

  constructor(
    private readonly curve: Curve,
    readonly label: string,
    readonly group: GroupName,
    readonly logarithms: readonly bigint[],
  ) {
    this.count = logarithms.length;
    this.points = logarithms.map((k) => pointOf(curve, group, k));
  }

  /** Puts bytes in the place of a point. */
  replace(index: number, point: Point): void {
    this.points[index] = point;
  }

  at(index: number): Point {
    return this.points[index] as Point;
  }

  async read(start: number, count: number): Promise<Uint8Array> {
    return new Uint8Array(Buffer.concat(this.points.slice(start, start + count)));
  }

  bytesOf(index: number): { start: number; end: number } {
    const { pointBytes } = this.curve.parameters[this.group];
    return { start: index * pointBytes, end: (index + 1) * pointBytes };
  }
}

export function pointOf(curve: Curve, group: GroupName, k: bigint): Point {
  const { r } = curve.parameters;
  const reduced = ((k % r) + r) % r;
  return reduced === 0n ? curve.infinity(group) : curve.multiply(group, curve.generator(group), reduced);
}

/** A term with the logarithms of its single points. */
export interface KnownTerm {
  readonly term: Term;
  /** Logarithm of the partner, or of g1·g2. */
  readonly partner: bigint;
}

/** log of ∏ of the terms, by integers. */
export function exponentOf(curve: Curve, terms: readonly KnownTerm[]): bigint {
  const { r, n8r } = curve.parameters;
  let sum = 0n;
  for (const { term, partner } of terms) {
    if (term.kind === "pair") {
      sum += term.factor * partner;
      continue;
    }
    const { logarithms } = term.source as KnownPoints;
    const scalars =
      term.kind === "weighted"
        ? term.weights.integers(term.weightFrom, term.count)
        : integersOf(term.scalars, n8r);
    const total = scalars.reduce((value, s, i) => value + s * (logarithms[term.from + i] as bigint), 0n);
    sum += (term.negative ? -total : total) * partner;
  }
  return ((sum % r) + r) % r;
}

function integersOf(bytes: Uint8Array, width: number): bigint[] {
  return Array.from({ length: bytes.length / width }, (_, i) =>
    BigInt(
      `0x${Buffer.from(bytes.slice(i * width, (i + 1) * width))
        .reverse()
        .toString("hex")}`,
    ),
  );
}

/** Bytes of the seed that coefficients are drawn from. */
export const SEED_BYTES = 32;

/** e(Σ wᵢ·Pᵢ, [1]₂) = e([1]₁, Σ wᵢ·Qᵢ): Pᵢ and Qᵢ have the same logarithm. */
export function sameLogarithms(
  curve: Curve,
  id: string,
  p: KnownPoints,
  q: KnownPoints,
  label = "shared",
): Obligation {
  return {
    id,
    statement: id,
    weights: label,
    size: p.count,
    equation: (weights): Equation => {
      const range = { from: 0, count: p.count, weights, weightFrom: 0 };
      return {
        terms: [
          { kind: "weighted", source: p, ...range, partner: curve.generator("G2"), negative: false },
          { kind: "weighted", source: q, ...range, partner: curve.generator("G1"), negative: true },
        ],
      };
    },
  };
}
