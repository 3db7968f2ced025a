/** Who does the bulk work of a curve: worker threads, or the calling thread. */
import type { Kernel } from "../../kernel/index.js";
import type { Summation, SumShape } from "../../sums.js";
import { OwnSummation, type GroupLaw } from "../tally.js";
import { Bulk } from "./bulk.js";
import { Hands } from "./hands.js";
import type { CurveProgram } from "./program.js";
import { SharedSummation } from "./summations.js";

export interface Crew {
  /** @param add the group law, for what several threads have summed */
  summation(shape: SumShape, add: GroupLaw): Summation;
  /** See pairing.ts. */
  millerProduct(g1: Uint8Array, g2: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The calling thread alone. */
export class SoloCrew implements Crew {
  private readonly bulk: Bulk;

  constructor(program: CurveProgram, kernel: Kernel | null) {
    this.bulk = new Bulk(program, kernel);
  }

  summation(shape: SumShape): Summation {
    return new OwnSummation(this.bulk.tally(shape));
  }

  async millerProduct(g1: Uint8Array, g2: Uint8Array): Promise<Uint8Array> {
    return this.bulk.millerProduct(g1, g2);
  }

  async close(): Promise<void> {}
}

/** A pairing takes as long as sums over this many times its bytes. */
const MILLER_WEIGHT = 16;

/** The calling thread, and worker threads beside it that are started as the work grows. */
export class ThreadCrew implements Crew {
  private readonly bulk: Bulk;
  private readonly hands: Hands;

  /**
   * @param threads the most that work, the calling one among them
   * @param bytesPerThread of work that a further thread is worth
   */
  constructor(program: CurveProgram, kernel: Kernel | null, threads: number, bytesPerThread: number) {
    this.bulk = new Bulk(program, kernel);
    this.hands = new Hands({ program, kernel: kernel !== null }, threads - 1, bytesPerThread);
  }

  summation(shape: SumShape, add: GroupLaw): Summation {
    return new SharedSummation(shape, this.hands, () => this.bulk.tally(shape), add);
  }

  async millerProduct(g1: Uint8Array, g2: Uint8Array): Promise<Uint8Array> {
    const hand = this.hands.free(MILLER_WEIGHT * (g1.length + g2.length));
    if (hand === null) return this.bulk.millerProduct(g1, g2);
    const given = { g1: g1.slice(), g2: g2.slice() };
    const reply = hand.post({ kind: "miller", ...given }, [given.g1, given.g2]);
    return reply as Promise<Uint8Array>;
  }

  close(): Promise<void> {
    return this.hands.close();
  }
}
