import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { parseResult, ResultFormatError } from "../reports/index.js";
import { exitCodeOf, UsageError } from "./exit.js";
import { withReportFlags, type ReportFlags } from "./options.js";
import { show, wantedOf, write } from "./output.js";

/** zkassay report RESULT.json --html report.html */
export function addReport(program: Command): void {
  withReportFlags(
    program
      .command("report")
      .description("render a saved result again, without checking anything")
      .argument("<result.json>", "what --json wrote"),
  ).action(async (path: string, flags: ReportFlags) => {
    const wanted = wantedOf(flags);
    const result = await parse(path);
    process.exitCode = exitCodeOf(result, flags.failOn);
    await write(result, wanted);
    show(result, wanted, flags.quiet);
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
