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
  /** Of the last line that names its block: a line without one between two others hides nothing. */
  private block: { readonly blk: number; readonly t: number; li: number | null } | null = null;
  /** Transactions that have begun: one that begins again is split. */
  private readonly begun = new DigestSet();
  readonly breaches: Breach[] = [];
  readonly counts = { order: 0, gap: 0 };

  /** Takes the next line; whether it begins a transaction. */
  next(line: MarketLine): boolean {
    const { last } = this;
    const { seq, t, blk, tx } = line.event;
    this.last = line;
    this.inBlock(line);
    if (last === null) {
      this.begun.add(tx);
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
    if (tx === before.tx) {
      if (t !== before.t || blk !== before.blk)
        this.note("order", "one transaction has two times or two blocks", line);
      return false;
    }
    if (this.begun.add(tx))
      this.note("order", "its transaction stands in two places: lines of one transaction are adjacent", line);
    return true;
  }

  /** Blocks do not go back, each has one time, and the logs of each are in order. */
  private inBlock(line: MarketLine): void {
    const { blk, t, li } = line.event;
    if (blk === undefined) return;
    const { block } = this;
    if (block === null || blk !== block.blk) {
      if (block !== null && blk < block.blk)
        this.note("order", `block ${blk} follows block ${block.blk}`, line);
      this.block = { blk, t, li: li ?? null };
      return;
    }
    if (t !== block.t)
      this.note("order", `block ${blk} has two times, ${block.t} and ${t}: a block has one`, line);
    // One log may have become several lines.
    if (li !== undefined && block.li !== null && li < block.li)
      this.note("order", `log ${li} follows log ${block.li} of block ${blk}`, line);
    block.li = li ?? block.li;
  }

  private note(kind: Breach["kind"], statement: string, line: MarketLine): void {
    this.counts[kind]++;
    if (this.breaches.length < MOST_KEPT) this.breaches.push({ kind, statement, line });
  }
}
