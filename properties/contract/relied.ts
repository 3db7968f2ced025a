/** What a template leaves to its caller, and whether it takes what no caller should give. */
import { fact, found, inconclusive, type Yielded } from "../property.js";
import { flatten, type Circuit, type Inputs } from "../circuit/index.js";
import type { Evidence, Severity } from "../../findings/index.js";
import type { Expected, Shape } from "./contract.js";
import { named, shown, type Wrong } from "./judge.js";
import { statedRoles, trustedRoles } from "./stated.js";

interface Reliance {
  /** Why such inputs are bad. */
  readonly because: string;
  /** By the template's own comment: its author's word, where a known library's is in `library.ts`. */
  readonly isStated: boolean;
  /** Inputs of this kind that the circuit took. */
  taken: { readonly given: Inputs; readonly wrong: string } | null;
}

export class Relied {
  readonly #roles = new Map<string, Reliance>();
  readonly #stated: ReadonlySet<string>;
  readonly #known: ReadonlySet<string>;

  /** @param comment what stands above main's template */
  constructor(
    private readonly circuit: Circuit,
    private readonly shape: Shape,
    comment: string,
  ) {
    this.#stated = statedRoles(comment, shape.signals);
    this.#known = trustedRoles(circuit.main.template, shape.signals);
  }

  /** The role by which bad inputs are the caller's affair, or null. */
  roleOf(expected: Expected): string | null {
    if (expected.kind !== "none") return null;
    const role = expected.roles.find((one) => this.#stated.has(one) || this.#known.has(one));
    if (role !== undefined && !this.#roles.has(role)) {
      const isStated = !this.#known.has(role);
      this.#roles.set(role, { because: expected.because, isStated, taken: null });
    }
    return role ?? null;
  }

  /** Judges inputs that are the caller's affair all the same: a comment says nothing of what the circuit does. */
  async try(role: string, given: Inputs, judge: () => Promise<Wrong>): Promise<void> {
    const reliance = this.#roles.get(role);
    if (reliance === undefined || !reliance.isStated || reliance.taken !== null) return;
    const wrong = await judge();
    if (wrong !== null) reliance.taken = { given, wrong };
  }

  /**
   * A comment makes a finding low, and not nothing.
   * @param severity of the same without a comment
   */
  *report(place: Evidence, severity: Severity): Generator<Yielded> {
    const { template } = this.circuit.main;
    for (const [role, { because, taken, isStated }] of this.#roles) {
      if (taken !== null) {
        const values = Object.fromEntries(
          Object.entries(named(taken.given, this.shape)).map(([name, value]) => [
            name,
            shown(flatten(value), this.shape.prime),
          ]),
        );
        yield found({
          statement: `${template}: left to its caller in a comment: ${taken.wrong}`,
          evidence: [{ ...place, values }],
          severity: severity === "low" || severity === "info" ? "info" : "low",
          impact:
            "Every circuit that calls it must make sure of it by itself. That was not looked at here: a comment is a promise of others.",
          advice: `Look at every caller, or check ${role} in the template.`,
        });
      }
      yield fact(
        `${role} is for the caller to check`,
        isStated
          ? `${template} leaves it to its caller in its comment, such as: ${because}`
          : `${template} is known to leave it to its caller, and nothing was tried of this: ${because}`,
      );
    }
    if (this.#roles.size > 0 && this.circuit.target.kind === "main")
      yield inconclusive(
        `${template} leaves ${[...this.#roles.keys()].join(", ")} to its caller, and main has none`,
      );
  }
}
