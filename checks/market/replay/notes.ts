/** What one observer saw: findings up to a number, doubts, facts; and what a hole in the log makes of them. */
import type { Fact } from "../../../findings/index.js";
import type { FindingDraft, Yielded } from "../../check.js";
import { whereOf, type FindingMore, type MarketClaim, type Report } from "../claim.js";
import type { Continuity } from "./continuity.js";
import type { Stories } from "./stories.js";
import type { Place } from "./task.js";

/** Findings of one check that are listed; the rest are counted. */
const MOST_FINDINGS = 25;

/** Counts of a log's header. */
export interface Lacks {
  /** Movements that no log showed: taken from the contract's rules. */
  readonly inferred?: number;
  /** Logs of the market's own contract of kinds that the decoder did not know. */
  readonly unknown?: number;
}

export class Notes implements Report {
  private readonly findings: FindingDraft[] = [];
  private readonly others: Yielded[] = [];
  private readonly doubts: string[] = [];
  private unlisted = 0;
  private doubted = 0;
  private seen = 0;

  constructor(
    private readonly file: string,
    private readonly continuity: Continuity,
    /** What the log itself says that it lacks. */
    private readonly lacks: Lacks,
    private readonly stories: Stories,
  ) {}

  found(statement: string, places: readonly Place[], more: FindingMore = {}): void {
    this.seen++;
    const { values, ...rest } = more;
    this.stories.blame(places);
    const evidence = places.map((place, i) => whereOf(this.file, place, i === 0 ? values : {}));
    this.keep({ statement, evidence, ...rest });
  }

  looked(): void {
    this.seen++;
  }

  undecided(reason: string): void {
    this.seen++;
    this.doubted++;
    if (this.doubts.length === 0) this.doubts.push(reason);
  }

  fact(label: Fact["label"], value: Fact["value"]): void {
    this.others.push({ kind: "fact", fact: { label, value } });
  }

  /** Anything that an observer yields at its end. */
  take(one: Yielded): void {
    if (one.kind !== "finding") return void this.others.push(one);
    this.seen++;
    this.keep(one.finding);
  }

  /** @param stopped why the walk ended before the log did */
  *told(claim: MarketClaim, stopped: string | null): Generator<Yielded> {
    const { counts } = this.continuity;
    const { inferred = 0, unknown = 0 } = this.lacks;
    const holes = claim.ofTheOrder === true ? 0 : counts.order + counts.gap;
    for (const finding of this.findings) {
      // What is missing or out of place may be what would have explained it.
      yield { kind: "finding", finding: holes === 0 ? finding : { confidence: "likely", ...finding } };
    }
    if (this.unlisted > 0) {
      yield { kind: "fact", fact: { label: "Further findings, not listed", value: String(this.unlisted) } };
    }
    yield* this.others;
    const decided = this.others.some(
      ({ kind }) => kind === "inconclusive" || kind === "not evaluated" || kind === "does not apply",
    );
    if (stopped !== null)
      yield { kind: "inconclusive", reason: `the log was not read to its end: ${stopped}` };
    else if (holes > 0) {
      yield {
        kind: "inconclusive",
        reason: "lines of the log are missing or out of order: see market/sequence",
      };
    } else if (claim.ofMovements === true && inferred > 0) {
      const reason = `${inferred} movements have no log: they were taken from the contract's rules, and show nothing of it`;
      yield { kind: "inconclusive", reason };
    } else if ((claim.ofMovements === true || claim.ofEverything === true) && unknown > 0) {
      const reason = `${unknown} logs of the market's own contract are of kinds that nobody knows: any of them may be a payment or an end`;
      yield { kind: "inconclusive", reason };
    } else if (this.doubts[0] !== undefined) {
      const more = this.doubted === 1 ? "" : ` (and ${this.doubted - 1} more)`;
      yield { kind: "inconclusive", reason: this.doubts[0] + more };
    } else if (this.seen === 0 && !decided) yield { kind: "does not apply", reason: claim.nothing };
  }

  private keep(finding: FindingDraft): void {
    if (this.findings.length < MOST_FINDINGS) this.findings.push(finding);
    else this.unlisted++;
  }
}
