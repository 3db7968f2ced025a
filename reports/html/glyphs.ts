/** The glyphs of a contribution chain: one shape a kind, so that a strip reads without colour. */
import type { ChainLink } from "../../findings/index.js";

export const glyphKinds = ["contribution", "beacon", "fail", "unevaluated"] as const;
export type GlyphKind = (typeof glyphKinds)[number];

/** A failure hides that a link is a beacon: what failed matters more than what it would have been. */
export function glyphOf({ outcome, kind }: ChainLink): GlyphKind {
  if (outcome === "fail") return "fail";
  return outcome === "not evaluated" ? "unevaluated" : kind;
}

/** What the key below a strip says of one link, and of several, with this glyph. */
export const glyphWords: Readonly<Record<GlyphKind, readonly [one: string, many: string]>> = {
  contribution: ["contribution verified", "contributions verified"],
  beacon: ["beacon verified", "beacons verified"],
  fail: ["failed", "failed"],
  unevaluated: ["not evaluated", "not evaluated"],
};

export const glyphClass: Readonly<Record<GlyphKind, string>> = {
  contribution: "glyph pass",
  beacon: "glyph beacon",
  fail: "glyph hollow fail",
  unevaluated: "glyph hollow unevaluated",
};

const short = (length: number): string => String(Math.round(length * 10) / 10);

/** The outline of a glyph centred on x, y in a cell of the given side: an absolute start, then relative moves. */
export function outline(kind: GlyphKind, x: number, y: number, side: number): string {
  const from = (half: number, rest: string) => `M${short(x - half)} ${short(y - half)}${rest}`;
  const square = (half: number) => {
    const edge = short(2 * half);
    return from(half, `h${edge}v${edge}h-${edge}z`);
  };
  switch (kind) {
    case "contribution":
      return square(side * 0.34);
    case "unevaluated":
      return square(side * 0.28);
    case "beacon": {
      const reach = short(side * 0.52);
      return `M${short(x)} ${short(y - side * 0.52)}l${reach} ${reach}l-${reach} ${reach}l-${reach} -${reach}z`;
    }
    case "fail": {
      const edge = short(side * 0.8);
      return from(side * 0.4, `l${edge} ${edge}m0 -${edge}l-${edge} ${edge}`);
    }
  }
}

/** The glyph alone, for the key below a strip. */
export const glyph = (kind: GlyphKind): string =>
  `<svg viewBox="-8 -8 16 16" aria-hidden="true" focusable="false">` +
  `<path class="${glyphClass[kind]} lone" d="${outline(kind, 0, 0, 14)}"/></svg>`;
