/**
 * The drawing of a contribution chain: glyphs in rows, oldest first, like a punched card. The glyphs of one kind
 * share one path, so that 5,000 links are a hundred kilobytes and four shapes to paint.
 */
import type { ChainLink } from "../../findings/index.js";
import { grouped } from "../format.js";
import { compose, shorten, visible, type Shown } from "../text.js";
import { glyphClass, glyphKinds, glyphOf, outline, type GlyphKind } from "./glyphs.js";
import { width } from "./sheet.js";

/** Bigger glyphs, further apart, for shorter chains. `pitch` is from the centre of a glyph to that of the next. */
const grids = [
  { upTo: 20, columns: 20, side: 19, pitch: 32 },
  { upTo: 200, columns: 50, side: 12.6, pitch: 12.6 },
  { upTo: Infinity, columns: 100, side: 6.2, pitch: 6.2 },
] as const;

const gutter = 46;
const label = 20;

/** Where the link at an index stands. After ten links comes a gap, so that one can be found by counting. */
function layout(count: number) {
  const grid = grids.find(({ upTo }) => count <= upTo) ?? grids[2];
  const { columns, side, pitch } = grid;
  const x = (column: number): number => gutter + side / 2 + (column + Math.floor(column / 10) * 0.7) * pitch;
  const y = (row: number): number => label + (row + 0.5) * side * 1.5;
  const rows = Math.max(Math.ceil(count / columns), 1);
  return {
    columns,
    rows,
    side,
    height: Math.ceil(label + rows * side * 1.5 + label),
    at: (index: number) => ({ x: x(index % columns), y: y(Math.floor(index / columns)) }),
    /** Columns filled in a row. */
    filled: (row: number) => Math.min(columns, count - row * columns),
  };
}
type Layout = ReturnType<typeof layout>;

function glyphPaths(links: readonly ChainLink[], { at, side }: Layout): string {
  const drawn: Record<GlyphKind, string[]> = { contribution: [], unevaluated: [], beacon: [], fail: [] };
  links.forEach((link, index) => {
    const { x, y } = at(index);
    const kind = glyphOf(link);
    drawn[kind].push(outline(kind, x, y, side));
  });
  return glyphKinds
    .filter((kind) => drawn[kind].length > 0)
    .map((kind) => `<path class="${glyphClass[kind]}" d="${drawn[kind].join("")}"/>`)
    .join("");
}

/** The thread that the links of a row hang on. */
function threads({ rows, columns, at, filled }: Layout): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const first = at(row * columns);
    return `M${first.x.toFixed(1)} ${first.y.toFixed(1)}H${at(row * columns + filled(row) - 1).x.toFixed(1)}`;
  });
  return `<path class="thread" d="${lines.join("")}"/>`;
}

/** The number of the first link of each row, as many as can be read beside each other. */
function rowNumbers(links: readonly ChainLink[], { rows, columns, side, at }: Layout): string {
  const every = Math.max(1, Math.ceil(12 / (side * 1.5)));
  return Array.from({ length: Math.ceil(rows / every) }, (_, step) => step * every * columns)
    .map((index) => {
      const { y } = at(index);
      const number = grouped(links[index]?.number ?? index + 1);
      return `<text class="aside" font-size="8.5" text-anchor="end" x="${gutter - 8}" y="${(y + 3).toFixed(1)}">${number}</text>`;
    })
    .join("");
}

/** What is said of a strip in words. */
export interface StripText {
  /** Unique in the page. */
  readonly id: string;
  readonly title: Shown;
  readonly description: Shown;
  readonly first: Shown;
  readonly last: Shown;
}

/** The SVG of a chain with at least one link. `escape` is the page's own escaping: names are untrusted. */
export function strip(
  links: readonly ChainLink[],
  text: StripText,
  escape: (text: string) => string,
): string {
  const plan = layout(links.length);
  const end = plan.at(links.length - 1);
  const atRight = end.x > width / 2;
  const caption = (shown: Shown, x: number, y: number, anchor: "start" | "end"): string =>
    `<text font-size="10.5" text-anchor="${anchor}" x="${x.toFixed(1)}" y="${y}"><tspan>${escape(shown)}</tspan></text>`;
  const last =
    links.length > 1
      ? caption(
          text.last,
          end.x + (plan.side / 2) * (atRight ? 1 : -1),
          plan.height - 6,
          atRight ? "end" : "start",
        )
      : "";
  return (
    `<svg class="strip" viewBox="0 0 ${width} ${plan.height}" role="img" aria-labelledby="${text.id}-title ${text.id}-desc">` +
    `<title id="${text.id}-title">${escape(text.title)}</title><desc id="${text.id}-desc">${escape(text.description)}</desc>` +
    threads(plan) +
    glyphPaths(links, plan) +
    rowNumbers(links, plan) +
    caption(text.first, gutter, 14, "start") +
    `${last}</svg>`
  );
}

/** "17 zoë", or "1,288 beacon" where the format has no name. */
export const linkLabel = ({ number, name, kind }: ChainLink): Shown =>
  compose`${grouped(number)} · ${shorten(visible(name === null || name === "" ? kind : name), 48)}`;
