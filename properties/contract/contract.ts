/**
 * A contract says of every input of a circuit what must become of it, by a reference that knows nothing of the circuit:
 * these outputs and no others, or no witness at all.
 */
import type fc from "fast-check";
import type { CheckDescription } from "../../findings/index.js";
import type { Inputs, Nested, SignalArray } from "../circuit/index.js";

export type Expected =
  /** There is a witness, and in every witness these roles have these values. */
  | { readonly kind: "outputs"; readonly outputs: Inputs }
  /** No witness has these inputs. */
  | {
      readonly kind: "none";
      readonly because: string;
      /** The roles whose values are out of bounds: a template may say of them that its caller must look. */
      readonly roles: readonly string[];
    }
  /** The contract says nothing of it. */
  | { readonly kind: "anything" };

/** Which signal plays which role, and the numbers that shapes do not tell. */
export interface Shape {
  readonly signals: ReadonlyMap<string, SignalArray>;
  readonly values: ReadonlyMap<string, bigint>;
  readonly prime: bigint;
  /** The template of main. */
  readonly template: string;
}

/** A signal that a contract is about. */
export interface Role {
  readonly role: string;
  readonly among: "inputs" | "outputs";
  /** Shown by `zkassay explain`. */
  readonly meaning: string;
  /** Names by which circuits call it, besides the role's own. */
  readonly names: readonly string[];
  /** 0 for a single signal, 1 for an array. */
  readonly rank?: number;
  /** A circuit without it fits too. */
  readonly optional?: true;
}

/** A number that a contract depends on. */
export interface Value {
  readonly name: string;
  readonly meaning: string;
  /** Names of template parameters that say it. */
  readonly parameters: readonly string[];
  /** Where neither --set nor a parameter does. */
  readonly otherwise?: bigint;
}

export interface Contract extends CheckDescription {
  readonly corpus: readonly string[];
  readonly roles: readonly Role[];
  readonly values?: readonly Value[];
  /**
   * Templates whose contract this is. For any other circuit the user says so, by a --bind or a --set: names and shapes
   * alone are too little to accuse a circuit of breaking it.
   */
  readonly templates: readonly string[];
  /** Why the shapes that were found do not fit together, or null. */
  readonly misfit?: (shape: Shape) => string | null;
  /** Inputs by role, with a love of edges. */
  readonly inputs: (shape: Shape) => fc.Arbitrary<Inputs>;
  /** Tried first: one for each edge that must not be left to chance. They are shown as they are, and not shrunk. */
  readonly examples?: (shape: Shape) => readonly Inputs[];
  readonly expected: (inputs: Inputs, shape: Shape) => Expected;
  /** The histogram: its title, what is counted, all bars, and those that an input belongs to. */
  readonly edges: {
    readonly title: string;
    readonly counted: string;
    readonly bars: (shape: Shape) => readonly string[];
    readonly of: (inputs: Inputs, shape: Shape) => readonly string[];
  };
}

/** @throws Error for a role that the contract does not require */
function signalOf(shape: Shape, role: string): SignalArray {
  const signal = shape.signals.get(role);
  if (signal === undefined) throw new Error(`the contract was made without ${role}`);
  return signal;
}

/** The length of the array that plays a role. */
export const lengthOf = (shape: Shape, role: string): number => signalOf(shape, role).dimensions[0] ?? 1;

/** @throws Error for a value that the contract does not ask for */
export function valueOf(shape: Shape, name: string): bigint {
  const value = shape.values.get(name);
  if (value === undefined) throw new Error(`the contract was made without ${name}`);
  return value;
}

/** The value of a role that is a single signal. */
export function number(inputs: Inputs, role: string): bigint {
  const value = inputs[role];
  if (typeof value !== "bigint") throw new Error(`${role} is not a single signal`);
  return value;
}

/** The values of a role that is an array of signals. */
export function list(inputs: Inputs, role: string): readonly bigint[] {
  const value: Nested | undefined = inputs[role];
  if (value === undefined || typeof value === "bigint") throw new Error(`${role} is not an array`);
  return value.map((one) => {
    if (typeof one !== "bigint") throw new Error(`${role} is an array of arrays`);
    return one;
  });
}
