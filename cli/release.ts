import type { Command } from "commander";
import { artefactChecks, ceremonyChecks } from "../checks/registry.js";
import { artefactRoles, nothing, withArtefacts, type GivenArtefacts } from "./artefacts.js";
import { assayParts } from "./parts.js";
import { UsageError } from "./exit.js";
import { iterationsOf, iterationWords, withIterationFlags, type IterationFlags } from "./iterations.js";
import { conclude, engineOf, leftOut, withRunFlags, type RunFlags } from "./options.js";
import { shellWord } from "./shell.js";
import { openSolc, type ChosenSolc } from "./solc.js";

interface ReleaseFlags extends RunFlags, IterationFlags, GivenArtefacts {
  readonly config?: string;
  /** A compiler of the reader's own, to build contracts again. */
  readonly solc?: string;
}

/** zkassay release */
export function addRelease(program: Command): void {
  withIterationFlags(
    withRunFlags(
      program
        .command("release")
        .description("judge a release by its zkassay.config.json, or what is deployed alone")
        .option("--config <file>", "the policy; without any option the zkassay.config.json of this folder")
        .option("--vkey <file>", "a verification_key.json alone")
        .option("--solidity <file>", "the source of a verifier contract alone")
        .option(
          "--bytecode <hex|file>",
          "a contract's code: hexadecimal digits, a file of them, or a compiler's JSON",
        )
        .option(
          "--solc <file>",
          "build the contract again with this compiler (soljson-v….js), which you trust, instead of the one at hand",
        ),
    ),
  ).action(async (flags: ReleaseFlags) => {
    const given = givenOf(flags);
    if (artefactRoles(given).length === 0) return judgeRelease(flags);
    if (flags.config !== undefined)
      throw new UsageError("--config names its own files: give it, or --vkey, --solidity and --bytecode");
    return judgeArtefacts(flags, given);
  });
}

async function judgeArtefacts(flags: ReleaseFlags, given: GivenArtefacts): Promise<void> {
  const roles: ReadonlySet<string> = new Set(artefactRoles(given));
  const checks = artefactChecks.filter(({ needs }) => needs.every((role) => roles.has(role)));
  const assumed = leftOut(checks, flags.only, flags.skip);
  const run = runOf(
    flags,
    Object.entries(given).flatMap(([name, value]) => [`--${name}`, String(value)]),
  );
  const solc = await solcOf(flags);
  await conclude(flags, (talk) =>
    assayParts({ ...run, ...talk }, async () => [
      { checks, assumed, open: () => withArtefacts(nothing, given, solc) },
    ]),
  );
}

async function judgeRelease(flags: ReleaseFlags): Promise<void> {
  const { openConfig, requireKnown } = await import("./releaseConfig.js");
  const { assayRelease, releaseChecks } = await import("./releaseParts.js");
  const { properties } = await import("../properties/registry.js");
  const path = flags.config ?? ".";
  const opened = await openConfig(path);
  const checks = [...releaseChecks, ...ceremonyChecks];
  const ids = [...checks, ...properties].map(({ id }) => id);
  for (const { check } of opened.config.ignore) requireKnown("check", check, ids);
  const run = runOf(flags, ["--config", path]);
  const solc = await solcOf(flags);
  await conclude(flags, (talk) =>
    assayRelease(opened, {
      ...run,
      ...talk,
      iterations: iterationsOf(flags),
      properties: flags.only === undefined,
      solc,
      assumed: leftOut(checks, flags.only, flags.skip),
      today: new Date().toISOString().slice(0, 10),
    }),
  );
}

function runOf(flags: ReleaseFlags, files: readonly string[]) {
  const solc = flags.solc === undefined ? [] : ["--solc", flags.solc];
  const words = ["zkassay", "release", ...files, ...solc, ...iterationWords(flags)];
  if (flags.engine !== "fast") words.push("--engine", flags.engine);
  return {
    command: words.map(shellWord).join(" "),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    engine: engineOf(flags),
  };
}

const solcOf = async ({ solc }: ReleaseFlags): Promise<ChosenSolc | null> =>
  solc === undefined ? null : openSolc(solc);

function givenOf({ vkey, solidity, bytecode }: ReleaseFlags): GivenArtefacts {
  return {
    ...(vkey === undefined ? {} : { vkey }),
    ...(solidity === undefined ? {} : { solidity }),
    ...(bytecode === undefined ? {} : { bytecode }),
  };
}
