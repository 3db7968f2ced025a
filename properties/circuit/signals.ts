/** Signals of main by name and shape. */
import type { Symbol } from "../../transcripts/circom/symbols.js";

/** Nested values of an array of signals; a bare number for a single one. */
export type Nested = bigint | readonly Nested[];

/** Values by the name of an input. */
export type Inputs = Readonly<Record<string, Nested>>;

/** An input or output of main. */
export interface SignalArray {
  /** As declared: "in"; "point.x" for a field of a bus. */
  readonly name: string;
  /** Empty for a single signal. */
  readonly dimensions: readonly number[];
  /** Flattened in circom's order: the last index runs fastest. */
  readonly wires: readonly number[];
}

/**
 * Signals of main, gathered into arrays in the order of their labels.
 * @param symbols those of one direction: outputs, or inputs
 */
export function gatherArrays(symbols: readonly Symbol[]): SignalArray[] {
  const arrays = new Map<string, { wires: number[]; last: number[] }>();
  for (const { name, wire } of symbols) {
    const [, base = name, indices = ""] = /^main\.(.*?)((?:\[\d+\])*)$/.exec(name) ?? [];
    const array = arrays.get(base) ?? { wires: [], last: [] };
    arrays.set(base, array);
    array.wires.push(wire);
    array.last = [...indices.matchAll(/\d+/g)].map(Number);
  }
  return [...arrays].map(([name, { wires, last }]) => ({
    name,
    wires,
    dimensions: last.map((index) => index + 1),
  }));
}

/** All numbers of nested values, the last index fastest. */
export function flatten(values: Nested): bigint[] {
  return typeof values === "bigint" ? [values] : values.flatMap(flatten);
}

/** The shape of nested values, or null where rows differ in length. */
export function shapeOf(values: Nested): number[] | null {
  if (typeof values === "bigint") return [];
  const shapes = values.map(shapeOf);
  const first = shapes[0];
  if (first === undefined) return [0];
  if (first === null || shapes.some((shape) => String(shape) !== String(first))) return null;
  return [values.length, ...first];
}

/** Flat values in an array's shape; the inverse of flatten. */
export function nest(values: readonly bigint[], dimensions: readonly number[]): Nested {
  const [count, ...rest] = dimensions;
  if (count === undefined) return values[0] ?? 0n;
  const size = rest.reduce((product, one) => product * one, 1);
  return Array.from({ length: count }, (_, i) => nest(values.slice(i * size, (i + 1) * size), rest));
}

/** The values that a witness gives an array. */
export function valuesOf({ wires, dimensions }: SignalArray, witness: readonly bigint[]): Nested {
  return nest(
    wires.map((wire) => witness[wire] ?? 0n),
    dimensions,
  );
}
