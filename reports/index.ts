/** Every form that a result can be rendered in. */
import type { Result } from "../findings/index.js";
import { toAnnotations } from "./annotations.js";
import { toHtml } from "./html/index.js";
import { toInToto } from "./inToto.js";
import { toJson } from "./json/index.js";
import { toJunit } from "./junit/index.js";
import { toMarkdown } from "./markdown.js";
import { toSarif } from "./sarif/index.js";
import { toTerminal } from "./terminal/index.js";

export { parseResult } from "./json/index.js";
export { toTerminal } from "./terminal/index.js";

/** A pure function of the result: the same result, the same text. */
export type Renderer = (result: Result) => string;

/** By the name of the format. `text` is the summary of a terminal as a plain file: no colour, 100 columns. */
export const renderers = {
  json: toJson,
  html: toHtml,
  sarif: toSarif,
  junit: toJunit,
  summary: toMarkdown,
  annotations: toAnnotations,
  attestation: toInToto,
  text: (result) => toTerminal(result, { color: false, width: 100 }),
} as const satisfies Readonly<Record<string, Renderer>>;

export type Format = keyof typeof renderers;
