/** How often inputs hit each edge that a contract names. */
import type { Exhibit } from "../../findings/index.js";
import type { Inputs } from "../circuit/index.js";
import type { Contract, Shape } from "./contract.js";

export class Edges {
  readonly #counts: Map<string, number>;
  #isShrinking = false;

  constructor(
    private readonly contract: Contract,
    private readonly shape: Shape,
  ) {
    this.#counts = new Map(contract.edges.bars(shape).map((label) => [label, 0]));
  }

  /** From the first failure on, inputs are no longer drawn but shrunk, and say nothing of coverage. */
  count(inputs: Inputs, failed: boolean): void {
    if (this.#isShrinking) return;
    this.#isShrinking = failed;
    for (const label of this.contract.edges.of(inputs, this.shape))
      this.#counts.set(label, (this.#counts.get(label) ?? 0) + 1);
  }

  exhibit(): Exhibit {
    const { title, counted } = this.contract.edges;
    const bars = [...this.#counts].map(([label, count]) => ({ label, count, expected: 1 }));
    return { kind: "histogram", title, counted, bars };
  }
}
