/** Exhibits as the page shows them. */
import type { ChainExhibit, ChainLink, Exhibit, TimelineExhibit } from "../../findings/index.js";
import { byteRanges, grouped, hashLines, instant, listed, plural } from "../format.js";
import { compose, join, visible, type Shown } from "../text.js";
import { glyph, glyphKinds, glyphOf, glyphWords, type GlyphKind } from "./glyphs.js";
import { outcomeClass } from "./marks.js";
import { branchesView } from "./branches.js";
import { histogramView } from "./histogram.js";
import { matrixView } from "./matrix.js";
import { ladderView } from "./ladder.js";
import { linkLabel, strip } from "./strip.js";
import { timeline } from "./timeline.js";

/** Longer tables of links start folded. */
const longestOpen = 200;
/** How many numbers of beacons or failures are named beside the strip; the table marks them all. */
const mostNamed = 12;

const numbersOf = (links: readonly ChainLink[], kind: GlyphKind): readonly number[] =>
  links.filter((link) => glyphOf(link) === kind).map(({ number }) => number);

/** The key below the strip: what each glyph is, how many there are, and which, but for the ordinary ones. */
const keyOf = (links: readonly ChainLink[]) =>
  glyphKinds
    .map((kind) => ({ kind, numbers: numbersOf(links, kind) }))
    .filter(({ numbers }) => numbers.length > 0)
    .map(({ kind, numbers }) => ({
      glyph: glyph(kind),
      words: plural(numbers.length, ...glyphWords[kind]),
      which:
        kind === "contribution"
          ? null
          : compose`${visible(numbers.length === 1 ? "link" : "links")} ${listed(numbers, mostNamed)}`,
    }));

const linkRow = ({ number, name, kind, hash, outcome, beacon }: ChainLink) => ({
  number: grouped(number),
  name: name === null || name === "" ? null : visible(name),
  isBeacon: kind === "beacon",
  beacon:
    beacon === undefined
      ? null
      : { value: visible(beacon.value), exponent: grouped(beacon.iterationsExponent) },
  css: outcomeClass[outcome],
  outcome,
  hash: join(hashLines(hash), "\n"),
});

function chainView(chain: ChainExhibit, index: number, escape: (text: string) => string) {
  const { links, phase } = chain;
  const [first] = links;
  const last = links.at(-1);
  const key = keyOf(links);
  const spoken: readonly Shown[] = key.map(({ words, which }) =>
    which === null ? words : compose`${words}: ${which}`,
  );
  return {
    count: plural(links.length, "link"),
    phase,
    file: visible(chain.file),
    hashName: phase === 1 ? "Response hash" : "Contribution hash",
    strip:
      first === undefined || last === undefined
        ? null
        : strip(
            links,
            {
              id: `chain-${index + 1}`,
              title: visible(chain.title),
              description: compose`${plural(links.length, "link")}, oldest first. ${join(spoken, "; ")}.`,
              first: linkLabel(first),
              last: linkLabel(last),
            },
            escape,
          ),
    key,
    folded: links.length > longestOpen,
    links: links.map(linkRow),
  };
}

function timelineView({ title, events }: TimelineExhibit, index: number, escape: (text: string) => string) {
  return {
    drawing: timeline(events, { id: `timeline-${index + 1}`, title: visible(title) }, escape),
    events: events.map(({ label, at, datedBy }) => ({
      label: visible(label),
      time: at === null ? null : instant(at),
      datedBy: visible(datedBy),
    })),
  };
}

/** The title, the id of its heading, and one of the kinds; the others are null. */
export const exhibitView = (exhibit: Exhibit, index: number, escape: (text: string) => string) => ({
  id: `exhibit-${index + 1}`,
  title: visible(exhibit.title),
  chain: exhibit.kind === "chain" ? chainView(exhibit, index, escape) : null,
  timeline: exhibit.kind === "timeline" ? timelineView(exhibit, index, escape) : null,
  matrix: exhibit.kind === "matrix" ? matrixView(exhibit, index, escape) : null,
  branches: exhibit.kind === "branches" ? branchesView(exhibit, index, escape) : null,
  ladder: exhibit.kind === "ladder" ? ladderView(exhibit, index, escape) : null,
  histogram: exhibit.kind === "histogram" ? histogramView(exhibit, index, escape) : null,
  facts:
    exhibit.kind === "facts"
      ? exhibit.rows.map(({ label, value }) => ({ label: visible(label), value: visible(value) }))
      : null,
  unbound:
    exhibit.kind === "unbound"
      ? {
          // The title names the file where there is only one.
          severalFiles: new Set(exhibit.rows.map(({ file }) => file)).size > 1,
          rows: exhibit.rows.map(({ file, what, why, ranges }) => ({
            file: visible(file),
            what: visible(what),
            why: visible(why),
            where: byteRanges(ranges),
          })),
        }
      : null,
});
