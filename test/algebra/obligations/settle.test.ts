/** Settling against integers: what the product of pairings says is what the logarithms say. */
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Obligation } from "../../../algebra/obligations/equation.js";
import { settle } from "../../../algebra/obligations/settle.js";
import type { Weights } from "../../../algebra/obligations/weights.js";
import { openCurve } from "../../../algebra/open.js";
import { offCurve, nonCanonical, ORDER_10069 } from "../../checks/fixtures/craft.js";
import {
  exponentOf,
  KnownPoints,
  pointOf,
  sameLogarithms as sameOn,
  SEED_BYTES,
  type KnownTerm,
} from "./logarithms.js";

const curve = await openCurve("bn254", { threads: 0, kernel: false });
afterAll(() => curve.close());
const { r, n8r } = curve.parameters;
const seeds = fc.uint8Array({ minLength: SEED_BYTES, maxLength: SEED_BYTES });
const small = fc.bigInt({ min: 1n, max: 1n << 40n });
const RUNS = 15;

const sameLogarithms = (id: string, p: KnownPoints, q: KnownPoints, label?: string): Obligation =>
  sameOn(curve, id, p, q, label);

test("the index found is the one that was planted, and only its obligation is false", async () => {
  await fc.assert(
    fc.asyncProperty(
      seeds,
      fc.array(small, { minLength: 1, maxLength: 24 }),
      fc.nat(),
      fc.nat(2),
      fc.constantFrom("shared", "own"),
      async (seed, logarithms, at, which, labels) => {
        const index = at % logarithms.length;
        const obligations = [0, 1, 2].map((i) => {
          const wrong = logarithms.map((k, j) => (i === which && j === index ? k + 1n : k));
          const p = new KnownPoints(curve, `P${i}`, "G1", logarithms);
          const q = new KnownPoints(curve, `Q${i}`, "G2", wrong);
          return sameLogarithms(`o${i}`, p, q, labels === "shared" ? labels : `w${i}`);
        });
        const { settled } = await settle(curve, { obligations, memberships: [], seed });
        expect(settled.map(({ outcome, index: found }) => [outcome, found])).toEqual(
          [0, 1, 2].map((i) => (i === which ? ["false", index] : ["holds", undefined])),
        );
      },
    ),
    { numRuns: RUNS },
  );
});

test("of several planted indexes the first is found", async () => {
  await fc.assert(
    fc.asyncProperty(
      seeds,
      fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 6 }),
      async (seed, planted) => {
        const logarithms = Array.from({ length: 31 }, (_, i) => BigInt(i + 1));
        const p = new KnownPoints(curve, "P", "G1", logarithms);
        const q = new KnownPoints(
          curve,
          "Q",
          "G2",
          logarithms.map((k, i) => (planted.includes(i) ? k + 7n : k)),
        );
        const { settled } = await settle(curve, {
          obligations: [sameLogarithms("o", p, q)],
          memberships: [],
          seed,
        });
        expect(settled[0]).toMatchObject({ outcome: "false", index: Math.min(...planted) });
      },
    ),
    { numRuns: RUNS },
  );
});

/** A random term over two vectors, linear in the weights. */
const shapes = fc.record({
  kind: fc.constantFrom("weighted", "scaled", "pair"),
  vector: fc.nat(1),
  from: fc.nat(9),
  count: fc.nat(10),
  weightFrom: fc.nat(5),
  partner: small,
  factor: small,
  negative: fc.boolean(),
});
type Shape = typeof shapes extends fc.Arbitrary<infer T> ? T : never;

function termOf(shape: Shape, vectors: readonly KnownPoints[], weights: Weights): KnownTerm {
  const source = vectors[shape.vector] as KnownPoints;
  const count = Math.min(shape.count, source.count - shape.from);
  const other = source.group === "G1" ? "G2" : "G1";
  const partner = pointOf(curve, other, shape.partner);
  const { from, weightFrom, negative } = shape;
  if (shape.kind === "weighted") {
    return {
      term: { kind: "weighted", source, from, count, weights, weightFrom, partner, negative },
      partner: shape.partner,
    };
  }
  if (shape.kind === "scaled") {
    const scalars = curve.scalars.scaleByPowers(weights.scalars(weightFrom, count, n8r), shape.factor, 3n);
    return { term: { kind: "scaled", source, from, scalars, partner, negative }, partner: shape.partner };
  }
  const [w = 0n] = weights.integers(weightFrom, 1);
  const g1 = pointOf(curve, "G1", shape.factor);
  const g2 = pointOf(curve, "G2", shape.partner);
  return { term: { kind: "pair", g1, g2, factor: negative ? -w : w }, partner: shape.factor * shape.partner };
}

