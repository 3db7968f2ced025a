#!/usr/bin/env node
/** The command line: commands, and what an error means to the shell. */
import { Command, CommanderError } from "commander";
import { addBeacon } from "./beacon.js";
import { addExplain, addListChecks } from "./checks.js";
import { addContribution } from "./contribution.js";
import { EXIT, UsageError } from "./exit.js";
import { addInit } from "./init.js";
import { addPtau } from "./ptau.js";
import { addReport } from "./report.js";
import { addResponse } from "./response.js";
import { addVerify } from "./verify.js";
import { version } from "./version.js";

const program = new Command("zkassay")
  .description("Independent verification of trusted-setup ceremonies and proving keys.")
  .version(version())
  .exitOverride()
  .showSuggestionAfterError()
  .showHelpAfterError("(zkassay --help lists all commands)");

addVerify(program);
addPtau(program);
addResponse(program);
addBeacon(program);
addInit(program);
addContribution(program);
addReport(program);
addExplain(program);
addListChecks(program);
for (const command of program.commands) command.exitOverride();

process.once("SIGINT", () => {
  process.stderr.write("\ninterrupted\n");
  process.exit(EXIT.interrupted);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.held : EXIT.usage;
  } else if (error instanceof UsageError) {
    process.stderr.write(`zkassay: ${error.message}\n`);
    process.exitCode = EXIT.undecided;
  } else {
    process.stderr.write(
      `zkassay: internal fault, nothing is said about the files. Please report it with this text:\n${(error as Error).stack}\n`,
    );
    process.exitCode = EXIT.internal;
  }
}
