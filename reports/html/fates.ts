/** The glyphs of what became of people's turns: one shape a fate, so that a matrix reads without colour. */
import type { Fate } from "../../findings/index.js";

export const fateClass: Readonly<Record<Fate, string>> = {
  "in the chain": "glyph pass",
  "in the chain by a second turn": "glyph beacon",
  "beside the chain": "glyph hollow fail",
  "began again from the start": "glyph fail",
  "not in any key": "glyph hollow inconclusive",
  "timed out": "glyph hollow unevaluated",
  "ended or never begun": "glyph hollow unevaluated",
};

const short = (length: number): string => String(Math.round(length * 10) / 10);

/** The outline of a fate's glyph centred on x, y in a cell of the given side. */
export function fateOutline(fate: Fate, x: number, y: number, side: number): string {
  const at = (dx: number, dy: number): string => `M${short(x + dx * side)} ${short(y + dy * side)}`;
  const l = (dx: number, dy: number): string => `l${short(dx * side)} ${short(dy * side)}`;
  switch (fate) {
    case "in the chain":
      return `${at(-0.34, -0.34)}${l(0.68, 0)}${l(0, 0.68)}${l(-0.68, 0)}z`;
    case "in the chain by a second turn":
      return `${at(0, -0.5)}${l(0.5, 0.5)}${l(-0.5, 0.5)}${l(-0.5, -0.5)}z`;
    case "beside the chain":
      return `${at(-0.36, -0.36)}${l(0.72, 0.72)}m0 ${short(-0.72 * side)}${l(-0.72, 0.72)}`;
    case "began again from the start":
      return `${at(0, -0.45)}${l(0.45, 0.8)}${l(-0.9, 0)}z`;
    case "not in any key":
      return `${at(-0.34, -0.34)}${l(0.68, 0)}${l(0, 0.68)}${l(-0.68, 0)}z`;
    case "timed out":
      return `${at(-0.36, 0)}a${short(side * 0.36)} ${short(side * 0.36)} 0 1 0 ${short(side * 0.72)} 0a${short(side * 0.36)} ${short(side * 0.36)} 0 1 0 ${short(-side * 0.72)} 0z`;
    case "ended or never begun":
      return `${at(-0.36, 0)}${l(0.72, 0)}`;
  }
}

/** The glyph alone, for a key. */
export const fateGlyph = (fate: Fate): string =>
  `<svg viewBox="-8 -8 16 16" aria-hidden="true" focusable="false">` +
  `<path class="${fateClass[fate]} lone" d="${fateOutline(fate, 0, 0, 14)}"/></svg>`;
