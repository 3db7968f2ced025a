import type { Command } from "commander";
import { artefactChecks } from "../checks/registry.js";
import { artefactRoles, nothing, withArtefacts, type GivenArtefacts } from "./artefacts.js";
import { assayParts } from "./assay.js";
import { UsageError } from "./exit.js";
import { conclude, engineOf, leftOut, withRunFlags, type RunFlags } from "./options.js";
import { shellWord } from "./shell.js";

interface ReleaseFlags extends RunFlags, GivenArtefacts {}

/** zkassay release */
export function addRelease(program: Command): void {
  withRunFlags(
    program
      .command("release")
      .description("judge what is deployed: a verification key, a verifier contract's source, its code")
      .option("--vkey <file>", "a verification_key.json")
      .option("--solidity <file>", "the source of a verifier contract")
      .option(
        "--bytecode <hex|file>",
        "a contract's code: hexadecimal digits, a file of them, or a compiler's JSON",
      ),
  ).action(async (flags: ReleaseFlags) => {
    const given = givenOf(flags);
    if (Object.keys(given).length === 0)
      throw new UsageError("give what is to be judged: --vkey, --solidity, --bytecode");
    const run = {
      command: commandLine(given, flags),
      ...(flags.seed === undefined ? {} : { seed: flags.seed }),
      engine: engineOf(flags),
    };
    const roles: ReadonlySet<string> = new Set(artefactRoles(given));
    const checks = artefactChecks.filter(({ needs }) => needs.every((role) => roles.has(role)));
    const assumed = leftOut(checks, flags.only, flags.skip);
    await conclude(flags, (progress) =>
      assayParts({ ...run, progress }, async () => [
        { checks, assumed, open: () => withArtefacts(nothing, given) },
      ]),
    );
  });
}

function givenOf({ vkey, solidity, bytecode }: ReleaseFlags): GivenArtefacts {
  return {
    ...(vkey === undefined ? {} : { vkey }),
    ...(solidity === undefined ? {} : { solidity }),
    ...(bytecode === undefined ? {} : { bytecode }),
  };
}

function commandLine(given: GivenArtefacts, flags: RunFlags): string {
  const words = ["zkassay", "release"];
  for (const [name, value] of Object.entries(given)) words.push(`--${name}`, String(value));
  if (flags.engine !== "fast") words.push("--engine", flags.engine);
  return words.map(shellWord).join(" ");
}
