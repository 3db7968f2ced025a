/** The style sheet of a report: one column, system fonts, three media. */
import { dark, light, properties } from "./palette.js";

const base = /* CSS */ `
*, *::before { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; font-kerning: normal; text-rendering: optimizeLegibility;
}
header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 3rem; }
main > section { margin-top: 4.5rem; }
h1, h2, h3, h4 { line-height: 1.25; font-weight: 640; letter-spacing: -0.011em; text-wrap: balance; margin: 0; }
h1 { font-size: .95rem; letter-spacing: 0; color: var(--muted); font-weight: 500; }
h1 b { color: var(--ink); font-weight: 680; }
h2 { font-size: 1.55rem; margin-bottom: .4rem; }
h3 { font-size: 1.1rem; }
p { margin: .5rem 0; text-wrap: pretty; max-width: 46rem; }
a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: 1px; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; }
code { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .86em; font-variant-ligatures: none; }
h1, h2, h3, h4, code, bdi, td, dt, dd { overflow-wrap: anywhere; }
.muted, .lead { color: var(--muted); }
.lead { margin: 0 0 1.5rem; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--page); padding: .5rem; }
svg { display: block; }
.icon { width: 1em; height: 1em; display: inline-block; vertical-align: -.12em; fill: none; stroke: currentColor; stroke-width: 2.1; stroke-linecap: round; stroke-linejoin: round; flex: none; }
.pass { color: var(--pass); } .fail { color: var(--fail); }
.inconclusive { color: var(--inconclusive); } .unevaluated { color: var(--unevaluated); }
sup { line-height: 0; }
.word { font-weight: 620; white-space: nowrap; }
`;

const verdict = /* CSS */ `
.verdict { display: grid; grid-template-columns: auto 1fr; gap: .2rem 1.75rem; align-items: center; margin: 2rem 0 0; }
.seal { width: 6.5rem; height: 6.5rem; fill: none; stroke: currentColor; stroke-linejoin: round; stroke-linecap: round; }
.verdict h2 { font-size: 2.6rem; letter-spacing: -.025em; margin: 0; line-height: 1.1; }
.verdict p { font-size: 1.3rem; line-height: 1.42; margin: .5rem 0 0; letter-spacing: -.006em; }
.bar { width: 100%; height: .5rem; margin: 2.25rem 0 1rem; fill: currentColor; }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1rem; list-style: none; margin: 0; padding: 0; }
.counts b { display: block; font-size: 1.9rem; font-weight: 600; line-height: 1.15; letter-spacing: -.02em; color: var(--ink); }
.counts .zero b { color: var(--muted); font-weight: 400; }
.unlooked { margin-top: 1.75rem; padding: .85rem 1.15rem; border-left: 3px solid currentColor; background: var(--raised); }
.unlooked > * { color: var(--ink); max-width: none; margin: 0; } .unlooked ul { padding-left: 1.2rem; }
nav { margin-top: 2.25rem; border-block: 1px solid var(--rule); padding: .6rem 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .1rem 1.5rem; list-style: none; margin: 0; padding: 0; font-size: .92rem; }
nav a { text-decoration: none; } nav a:hover { text-decoration: underline; }
`;

const blocks = /* CSS */ `
dl { display: grid; grid-template-columns: minmax(7.5rem, max-content) minmax(0, 1fr); gap: .45rem 1.5rem; margin: .75rem 0; }
dt { color: var(--muted); font-size: .92rem; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 0; font-size: .92rem; }
caption { text-align: left; color: var(--muted); padding-bottom: .4rem; overflow-wrap: anywhere; } caption b { color: var(--ink); font-weight: 620; margin-right: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--rule); }
thead th { color: var(--muted); font-weight: 500; font-size: .85rem; border-bottom-color: var(--muted); white-space: nowrap; }
tbody th { font-weight: 500; }
tr > :last-child { padding-right: 0; }
.rowed tbody th { color: var(--muted); font-weight: 400; width: 12rem; }
.scroll { overflow-x: auto; }
.hash { white-space: pre; line-height: 1.45; overflow-wrap: normal; }
.hex span { margin-right: .5em; }
.command { display: block; background: var(--raised); border: 1px solid var(--rule); border-radius: 4px; padding: .55rem .8rem; margin: .3rem 0; line-height: 1.5; white-space: pre-wrap; }
details { margin-top: .6rem; }
summary { cursor: pointer; color: var(--link); font-size: .92rem; width: fit-content; }
details[open] > summary { margin-bottom: .4rem; }
.prose { border-left: 2px solid var(--rule); padding-left: 1.15rem; }
.prose p { white-space: pre-line; }
`;

