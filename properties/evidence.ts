/** Findings about a circuit point at its source. */
import { relative, sep } from "node:path";
import type { Evidence } from "../findings/index.js";
import type { Circuit, Place, Violation } from "./circuit/index.js";

/** A path as a reader in the working folder would write it. */
export function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" || short === ".." || short.startsWith(`..${sep}`) ? path : short;
}

/** A line of a circuit's source, or its file where no line is known. */
export function evidenceAt(
  { target }: Circuit,
  place: Place | null,
  values?: Readonly<Record<string, string>>,
): Evidence {
  const shown = values === undefined ? {} : { values };
  if (place === null) return { file: target.file, ...shown };
  return { file: shownPath(place.file), line: place.line, section: sectionOf(place), ...shown };
}

const sectionOf = ({ template, near }: Place): string =>
  `template ${template}${near === undefined ? "" : ", near this line"}`;

/** A violated constraint: its line, its index in the r1cs, its formula and the values of both sides. */
export function evidenceOf({ target }: Circuit, violation: Violation): Evidence {
  const { index, formula, left, right, file, line, template, near } = violation;
  const values = { constraint: formula, "left side": String(left), "right side": String(right) };
  if (file === undefined || line === undefined || template === undefined)
    return { file: target.file, index, values };
  const section = sectionOf({ template, file, line, ...(near === undefined ? {} : { near }) });
  return { file: shownPath(file), line, section, index, values };
}
