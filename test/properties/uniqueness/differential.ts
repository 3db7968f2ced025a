/** Proofs and searches against all witnesses of tiny systems: never "proven" where there are two, never a false second. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findSecond, forge, proveUnique, seconds } from "../../../properties/uniqueness/index.js";
import { prepare } from "../../../properties/uniqueness/prepare.js";
import { mod } from "../../../algebra/integers.js";
import { firstViolated, type ConstraintSystem } from "../../../properties/circuit/system.js";
import { allWitnesses, systemOf, seeded, tinySystems, type TinySystem } from "./tiny.js";

/** Runs a predicate on random systems; a failure prints its seed and the shrunk system. */
function forAll(runs: number, check: (tiny: TinySystem) => void): void {
  fc.assert(fc.property(tinySystems, check), { numRuns: runs });
}

/** Wires of those given that have two values for one input. */
function twoValued(
  system: ConstraintSystem,
  witnesses: readonly bigint[][],
  wires: readonly number[],
): number[] {
  const byInput = new Map<string, bigint[]>();
  return wires.filter((wire) =>
    witnesses.some((witness) => {
      const inputs = system.inputs.map((input) => witness[input]).join(",");
      const first = byInput.get(inputs) ?? witness;
      byInput.set(inputs, first);
      return first[wire] !== witness[wire];
    }),
  );
}

/** Wires whose values in some witness are not what their root and its interval allow. */
function outsideDomains(system: ConstraintSystem, witnesses: readonly bigint[][]): number[] {
  const { reduced, propagator, contradictory } = prepare(system);
  const { domains } = propagator;
  if (contradictory) return [];
  return reduced.aliases.flatMap(({ root, factor, offset }, wire) =>
    witnesses.every((witness) => {
      const value = factor === 0n ? 0n : (witness[root] ?? 0n);
      const isInside = factor === 0n || mod(value - domains.low(root), system.prime) <= domains.width(root);
      return isInside && mod(factor * value + offset, system.prime) === witness[wire];
    })
      ? []
      : [wire],
  );
}

/** The tests, on so many systems each. */
export function differential(runs: number): void {
  describe("tiny systems, against all of their witnesses", () => {
    test("what is called determined has one value for each input, and intervals hold every witness", () => {
      let proven = 0;
      forAll(runs, (tiny) => {
        const system = systemOf(tiny);
        const witnesses = allWitnesses(system);
        const proof = proveUnique(system, seconds(0.5));
        if (proof.proven && witnesses.length > 0) proven++;
        expect(proof.vacuous && witnesses.length > 0).toBe(false);
        expect(twoValued(system, witnesses, proof.determined)).toEqual([]);
        expect(outsideDomains(system, witnesses)).toEqual([]);
      });
      expect(proven).toBeGreaterThan(runs / 20);
    });

    test("a second witness is real, and is found in most systems that have one", () => {
      let [have, found] = [0, 0];
      forAll(runs, (tiny) => {
        const system = systemOf(tiny);
        const witnesses = allWitnesses(system);
        const [honest] = witnesses;
        if (honest === undefined) return;
        const same = (other: bigint[], wires: readonly number[]): boolean => wires.every((wire) => other[wire] === honest[wire]); // prettier-ignore
        const exists = witnesses.some((other) => same(other, system.inputs) && !same(other, system.outputs));
        const second = findSecond(system, honest, seconds(0.2), seeded());
        if (exists) have++;
        if (second === null) return;
        found++;
        expect(firstViolated(system, second)).toBe(-1);
        expect(same(second, system.inputs)).toBe(true);
        expect(same(second, system.outputs)).toBe(false);
      });
      expect(found).toBeGreaterThan(have * 0.9);
    });

    test("a forged witness satisfies every constraint and agrees with what was fixed", () => {
      let [possible, forged] = [0, 0];
      forAll(runs, (tiny) => {
        const system = systemOf(tiny);
        const witnesses = allWitnesses(system);
        const some = witnesses[witnesses.length >> 1];
        const fixed = new Map(system.outputs.map((wire) => [wire, some?.[wire] ?? 1n] as const));
        const witness = forge(system, fixed, null, seconds(0.2), seeded());
        if (some !== undefined) possible++;
        if (witness === null) return;
        forged++;
        expect(firstViolated(system, witness)).toBe(-1);
        for (const [wire, value] of fixed) expect(witness[wire]).toBe(value);
      });
      expect(forged).toBeGreaterThan(possible * 0.9);
    });
  });
}