const sections = /* CSS */ `
.finding { border: 1px solid var(--rule); border-top: 3px solid var(--fail); border-radius: 3px; padding: 1.35rem 1.6rem 1.5rem; margin-top: 1.5rem; }
.finding h3 { font-size: 1.2rem; margin-top: .45rem; }
.finding h4 { font-size: .95rem; margin-top: 1.5rem; }
.tags { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; font-size: .9rem; color: var(--muted); margin: 0; max-width: none; }
.statement { font-size: 1.2rem; line-height: 1.5; margin: 1rem 0 .5rem; padding: .8rem 1.25rem; background: var(--raised); border-radius: 3px; max-width: none; overflow-wrap: anywhere; }
.severity { text-transform: uppercase; letter-spacing: .06em; font-size: .74rem; font-weight: 680; padding: .12rem .5rem; border: 1px solid currentColor; border-radius: 2px; }
.reason { margin-top: 1.5rem; } .reason + h3 { margin-top: 2.25rem; } .reason h4 { font-size: 1rem; font-weight: 580; }
.reason ul { margin: .35rem 0 0; padding: 0; list-style: none; }
.reason li { padding: .4rem 0; border-bottom: 1px solid var(--rule); display: grid; grid-template-columns: minmax(13rem, 18rem) 1fr; gap: 0 1.5rem; }
.exhibit { margin-top: 2.5rem; } .exhibit:first-of-type { margin-top: 1rem; }
figure { margin: 1rem 0 0; }
.strip { min-width: 44rem; width: 100%; height: auto; }
.strip text { font-family: inherit; fill: var(--ink); } .strip tspan { unicode-bidi: isolate; } .strip .aside { fill: var(--muted); }
.strip .thread { stroke: var(--rule); stroke-width: 1; fill: none; }
.strip .chance { stroke: var(--ink); stroke-width: 1; fill: none; } .strip .chance.mean { stroke-width: 2; } .glyph.pale { fill-opacity: 0.45; }
.strip .value { stroke: var(--beacon); stroke-width: 1; stroke-dasharray: 3 3; fill: none; }
.strip .early { fill: var(--raised); }
.glyph { fill: currentColor; stroke: none; } .glyph.hollow { fill: none; stroke: currentColor; stroke-width: 1.2; }
.glyph.hollow.fail { stroke-width: 1.8; stroke-linecap: round; } .glyph.beacon { color: var(--beacon); }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1.6rem; list-style: none; padding: 0; margin: .9rem 0 0; font-size: .92rem; }
.key svg { display: inline-block; width: .95em; height: .95em; vertical-align: -.1em; margin-right: .35rem; }
.room { margin-top: 2.25rem; } .room > h3 { font-family: ui-monospace, Menlo, Consolas, monospace; }
.check { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 0 1.25rem; padding: 1rem 0; border-top: 1px solid var(--rule); }
.room > h3 + .check { margin-top: .6rem; }
.check h4 { font-weight: 560; font-size: 1rem; letter-spacing: 0; }
.check .tags { margin-top: .15rem; } .check dl { font-size: .92rem; margin: .6rem 0 0; }
.legend { grid-template-columns: 9rem minmax(0, 1fr); }
footer { margin-top: 5rem; padding-top: 1.25rem; padding-bottom: 3rem; border-top: 1px solid var(--rule); font-size: .88rem; color: var(--muted); }
`;

// On paper, without script, folded details can only be opened by their own pseudo-element.
const media = /* CSS */ `
@media screen and (max-width: 44rem) {
  header, main, footer { padding-left: 1rem; padding-right: 1rem; } header { padding-top: 1.5rem; }
  .verdict { grid-template-columns: 1fr; } .verdict h2 { font-size: 2rem; } .seal { width: 4.5rem; height: 4.5rem; }
  dl, .check, .reason li, .legend { grid-template-columns: minmax(0, 1fr); gap: .1rem; } dd { margin-bottom: .5rem; }
  .finding { padding: 1rem; } .rowed tbody th { width: 6.5rem; }
  th, td { padding-right: .6rem; } thead th, .word { white-space: normal; } .hash { white-space: pre-wrap; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@page { margin: 18mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; } }
@media print {
  html { font-size: 9pt; }
  body { line-height: 1.5; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  header, main, footer { max-width: none; padding: 0; } header { padding: 0; } main > section { margin-top: 2.5rem; }
  nav, .skip { display: none; }
  h2, h3, h4, .lead, caption, .tags, summary { break-after: avoid; }
  tr, .finding > table, .statement, .verdict, figure, .reason li { break-inside: avoid; }
  a { color: inherit; text-decoration: none; } summary { color: var(--muted); list-style: none; }
  details:not(.long)::details-content { content-visibility: visible; display: block; height: auto; }
  .check { padding: .6rem 0; break-inside: auto; } .prose { font-size: .92em; }
  .prose dl { grid-template-columns: 6rem minmax(0, 1fr); gap: .2rem 1rem; }
  .long:not([open]) > summary::after { content: ": in the HTML and JSON forms of this report"; }
  .strip { min-width: 0; } .scroll { overflow: visible; }
}
`;

export const style = [
  `:root { color-scheme: light dark; ${properties(light)} }`,
  `@media screen and (prefers-color-scheme: dark) { :root { ${properties(dark)} } }`,
  base,
  verdict,
  blocks,
  sections,
  media,
].join("");
