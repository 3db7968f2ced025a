import type { Command } from "commander";
import { phase1Checks, registry } from "../checks/registry.js";
import { assay } from "./assay.js";
import { conclude, engineOf, leftOut, withRunFlags, type RunFlags } from "./options.js";
import { shellWord } from "./shell.js";

interface VerifyFlags extends RunFlags {
  readonly previous?: readonly string[];
  readonly vkey?: string;
  readonly trustPtau?: true;
}

/** zkassay verify circuit.r1cs pot.ptau final.zkey */
export function addVerify(program: Command): void {
  withRunFlags(
    program
      .command("verify")
      .description("verify a finished ceremony: key against circuit and powers of tau, and both chains")
      .argument(
        "<files...>",
        "circuit.r1cs, pot.ptau, final.zkey, and a verification_key.json if there is one",
      )
      .option("--previous <zkey...>", "earlier keys of the chain, which the final one must extend")
      .option("--vkey <file>", "the verification key that must be the key's")
      .option("--trust-ptau", "take the powers of tau as given: make no check of phase 1"),
  ).action(async (files: string[], flags: VerifyFlags) => {
    const assumed = leftOut(registry, flags.only);
    if (flags.trustPtau === true) {
      for (const { id } of phase1Checks) assumed.set(id, "phase 1 was taken as given (--trust-ptau)");
    }
    await conclude(flags, (progress) =>
      assay({
        given: {
          files,
          ...(flags.previous === undefined ? {} : { previous: flags.previous }),
          ...(flags.vkey === undefined ? {} : { vkey: flags.vkey }),
        },
        checks: registry,
        assumed,
        command: commandLine(files, flags),
        ...(flags.seed === undefined ? {} : { seed: flags.seed }),
        engine: engineOf(flags),
        progress,
      }),
    );
  });
}

function commandLine(files: readonly string[], flags: VerifyFlags): string {
  const words = ["zkassay", "verify", ...files];
  if (flags.vkey !== undefined) words.push("--vkey", flags.vkey);
  if (flags.trustPtau === true) words.push("--trust-ptau");
  if (flags.engine !== "fast") words.push("--engine", flags.engine);
  if (flags.previous !== undefined) words.push("--previous", ...flags.previous);
  return words.map(shellWord).join(" ");
}
