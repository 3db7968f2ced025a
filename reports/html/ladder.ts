/**
 * What happened to one task: a line down for each party, a rung for each event, an arrow where money moves. What a
 * finding names is marked by shape as well as by colour.
 */
import type { LadderExhibit } from "../../findings/index.js";
import { instant, plural } from "../format.js";
import { compose, join, shorten, visible, type Shown } from "../text.js";
import { outline } from "./glyphs.js";
import { width } from "./sheet.js";

/** The times stand left of here, the labels right of `to`. */
const lanes = { from: 150, to: 500 } as const;
const row = 22;
const top = 30;
const longestLabel = 40;
const longestParty = 24;

type Rung = LadderExhibit["rungs"][number];

const x = (party: number, parties: number): number =>
  parties < 2 ? lanes.from : lanes.from + ((lanes.to - lanes.from) * party) / (parties - 1);

/** "22:13:20" beside the day where it changes. */
const written = (at: string, before: string | undefined): string => {
  const [day = "", time = ""] = new Date(at).toISOString().slice(0, 19).split("T");
  return before?.slice(0, 10) === at.slice(0, 10) ? time : `${day} ${time}`;
};

/** An arrow between two parties, or a mark on one. */
function rungDrawn({ from, to, blamed }: Rung, y: number, parties: number): string {
  const start = x(from, parties);
  const css = blamed ? "glyph hollow fail" : "glyph hollow unevaluated";
  if (to === null || to === from) {
    return `<path class="${css}" d="${outline(blamed ? "fail" : "unevaluated", start, y, 11)}"/>`;
  }
  const end = x(to, parties);
  const back = end > start ? -5 : 5;
  const cross = blamed ? `<path class="${css}" d="${outline("fail", (start + end) / 2, y, 9)}"/>` : "";
  return (
    `<path class="${css}" d="M${start.toFixed(1)} ${y}H${end.toFixed(1)}` +
    `M${(end + back).toFixed(1)} ${y - 3.5}L${end.toFixed(1)} ${y}L${(end + back).toFixed(1)} ${y + 3.5}"/>${cross}`
  );
}

/** A dashed line between what is before a limit and what is after it. */
const limitDrawn = (y: number): string =>
  `<path class="value" d="M${lanes.from - 12} ${y}H${lanes.to + 12}"/>`;

type Limit = LadderExhibit["limits"][number];

/** Rungs in their order, and each limit after the last rung that is not later. */
function inOrder({ rungs, limits }: LadderExhibit): readonly (Rung | Limit)[] {
  const rows: (Rung | Limit)[] = [];
  const left = limits.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  for (const rung of rungs) {
    while (left[0] !== undefined && Date.parse(left[0].at) < Date.parse(rung.at))
      rows.push(...left.splice(0, 1));
    rows.push(rung);
  }
  return [...rows, ...left];
}

function drawing(exhibit: LadderExhibit, id: string, escape: (text: string) => string): string {
  const { title, parties, rungs } = exhibit;
  const rows = inOrder(exhibit);
  const bottom = top + row * rows.length;
  const heads = parties.map((party, i) => {
    const at = x(i, parties.length).toFixed(1);
    return (
      `<text font-size="9.5" text-anchor="middle" x="${at}" y="${i % 2 === 0 ? 10 : 22}"><tspan>${escape(shorten(visible(party), longestParty))}</tspan></text>` +
      `<path class="thread" d="M${at} ${top - 4}V${bottom}"/>`
    );
  });
  const drawn = rows.map((one, i) => {
    const y = top + row * (i + 0.5);
    const css = "blamed" in one && one.blamed ? "" : ' class="aside"';
    return (
      `<text class="aside" font-size="9" x="0" y="${y + 3}">${written(one.at, rows[i - 1]?.at)}</text>` +
      ("from" in one ? rungDrawn(one, y, parties.length) : limitDrawn(y)) +
      `<text${css} font-size="9.5" x="${lanes.to + 16}" y="${y + 3}"><tspan>${escape(shorten(visible(one.label), longestLabel))}</tspan></text>`
    );
  });
  return (
    `<svg class="strip" viewBox="0 0 ${width} ${bottom + 8}" role="img" aria-labelledby="${id}-title ${id}-desc">` +
    `<title id="${id}-title">${escape(visible(title))}</title><desc id="${id}-desc">${escape(spoken(rungs, parties))}</desc>` +
    `${heads.join("")}${drawn.join("")}</svg>`
  );
}

const spoken = (rungs: readonly Rung[], parties: readonly string[]): Shown =>
  join(
    rungs.map(({ label, from, to }) => {
      const receiver = to === null ? compose`` : compose` to ${visible(parties[to] ?? "")}`;
      return compose`${visible(label)}, by ${visible(parties[from] ?? "")}${receiver}`;
    }),
    "; ",
  );

export function ladderView(exhibit: LadderExhibit, index: number, escape: (text: string) => string) {
  const { rungs, parties } = exhibit;
  return {
    drawing: drawing(exhibit, `ladder-${index + 1}`, escape),
    count: plural(rungs.length, "event"),
    rungs: rungs.map(({ at, label, from, to, blamed }) => ({
      time: instant(at),
      label: visible(label),
      from: visible(parties[from] ?? ""),
      to: to === null ? null : visible(parties[to] ?? ""),
      blamed,
    })),
  };
}
