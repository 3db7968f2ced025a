/** Result → one HTML file that needs nothing else: no script, no font, no request. */
import Handlebars from "handlebars";
import type { Result } from "../../findings/index.js";
import { marks } from "./marks.js";
import { style } from "./style.js";
import { checks, legend } from "./templates/checks.js";
import { chain, exhibits, links } from "./templates/exhibits.js";
import { histogram } from "./templates/circuit.js";
import { branches, matrix, others } from "./templates/ceremony.js";
import { findings, undecided } from "./templates/findings.js";
import { page } from "./templates/page.js";
import { asked, inputs } from "./templates/run.js";
import { hex, mark, verdict } from "./templates/verdict.js";
import { pageView } from "./view.js";

type PageContext = ReturnType<typeof pageView> & { readonly style: string; readonly marks: string };

const handlebars = Handlebars.create();
handlebars.registerPartial({
  asked,
  branches,
  chain,
  checks,
  exhibits,
  findings,
  hex,
  histogram,
  inputs,
  legend,
  links,
  mark,
  matrix,
  others,
  undecided,
  verdict,
});
// Strict: a template that speaks of a field that the view does not have throws, instead of leaving a hole.
const template = handlebars.compile<PageContext>(page, {
  strict: true,
  knownHelpersOnly: true,
  preventIndent: true,
});

/** Renders a result as one self-contained, accessible, printable page. */
export const toHtml = (result: Result): string =>
  template({ ...pageView(result, handlebars.escapeExpression), style, marks });
