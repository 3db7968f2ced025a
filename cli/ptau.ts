import type { Command } from "commander";
import { phase1Checks } from "../checks/registry.js";
import { assay } from "./assay.js";
import { conclude, engineOf, leftOut, withRunFlags, type RunFlags } from "./options.js";
import { shellWord } from "./shell.js";

/** zkassay ptau pot.ptau */
export function addPtau(program: Command): void {
  withRunFlags(
    program
      .command("ptau")
      .description("verify powers of tau alone: contributions, powers and Lagrange sections")
      .argument("<file>", "pot.ptau"),
  ).action(async (file: string, flags: RunFlags) => {
    const command = ["zkassay", "ptau", file, ...(flags.engine === "fast" ? [] : ["--engine", flags.engine])];
    await conclude(flags, (progress) =>
      assay({
        given: { files: [file] },
        checks: phase1Checks,
        assumed: leftOut(phase1Checks, flags.only),
        command: command.map(shellWord).join(" "),
        ...(flags.seed === undefined ? {} : { seed: flags.seed }),
        engine: engineOf(flags),
        progress,
      }),
    );
  });
}
