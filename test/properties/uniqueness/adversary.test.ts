/** Systems made to be called proven where nothing is, or to stop the prover: each was once taken wrongly. */
import { describe, expect, test } from "vitest";
import { findSecond, forge, proveUnique, seconds } from "../../../properties/uniqueness/index.js";
import { uniquenessProperties } from "../../../properties/uniqueness/index.js";
import { firstViolated, type ConstraintSystem } from "../../../properties/circuit/system.js";
import { runOnSource } from "../source.js";
import { systemOf, type Triple } from "./tiny.js";

const P = 2n ** 61n - 1n;
const one = [[0, 1]] as const;
const [property] = uniquenessProperties;

describe("a proof about no witness at all", () => {
  /** Two inverses of one number that differ by one: no equation alone is contradictory. */
  const impossible = `
    signal a; signal b; signal c;
    a <-- 1; b <-- 1; c <-- 0;
    a * b === 1; a * c === 1; b === c + 1;`;

  test("is inconclusive", async () => {
    const body = `signal input in; signal output out; out <== in * in; ${impossible}`;
    const check = await runOnSource(property, body);
    expect(check.outcome).toBe("inconclusive");
    expect(check.reason).toContain("no witness was found");
  });

  test("is a proof where a prover has a witness that the circuit's own program refuses", async () => {
    const body = `signal input in; signal output out; signal no; no <-- 0; assert(no == 1); out <== in * in;`;
    expect((await runOnSource(property, body)).outcome).toBe("pass");
  });

  test("inputs that contradict what the caller guarantees", async () => {
    const body = `signal input in; signal output out; in === 300; out <== in * in;`;
    expect((await runOnSource(property, body, { bits: 8n })).outcome).toBe("inconclusive");
    expect((await runOnSource(property, body)).outcome).toBe("pass");
  });

  test("a bound that no field holds is a misfit", async () => {
    const body = `signal input in; signal output out; out <== in * in;`;
    expect((await runOnSource(property, body, { bits: 10n ** 12n })).outcome).toBe("not evaluated");
  });
});

test("a chain of equalities as long as the circuit", () => {
  const wires = 30_000;
  const chain = Array.from({ length: wires - 3 }, (_, i): Triple => {
    const wire = wires - 1 - i;
    return [[[wire, 1]], one, [[wire - 1, 1], [0, 1]]]; // prettier-ignore
  });
  const ends: Triple[] = [[[[wires - 1, 1]], [[wires - 1, 1]], [[1, 1]]]];
  const system = systemOf({ prime: P, wires, inputs: [2], outputs: [1], constraints: [...chain, ...ends] });
  expect(proveUnique(system, seconds(20)).proven).toBe(true);
  const [, second] = system.constraints;
  const cut = { ...system, constraints: system.constraints.filter((constraint) => constraint !== second) };
  expect(proveUnique(cut, seconds(20)).proven).toBe(false);
});

describe("thousands of wires in no constraint", () => {
  const wires = 5000;
  const system = (constraints: readonly Triple[]): ConstraintSystem =>
    systemOf({ prime: P, wires, inputs: [2], outputs: [1], constraints });
  const honest = Array.from({ length: wires }, (_, wire) => (wire === 0 ? 1n : BigInt(wire)));

  test.for([
    { name: "no constraint", constraints: [] },
    { name: "one of other wires", constraints: [[[[3, 1]], one, [[0, 3]]]] satisfies Triple[] },
  ])("$name: a second witness, and any output", ({ constraints }) => {
    const free = system(constraints);
    const second = findSecond(free, honest, seconds(20), () => 0.5);
    expect(second?.[1]).not.toBe(honest[1]);
    const forged = forge(free, new Map([[1, 7n], [2, 2n]]), null, seconds(20), () => 0.5); // prettier-ignore
    expect(forged?.slice(1, 3)).toEqual([7n, 2n]);
    for (const witness of [second, forged]) expect(witness && firstViolated(free, witness)).toBe(-1);
  });
});
