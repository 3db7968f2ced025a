/** Every check explained in one Markdown file: where the help links of reports lead. */
import type { CheckDescription } from "../findings/index.js";
import { roomOf } from "./outline.js";

/** Words of ours, so that only what Markdown would take for markup is escaped: a formula's stars, bars and brackets. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>|]/g, "\\$&");

const sectionOf = ({ id, claim, severity, method, impact, advice, cites }: CheckDescription): string =>
  [
    `### ${id}`,
    `**${plain(claim)}** (${severity})`,
    ...method.split(/\n\s*\n/).map((part) => plain(part.trim())),
    `_If it fails:_ ${plain(impact)}`,
    `_What to do:_ ${plain(advice)}`,
    ...(cites.length === 0 ? [] : [`_After:_ ${plain(cites.join("; "))}`]),
  ].join("\n\n");

/** @returns Markdown with a final newline: a room a chapter, in the order in which the rooms first come */
export function toCatalogue(checks: readonly CheckDescription[]): string {
  const rooms = [...new Set(checks.map(roomOf))];
  const chapters = rooms.map((room) => {
    const members = checks.filter((check) => roomOf(check) === room);
    return [`## ${room}`, ...members.map(sectionOf)].join("\n\n");
  });
  return `${[
    "# What is checked",
    "Made by `zkassay list-checks --markdown`; `zkassay explain ID` shows one. Checks judge files, properties judge circuits by running them.",
    ...chapters,
  ].join("\n\n")}\n`;
}
