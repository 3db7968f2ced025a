/**
 * What a proof knows. Its statements are about all pairs of witnesses w, w′ that agree on the inputs: a wire is
 * determined when w = w′ there in every pair. Intervals and nonzero forms hold in every single witness.
 */
import type { Form } from "../system/form.js";
import type { Propagator } from "../solve/propagator.js";
import type { Reduced } from "../system/reduce.js";

/** Names of lemmas, as a report lists them. */
export type LemmaName =
  | "input or constant"
  | "one unknown in a linear equation"
  | "bounded sum"
  | "one unknown with a nonzero factor"
  | "cases of a known form"
  | "linear elimination"
  | "integer identity of limbs"
  | "quotient and remainder"
  | "refutation of two witnesses";

/** The part of a proof's knowledge that lemmas on one equation read. A case of a split is an overlay of it. */
export interface View {
  readonly prime: bigint;
  isDetermined(wire: number): boolean;
  /** Zero in every witness of this case. */
  isZero(form: Form): boolean;
  /** Zero in no witness of this case. */
  isNonzero(form: Form): boolean;
  /** hi − lo of the wire's interval; null where it is wide. */
  width(wire: number): bigint | null;
}

export class Knowledge implements View {
  readonly prime: bigint;
  private readonly determined: Uint8Array;
  readonly lemmas = new Map<LemmaName, number>();

  constructor(
    readonly reduced: Reduced,
    readonly propagator: Propagator,
  ) {
    this.prime = reduced.prime;
    this.determined = new Uint8Array(reduced.wires);
    this.determined[0] = 1;
    for (const input of reduced.inputs) this.determined[input] = 1;
  }

  isDetermined(wire: number): boolean {
    return this.determined[wire] === 1 || this.propagator.domains.isFixed(wire);
  }

  isZero(): boolean {
    return false;
  }

  isNonzero(form: Form): boolean {
    return this.propagator.isNonzero(form);
  }

  width(wire: number): bigint | null {
    const { domains } = this.propagator;
    return domains.isWide(wire) ? null : domains.width(wire);
  }

  /** Adds what a lemma proved; true where it is news. */
  determine(wires: readonly number[], lemma: LemmaName): boolean {
    let news = 0;
    for (const wire of wires) {
      if (this.determined[wire] === 1) continue;
      this.determined[wire] = 1;
      news++;
    }
    if (news > 0) this.lemmas.set(lemma, (this.lemmas.get(lemma) ?? 0) + news);
    return news > 0;
  }
}
