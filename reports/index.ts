/** Every form that a result can be rendered in. */
import type { Result } from "../findings/index.js";
import { toHtml } from "./html/index.js";
import { toJson } from "./json/index.js";
import { toTerminal } from "./terminal/index.js";

export { parseResult, ResultFormatError } from "./json/index.js";
export { toTerminal } from "./terminal/index.js";

/** A pure function of the result: the same result, the same text. */
export type Renderer = (result: Result) => string;

/** By the name of the format. `text` is the summary of a terminal as a plain file: no colour, 100 columns. */
export const renderers = {
  html: toHtml,
  json: toJson,
  text: (result) => toTerminal(result, { color: false, width: 100 }),
} as const satisfies Readonly<Record<string, Renderer>>;

export type Format = keyof typeof renderers;
