#!/usr/bin/env node
/** The command line: commands, and what an error means to the shell. */
import { Command, CommanderError } from "commander";
import { visible } from "../reports/text.js";
import { EXIT, UsageError } from "./exit.js";
import { listenForInterrupts } from "./interruption.js";
import { fitShortRuns } from "./v8.js";
import { version } from "./version.js";

/** What adds each command to the program. */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  verify: async () => (await import("./verify.js")).addVerify,
  ptau: async () => (await import("./ptau.js")).addPtau,
  response: async () => (await import("./response.js")).addResponse,
  beacon: async () => (await import("./beacon.js")).addBeacon,
  init: async () => (await import("./init.js")).addInit,
  contribution: async () => (await import("./contribution.js")).addContribution,
  circuit: async () => (await import("./circuit.js")).addCircuit,
  market: async () => (await import("./market.js")).addMarket,
  release: async () => (await import("./release.js")).addRelease,
  replay: async () => (await import("./replay.js")).addReplay,
  report: async () => (await import("./report.js")).addReport,
  explain: async () => (await import("./checks.js")).addExplain,
  "list-checks": async () => (await import("./checks.js")).addListChecks,
};

fitShortRuns();
const program = new Command("zkassay")
  .description("Independent verification of trusted-setup ceremonies and proving keys.")
  .version(version())
  .exitOverride()
  .showSuggestionAfterError()
  .showHelpAfterError("(zkassay --help lists all commands)");

const named = commands[process.argv[2] ?? ""];
// Loading all commands takes longer than verifying a small key: only help needs every one.
for (const load of named === undefined ? Object.values(commands) : [named]) (await load())(program);
for (const command of program.commands)
  command.exitOverride().showHelpAfterError(`(zkassay ${command.name()} --help shows what it takes)`);

// A reader that has seen enough (| head) closes the pipe: that is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

listenForInterrupts();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.held : EXIT.usage;
  } else if (error instanceof UsageError) {
    process.stderr.write(`zkassay: ${visible(error.message)}\n`);
    process.exitCode = EXIT.undecided;
  } else {
    const { traceOf } = await import("./fault.js");
    const lines = traceOf(error).map(visible);
    process.stderr.write(
      `zkassay: internal fault, nothing is said about the files. Please report it with this text:\n${lines.join("\n")}\n`,
    );
    process.exitCode = EXIT.internal;
  }
}
