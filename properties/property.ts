/**
 * A property is data, like a check: a description, a test of which circuits it is for, and a generator that makes
 * inputs, runs the circuit on them and yields what it finds.
 */
import type { CheckDescription, Exhibit, Fact, FindingDraft } from "../findings/index.js";
import type { Circuit } from "./circuit/index.js";
import type { Fuzzed, Trial } from "./fuzz.js";
import type { Random } from "./random.js";

export type Yielded =
  | {
      readonly kind: "finding";
      readonly finding: FindingDraft;
      /** Of the trial that found it: what --path takes. */
      readonly path?: string;
    }
  | { readonly kind: "fact"; readonly fact: Fact }
  | { readonly kind: "exhibit"; readonly exhibit: Exhibit }
  /** It holds for all inputs, by an argument and not by trials. */
  | { readonly kind: "proven"; readonly statement: string }
  /** It ran and cannot decide. */
  | { readonly kind: "inconclusive"; readonly reason: string }
  /** The circuit has nothing that the claim is about. */
  | { readonly kind: "does not apply"; readonly reason: string };

/** What the runner lends to a property. */
export interface PropertyContext {
  /** 32 bits: the same seed makes the same inputs. */
  readonly seed: number;
  /** How many inputs each trial should make. */
  readonly runs: number;
  /** Of the clock of `clock.ts`: after it nothing new begins, and what was not done is said. */
  readonly deadline: number;
  /** Draws of this property with this label. */
  random(label: string): Random;
  /** Makes inputs until one fails, and shrinks it; counts the runs. */
  fuzz<T>(trial: Trial<T>): Promise<Fuzzed<T>>;
  /** Counts runs that were made without `fuzz`: a property that ran nothing and proved nothing is no pass. */
  ran(runs: number): void;
  progress(done: number, total: number, what: string): void;
}

/** What the user said of a circuit. */
export interface Wishes {
  /** --bind role=signal. */
  readonly signals: ReadonlyMap<string, string>;
  /** --set name=value. */
  readonly values: ReadonlyMap<string, bigint>;
}

/** Why a property is not for a circuit. */
export class Misfit {
  constructor(readonly reason: string) {}
}

/** Names that a property understands behind --bind and --set, with their meaning. */
export interface Vocabulary {
  readonly signals: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

/** A property that is bound to a circuit. */
export type Bound = (context: PropertyContext) => AsyncIterable<Yielded>;

export interface Property extends CheckDescription {
  readonly vocabulary: Vocabulary;
  /** Cases of test/corpus that this property must catch, and on whose mended form it must be silent. */
  readonly corpus: readonly string[];
  bind(circuit: Circuit, wishes: Wishes): Bound | Misfit;
}

type Definition<Binding> = CheckDescription & {
  readonly vocabulary?: Partial<Vocabulary>;
  readonly corpus: readonly string[];
  /** Which signals and parameters play which part, or why the property is not for this circuit. */
  readonly fits: (circuit: Circuit, wishes: Wishes) => Binding | Misfit;
  readonly run: (binding: Binding, context: PropertyContext) => AsyncIterable<Yielded>;
};

/** Makes a property whose `run` is only called with what `fits` found. */
export function defineProperty<Binding>(definition: Definition<Binding>): Property {
  const { fits, run, vocabulary, ...rest } = definition;
  return {
    ...rest,
    vocabulary: { signals: {}, values: {}, ...vocabulary },
    bind(circuit, wishes) {
      const binding = fits(circuit, wishes);
      return binding instanceof Misfit ? binding : (context) => run(binding, context);
    },
  };
}

/** Shorthands for yielding. */
export const found = (finding: FindingDraft, path?: string): Yielded => ({
  kind: "finding",
  finding,
  ...(path === undefined ? {} : { path }),
});
export const fact = (label: string, value: string): Yielded => ({ kind: "fact", fact: { label, value } });
export const exhibit = (shown: Exhibit): Yielded => ({ kind: "exhibit", exhibit: shown });
export const proven = (statement: string): Yielded => ({ kind: "proven", statement });
export const inconclusive = (reason: string): Yielded => ({ kind: "inconclusive", reason });
