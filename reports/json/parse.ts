/** JSON text → Result: a saved result is as untrusted as any file. */
import { outcomes, RESULT_SCHEMA, type Result } from "../../findings/index.js";
import { visible } from "../text.js";
import { resultSchema } from "./schema.js";

/** The text is not a result of this version. The message says what, where and what next. */
export class ResultFormatError extends Error {
  override readonly name = "ResultFormatError";
  /** One line each: where, then what. */
  readonly issues: readonly string[];

  constructor(what: string, issues: readonly string[], next: string) {
    super([what, ...issues.map((issue) => `  ${issue}`), next].join("\n"));
    this.issues = issues;
  }
}

const again = "Give a file that `zkassay … --json` wrote, unchanged, or run the verification again.";
/** One wrong field may repeat in every check; the first of them say enough. */
const mostIssues = 10;

function readJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => {
      // Such a key would vanish from the parsed record instead of being shown.
      if (key === "__proto__") throw new SyntaxError('the key "__proto__" is not allowed');
      return value;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ResultFormatError("This is not JSON.", [visible(reason)], again);
  }
}

/** `checks.3.findings.0.severity` as people write it: `checks[3].findings[0].severity`. */
const place = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? "the result"
    : path
        .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
        .join("")
        .replace(/^\./, "");

/** What the schema cannot say: the verdict speaks of these checks. A page never shows a verdict that they deny. */
function contradictions({ verdict, checks }: Result): readonly string[] {
  const tally = outcomes.map((outcome) => ({
    outcome,
    counted: checks.filter((check) => check.outcome === outcome).length,
  }));
  const miscounts = tally
    .filter(({ outcome, counted }) => verdict.counts[outcome] !== counted)
    .map(
      ({ outcome, counted }) =>
        `verdict.counts["${outcome}"] is ${verdict.counts[outcome]}, but ${counted} of the checks have this outcome`,
    );
  const failed = checks.some(({ outcome, suppressed }) => outcome === "fail" && suppressed === undefined);
  return verdict.outcome === "pass" && failed
    ? [...miscounts, 'verdict.outcome is "pass", but a check has the outcome "fail"']
    : miscounts;
}

/** Reads what toJson wrote. Throws ResultFormatError on anything else. */
export function parseResult(text: string): Result {
  const json = readJson(text);
  const version = typeof json === "object" && json !== null && "schema" in json ? json.schema : undefined;
  if (version !== RESULT_SCHEMA) {
    const found = typeof version === "string" ? `"${visible(version)}"` : "absent";
    throw new ResultFormatError(
      `This is not a result that this version of zkassay reads.`,
      [`schema: expected "${RESULT_SCHEMA}", and it is ${found}`],
      typeof version === "string" && version.startsWith("zkassay-result/")
        ? "Render it with the version of zkassay that wrote it (tool.version), or run the verification again."
        : again,
    );
  }
  const parsed = resultSchema.safeParse(json);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => visible(`${place(path)}: ${message}`));
    const left = issues.length - mostIssues;
    throw new ResultFormatError(
      `This result does not have the form of ${RESULT_SCHEMA}.`,
      left > 0 ? [...issues.slice(0, mostIssues), `and ${left} more`] : issues,
      again,
    );
  }
  const denied = contradictions(parsed.data);
  if (denied.length > 0) throw new ResultFormatError("This result contradicts itself.", denied, again);
  return parsed.data;
}
