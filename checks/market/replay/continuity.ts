/** Whether a log is one story without holes: positions, times, blocks and transactions, line by line. */
import type { MarketLine } from "../../../transcripts/market/read.js";
import { DigestSet } from "./digestSet.js";

export interface Breach {
  /** "order": a statement of the log contradicts another. "gap": lines are missing. */
  readonly kind: "order" | "gap";
  readonly statement: string;
  readonly line: MarketLine;
}

/** Kept by name; the rest are counted. */
const MOST_KEPT = 25;

export class Continuity {
  private last: MarketLine | null = null;
  /** Transactions that were left: coming back to one splits it. */
  private readonly left = new DigestSet();
  readonly breaches: Breach[] = [];
  readonly counts = { order: 0, gap: 0 };

  /** Takes the next line; whether it begins a transaction. */
  next(line: MarketLine): boolean {
    const { last } = this;
    const { seq, t, blk, tx, li } = line.event;
    this.last = line;
    if (last === null) {
      if (seq > 1) this.note("gap", `the log begins at seq ${seq}: what was before is not in it`, line);
      return true;
    }
    const before = last.event;
    if (seq <= before.seq)
      this.note("order", `seq ${seq} follows ${before.seq}: positions grow by one`, line);
    else if (seq > before.seq + 1) {
      this.note(
        "gap",
        `${seq - before.seq - 1} lines are missing between seq ${before.seq} and ${seq}`,
        line,
      );
    }
    if (t < before.t) this.note("order", `t = ${t} follows t = ${before.t}: time does not go back`, line);
    if (blk !== undefined && before.blk !== undefined && blk < before.blk)
      this.note("order", `block ${blk} follows block ${before.blk}`, line);
    // One log may have become several lines.
    if (
      blk !== undefined &&
      blk === before.blk &&
      li !== undefined &&
      before.li !== undefined &&
      li < before.li
    )
      this.note("order", `log ${li} follows log ${before.li} of block ${blk}`, line);
    if (tx === before.tx) {
      if (t !== before.t || blk !== before.blk)
        this.note("order", "one transaction has two times or two blocks", line);
      return false;
    }
    this.left.add(before.tx);
    if (this.left.has(tx))
      this.note("order", "its transaction stands in two places: lines of one transaction are adjacent", line);
    return true;
  }

  private note(kind: Breach["kind"], statement: string, line: MarketLine): void {
    this.counts[kind]++;
    if (this.breaches.length < MOST_KEPT) this.breaches.push({ kind, statement, line });
  }
}
