/** How often each case was reached: bars that lie beside their labels, or stand where there are many. */
import { scaleLinear } from "d3-scale";
import type { HistogramExhibit } from "../../findings/index.js";
import { grouped, plural } from "../format.js";
import { isByChance, isMissed, isOutside, totalOf, type Bar } from "../histogram.js";
import { compose, join, shorten, visible, type Shown } from "../text.js";
import { nameWidth, width } from "./sheet.js";

/** More bars than these stand, and only some are labelled. */
const mostLying = 24;
const right = 680;
const row = 18;
/** Height of the field in which bars stand. */
const field = 120;
/** Numbers of bars that can be read below a field. */
const mostLabels = 12;
const longestLabel = 26;

/** A bar that has lines over it is paler than they are. */
const css = (bar: Bar): string =>
  isMissed(bar) ? "glyph fail" : `glyph unevaluated${bar.byChance === undefined ? "" : " pale"}`;

/** The shortest bar that is seen; a case that was never reached has none. */
const shortest = 1.5;

/** The longest that a bar, or what chance gives for it, is. */
const reachOf = ({ count, byChance }: Bar): number => Math.max(count, byChance?.to ?? 0);

const lengthOf = (bars: readonly Bar[], room: number): ((count: number) => number) => {
  const scale = scaleLinear([0, Math.max(1, ...bars.map(reachOf))], [0, room]);
  return (count) => (count === 0 ? 0 : Math.max(shortest, scale(count)));
};

/** What chance gives: a line over the bar from the one bound to the other, with a longer stroke at the expectation. */
function chanceBeside({ byChance }: Bar, length: (count: number) => number, y: number): string {
  if (byChance === undefined) return "";
  const [from, mean, to] = [byChance.from, byChance.mean, byChance.to].map((count) =>
    (nameWidth + length(count)).toFixed(1),
  );
  return (
    `<path class="chance" d="M${from} ${y + 9.5}H${to}M${from} ${y + 6.5}v6M${to} ${y + 6.5}v6"/>` +
    `<path class="chance mean" d="M${mean} ${y + 2}v15"/>`
  );
}

/** The same over a bar that stands. */
function chanceAbove(
  { byChance }: Bar,
  length: (count: number) => number,
  x: number,
  breadth: number,
): string {
  if (byChance === undefined) return "";
  const [from, mean, to] = [byChance.from, byChance.mean, byChance.to].map((count) =>
    (field - length(count)).toFixed(1),
  );
  const middle = (x + breadth / 2).toFixed(2);
  return (
    `<path class="chance" d="M${middle} ${from}V${to}"/>` +
    `<path class="chance mean" d="M${x.toFixed(2)} ${mean}h${breadth.toFixed(2)}"/>`
  );
}

/** "12 of 20", "12, by chance 5 to 20", "12". */
function countText(bar: Bar): Shown {
  if (isMissed(bar)) return compose`${grouped(bar.count)} of ${grouped(bar.expected ?? 1)}`;
  if (bar.byChance === undefined) return grouped(bar.count);
  return compose`${grouped(bar.count)}, by chance ${rangeText(bar.byChance)}`;
}

const rangeText = ({ from, to }: NonNullable<Bar["byChance"]>): Shown =>
  compose`${grouped(from)} to ${grouped(to)}`;

function lying(bars: readonly Bar[], escape: (text: string) => string): string[] {
  // What stands beside a bar of chance is longer.
  const length = lengthOf(bars, (isByChance(bars) ? right - 130 : right) - nameWidth);
  return bars.map((bar, i) => {
    const y = i * row;
    const drawn = length(bar.count);
    const name = escape(shorten(visible(bar.label), longestLabel));
    const end = Math.max(drawn, length(reachOf(bar)));
    return (
      `<text font-size="10.5" text-anchor="end" x="${nameWidth - 8}" y="${y + 13}"><tspan>${name}</tspan></text>` +
      `<path class="${css(bar)}" d="M${nameWidth} ${y + 4}h${drawn.toFixed(1)}v11h${(-drawn).toFixed(1)}z"/>${chanceBeside(bar, length, y)}` +
      `<text class="aside" font-size="10.5" x="${(nameWidth + end + 6).toFixed(1)}" y="${y + 13}">${countText(bar)}</text>`
    );
  });
}

