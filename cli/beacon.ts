/** zkassay beacon: rounds, keys and announcements of random beacons. */
import { writeFile } from "node:fs/promises";
import { InvalidArgumentError, type Command } from "commander";
import type { Check } from "../checks/check.js";
import { beaconChecks, registry } from "../checks/registries/key.js";
import { assay } from "./assay.js";
import { derivedKeys } from "./beaconKeys.js";
import { fetchVerified } from "./beaconRelay.js";
import { EXIT } from "./exit.js";
import type { GivenFiles } from "./files.js";
import {
  iterationsOf,
  iterationWords,
  parseExponent,
  withIterationFlags,
  type IterationFlags,
} from "./iterations.js";
import { conclude, engineOf, leftOut, withRunFlags, type RunFlags } from "./options.js";
import { Progress } from "./progress.js";
import { beaconWords, shellWord } from "./shell.js";

export function addBeacon(program: Command): void {
  const group = program.command("beacon").description("random beacons: verify, fetch, derive and check them");
  addVerifyRound(group);
  addFetch(group);
  addDerive(group);
  addCheck(group);
}

/** zkassay beacon verify-round round.json */
function addVerifyRound(group: Command): void {
  withRunFlags(
    group
      .command("verify-round")
      .description("verify drand rounds: signature, randomness, chain and time")
      .argument("<files...>", "JSON of rounds as relays answer it, one or a list in each file"),
  ).action(async (files: string[], flags: RunFlags) => {
    const checks = beaconChecks.filter(({ id }) => id === "beacon/round");
    await run(["verify-round", ...files], { rounds: files }, checks, flags);
  });
}

interface CheckFlags extends RunFlags, IterationFlags {
  readonly announcement?: readonly string[];
  readonly round?: readonly string[];
}

/** zkassay beacon check final.zkey --announcement a.json --round round.json */
function addCheck(group: Command): void {
  withIterationFlags(
    withRunFlags(
      group
        .command("check")
        .description("hold the beacon of a key or of powers of tau against its announcement and its round")
        .argument("<files...>", "final.zkey, final.params or pot.ptau")
        .option("--announcement <file...>", "records of what was announced (see examples/beacons)")
        .option("--round <file...>", "JSON of the announced drand rounds"),
    ),
  ).action(async (files: string[], flags: CheckFlags) => {
    const { announcement, round } = flags;
    const words = ["check", ...files, ...beaconWords(flags), ...iterationWords(flags)];
    const given = {
      files,
      ...(announcement === undefined ? {} : { announcements: announcement }),
      ...(round === undefined ? {} : { rounds: round }),
    };
    await run(words, given, registry.filter(isAboutBeacons), flags, flags);
  });
}

/** The forms of the files and the points that beacons are computed from, and the beacons themselves. */
function isAboutBeacons({ id }: Check): boolean {
  const needed = ["ptau/container", "ptau/contribution-points", "zkey/container", "zkey/points"];
  return needed.includes(id) || id.startsWith("beacon/");
}

async function run(
  words: readonly string[],
  given: GivenFiles,
  checks: readonly Check[],
  flags: RunFlags,
  limits?: IterationFlags,
): Promise<void> {
  const command = [
    "zkassay",
    "beacon",
    ...words,
    ...(flags.engine === "fast" ? [] : ["--engine", flags.engine]),
  ];
  await conclude(flags, (talk) =>
    assay({
      given,
      checks,
      ofGivenFiles: true,
      assumed: leftOut(checks, flags.only, flags.skip),
      command: command.map(shellWord).join(" "),
      ...(flags.seed === undefined ? {} : { seed: flags.seed }),
      ...(limits === undefined ? {} : { iterations: iterationsOf(limits) }),
      engine: engineOf(flags),
      ...talk,
    }),
  );
}

interface FetchFlags {
  readonly relay: URL;
  readonly chain: string;
  readonly round: number;
  readonly timeout: number;
  readonly out?: string;
}

/** zkassay beacon fetch --chain quicknet --round 123 */
function addFetch(group: Command): void {
  group
    .command("fetch")
    .description("ask a drand relay for a round, and write it down only if it verifies")
    .requiredOption(
      "--round <number>",
      "the number of the round; there is no latest: a beacon is announced first",
      parseRound,
    )
    .option("--chain <name>", "hash or name of the chain", "default")
    .option("--relay <url>", "address of the relay", parseRelay, new URL("https://api.drand.sh"))
    .option("--timeout <seconds>", "patience for each answer", parseSeconds, 10)
    .option("--out <file>", "write the round here instead of stdout")
    .action(async ({ relay, chain, round, timeout, out }: FetchFlags) => {
      const fetched = await fetchVerified(relay, chain, round, timeout);
      if (fetched.fault !== null) {
        process.stderr.write(`zkassay: ${fetched.fault}\n`);
        process.exitCode = EXIT.finding;
        return;
      }
      const text = `${JSON.stringify(fetched.json, null, 1)}\n`;
      if (out === undefined) process.stdout.write(text);
      else await writeFile(out, text);
    });
}

function parseRound(text: string): number {
  const round = /^[1-9][0-9]{0,15}$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(round)) throw new InvalidArgumentError("the number of a round, from 1 on.");
  return round;
}

function parseRelay(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "https:" && url?.protocol !== "http:")
    throw new InvalidArgumentError("an http(s) address.");
  return url;
}

function parseSeconds(text: string): number {
  if (!/^[1-9][0-9]{0,2}$/.test(text)) throw new InvalidArgumentError("a number of seconds from 1 to 999.");
  return Number(text);
}

interface DeriveFlags extends IterationFlags {
  readonly iterations: number;
  readonly curve: "bn254" | "bls12-381";
  readonly quiet?: true;
}

/** zkassay beacon derive VALUE --iterations 10 */
function addDerive(group: Command): void {
  withIterationFlags(
    group
      .command("derive")
      .description("derive the keys of a beacon, as JSON: what its contribution must hold")
      .argument("<value>", "the beacon's bytes, hexadecimal", parseValue)
      .requiredOption("--iterations <exponent>", "SHA-256 is applied 2^exponent times", parseExponent)
      .option("--curve <curve>", "bn254 or bls12-381", parseCurve, "bn254")
      .option("--quiet", "no progress"),
  ).action(async (value: Uint8Array, flags: DeriveFlags) => {
    const progress = new Progress(process.stderr, flags.quiet !== true);
    const report = (done: number, total: number, what: string): void => progress.update(done, total, what);
    const keys = await derivedKeys(value, flags.iterations, flags.curve, iterationsOf(flags), report).finally(
      () => progress.end(),
    );
    process.stdout.write(`${JSON.stringify(keys, null, 1)}\n`);
  });
}

function parseValue(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2}){1,255}$/i.test(text)) {
    throw new InvalidArgumentError("1 to 255 bytes as hexadecimal digits, without 0x.");
  }
  return new Uint8Array(Buffer.from(text, "hex"));
}

function parseCurve(text: string): string {
  if (text !== "bn254" && text !== "bls12-381") throw new InvalidArgumentError("bn254 or bls12-381.");
  return text;
}
