/**
 * The story of a beacon: one row an event, on one axis of time. What the value must not be known for stands left of
 * the dashed line, what needs it right of it.
 */
import { scaleUtc } from "d3-scale";
import type { TimelineEvent } from "../../findings/index.js";
import { compose, join, shorten, visible, type Shown } from "../text.js";
import { width } from "./sheet.js";

/** The words stand left of here, the axis right of it. */
const axis = { from: 300, to: 716 } as const;
const row = 34;
const top = 12;
/** Of the axis, left free at both ends. */
const margin = 0.06;
const longestWords = 44;

/** Where the axis begins and ends; null where no time is known. */
function domain(times: readonly number[]): readonly [Date, Date] | null {
  if (times.length === 0) return null;
  const [first, last] = [Math.min(...times), Math.max(...times)];
  // A minute where all is one moment.
  const room = Math.max((last - first) * margin, 30_000);
  return [new Date(first - room), new Date(last + room)];
}

const timeOf = ({ at }: TimelineEvent): number | null => (at === null ? null : Date.parse(at));

/** RFC 3339 as a reader wants it in a drawing. */
const written = (time: number): Shown =>
  visible(new Date(time).toISOString().slice(0, 19).replace("T", " ").concat(" UTC"));

/** The mark of an event: a lozenge for the value, a dot for what happens around it. */
function mark({ kind }: TimelineEvent, x: number, y: number): string {
  return kind === "value"
    ? `<path class="glyph beacon" d="M${x.toFixed(1)} ${y - 7}l7 7l-7 7l-7 -7z"/>`
    : `<path class="glyph unevaluated" d="M${(x - 4.5).toFixed(1)} ${y - 4.5}h9v9h-9z"/>`;
}

/**
 * The SVG of a timeline; null where no time is known. `escape` is the page's own escaping: labels are untrusted.
 * @param text `id` is unique in the page
 */
export function timeline(
  events: readonly TimelineEvent[],
  text: { readonly id: string; readonly title: Shown },
  escape: (text: string) => string,
): string | null {
  const range = domain(events.map(timeOf).filter((time) => time !== null));
  if (range === null) return null;
  const scale = scaleUtc([...range], [axis.from, axis.to]);
  const bottom = top + row * events.length;
  const value = events.find(({ kind, at }) => kind === "value" && at !== null);
  const limit = value === undefined ? null : scale(timeOf(value) ?? 0);

  const rows = events.map((event, index) => {
    const y = top + row * (index + 0.5);
    const time = timeOf(event);
    const when = time === null ? visible("at a time that is not known") : written(time);
    const words = (shown: Shown, at: number, css: string): string =>
      `<text ${css} x="0" y="${at}"><tspan>${escape(shorten(shown, longestWords))}</tspan></text>`;
    return (
      words(visible(event.label), y - 2, 'font-size="11"') +
      words(when, y + 11, 'class="aside" font-size="9"') +
      `<path class="thread" d="M${axis.from} ${y}H${axis.to}"/>` +
      (time === null ? "" : mark(event, scale(time), y))
    );
  });
  const spoken = join(
    events.map((event) => {
      const time = timeOf(event);
      return compose`${visible(event.label)}: ${time === null ? visible("not known") : written(time)}`;
    }),
    "; ",
  );
  const early =
    limit === null
      ? ""
      : `<rect class="early" x="${axis.from}" y="${top}" width="${(limit - axis.from).toFixed(1)}" height="${bottom - top}"/>`;
  const line = limit === null ? "" : `<path class="value" d="M${limit.toFixed(1)} ${top}V${bottom}"/>`;
  return (
    `<svg class="strip" viewBox="0 0 ${width} ${bottom + 24}" role="img" aria-labelledby="${text.id}-title ${text.id}-desc">` +
    `<title id="${text.id}-title">${escape(text.title)}</title><desc id="${text.id}-desc">${escape(spoken)}</desc>` +
    `${early}${rows.join("")}${line}${ticks(scale, bottom)}</svg>`
  );
}

const DAY = 86_400_000;

/** A few round times below the axis: days, or days and minutes where all happens within three days. */
function ticks(scale: ReturnType<typeof scaleUtc<number, number>>, y: number): string {
  const [first = new Date(0), last = first] = scale.domain();
  const length = last.getTime() - first.getTime() > 3 * DAY ? 10 : 16;
  return scale
    .ticks(3)
    .map((tick) => {
      const x = scale(tick).toFixed(1);
      const time = tick.toISOString().slice(0, length).replace("T", " ");
      return (
        `<path class="thread" d="M${x} ${y}v5"/>` +
        `<text class="aside" font-size="8.5" text-anchor="middle" x="${x}" y="${y + 16}">${time}</text>`
      );
    })
    .join("");
}
