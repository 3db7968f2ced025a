/** Snapshots of weights that a log published: the latest few, by their digests. */
import type { EventOf } from "../../../transcripts/market/events.js";
import type { MarketLine } from "../../../transcripts/market/read.js";
import { at } from "../claim.js";
import type { Place } from "../replay/task.js";
import { electorateOf, snapshotDigest, type Electorate } from "./algorithms.js";

export interface Snapshot {
  readonly place: Place;
  readonly electorate: Electorate;
  /** SHA-256, hex. */
  readonly digest: string;
}

/** Older snapshots cannot be named any more. */
const MOST_KEPT = 16;

/** Several checks look at the same event. */
const read = new WeakMap<EventOf<"rep.snapshot">, Snapshot>();

function snapshotOf(line: MarketLine<EventOf<"rep.snapshot">>): Snapshot {
  const electorate = electorateOf(line.event.weights);
  return { place: at(line), electorate, digest: snapshotDigest(electorate) };
}

export class Snapshots {
  private readonly kept: Snapshot[] = [];

  add(line: MarketLine<EventOf<"rep.snapshot">>): Snapshot {
    const snapshot = read.get(line.event) ?? snapshotOf(line);
    read.set(line.event, snapshot);
    this.kept.push(snapshot);
    if (this.kept.length > MOST_KEPT) this.kept.shift();
    return snapshot;
  }

  get latest(): Snapshot | null {
    return this.kept.at(-1) ?? null;
  }

  /** The snapshot that a selection names, the earliest of its digest; or the latest, where it names none. */
  named(digest: string | undefined): Snapshot | null {
    if (digest === undefined) return this.latest;
    return this.kept.find((one) => one.digest === digest) ?? null;
  }
}
