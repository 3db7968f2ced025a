/** Which mutants of a log an audit takes for as good as the log itself. */
import type { Evidence } from "../../../../checks/evidence.js";
import { auditText, jsonLines, type Audited } from "../audit.js";
import { mutantsOf, type Line, type Mutant } from "./mutate.js";

/** The lines of a log, the header first. */
export const linesOf = (text: string): Line[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);

/** Survivors by kind, with the lines at which they survive. */
export type Survivors = ReadonlyMap<string, readonly number[]>;

export interface Trial {
  readonly tried: number;
  readonly survivors: Survivors;
}

/**
 * Audits mutants of an honest log. One is noticed where a check fails, or does not decide what it decided of the log itself.
 * @param wanted which mutants to try
 */
export async function survivorsOf(
  text: string,
  others: Partial<Evidence>,
  wanted: (mutant: Mutant) => boolean = () => true,
): Promise<Trial> {
  const lines = linesOf(text);
  const honest = await auditText(text, others);
  const survivors = new Map<string, number[]>();
  let tried = 0;
  for (const mutant of mutantsOf(lines)) {
    if (!wanted(mutant)) continue;
    tried++;
    if (isNoticed(honest, await auditText(jsonLines(mutant.lines), others))) continue;
    survivors.set(mutant.kind, [...(survivors.get(mutant.kind) ?? []), mutant.index]);
  }
  return { tried, survivors };
}

function isNoticed(honest: Audited, audited: Audited): boolean {
  if (audited.with("fail").length > 0) return true;
  return audited.with("inconclusive").some((id) => honest.of(id).outcome !== "inconclusive");
}
