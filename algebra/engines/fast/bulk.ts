/** The bulk work of a curve in one thread: the kernel where there is one, ffjavascript's program otherwise. */
import type { GroupName } from "../../curve.js";
import type { Kernel } from "../../kernel/index.js";
import type { SumShape, Tally } from "../../sums.js";
import { AddedTally } from "../tally.js";
import { Group } from "./group.js";
import { Instance } from "./instance.js";
import { millerProduct } from "./pairing.js";
import type { CurveProgram } from "./program.js";
import { sumChunk } from "./sums.js";

/** The program running, with its group laws. */
interface Running {
  readonly instance: Instance;
  readonly groups: Readonly<Record<GroupName, Group>>;
}

export class Bulk {
  private started: Running | undefined;

  constructor(
    private readonly program: CurveProgram,
    private readonly kernel: Kernel | null,
  ) {}

  tally(shape: SumShape): Tally {
    if (this.kernel !== null) return this.kernel.tally(shape);
    const { instance, groups } = this.running();
    return new AddedTally(
      shape,
      (job) => sumChunk(instance, job),
      (group, a, b) => groups[group].add(a, b),
    );
  }

  /**
   * See pairing.ts. The kernel refuses some points that are no members; what a pairing of those is worth is for the
   * membership checks to say, and it is computed as the program does.
   */
  millerProduct(g1: Uint8Array, g2: Uint8Array): Uint8Array {
    if (this.kernel === null) return millerProduct(this.running().instance, g1, g2);
    try {
      return this.kernel.millerProduct(g1, g2);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return millerProduct(this.running().instance, g1, g2);
    }
  }

  /** Of its own, because its memory grows with the pieces; most runs have the kernel and need none. */
  private running(): Running {
    this.started ??= startOf(this.program);
    return this.started;
  }
}

function startOf(program: CurveProgram): Running {
  const instance = new Instance(program);
  return { instance, groups: { G1: new Group(instance, "G1"), G2: new Group(instance, "G2") } };
}