function standing(bars: readonly Bar[], escape: (text: string) => string): string[] {
  const length = lengthOf(bars, field);
  const pitch = (width - 2) / bars.length;
  const every = Math.ceil(bars.length / mostLabels);
  const drawn = bars.map((bar, i) => {
    const x = 1 + i * pitch;
    const wide = Math.max(pitch * 0.78, 0.5);
    const breadth = wide.toFixed(2);
    const foot = isMissed(bar)
      ? `<path class="glyph fail" d="M${x.toFixed(2)} ${field + 3}h${breadth}v4h-${breadth}z"/>`
      : "";
    const height = length(bar.count).toFixed(1);
    const column = `<path class="${css(bar)}" d="M${x.toFixed(2)} ${field}v-${height}h${breadth}v${height}z"/>${chanceAbove(bar, length, x, wide)}`;
    const label = escape(shorten(visible(bar.label), 10));
    const text =
      i % every === 0
        ? `<text class="aside" font-size="9" x="${x.toFixed(1)}" y="${field + 18}"><tspan>${label}</tspan></text>`
        : "";
    return column + foot + text;
  });
  const most = Math.max(...bars.map(reachOf));
  const top = `<text class="aside" font-size="9" x="1" y="9">${grouped(most)}</text>`;
  return [`<path class="thread" d="M0 ${field + 0.5}H${width}"/>`, ...drawn, top];
}

function drawing(
  { title, bars }: HistogramExhibit,
  id: string,
  description: Shown,
  escape: (text: string) => string,
): string {
  const lies = bars.length <= mostLying;
  const height = lies ? bars.length * row + 4 : field + 24;
  return (
    `<svg class="strip" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">` +
    `<title id="${id}-title">${escape(visible(title))}</title><desc id="${id}-desc">${escape(description)}</desc>` +
    `${(lies ? lying(bars, escape) : standing(bars, escape)).join("")}</svg>`
  );
}

/** Names that are given beside the drawing; the table has them all. */
const mostNamed = 8;

function namesOf(bars: readonly Bar[]): Shown {
  const names = join(
    bars.slice(0, mostNamed).map(({ label }) => visible(label)),
    ", ",
  );
  const more = bars.length - mostNamed;
  return compose`${names}${visible(more > 0 ? ` and ${more} more` : "")}`;
}

/** The drawing, what was missed or lies outside of what chance gives, and every count. */
export function histogramView(exhibit: HistogramExhibit, index: number, escape: (text: string) => string) {
  const { bars, counted } = exhibit;
  const missed = bars.filter(isMissed);
  const outside = bars.filter(isOutside);
  const size = compose`${visible(counted)}: ${grouped(totalOf(bars))} in ${plural(bars.length, "case")}`;
  return {
    size,
    drawing: bars.length === 0 ? null : drawing(exhibit, `histogram-${index + 1}`, size, escape),
    missed:
      missed.length === 0
        ? null
        : compose`${plural(missed.length, "case")} less often than meant: ${namesOf(missed)}.`,
    chance: isByChance(bars)
      ? compose`Each line is where chance alone leaves a count in 99 of 100 histories, its stroke the expectation. Outside: ${
          outside.length === 0 ? visible("none") : namesOf(outside)
        }. Of a hundred counts about one is, by chance.`
      : null,
    count: plural(bars.length, "count"),
    rows: bars.map((bar) => ({
      label: visible(bar.label),
      count: grouped(bar.count),
      expected: bar.expected === undefined ? null : grouped(bar.expected),
      mean: bar.byChance === undefined ? null : visible(bar.byChance.mean.toFixed(1)),
      range: bar.byChance === undefined ? null : rangeText(bar.byChance),
    })),
  };
}
