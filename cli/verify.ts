import type { Command } from "commander";
import { phase1BeaconChecks, phase1Checks, verifyChecks } from "../checks/registries/key.js";
import { assay } from "./assay.js";
import { UsageError } from "./exit.js";
import { iterationsOf, iterationWords, withIterationFlags, type IterationFlags } from "./iterations.js";
import { conclude, engineOf, leftOut, withRunFlags, type RunFlags } from "./options.js";
import { isCeremony } from "./roles.js";
import { beaconWords, shellWord } from "./shell.js";
import { cacheFolder } from "./userCache.js";

interface VerifyFlags extends RunFlags, IterationFlags {
  readonly previous?: readonly string[];
  readonly vkey?: string;
  readonly trustPtau?: true;
  readonly announcement?: readonly string[];
  readonly round?: readonly string[];
}

/** zkassay verify circuit.r1cs pot.ptau final.zkey */
export function addVerify(program: Command): void {
  withIterationFlags(
    withRunFlags(
      program
        .command("verify")
        .description("verify a finished ceremony: key against circuit and powers of tau, and both chains")
        .argument(
          "<files...>",
          "circuit.r1cs, pot.ptau, final.zkey or .params, and a verification_key.json if there is one; or the folder of a whole " +
            "ceremony, or its ceremony.json",
        )
        .option("--previous <key...>", "earlier keys of the chain, which the final one must extend")
        .option("--vkey <file>", "the verification key that must be the key's")
        .option("--trust-ptau", "take the powers of tau as given: make no check of phase 1")
        .option(
          "--announcement <file...>",
          "records of the beacons that were announced (see examples/beacons)",
        )
        .option("--round <file...>", "JSON of the announced drand rounds, as a relay answers it"),
    ),
  ).action(async (files: string[], flags: VerifyFlags) => {
    const whole = await isCeremony(files);
    const ofWhole = whole ? (await import("../checks/registries/ceremony.js")).ceremonyChecks : [];
    const assumed = leftOut([...verifyChecks, ...ofWhole], flags.only, flags.skip);
    if (flags.trustPtau === true) {
      for (const { id } of [...phase1Checks, ...phase1BeaconChecks])
        assumed.set(id, "phase 1 was taken as given (--trust-ptau)");
    }
    const run = {
      command: commandLine(files, flags),
      ...(flags.seed === undefined ? {} : { seed: flags.seed }),
      engine: engineOf(flags),
      iterations: iterationsOf(flags),
    };
    if (whole) {
      refuseSingle(flags);
      const { assayCeremony, openCeremony } = await import("./ceremony.js");
      const opened = await openCeremony(files[0] ?? "");
      await conclude(flags, (talk) => assayCeremony(opened, assumed, { ...run, ...talk }));
      return;
    }
    await conclude(flags, (talk) =>
      assay({
        given: {
          files,
          ...(flags.previous === undefined ? {} : { previous: flags.previous }),
          ...(flags.vkey === undefined ? {} : { vkey: flags.vkey }),
          ...(flags.announcement === undefined ? {} : { announcements: flags.announcement }),
          ...(flags.round === undefined ? {} : { rounds: flags.round }),
        },
        checks: verifyChecks,
        assumed,
        ...run,
        ...talk,
        checkpoints: cacheFolder(),
      }),
    );
  });
}

/** @throws UsageError for flags that name files of one key: a ceremony's manifest names them */
function refuseSingle({ previous, vkey, announcement, round }: VerifyFlags): void {
  const given = Object.entries({ previous, vkey, announcement, round }).filter(
    ([, value]) => value !== undefined,
  );
  if (given.length === 0) return;
  const names = given.map(([name]) => `--${name}`).join(", ");
  throw new UsageError(`${names}: a whole ceremony says in its ceremony.json which files it has`);
}

function commandLine(files: readonly string[], flags: VerifyFlags): string {
  const words = ["zkassay", "verify", ...files];
  if (flags.vkey !== undefined) words.push("--vkey", flags.vkey);
  if (flags.trustPtau === true) words.push("--trust-ptau");
  if (flags.engine !== "fast") words.push("--engine", flags.engine);
  words.push(...iterationWords(flags));
  if (flags.previous !== undefined) words.push("--previous", ...flags.previous);
  words.push(...beaconWords(flags));
  return words.map(shellWord).join(" ");
}
