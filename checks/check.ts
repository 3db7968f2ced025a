/**
 * A check is data: a description, the evidence that it needs, and a generator that looks at the evidence and
 * yields what it finds. Group equations are not computed there; they are yielded as obligations, and the runner
 * settles those of all checks together.
 */
import type { Curve, CurveName } from "../algebra/curve.js";
import type {
  MembershipBreach,
  MembershipClaim,
  Obligation,
  Settled,
} from "../algebra/obligations/equation.js";
import type { Weights } from "../algebra/obligations/weights.js";
import type { IterationPolicy } from "../algebra/hashing/iterationPolicy.js";
import type { CheckDescription, Exhibit, Fact, Finding, FindingDraft, Outcome } from "../findings/index.js";
import type { Evidence, Role } from "./evidence.js";

export type { FindingDraft };

export type Yielded =
  | { readonly kind: "finding"; readonly finding: FindingDraft }
  | { readonly kind: "fact"; readonly fact: Fact }
  /** Made when all checks are settled, so that it can show what became of them. */
  | { readonly kind: "exhibit"; readonly make: (outcomes: Outcomes) => Exhibit }
  /** The check ran and cannot decide. */
  | { readonly kind: "inconclusive"; readonly reason: string }
  /** The check could not be made on these files. */
  | { readonly kind: "not evaluated"; readonly reason: string }
  /** The files have nothing that the claim is about; the verdict does not wait for it. */
  | { readonly kind: "does not apply"; readonly reason: string }
  /** Another file would decide it; the verdict does not wait for it, and says that it is open. */
  | { readonly kind: "left open"; readonly reason: string }
  | {
      readonly kind: "obligation";
      readonly curve: CurveName;
      readonly obligation: Obligation;
      /** Called when the obligation is false, to say where. */
      readonly finding: (settled: Settled) => FindingDraft;
      /** Called when it holds. */
      readonly fact?: (settled: Settled) => Fact | null;
    }
  | {
      readonly kind: "membership";
      /** Few points that later checks compute with: tested at once, before those run. */
      readonly first?: true;
      readonly curve: CurveName;
      readonly claim: MembershipClaim;
      readonly finding: (breach: MembershipBreach) => FindingDraft;
    };

/** What became of a check; null where no check of that id ran. */
export type Outcomes = (
  id: string,
) => { readonly outcome: Outcome; readonly findings: readonly Finding[] } | null;

/** What the runner lends to a check. */
export interface CheckContext {
  /** The curve with the engine of this run behind it. */
  curve(name: CurveName): Promise<Curve>;
  /** The random weights of a family: the same that an obligation with this label is given. */
  weights(label: string): Weights;
  /** How long hash chains of beacons may be, and where they are kept. */
  readonly iterations: IterationPolicy;
  /** Reports work that is not settled by the engine. */
  progress(done: number, total: number, what: string): void;
}

export interface Check extends CheckDescription {
  /** Evidence without which the check is not evaluated. */
  readonly needs: readonly Role[];
  /** Ids of checks whose pass this one relies on. */
  readonly after: readonly string[];
  /** This check speaks for the form of that role's file: it takes the finding when the file cannot be read. */
  readonly guards?: Role;
  run(evidence: Partial<Evidence>, context: CheckContext): AsyncIterable<Yielded>;
}

type Definition<Needs extends Role> = CheckDescription & {
  readonly needs: readonly Needs[];
  readonly after?: readonly string[];
  readonly guards?: Role;
  /** Sees what it needs, and what else happens to be there. */
  readonly run: (
    evidence: Pick<Evidence, Needs> & Partial<Evidence>,
    context: CheckContext,
  ) => AsyncIterable<Yielded>;
};

/** Makes a check whose `run` is never called without the evidence that it needs. */
export function defineCheck<Needs extends Role>(definition: Definition<Needs>): Check {
  const { run, ...rest } = definition;
  return {
    ...rest,
    after: definition.after ?? [],
    run(evidence, context) {
      const missing = definition.needs.filter((role) => evidence[role] === undefined);
      if (missing.length > 0) throw new Error(`${definition.id} was run without ${missing.join(", ")}`);
      return run(evidence as Pick<Evidence, Needs> & Partial<Evidence>, context);
    },
  };
}

/** Shorthands for yielding. */
export const found = (finding: FindingDraft): Yielded => ({ kind: "finding", finding });
export const fact = (label: string, value: string): Yielded => ({ kind: "fact", fact: { label, value } });
