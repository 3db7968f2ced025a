/** Findings as SARIF results: where, what, and whether somebody has taken them upon themselves. */
import { createHash } from "node:crypto";
import type { Location, Region, Result as SarifResult } from "sarif";
import type { CheckResult, Evidence, Finding, Result } from "../../findings/index.js";
import { visible } from "../text.js";
import { levels } from "./rules.js";

/** A path as a URI: relative ones stay so, and code scanning takes them from the root of the repository. */
export function uriOf(path: string): string {
  const parts = path
    .replaceAll("\\", "/")
    .split("/")
    .map((part) => encodeURIComponent(visible(part)))
    .join("/");
  // "\\\\name" too: as a relative reference its slashes would name a host.
  return parts.startsWith("/") ? `file://${parts}` : parts;
}

function regionOf({ line, bytes }: Evidence): { region?: Region } {
  if (line !== undefined) return { region: { startLine: line } };
  if (bytes === undefined) return {};
  return { region: { byteOffset: bytes.start, byteLength: bytes.end - bytes.start } };
}

function locationOf(evidence: Evidence): Location {
  const { file, section, index, values } = evidence;
  const place = [
    ...(section === undefined ? [] : [section]),
    ...(index === undefined ? [] : [`index ${index}`]),
  ];
  const shown = Object.entries(values ?? {}).map(([name, value]) => `${visible(name)} = ${visible(value)}`);
  const text = [...place.map(visible), ...shown].join("\n");
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...regionOf(evidence) },
    ...(text === "" ? {} : { message: { text } }),
  };
}

/** The same finding in another run has the same fingerprint; where it stands in its file does not enter. */
function fingerprintOf({ id, subject }: CheckResult, { statement }: Finding): string {
  return createHash("sha256")
    .update(JSON.stringify([id, subject ?? null, statement]))
    .digest("hex");
}

function resultOf(check: CheckResult, finding: Finding, ruleIndex: number, elsewhere: string): SarifResult {
  const { subject, suppressed, reproduce } = check;
  const [first = { file: elsewhere }, ...rest] = finding.evidence;
  const about = subject === undefined ? "" : `${visible(subject)}: `;
  return {
    ruleId: check.id,
    ruleIndex,
    kind: "fail",
    level: levels[finding.severity],
    message: {
      text: [about + visible(finding.statement), visible(finding.impact), visible(finding.advice)].join(
        "\n\n",
      ),
    },
    locations: [locationOf(first)],
    ...(rest.length === 0
      ? {}
      : { relatedLocations: rest.map((evidence, i) => ({ id: i + 1, ...locationOf(evidence) })) }),
    partialFingerprints: { "zkassay/v1": fingerprintOf(check, finding) },
    // Absent where nobody took it: GitHub takes an empty list for "nothing is known of suppressions".
    ...(suppressed === undefined
      ? {}
      : {
          suppressions: [
            {
              kind: "external",
              status: "accepted",
              justification: `${visible(suppressed.reason)} (until ${visible(suppressed.until)})`,
            },
          ],
        }),
    properties: { severity: finding.severity, confidence: finding.confidence, reproduce: visible(reproduce) },
  };
}

/**
 * Every finding of a run, in the order of the checks.
 * @param rules ids in the order of the rules
 */
export function resultsOf({ checks, inputs, command }: Result, rules: readonly string[]): SarifResult[] {
  // Code scanning drops a result that has no place.
  const elsewhere = inputs[0]?.path ?? command.split(" ")[0] ?? "zkassay";
  return checks.flatMap((check) =>
    check.findings.map((finding) => resultOf(check, finding, rules.indexOf(check.id), elsewhere)),
  );
}
