/** Result → workflow commands of GitHub Actions, which put each finding beside the line that it is about. */
import type { Severity, Result } from "../findings/index.js";
import { worstFirst } from "./outline.js";
import { visible } from "./text.js";

const commands: Readonly<Record<Severity, "error" | "warning" | "notice">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
  info: "notice",
};

/** After GitHub's own toolkit: a line break would end the command, and with it begin another. */
const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** @returns one line a finding, and one for a verdict that could not be reached; nothing where all held */
export function toAnnotations({ checks, verdict }: Result): string {
  const lines = worstFirst(checks)
    .filter(({ check }) => check.suppressed === undefined)
    .map(({ check, finding }) => {
      const [first] = finding.evidence;
      const place = [
        ...(first === undefined ? [] : [`file=${property(visible(first.file))}`]),
        ...(first?.line === undefined ? [] : [`line=${first.line}`]),
        `title=${property(visible(check.id))}`,
      ].join(",");
      return `::${commands[finding.severity]} ${place}::${data(`${visible(finding.statement)}\n${visible(finding.advice)}`)}`;
    });
  if (verdict.outcome === "inconclusive")
    lines.push(`::error title=${property("zkassay: not decided")}::${data(visible(verdict.summary))}`);
  return lines.map((line) => `${line}\n`).join("");
}
