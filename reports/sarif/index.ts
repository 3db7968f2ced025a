/** Result → SARIF 2.1.0, the form that code scanning reads (OASIS, sarif-v2.1.0-errata01). */
import type { Invocation, Log, Notification } from "sarif";
import type { CheckResult, Result } from "../../findings/index.js";
import { visible } from "../text.js";
import { documentationOf } from "../documentation.js";
import { resultsOf, uriOf } from "./results.js";
import { rulesOf } from "./rules.js";

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** What was not decided is no result: nothing is known of it. It is told as the run's own complaint. */
const undecided = (checks: readonly CheckResult[]): Notification[] =>
  checks
    .filter(({ outcome }) => outcome === "inconclusive" || outcome === "not evaluated")
    .map(({ id, subject, outcome, reason }) => ({
      descriptor: { id: outcome === "inconclusive" ? "not-decided" : "not-looked-at" },
      associatedRule: { id },
      level: outcome === "inconclusive" ? "warning" : "note",
      message: {
        text: `${subject === undefined ? "" : `${visible(subject)}: `}${outcome}: ${visible(reason ?? "no reason was recorded")}`,
      },
    }));

function invocationOf({ command, startedAt, seconds, verdict, checks }: Result): Invocation {
  const ended = new Date(Date.parse(startedAt) + seconds * 1000);
  return {
    // Whether the tool ran to its end; whether what it looked at is sound is in the results, and here in one sentence.
    executionSuccessful: verdict.interrupted !== true,
    commandLine: visible(command),
    startTimeUtc: startedAt,
    ...(Number.isNaN(ended.getTime()) ? {} : { endTimeUtc: ended.toISOString() }),
    toolExecutionNotifications: [
      {
        descriptor: { id: "verdict" },
        level: verdict.outcome === "pass" ? "note" : verdict.outcome === "fail" ? "error" : "warning",
        message: { text: `${verdict.outcome}: ${visible(verdict.summary)}` },
      },
      ...undecided(checks),
    ],
  };
}

/** @returns SARIF as JSON text with a final newline */
export function toSarif(result: Result): string {
  const { tool, checks, inputs, soundness } = result;
  const rules = rulesOf(checks);
  const log: Log = {
    $schema: schema,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            informationUri: documentationOf("zkassay").split("#")[0] ?? "",
            rules,
            notifications: [{ id: "verdict" }, { id: "not-decided" }, { id: "not-looked-at" }],
          },
        },
        invocations: [invocationOf(result)],
        artifacts: inputs.map(({ role, path, bytes, sha256 }) => ({
          location: { uri: uriOf(path) },
          length: bytes,
          roles: ["analysisTarget"],
          ...(sha256 === undefined ? {} : { hashes: { "sha-256": sha256 } }),
          description: { text: visible(role) },
        })),
        results: resultsOf(
          result,
          rules.map(({ id }) => id),
        ),
        columnKind: "utf16CodeUnits",
        ...(soundness === undefined
          ? {}
          : {
              properties: {
                errorBits: soundness.errorBits,
                seed: soundness.seed,
                seedFrom: soundness.source,
              },
            }),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
