/** Moments as reports write them. */
import type { DatedEvent } from "../../transcripts/announcement.js";

/** Unix seconds as RFC 3339 without fractions, UTC. */
export function utc(seconds: number): string {
  const date = new Date(1000 * seconds);
  // A file may name a round that is due when JavaScript's calendar has ended.
  if (Number.isNaN(date.getTime())) return `${seconds} s after 1970`;
  return date.toISOString().replace(".000Z", "Z");
}

/** A moment with who stands for it. */
export function datedWords({ at, datedBy }: DatedEvent): string {
  const time = at === null ? "at a time that is not said" : utc(at);
  return `${time} (${datedBy === null ? "self-asserted" : `dated by ${datedBy}`})`;
}
