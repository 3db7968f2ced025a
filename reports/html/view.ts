/** Result → what the page's templates speak of. Every string that came from a result is Shown here, once. */
import { outcomes, type CheckResult, type Outcome, type Result } from "../../findings/index.js";
import { bytes, duration, grouped, hexGroups, instant, plural } from "../format.js";
import { byReason, byRoom, worstFirst, widestFirst } from "../outline.js";
import { join, paragraphs, visible, type Shown } from "../text.js";
import { exhibitView } from "./exhibit-view.js";
import { acceptedView, findingView } from "./finding-view.js";
import { outcomeClass, seal } from "./marks.js";

type Anchors = (check: CheckResult) => Shown;

/**
 * Where a check's row can be linked to: stable for a given id, inert whatever the id holds, and numbered where
 * an id comes more than once, as when one run verifies many circuits.
 */
function anchorsOf(checks: readonly CheckResult[]): Anchors {
  const seen = new Map<string, number>();
  const anchors = new Map<CheckResult, Shown>();
  for (const check of checks) {
    const name = `check-${check.id.replace(/[^A-Za-z0-9/_-]/g, "_")}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    // A dot is in no name, so that no other id can come out as this anchor.
    anchors.set(check, visible(times === 1 ? name : `${name}.${times}`));
  }
  return (check) => anchors.get(check) ?? visible("checks");
}

const mark = (outcome: Outcome) => ({ css: outcomeClass[outcome], word: outcome });

const checkView = (check: CheckResult, anchor: Anchors) => ({
  anchor: anchor(check),
  id: visible(check.id),
  subject: check.subject === undefined ? null : visible(check.subject),
  claim: visible(check.claim),
  mark: mark(check.outcome),
  severity: check.severity,
  reason: check.reason === undefined ? null : visible(check.reason),
  accepted: acceptedView(check),
  facts: check.facts.map(({ label, value }) => ({ label: visible(label), value: visible(value) })),
  method: paragraphs(check.method).map((lines) => join(lines, "\n")),
  impact: visible(check.impact),
  advice: visible(check.advice),
  cites: check.cites.map(visible),
  reproduce: visible(check.reproduce),
});

/** Checks without an answer, by outcome and by the reason they gave. */
const undecidedView = (checks: readonly CheckResult[], anchor: Anchors) =>
  (
    [
      ["not evaluated", "Not evaluated"],
      ["inconclusive", "Ran, but could not decide"],
    ] as const
  )
    .map(([outcome, heading]) => ({
      heading,
      mark: mark(outcome),
      reasons: byReason(checks, outcome).map(({ name, checks: members }) => ({
        reason: visible(name),
        count: plural(members.length, "check"),
        checks: members.map((check) => ({
          anchor: anchor(check),
          id: visible(check.id),
          subject: check.subject === undefined ? null : visible(check.subject),
          claim: visible(check.claim),
        })),
      })),
    }))
    .filter(({ reasons }) => reasons.length > 0);

const barWidth = 1000;

/** The share of each outcome as a bar, and as counts in words. */
function countsView({ verdict, checks }: Result) {
  const gap = 4;
  const shown = outcomes.filter((outcome) => verdict.counts[outcome] > 0);
  const total = Math.max(
    shown.reduce((sum, outcome) => sum + verdict.counts[outcome], 0),
    1,
  );
  const room = barWidth - gap * Math.max(shown.length - 1, 0);
  let x = 0;
  const segments = shown.map((outcome) => {
    const width = (room * verdict.counts[outcome]) / total;
    const segment = { css: outcomeClass[outcome], x: x.toFixed(1), width: width.toFixed(1) };
    x += width + gap;
    return segment;
  });
  return {
    total: plural(checks.length, "check"),
    segments,
    counts: outcomes.map((outcome) => ({
      mark: mark(outcome),
      count: grouped(verdict.counts[outcome]),
      zero: verdict.counts[outcome] === 0,
    })),
  };
}

const words = { pass: "Pass", fail: "Fail", inconclusive: "Inconclusive" } as const;

const fileName = (path: string): Shown => visible(path.split(/[/\\]/).at(-1) ?? path);

/** Everything that the page shows. */
export function pageView(result: Result, escape: (text: string) => string) {
  const { verdict, checks, inputs, soundness, tool } = result;
  const findings = worstFirst(checks);
  const anchor = anchorsOf(checks);
  const word = words[verdict.outcome];
  const whole = inputs.find(({ role }) => role === "ceremony");
  const subject = whole
    ? visible(whole.path)
    : inputs.length > 0
      ? join(
          inputs.map(({ path }) => fileName(path)),
          ", ",
        )
      : visible(result.command);
  return {
    word,
    subject,
    verdict: {
      css: outcomeClass[verdict.outcome],
      seal: seal(verdict.outcome),
      summary: visible(verdict.summary),
    },
    ...countsView(result),
    asked: {
      command: visible(result.command),
      startedAt: instant(result.startedAt),
      duration: duration(result.seconds),
      engine: visible(result.engine),
      version: visible(tool.version),
    },
    soundness:
      soundness === undefined
        ? null
        : {
            statement: visible(soundness.statement),
            bits: grouped(soundness.errorBits),
            source: soundness.source,
            seed: hexGroups(soundness.seed),
          },
    findingCount: plural(findings.length, "statement"),
    several: findings.length > 1,
    findings: findings.map(({ check, finding }) =>
      findingView(check, finding, { anchor: anchor(check), css: outcomeClass.fail }),
    ),
    undecided: undecidedView(checks, anchor),
    undecidedCount: grouped(verdict.counts["not evaluated"] + verdict.counts.inconclusive),
    inputs: inputs.map((input) => ({
      role: visible(input.role),
      path: visible(input.path),
      bytes: bytes(input.bytes),
      ...(input.sha256 === undefined ? {} : { sha256: hexGroups(input.sha256) }),
      ...(input.blake2b512 === undefined ? {} : { blake2b512: hexGroups(input.blake2b512) }),
    })),
    exhibits: widestFirst(result.exhibits).map((exhibit, index) => exhibitView(exhibit, index, escape)),
    rooms: byRoom(checks).map(({ name, checks: members }) => ({
      name: visible(name),
      count: plural(members.length, "check"),
      checks: members.map((check) => checkView(check, anchor)),
    })),
    schema: visible(result.schema),
  };
}
