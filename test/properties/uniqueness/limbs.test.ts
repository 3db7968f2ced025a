/** Limb arithmetic: the lemmas alone, and on FpMul of npm. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openCircuit, parseTarget, type ConstraintSystem } from "../../../properties/circuit/index.js";
import { findPair, proveUnique, seconds, type Proof } from "../../../properties/uniqueness/index.js";
import {
  asDivision,
  proveByDivision,
  type DivisionFacts,
} from "../../../properties/uniqueness/limbs/division.js";
import { lift } from "../../../properties/uniqueness/limbs/lift.js";
import { mergeCarries } from "../../../properties/uniqueness/limbs/merge.js";
import { Domains } from "../../../properties/uniqueness/solve/domains.js";
import { seeded } from "./tiny.js";
import { packageRoot } from "../../fixtures/root.js";

const STRIDE = 16;

describe("lifting to the integers", () => {
  const domains = new Domains(10007n, STRIDE);
  for (const wire of [1, 2, 3]) domains.narrow(wire, 0n, 15n);
  const product = 1 * STRIDE + 2;

  test("an equation whose hull holds no multiple of p but zero", () => {
    const equation = new Map([[product, 1n], [3, -16n]]); // prettier-ignore
    expect(lift(domains, equation, STRIDE)).toEqual(equation);
  });

  test("scaled, where its coefficients are fractions", () => {
    const half = 5004n;
    expect(lift(domains, new Map([[product, half], [3, 10007n - 8n]]), STRIDE)).not.toBeNull(); // prettier-ignore
  });

  test("not where it can wrap around", () => {
    expect(lift(domains, new Map([[product, 53n], [3, -1009n]]), STRIDE)).toBeNull(); // prettier-ignore
  });

  test("not with a wire that has no interval", () => {
    expect(lift(domains, new Map([[1, 1n], [4, -1n]]), STRIDE)).toBeNull(); // prettier-ignore
  });
});

test("carries are eliminated from a chain", () => {
  const [x, y, carry] = [1, 2, 3];
  const chain = [new Map([[x, 1n], [carry, -256n]]), new Map([[y, 1n], [carry, 1n]])]; // prettier-ignore
  const [merged, ...rest] = mergeCarries(chain, STRIDE, (wire) => wire === carry);
  expect(rest).toEqual([]);
  expect(merged).toEqual(new Map([[x, 1n], [y, 256n]])); // prettier-ignore
  expect(mergeCarries(chain, STRIDE, () => false)).toHaveLength(2);
  const twice = [...chain, new Map([[carry, 1n], [x, 1n]])]; // prettier-ignore
  expect(mergeCarries(twice, STRIDE, (wire) => wire === carry)).toHaveLength(3);
});

describe("quotient and remainder", () => {
  // k − p·q − r = 0 with k, p known.
  const [k, p, q, r] = [1, 2, 3, 4];
  const identity = new Map([[k, 1n], [p * STRIDE + q, -1n], [r, -1n]]); // prettier-ignore
  const facts = (change: Partial<DivisionFacts> = {}): DivisionFacts => ({
    isDetermined: (wire) => wire === k || wire === p,
    low: () => 0n,
    high: () => 255n,
    isLess: () => true,
    ...change,
  });
  const prove = (given: DivisionFacts): number[] => {
    const division = asDivision(identity, STRIDE, given.isDetermined);
    return division === null ? [] : proveByDivision(division, given).sort();
  };

  test("are unique where 0 ≤ r < p", () => {
    expect(prove(facts())).toEqual([q, r]);
  });

  test("not where the remainder is not below the divisor", () => {
    expect(prove(facts({ isLess: () => false }))).toEqual([]);
  });

  test("not where the remainder may be negative", () => {
    expect(prove(facts({ low: () => -1n }))).toEqual([]);
  });

  test("not where the divisor is not known", () => {
    expect(prove(facts({ isDetermined: (wire) => wire === k }))).toEqual([]);
  });

  test("where the divisor is larger than the remainder's whole interval", () => {
    const large = facts({ isLess: () => false, low: (wire) => (wire === p ? 256n : 0n), high: () => 255n });
    expect(prove({ ...large, high: (wire) => (wire === p ? 999n : 255n) })).toEqual([q, r]);
    expect(prove({ ...large, low: (wire) => (wire === p ? 255n : 0n) })).toEqual([]);
  });
});

const modules = join(packageRoot, "node_modules");
const fpMul = (version: string, n: number, k: number) =>
  openCircuit(parseTarget(join(modules, version, "lib", `fp.circom:FpMul(${n},${k})`), [modules]));
const limbs = (system: ConstraintSystem, n: number) =>
  new Map(system.inputs.map((wire) => [wire, { lo: 0n, hi: (1n << BigInt(n)) - 1n }]));
const prove = (system: ConstraintSystem, n: number): Proof =>
  proveUnique(system, seconds(60), limbs(system, n));

describe("FpMul", () => {
  test.for([
    ["zk-email-circuits-6.2.0", 64, 4],
    ["@zk-email/circuits", 64, 4],
    ["@zk-email/circuits", 121, 17],
  ] as const)("%s at %d × %d is proven unique", async ([version, n, k]) => {
    const { system } = await fpMul(version, n, k);
    const { proven, lemmas } = prove(system, n);
    expect(proven).toBe(true);
    expect(lemmas.get("quotient and remainder")).toBe(2 * k);
  });

  // Their coefficients are bound to carries before they are interpolated: the values at 2k − 1 points share all products.
  test.for(["product-quotient-limbs", "product-points-repeated", "product-carries-unchecked"])(
    "products of ours: %s is proven unique where it is mended, and only there",
    async (name) => {
      const own = (form: string) => openCircuit(parseTarget(join(packageRoot, "test", "corpus", name, form)));
      expect(proveUnique((await own("mended.circom")).system, seconds(20)).proven).toBe(true);
      expect(proveUnique((await own("broken.circom")).system, seconds(1)).proven).toBe(false);
    },
  );

  test("without r < p it is not, and r + p is found", async () => {
    const circuit = await fpMul("zk-email-circuits-6.1.3", 8, 4);
    expect(prove(circuit.system, 8).proven).toBe(false);
    const honest = await circuit.witness({ a: [30n, 0n, 0n, 0n], b: [40n, 0n, 0n, 0n], p: [5n, 1n, 0n, 0n] });
    if (!Array.isArray(honest)) throw new Error("the program refuses");
    const options = {
      budget: seconds(10),
      random: seeded(),
      honest: [honest],
      assumptions: limbs(circuit.system, 8),
    };
    const pair = findPair(circuit.system, options);
    expect(pair).not.toBeNull();
    if (pair === null) return;
    expect(circuit.violated(pair.first)).toBeNull();
    expect(circuit.violated(pair.second)).toBeNull();
  });

  test("limbs that nobody bounds are not taken to be bounded", async () => {
    const { system } = await fpMul("@zk-email/circuits", 8, 4);
    expect(proveUnique(system, seconds(2)).proven).toBe(false);
    // With a low limb of p of ten bits, the order of the limbs is not that of the numbers.
    const wide = new Map(limbs(system, 8)).set(system.inputs[8] ?? 0, { lo: 0n, hi: 1023n });
    expect(proveUnique(system, seconds(2), wide).proven).toBe(false);
  });

  test("deletions that let the remainder, the quotient or a coefficient go are not proven", async () => {
    const { system } = await fpMul("@zk-email/circuits", 8, 4);
    const isNamed = (index: number, pattern: RegExp): boolean => {
      const { a, b, c } = system.constraints[index] ?? { a: new Map(), b: new Map(), c: new Map() };
      return [...a.keys(), ...b.keys(), ...c.keys()].some((wire) => pattern.test(system.nameOf(wire)));
    };
    for (const pattern of [
      /q_range_check\[2\]\.out\[3\]/,
      /r_range_check\[0\]\.out\[7\]/,
      /main\.v_ab\[3\]/,
      /ors\[0\]\.out/,
      /eq\[3\]\.isz\.out/,
    ]) {
      const deleted = system.constraints.findIndex((_, index) => isNamed(index, pattern));
      expect(deleted).toBeGreaterThanOrEqual(0);
      const mutant = { ...system, constraints: system.constraints.filter((_, index) => index !== deleted) };
      expect(proveUnique(mutant, seconds(2), limbs(system, 8)).proven, String(pattern)).toBe(false);
    }
  });
});
