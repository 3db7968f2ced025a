/** The drawn marks of outcomes. Each outcome has a shape and a word, so that colour is never the only sign. */
import type { Outcome } from "../../findings/index.js";

/** The CSS class that carries the colour of an outcome. */
export const outcomeClass: Readonly<Record<Outcome, string>> = {
  pass: "pass",
  fail: "fail",
  inconclusive: "inconclusive",
  "not evaluated": "unevaluated",
};

/** Strokes in a square of 24. */
const strokes: Readonly<Record<Outcome, string>> = {
  pass: "M5 12.5l4.5 4.5L19 7.5",
  fail: "M6 6l12 12M18 6L6 18",
  inconclusive: "M8.3 9a3.8 3.8 0 1 1 5.6 3.3c-1.3.7-1.9 1.4-1.9 2.7M12 19v.01",
  "not evaluated": "M6 12h12",
};

const icon = (outcome: Outcome): string =>
  `<symbol id="mark-${outcomeClass[outcome]}" viewBox="0 0 24 24"><path d="${strokes[outcome]}"/></symbol>`;

/** Defined once at the top of the page; used by <use href="#mark-…">. */
export const marks =
  `<svg width="0" height="0" aria-hidden="true" focusable="false" style="position:absolute">` +
  `${icon("pass")}${icon("fail")}${icon("inconclusive")}${icon("not evaluated")}</svg>`;

/** A square with cut corners, as an assay office punches it beside the maker's mark. */
const punch = (inset: number, cut: number): string => {
  const far = 96 - inset;
  return (
    `M${inset + cut} ${inset}H${far - cut}L${far} ${inset + cut}V${far - cut}L${far - cut} ${far}` +
    `H${inset + cut}L${inset} ${far - cut}V${inset + cut}Z`
  );
};

/** The hallmark beside the verdict. */
export const seal = (outcome: Outcome): string =>
  `<svg class="seal" viewBox="0 0 96 96" aria-hidden="true" focusable="false">` +
  `<path stroke-width="3" d="${punch(3, 22)}"/><path stroke-width="1" d="${punch(9, 19.5)}"/>` +
  `<g transform="translate(21 21) scale(2.25)"><path stroke-width="2.4" d="${strokes[outcome]}"/></g></svg>`;
