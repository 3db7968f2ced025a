/** Moments as reports write them. */
import type { DatedEvent } from "../../transcripts/announcement.js";

/** Unix seconds as RFC 3339 without fractions, UTC. */
export function utc(seconds: number): string {
  const date = new Date(1000 * seconds);
  // A file may name a round that is due when JavaScript's calendar has ended.
  if (Number.isNaN(date.getTime())) return `${seconds} s after 1970`;
  return date.toISOString().replace(".000Z", "Z");
}

/** The same for a result's JSON; null beyond the year 9999, which RFC 3339 cannot write. */
export function instantOf(seconds: number | null): string | null {
  return seconds === null || seconds < 0 || seconds > 253_402_300_799 ? null : utc(seconds);
}

/** Who stands for the time of an event. */
export function standing(event: DatedEvent | null): string {
  if (event === null || event.at === null) return "nobody";
  return event.datedBy ?? "self-asserted";
}

/** A moment with who stands for it. */
export function datedWords({ at, datedBy }: DatedEvent): string {
  const time = at === null ? "at a time that is not said" : utc(at);
  return `${time} (${datedBy === null ? "self-asserted" : `dated by ${datedBy}`})`;
}