test("random equations hold exactly when their exponents are zero", async () => {
  await fc.assert(
    fc.asyncProperty(
      seeds,
      fc.array(fc.array(shapes, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 }),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      async (seed, equations, closed) => {
        const logarithms = Array.from({ length: 10 }, (_, i) => BigInt(i * i + 2));
        const vectors = [
          new KnownPoints(curve, "P", "G1", logarithms),
          new KnownPoints(curve, "Q", "G2", logarithms.toReversed()),
        ];
        const exponents: bigint[] = [];
        const obligations = equations.map((some, k): Obligation => ({
          id: `o${k}`,
          statement: `o${k}`,
          weights: k === 0 ? "alone" : "together",
          size: 16,
          equation: (weights) => {
            const terms = some.map((shape) => termOf(shape, vectors, weights));
            const exponent = exponentOf(curve, terms);
            exponents[k] ??= closed[k] === true ? 0n : exponent;
            const closing = {
              kind: "pair",
              g1: curve.generator("G1"),
              g2: curve.generator("G2"),
              factor: r - exponent,
            } as const;
            return { terms: [...terms.map(({ term }) => term), ...(closed[k] === true ? [closing] : [])] };
          },
        }));
        const { settled } = await settle(curve, { obligations, memberships: [], seed });
        expect(settled.map(({ outcome }) => outcome)).toEqual(
          exponents.map((e) => (e === 0n ? "holds" : "false")),
        );
      },
    ),
    { numRuns: RUNS },
  );
});

describe("alternatives", () => {
  const alternatives = (extra: bigint): Obligation => ({
    id: "a",
    statement: "a",
    weights: "w",
    size: 1,
    equation: (weights) => {
      const [w = 0n] = weights.integers(0, 1);
      const pair = (k: bigint) =>
        ({ kind: "pair", g1: pointOf(curve, "G1", k), g2: curve.generator("G2"), factor: w }) as const;
      return {
        terms: [pair(extra)],
        alternatives: [
          { label: "minus two", terms: [pair(-2n)] },
          { label: "minus three", terms: [pair(-3n)] },
          { label: "nothing", terms: [] },
        ],
      };
    },
  });

  test.each([
    [2n, "minus two"],
    [3n, "minus three"],
    [0n, "nothing"],
  ])("of %s the one that makes it hold is named", async (extra, label) => {
    const request = { obligations: [alternatives(extra)], memberships: [], seed: new Uint8Array(SEED_BYTES) };
    expect((await settle(curve, request)).settled[0]).toMatchObject({ outcome: "holds", alternative: label });
  });

  test("exactly one is added, never two of them", async () => {
    const request = { obligations: [alternatives(5n)], memberships: [], seed: new Uint8Array(SEED_BYTES) };
    expect((await settle(curve, request)).settled[0]).toMatchObject({ outcome: "false", index: 0 });
  });
});

describe("membership", () => {
  const faults = {
    "not on curve": (p: Uint8Array) => offCurve(p),
    "not canonical": (p: Uint8Array) => nonCanonical(curve, p),
    infinity: (p: Uint8Array) => new Uint8Array(p.length),
    "not in subgroup": (p: Uint8Array) => curve.add("G2", p, ORDER_10069),
  } as const;
  const reasons = Object.keys(faults) as (keyof typeof faults)[];

  test("a planted point is found, with its reason and index", async () => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.integer({ min: 1, max: 20 }),
        fc.nat(),
        fc.constantFrom(...reasons),
        fc.boolean(),
        async (seed, count, at, reason, summed) => {
          const logarithms = Array.from({ length: count }, (_, i) => BigInt(i + 1));
          const p = new KnownPoints(curve, "P", "G1", logarithms);
          const q = new KnownPoints(curve, "Q", "G2", logarithms);
          const index = at % count;
          q.replace(index, faults[reason](q.at(index)));
          const memberships = [p, q].map((source) => ({ source, infinity: "forbidden" as const }));
          const obligations = summed ? [sameLogarithms("o", p, q)] : [];
          const { breaches, settled } = await settle(curve, { obligations, memberships, seed });
          expect(breaches).toEqual([{ source: q, index, reason }]);
          if (summed) expect(settled[0]?.outcome).toBe(reason === "infinity" ? "false" : "unsettled");
        },
      ),
      { numRuns: 20 },
    );
  });

  test("components that cancel in the sum of all points are found", async () => {
    const q = new KnownPoints(curve, "Q", "G2", [1n, 2n, 3n]);
    q.replace(0, curve.add("G2", q.at(0), ORDER_10069));
    q.replace(2, curve.add("G2", q.at(2), curve.negate("G2", ORDER_10069)));
    const memberships = [{ source: q, infinity: "allowed" as const }];
    const { breaches } = await settle(curve, {
      obligations: [],
      memberships,
      seed: new Uint8Array(SEED_BYTES),
    });
    expect(breaches).toEqual([{ source: q, index: 0, reason: "not in subgroup" }]);
  });
});
