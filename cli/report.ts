import { readFile } from "node:fs/promises";
import { Option, type Command } from "commander";
import { severities, type Severity } from "../findings/index.js";
import { parseResult, ResultFormatError } from "../reports/index.js";
import { exitCodeOf, UsageError } from "./exit.js";
import { deliver } from "./output.js";

interface ReportFlags {
  readonly json?: string;
  readonly html?: string;
  readonly quiet?: true;
  readonly failOn: Severity;
}

/** zkassay report RESULT.json --html report.html */
export function addReport(program: Command): void {
  program
    .command("report")
    .description("render a saved result again, without checking anything")
    .argument("<result.json>", "what --json wrote")
    .option("--json <file>", "write the result as JSON (- for stdout)")
    .option("--html <file>", "write the report as one HTML file (- for stdout)")
    .option("--quiet", "no summary; the exit code tells")
    .addOption(
      new Option("--fail-on <severity>", "exit 1 for findings at or above this severity")
        .choices(severities)
        .default("low"),
    )
    .action(async (path: string, flags: ReportFlags) => {
      const { json, html } = flags;
      const result = await parse(path);
      process.exitCode = exitCodeOf(result, flags.failOn);
      await deliver(result, { ...(json && { json }), ...(html && { html }) }, flags.quiet === true);
    });
}

async function parse(path: string): Promise<ReturnType<typeof parseResult>> {
  try {
    return parseResult(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof ResultFormatError) throw new UsageError(`${path}: ${error.message}`);
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
}
