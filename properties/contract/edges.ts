/** How often inputs hit each edge that a contract names. */
import type { Exhibit } from "../../findings/index.js";
import type { Inputs } from "../circuit/index.js";
import type { Contract, Expected, Shape } from "./contract.js";

export class Edges {
  readonly #counts: Map<string, number>;
  #isShrinking = false;
  /** Inputs of which the contract says something. */
  judged = 0;

  constructor(
    private readonly contract: Contract,
    private readonly shape: Shape,
  ) {
    this.#counts = new Map(contract.edges.bars(shape).map((label) => [label, 0]));
  }

  /** From the first failure on, inputs are no longer drawn but shrunk, and say nothing of coverage. */
  count(inputs: Inputs, expected: Expected, failed: boolean): void {
    if (this.#isShrinking) return;
    this.#isShrinking = failed;
    if (expected.kind !== "anything") this.judged++;
    for (const label of this.contract.edges.of(inputs, this.shape))
      this.#counts.set(label, (this.#counts.get(label) ?? 0) + 1);
  }

  exhibit(): Exhibit {
    const { title, counted } = this.contract.edges;
    const bars = [...this.#counts].map(([label, count]) => ({ label, count, expected: 1 }));
    return { kind: "histogram", title, counted, bars };
  }
}
