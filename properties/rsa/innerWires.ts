/**
 * Which wires inside a circuit hold the quotient, the coefficients and the carries, told by their values: arrays whose
 * limbs in honest witnesses are those that the arithmetic gives. No names are needed, and what is not found is left to
 * the search.
 */
import { mod } from "../../algebra/integers.js";
import type { Circuit } from "../circuit/index.js";
import { prepare } from "../uniqueness/prepare.js";

/** Arrays of wires by the part that they play; a part may be played by several arrays. */
export type InnerWires = ReadonlyMap<string, readonly (readonly number[])[]>;

/** What a part's values are in one honest witness. */
export interface Sample {
  readonly witness: readonly bigint[];
  readonly parts: Readonly<Record<string, readonly bigint[]>>;
}

/**
 * @param samples at least one; arrays must agree in all of them. Values are taken mod the prime.
 */
export function findInnerWires(circuit: Circuit, samples: readonly Sample[]): InnerWires {
  const found = new Map<string, (readonly number[])[]>();
  const arrays = arraysOf(circuit);
  for (const part of Object.keys(samples[0]?.parts ?? {})) {
    const playing = arrays.filter((wires) =>
      samples.every(({ witness, parts }) => isHeldBy(wires, witness, parts[part] ?? [], circuit.prime)),
    );
    if (playing.length > 0) found.set(part, playing);
  }
  return found;
}

/** Whether an array begins with the values and is zero behind them. */
function isHeldBy(
  wires: readonly number[],
  witness: readonly bigint[],
  values: readonly bigint[],
  prime: bigint,
): boolean {
  if (values.length === 0 || wires.length < values.length) return false;
  return wires.every((wire, i) => witness[wire] === mod(values[i] ?? 0n, prime));
}

/** Wires whose names differ in the last index only, by that index; arrays with holes are left out. */
function arraysOf({ system }: Circuit): (readonly number[])[] {
  const main = new Set([...system.inputs, ...system.outputs]);
  const arrays = new Map<string, number[]>();
  for (let wire = 1; wire < system.wires; wire++) {
    const [, base, index] = /^(.*)\[(\d+)\]$/.exec(system.nameOf(wire)) ?? [];
    if (base === undefined || main.has(wire)) continue;
    const array = arrays.get(base) ?? [];
    arrays.set(base, array);
    array[Number(index)] = wire;
  }
  return [...arrays.values()].filter((wires) => Object.keys(wires).length === wires.length);
}

/**
 * One array of those that linear constraints hold equal wire by wire: a component's input is a copy of what goes into it,
 * and only an array that the constraints leave free of the others can be another one.
 */
export function withoutCopies(circuit: Circuit, inner: InnerWires): InnerWires {
  const { aliases } = prepare(circuit.system).reduced;
  const keyOf = (wires: readonly number[]): string =>
    wires
      .map((wire) => {
        const { root = wire, factor = 1n, offset = 0n } = aliases[wire] ?? {};
        return `${root}·${factor}+${offset}`;
      })
      .join();
  return new Map(
    [...inner].map(([part, arrays]) => [
      part,
      [...new Map(arrays.toReversed().map((wires) => [keyOf(wires), wires])).values()].toReversed(),
    ]),
  );
}

/** The wires of all parts with other values. */
export function assign(
  inner: InnerWires,
  values: Readonly<Record<string, readonly bigint[]>>,
): Map<number, bigint> {
  const assigned = new Map<number, bigint>();
  for (const [part, arrays] of inner) {
    for (const wires of arrays) {
      for (const [i, wire] of wires.entries()) assigned.set(wire, values[part]?.[i] ?? 0n);
    }
  }
  return assigned;
}
