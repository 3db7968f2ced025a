import type { Command } from "commander";
import { exitCodeOf } from "./exit.js";
import { withReportFlags, type ReportFlags } from "./options.js";
import { show, wantedOf, write } from "./output.js";
import { readResult } from "./savedResult.js";

/** zkassay report RESULT.json --html report.html */
export function addReport(program: Command): void {
  withReportFlags(
    program
      .command("report")
      .description("render a saved result again, without checking anything")
      .argument("<result.json>", "what --json wrote"),
  ).action(async (path: string, flags: ReportFlags) => {
    const wanted = wantedOf(flags);
    const result = await readResult(path);
    process.exitCode = exitCodeOf(result, flags.failOn);
    await write(result, wanted);
    show(result, wanted, flags.quiet);
  });
}
