import type { Command } from "commander";
import { phase1BeaconChecks, phase1Checks } from "../checks/registries/key.js";
import { assay } from "./assay.js";
import { iterationsOf, iterationWords, withIterationFlags, type IterationFlags } from "./iterations.js";
import { conclude, engineOf, leftOut, withRunFlags, type RunFlags } from "./options.js";
import { shellWord } from "./shell.js";
import { cacheFolder } from "./userCache.js";

const checks = [...phase1Checks, ...phase1BeaconChecks];

/** zkassay ptau pot.ptau */
export function addPtau(program: Command): void {
  withIterationFlags(
    withRunFlags(
      program
        .command("ptau")
        .description("verify powers of tau alone: contributions, powers and Lagrange sections")
        .argument("<file>", "pot.ptau"),
    ),
  ).action(async (file: string, flags: RunFlags & IterationFlags) => {
    const engine = flags.engine === "fast" ? [] : ["--engine", flags.engine];
    const command = ["zkassay", "ptau", file, ...engine, ...iterationWords(flags)];
    await conclude(flags, (talk) =>
      assay({
        given: { files: [file], only: "ptau" },
        checks,
        assumed: leftOut(checks, flags.only, flags.skip),
        command: command.map(shellWord).join(" "),
        ...(flags.seed === undefined ? {} : { seed: flags.seed }),
        engine: engineOf(flags),
        iterations: iterationsOf(flags),
        ...talk,
        checkpoints: cacheFolder(),
      }),
    );
  });
}
