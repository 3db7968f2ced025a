/** Result → a summary for a terminal: the verdict, then the reasons, then what was not looked at, then passes. */
import { styleText } from "node:util";
import { outcomes, type CheckResult, type Judgement, type Outcome } from "../../findings/index.js";
import { accepted, byteRange, duration, fileAndLine, grouped, instant, named, plural } from "../format.js";
import { isByChance, isMissed, isOutside, totalOf, type Bar } from "../histogram.js";
import { byReason, byRoom, roomOf, worstFirst, type PlacedFinding } from "../outline.js";
import { compose, join, visible, type Shown } from "../text.js";
import { wrap } from "./layout.js";

export interface TerminalOptions {
  /** The caller decides, from NO_COLOR, FORCE_COLOR and whether its stream is a terminal. */
  readonly color: boolean;
  /** Columns; anything under 40 is taken as 40. */
  readonly width: number;
}

type Style = Parameters<typeof styleText>[0];

const marks: Readonly<Record<Outcome, string>> = {
  pass: "✓",
  fail: "✗",
  inconclusive: "?",
  "not evaluated": "–",
};

const styles: Readonly<Record<Outcome, Style>> = {
  pass: "green",
  fail: "red",
  inconclusive: "yellow",
  "not evaluated": "dim",
};

/** Writes lines at one width, with or without styles. */
function writer({ color, width }: TerminalOptions) {
  const columns = Math.max(width, 40);
  const lines: string[] = [];
  const paint = (style: Style, text: string): string =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const write = (text: Shown, first = "", style?: Style): void => {
    for (const line of wrap(text, columns, first))
      lines.push(style === undefined ? line : paint(style, line));
  };
  return {
    write,
    heading: (text: string): void => {
      lines.push("", paint("bold", text));
    },
    /** A label in a column of its own, then text. */
    labelled: (label: Shown, text: Shown): void => write(text, `    ${label.padEnd(5)} `),
    /** A command stays on one line, however long, so that it can be copied. */
    command: (text: Shown): void => void lines.push(`    ${text}`),
    blank: (): void => void lines.push(""),
    text: (): string => `${lines.join("\n")}\n`,
  };
}
type Writer = ReturnType<typeof writer>;

function writeFinding({ check, finding }: PlacedFinding, to: Writer): void {
  to.blank();
  to.write(
    compose`${visible(finding.severity)}: ${named(check)} (${visible(finding.confidence)})`,
    `${marks.fail} `,
    "red",
  );
  for (const line of finding.statement.split("\n")) to.write(visible(line), "    ", "bold");
  for (const evidence of finding.evidence) {
    const { section, index, bytes, values } = evidence;
    const parts = [
      fileAndLine(evidence),
      ...(section === undefined ? [] : [visible(section)]),
      ...(index === undefined ? [] : [compose`index ${grouped(index)}`]),
      ...(bytes === undefined ? [] : [compose`bytes ${byteRange(bytes)}`]),
    ];
    to.labelled(compose`where`, join(parts, ", "));
    for (const [name, value] of Object.entries(values ?? {}))
      to.labelled(compose``, compose`${visible(name)} = ${visible(value)}`);
  }
  if (check.suppressed !== undefined) to.labelled(compose`taken`, accepted(check.suppressed));
  to.labelled(compose`so`, visible(finding.impact));
  to.labelled(compose`do`, visible(finding.advice));
  to.write(compose`see it again:`, "    ");
  to.command(visible(check.reproduce));
}

/** Each id once, with how often it comes: the same checks are made on every circuit. */
function tallied(checks: readonly CheckResult[]): Shown[] {
  const counts = new Map<string, number>();
  for (const { id } of checks) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([id, count]) =>
    count === 1 ? visible(id) : compose`${visible(id)} (${grouped(count)} times)`,
  );
}

function writeUndecided({ checks }: Judgement, outcome: Outcome, heading: string, to: Writer): void {
  const groups = byReason(checks, outcome);
  if (groups.length === 0) return;
  to.heading(heading);
  for (const { name, checks: members } of groups) {
    to.write(
      compose`${visible(name)} (${plural(members.length, "check")})`,
      `${marks[outcome]} `,
      styles[outcome],
    );
    to.write(join(tallied(members), ", "), "    ");
  }
}

