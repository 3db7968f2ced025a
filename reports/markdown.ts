/** Result → Markdown for a CI run's summary page: the verdict, the findings, what was not looked at, the inputs. */
import { outcomes, type Result } from "../findings/index.js";
import { documentationOf } from "./documentation.js";
import { accepted, fileAndLine, grouped, plural } from "./format.js";
import { byReason, worstFirst } from "./outline.js";
import { shorten, visible, type Shown } from "./text.js";

const marks = { pass: "✅", fail: "❌", inconclusive: "❔" } as const;

/** Text in a line or a cell of a table: nothing of it is taken for Markdown, HTML or a mention. */
const plain = (text: Shown): string =>
  text
    .replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c] ?? c)
    .replace(/[\\`*_{}[\]()#+!|~@:$-]/g, "\\$&");

/** Text in a code span of a cell: a fence longer than any run of backticks within; bars would end the cell. */
function code(text: Shown): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const padded = text.startsWith("`") || text.endsWith("`") ? ` ${text} ` : text;
  return `${fence}${padded.replaceAll("|", "\\|")}${fence}`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

function findingsOf({ checks }: Result): string[] {
  const rows = worstFirst(checks).map(({ check, finding }) => {
    const [first] = finding.evidence;
    const place = first === undefined ? "" : code(fileAndLine(first));
    const about = check.subject === undefined ? "" : ` of ${plain(visible(check.subject))}`;
    const taken = check.suppressed === undefined ? "" : ` _(${plain(accepted(check.suppressed))})_`;
    return [
      finding.severity,
      `[${plain(visible(check.id))}](${documentationOf(check.id)})${about}`,
      plain(shorten(visible(finding.statement), 300)) + taken,
      place,
    ];
  });
  return rows.length === 0
    ? []
    : ["### Findings", table(["severity", "check", "what is false", "where"], rows)];
}

function undecidedOf({ checks }: Result): string[] {
  const rows = (["inconclusive", "not evaluated"] as const).flatMap((outcome) =>
    byReason(checks, outcome).map(({ name, checks: members }) => [
      outcome,
      plain(visible(name)),
      members.length > 6
        ? plural(members.length, "check")
        : [...new Set(members.map(({ id }) => plain(visible(id))))].join(", "),
    ]),
  );
  if (rows.length === 0) return ["Every check ran and was decided."];
  return ["### Not looked at, or not decided", table(["outcome", "why", "checks"], rows)];
}

const inputsOf = ({ inputs }: Result): string[] =>
  inputs.length === 0
    ? []
    : [
        "### Inputs",
        table(
          ["role", "file", "sha256"],
          inputs.map(({ role, path, sha256 }) => [
            plain(visible(role)),
            code(visible(path)),
            sha256 === undefined ? "refused by its form, and not hashed" : code(visible(sha256)),
          ]),
        ),
      ];

/** @returns GitHub-flavoured Markdown with a final newline */
export function toMarkdown(result: Result): string {
  const { verdict, tool, command } = result;
  const counts = outcomes.map((outcome) => `${grouped(verdict.counts[outcome])} ${outcome}`).join(", ");
  return `${[
    `## ${marks[verdict.outcome]} zkassay: ${verdict.outcome}`,
    plain(visible(verdict.summary)),
    `${counts}. zkassay ${plain(visible(tool.version))}: ${code(visible(command))}`,
    ...findingsOf(result),
    ...undecidedOf(result),
    ...inputsOf(result),
  ].join("\n\n")}\n`;
}
