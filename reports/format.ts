/** Numbers, times and hashes as a reader wants them; the same in every report, in every locale. */
import type { CheckResult, Evidence, Suppression } from "../findings/index.js";
import { compose, join, visible, type Shown } from "./text.js";

/** 1234567 → "1,234,567". Whole numbers without Intl, whose first use takes longer than all else in a short report. */
export const grouped = (number: number): Shown =>
  visible(
    Number.isSafeInteger(number)
      ? String(number).replaceAll(/\B(?=(\d{3})+$)/g, ",")
      : number.toLocaleString("en-US"),
  );

/** "1 check", "25 checks". */
export const plural = (count: number, one: string, many = `${one}s`): Shown =>
  compose`${grouped(count)} ${visible(count === 1 ? one : many)}`;

const units = ["kB", "MB", "GB", "TB"];

/** 9437184 → "9,437,184 bytes (9.4 MB)". Decimal units: the exact count is beside them. */
export function bytes(count: number): Shown {
  const power = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), units.length);
  const unit = units[power - 1];
  const exact = plural(count, "byte");
  return unit === undefined
    ? exact
    : compose`${exact} (${visible(`${(count / 1000 ** power).toFixed(1)} ${unit}`)})`;
}

/** A byte range in the tool's own convention, end exclusive, with its length; one that is empty is a place. */
export const byteRange = ({ start, end }: { readonly start: number; readonly end: number }): Shown =>
  start === end
    ? compose`from ${grouped(start)} on`
    : compose`${grouped(start)} to ${grouped(end)}, end exclusive (${plural(end - start, "byte")})`;

/** "1,234 bytes in 56 places, the first at 78,901". */
export function byteRanges(ranges: readonly { readonly start: number; readonly end: number }[]): Shown {
  const [first] = ranges;
  const total = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  if (first === undefined) return visible("none");
  return compose`${plural(total, "byte")} in ${plural(ranges.length, "place")}, the first at ${grouped(first.start)}`;
}

/** 252.7 → "4 min 13 s"; under ten seconds with one decimal. */
export function duration(seconds: number): Shown {
  if (seconds < 9.95) return visible(`${seconds.toFixed(1)} s`);
  const whole = Math.round(seconds);
  const parts = [
    { count: Math.floor(whole / 3600), unit: "h" },
    { count: Math.floor(whole / 60) % 60, unit: "min" },
    { count: whole % 60, unit: "s" },
  ];
  return join(
    parts
      .filter(({ count }) => count > 0)
      .map(({ count, unit }) => compose`${grouped(count)} ${visible(unit)}`),
    " ",
  );
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** RFC 3339 → "4 May 2026 at 12:03:17 UTC"; a text that is no date is shown as it is. */
export function instant(rfc3339: string): Shown {
  const time = new Date(rfc3339);
  if (Number.isNaN(time.getTime())) return visible(rfc3339);
  const day = `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()}`;
  return visible(`${day} at ${time.toISOString().slice(11, 19)} UTC`);
}

/** Hex in groups of eight digits; a text that is not hex stays whole. */
export const hexGroups = (hex: string): readonly Shown[] =>
  /^[0-9a-f]+$/i.test(hex) ? (hex.match(/.{1,8}/g) ?? []).map(visible) : [visible(hex)];

/** A hash as participants saw it when they contributed: lines of four groups of eight hex digits. */
export function hashLines(hash: string): readonly Shown[] {
  const groups = hexGroups(hash);
  return Array.from({ length: Math.ceil(groups.length / 4) }, (_, line) =>
    join(groups.slice(4 * line, 4 * line + 4), " "),
  );
}

/** Up to `most` numbers, then how many are left: "17, 403 and 12 more". */
export function listed(numbers: readonly number[], most: number): Shown {
  const left = numbers.length - most;
  const named = join(numbers.slice(0, most).map(grouped), ", ");
  return left > 0 ? compose`${named} and ${grouped(left)} more` : named;
}

/** A file, with the line as compilers write it, so that editors and terminals find the place. */
export const fileAndLine = ({ file, line }: Evidence): Shown =>
  visible(line === undefined ? file : `${file}:${line}`);

/** "zkey/transcript of 1_2", or the id alone where a run has one subject. */
export const named = ({ id, subject }: Pick<CheckResult, "id" | "subject">): Shown =>
  subject === undefined ? visible(id) : compose`${visible(id)} of ${visible(subject)}`;

/** "accepted until 2027-01-31: a test network". */
export const accepted = ({ reason, until }: Suppression): Shown =>
  compose`accepted until ${visible(until)}: ${visible(reason)}`;