function writePasses({ checks }: Judgement, to: Writer): void {
  const rooms = byRoom(checks.filter(({ outcome }) => outcome === "pass"));
  if (rooms.length === 0) return;
  to.heading("Held");
  for (const { name, checks: members } of rooms) {
    // The room is named once; within it a check is what follows the room's name.
    const names = members.map((check) => {
      const room = roomOf(check);
      return visible(check.id.startsWith(`${room}/`) ? check.id.slice(room.length + 1) : check.id);
    });
    to.write(compose`${visible(name)}: ${join(names, ", ")}`, `${marks.pass} `, styles.pass);
  }
}

/** One line a histogram: how much of what was meant was reached, or which counts chance rarely gives. */
function writeCounted({ exhibits }: Judgement, to: Writer): void {
  const histograms = exhibits.filter((exhibit) => exhibit.kind === "histogram");
  const reached = histograms.filter(({ bars }) => !isByChance(bars));
  if (reached.length > 0) to.heading("Reached");
  for (const { title, bars } of reached) {
    to.write(
      compose`${sizeOf(title, bars)}${labelled("; less often than meant: ", bars.filter(isMissed))}`,
      "  ",
    );
  }
  const chosen = histograms.filter(({ bars }) => isByChance(bars));
  if (chosen.length > 0) to.heading("By chance");
  for (const { title, bars } of chosen) {
    const outside = labelled("; rarer than one in 100 by chance: ", bars.filter(isOutside));
    to.write(compose`${sizeOf(title, bars)}${outside}`, "  ");
  }
}

/** "title: 12 in 3 of 4 cases". */
function sizeOf(title: string, bars: readonly Bar[]): Shown {
  const reached = bars.filter(({ count }) => count > 0).length;
  return compose`${visible(title)}: ${grouped(totalOf(bars))} in ${grouped(reached)} of ${plural(bars.length, "case")}`;
}

/** The names of some bars behind a word; nothing where there are none. */
function labelled(word: string, bars: readonly Bar[]): Shown {
  if (bars.length === 0) return compose``;
  const names = bars.map(({ label }) => visible(label));
  return compose`${visible(word)}${join(names, ", ")}`;
}

/** Renders a result as plain lines; the only escape sequences in it are the styles, and only when asked for. */
export function toTerminal(result: Judgement, options: TerminalOptions): string {
  const { verdict, checks, tool } = result;
  const to = writer(options);
  to.write(
    compose`${visible(verdict.outcome.toUpperCase())}: ${visible(verdict.summary)}`,
    `${marks[verdict.outcome]} `,
    ["bold", verdict.outcome === "pass" ? "green" : verdict.outcome === "fail" ? "red" : "yellow"],
  );
  const counts = outcomes.map((outcome) => compose`${grouped(verdict.counts[outcome])} ${visible(outcome)}`);
  to.write(compose`${plural(checks.length, "check")}: ${join(counts, ", ")}`, "  ");
  to.write(
    compose`zkassay ${visible(tool.version)}, ${visible(result.engine)}, ${duration(result.seconds)}, ${instant(result.startedAt)}`,
    "  ",
    "dim",
  );

  const findings = worstFirst(checks);
  if (findings.length > 0) to.heading("Findings");
  for (const finding of findings) writeFinding(finding, to);
  writeUndecided(result, "not evaluated", "Not looked at", to);
  writeUndecided(result, "inconclusive", "Not decided", to);
  if (checks.every(({ outcome }) => outcome === "pass" || outcome === "fail")) {
    to.heading("Not looked at");
    to.write(compose`Nothing: every check ran and was decided.`, "  ");
  }
  writePasses(result, to);
  writeCounted(result, to);

  if (result.soundness !== undefined) {
    const { errorBits, seed, source } = result.soundness;
    to.blank();
    to.write(
      compose`A false equation passed with probability at most 2^-${grouped(errorBits)}; seed ${visible(seed)} (${visible(source)})`,
      "",
      "dim",
    );
  }
  return to.text();
}
