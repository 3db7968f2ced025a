/** Every check of a run as a SARIF rule, the ones that passed too: a reader can tell "held" from "was never there". */
import type { ReportingDescriptor, Result as SarifResult } from "sarif";
import type { CheckResult, Severity } from "../../findings/index.js";
import { documentationOf } from "../documentation.js";
import { visible } from "../text.js";

/** How code scanning shows a finding; what stops a merge is the exit code, under `--fail-on`. */
export const levels: Readonly<Record<Severity, SarifResult.level>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** GitHub's scale for `security-severity`: over 9.0 critical, from 7.0 high, from 4.0 medium, below low. */
const scores: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
  info: "0.1",
};

/** "zkey/delta-not-gamma" → "ZkeyDeltaNotGamma": SARIF §3.49.7 wants a name in Pascal case. */
const nameOf = (id: string): string =>
  id.replace(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, first: string) => first.toUpperCase());

function ruleOf({
  id,
  claim,
  severity,
  confidence,
  cites,
  impact,
  advice,
  method,
}: CheckResult): ReportingDescriptor {
  const why = [method, impact, advice].map(visible);
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: visible(claim) },
    fullDescription: { text: visible(impact) },
    helpUri: documentationOf(id),
    help: {
      text: [...why, ...(cites.length === 0 ? [] : [`After: ${visible(cites.join("; "))}.`])].join("\n\n"),
    },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      "security-severity": scores[severity],
      precision: confidence === "heuristic" ? "medium" : confidence === "likely" ? "high" : "very-high",
      tags: ["security", "zero-knowledge"],
    },
  };
}

/** One rule an id, in the order of the report; a check that is made on several subjects is one rule. */
export function rulesOf(checks: readonly CheckResult[]): ReportingDescriptor[] {
  const first = new Map<string, CheckResult>();
  for (const check of checks) if (!first.has(check.id)) first.set(check.id, check);
  return [...first.values()].map(ruleOf);
}
