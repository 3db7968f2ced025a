/**
 * Result → JUnit XML, the form that every CI server shows. One suite a room (of each subject), one case a check; the
 * verdict is a case of its own, since a run in which a necessary check was skipped is not a run in which all held.
 */
import type { CheckResult, Finding, Result } from "../../findings/index.js";
import { accepted, fileAndLine } from "../format.js";
import { byRoom } from "../outline.js";
import { visible } from "../text.js";
import { element, type Element } from "./xml.js";

function textOf({ findings, reproduce }: CheckResult): string {
  const told = findings.map(({ statement, evidence, impact, advice }: Finding) =>
    [
      visible(statement),
      ...evidence.map((one) =>
        [
          fileAndLine(one),
          ...(one.section === undefined ? [] : [visible(one.section)]),
          ...(one.index === undefined ? [] : [`index ${one.index}`]),
        ].join(", "),
      ),
      `so: ${visible(impact)}`,
      `do: ${visible(advice)}`,
    ].join("\n"),
  );
  return [...told, `see it again: ${visible(reproduce)}`].join("\n\n");
}

function outcomeOf(check: CheckResult): Element[] {
  const { outcome, findings, reason, suppressed } = check;
  if (outcome === "pass") return [];
  if (suppressed !== undefined) return [element("skipped", {}, accepted(suppressed))];
  if (outcome !== "fail")
    return [element("skipped", {}, `${outcome}: ${visible(reason ?? "no reason was recorded")}`)];
  const [first] = findings;
  return [
    element(
      "failure",
      { message: visible(first?.statement ?? check.claim), type: first?.severity ?? check.severity },
      textOf(check),
    ),
  ];
}

const caseOf = (suite: string, check: CheckResult): Element =>
  element(
    "testcase",
    { classname: `zkassay.${suite}`, name: visible(check.id), time: "0" },
    outcomeOf(check),
  );

function verdictCase({ verdict, command }: Result, seconds: string): Element {
  const message = visible(verdict.summary);
  const told =
    verdict.outcome === "pass"
      ? []
      : verdict.outcome === "fail"
        ? [element("failure", { message, type: "verdict" }, visible(command))]
        : [element("error", { message, type: "inconclusive" }, visible(command))];
  return element("testcase", { classname: "zkassay", name: "verdict", time: seconds }, told);
}

/** How many direct cases of a suite have a child of that name. */
const tally = (cases: readonly Element[], name: string): string =>
  String(
    cases.filter(
      ({ children }) => typeof children !== "string" && children.some((child) => child.name === name),
    ).length,
  );

function suiteOf(
  name: string,
  id: number,
  cases: readonly Element[],
  startedAt: string,
  time: string,
): Element {
  return element(
    "testsuite",
    {
      name,
      id: String(id),
      package: "zkassay",
      hostname: "localhost",
      timestamp: startedAt.replace(/(?:\.\d+)?Z$/, ""),
      time,
      tests: String(cases.length),
      failures: tally(cases, "failure"),
      errors: tally(cases, "error"),
      skipped: tally(cases, "skipped"),
    },
    cases,
  );
}

/** @returns an XML document; times of single checks are not known, since they are settled together */
export function toJunit(result: Result): string {
  const { checks, startedAt } = result;
  const seconds = result.seconds.toFixed(3);
  const suites = [
    suiteOf("verdict", 0, [verdictCase(result, seconds)], startedAt, seconds),
    ...byRoom(checks).map(({ name, checks: members }, i) =>
      suiteOf(
        visible(name),
        i + 1,
        members.map((check) => caseOf(visible(name), check)),
        startedAt,
        "0",
      ),
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", {}, suites).toString()}\n`;
}
