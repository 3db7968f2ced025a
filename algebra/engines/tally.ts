/** Sums in the calling thread. */
import type { GroupName, Point } from "../curve.js";
import { EndedError, type PieceReply, type SumJob, type SumPiece, type SumReply } from "../sums.js";
import type { Summation, Sums, SumShape, Tally } from "../sums.js";

/** a + b */
export type GroupLaw = (group: GroupName, a: Point, b: Point) => Point;

/** Adds up the sums of pieces, where the engine keeps nothing from one piece to the next. */
export class AddedTally implements Tally {
  private total: Sums | null = null;
  private ended = false;

  constructor(
    private readonly shape: SumShape,
    private readonly sumsOf: (job: SumJob) => SumReply,
    private readonly addPoints: GroupLaw,
  ) {}

  add({ points, scalars }: SumPiece): PieceReply {
    this.requireOpen();
    const { sums, ...reply } = this.sumsOf(this.jobOf(points, scalars));
    if (reply.fault !== null) return reply;
    const { total, addPoints } = this;
    this.total = total === null ? sums : addSums(this.shape.group, addPoints, total, sums);
    return reply;
  }

  finish(): Sums {
    this.requireOpen();
    this.ended = true;
    return this.total ?? this.sumsOf(this.jobOf(new Uint8Array(), [])).sums;
  }

  private requireOpen(): void {
    if (this.ended) throw new EndedError();
  }

  private jobOf(points: Uint8Array, scalars: readonly Uint8Array[]): SumJob {
    const { curve, group, columns } = this.shape;
    const vectors = columns.map((column, c) => ({ ...column, scalars: scalars[c] ?? new Uint8Array() }));
    return { curve, group, points, columns: vectors };
  }
}

/** A tally as sums that might as well be spread over threads. */
export class OwnSummation implements Summation {
  constructor(private readonly tally: Tally) {}

  async add(piece: SumPiece): Promise<PieceReply> {
    return this.tally.add(piece);
  }

  async finish(): Promise<Sums> {
    return this.tally.finish();
  }
}

/** Sums of the same shape, added one by one. */
export function addSums(group: GroupName, add: GroupLaw, a: Sums, b: Sums): Sums {
  return a.map((sums, c) => sums.map((sum, k) => add(group, sum, b[c]?.[k] ?? sum)));
}
