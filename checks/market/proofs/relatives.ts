/** Proofs of one statement by different provers, and whether one was made from another with a small factor. */
import type { Curve, Point } from "../../../algebra/curve.js";
import type { ProofPoints } from "../../../transcripts/market/events.js";
import { lemOf } from "../../shared/affine.js";
import { DigestSet } from "../replay/digestSet.js";
import type { Place, Task } from "../replay/task.js";
import { SmallMultiples } from "./multiples.js";

export interface Relative {
  readonly proof: ProofPoints;
  readonly place: Place;
  readonly task: Task;
  readonly prover: string;
  /** Digest of key and inputs. */
  readonly statement: string;
  /** Already known to be a copy. */
  readonly copied: boolean;
}

/** C' − C = k·A, or k·A'. */
export interface Kinship {
  readonly newer: Relative;
  readonly older: Relative;
  readonly k: bigint;
}

/** Proofs of one statement that a new one is compared with, statements that are held, and searches in a log. */
const MOST_PROOFS = 8;
const MOST_STATEMENTS = 4096;
const MOST_SEARCHES = 1024;

export class Relatives {
  /** By statement, the latest proofs; the statement that was least recently used goes first. */
  private readonly latest = new Map<string, Relative[]>();
  private readonly queue: { readonly newer: Relative; readonly older: Relative }[] = [];
  private readonly seen = new DigestSet();
  private searched = 0;
  /** Pairs of different provers that share a statement, and those of them that were not searched. */
  pairs = 0;
  skipped = 0;

  constructor(private readonly open: () => Promise<Curve>) {}

  get waiting(): number {
    return this.queue.length;
  }

  add(newer: Relative): void {
    const others = this.latest.get(newer.statement) ?? [];
    const forgotten = this.seen.add(newer.statement) && others.length === 0;
    if (forgotten || others.length === MOST_PROOFS) this.skipped++;
    for (const older of others) {
      if (older.prover === newer.prover || newer.copied) continue;
      this.pairs++;
      if (this.searched + this.queue.length >= MOST_SEARCHES) this.skipped++;
      else this.queue.push({ newer, older });
    }
    this.latest.delete(newer.statement);
    this.latest.set(newer.statement, [...others, newer].slice(-MOST_PROOFS));
    const [oldest] = this.latest.keys();
    if (this.latest.size > MOST_STATEMENTS && oldest !== undefined) this.latest.delete(oldest);
  }

  async search(): Promise<readonly Kinship[]> {
    const pairs = this.queue.splice(0);
    if (pairs.length === 0) return [];
    const curve = await this.open();
    this.searched += pairs.length;
    return pairs.flatMap(({ newer, older }) => {
      const k = kinship(curve, newer.proof, older.proof);
      return k === null ? [] : [{ newer, older, k }];
    });
  }
}

/** k with C' − C = k·A or k·A', or null; null too where a point is none. */
function kinship(curve: Curve, newer: ProofPoints, older: ProofPoints): bigint | null {
  const [c, other] = [pointOf(curve, newer.c), pointOf(curve, older.c)];
  if (c === null || other === null) return null;
  const difference = curve.add("G1", c, curve.negate("G1", other));
  for (const { a } of [older, newer]) {
    const base = pointOf(curve, a);
    const k = base === null ? null : new SmallMultiples(curve, base).find(difference);
    if (k !== null) return k;
  }
  return null;
}

function pointOf(curve: Curve, coordinates: readonly string[]): Point | null {
  const point = lemOf(curve, "G1", coordinates.map(BigInt));
  return point === null || curve.membershipFault("G1", point) !== null ? null : point;
}
