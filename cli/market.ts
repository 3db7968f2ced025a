import { basename } from "node:path";
import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { marketChecks } from "../checks/registries/market.js";
import { digestsOf } from "../transcripts/digest.js";
import { MalformedError } from "../transcripts/malformed.js";
import { readMarketConfig } from "../transcripts/market/config.js";
import { readMarket } from "../transcripts/market/read.js";
import { memorySource } from "../transcripts/memorySource.js";
import { openFile, type ByteSource } from "../transcripts/source.js";
import { assayParts, type CurveOfRun } from "./assay.js";
import { UsageError } from "./exit.js";
import { openDossier, type OpenDossier } from "./files.js";
import { conclude, engineOf, leftOut, withRunFlags, type RunFlags } from "./options.js";
import { shellWord } from "./shell.js";

interface MarketFlags extends RunFlags {
  readonly config?: string;
  readonly vkey?: string;
  readonly round?: readonly string[];
  readonly logs?: string;
  readonly profile?: string;
  readonly receipts?: string;
  readonly events?: string;
}

/** Profiles whose contracts' logs can be decoded. */
const DECODED = ["zkpool", "brevis", "boundless"] as const;
type Decoded = (typeof DECODED)[number];

/** zkassay market EVENTS.jsonl…, zkassay market --logs LOGS.json --profile zkpool --config CONFIG.json */
export function addMarket(program: Command): void {
  withRunFlags(
    program
      .command("market")
      .description("audit the log of a proof market: did it keep its promises?")
      .argument("[events...]", "logs of markets, JSON Lines (transcripts/market/market.schema.json)")
      .option("--config <file>", "what the log does not hold: windows, bond, assets (JSON)")
      .option("--vkey <file>", "verification key of the proofs")
      .option("--round <file...>", "drand rounds that provers were selected by")
      .option(
        "--logs <file>",
        "EVM logs as eth_getLogs returns them, with their blocks' times, instead of events",
      )
      .option("--profile <name>", `whose logs they are: ${DECODED.join(", ")}`)
      .option("--receipts <file>", "receipts of transactions to it: the reverted ones are in no log")
      .option("--events <file>", "write what was decoded, as JSON Lines"),
  ).action(async (files: string[], flags: MarketFlags) => {
    const sources = await sourcesOf(files, flags);
    const subjectOf = subjectsOf(sources.map(({ path }) => path));
    await conclude(flags, (talk) =>
      assayParts(
        {
          command: commandOf(files, flags),
          ...(flags.seed === undefined ? {} : { seed: flags.seed }),
          engine: engineOf(flags),
          ...talk,
        },
        (curve) =>
          Promise.resolve(
            sources.map((source) => ({
              ...(sources.length > 1 ? { subject: subjectOf(source.path) } : {}),
              checks: marketChecks,
              assumed: leftOut(marketChecks, flags.only, flags.skip),
              open: () => openMarket(source, flags, curve),
            })),
          ),
      ),
    );
  });
}

/** Names logs by their files, and those of one name by their paths. */
function subjectsOf(paths: readonly string[]): (path: string) => string {
  return (path) => {
    const name = basename(path);
    return paths.filter((one) => basename(one) === name).length > 1 ? path : name;
  };
}

function commandOf(files: readonly string[], flags: MarketFlags): string {
  const given = (name: string, value: string | readonly string[] | undefined): string[] =>
    value === undefined ? [] : [name, ...(typeof value === "string" ? [value] : value)];
  return [
    "zkassay",
    "market",
    ...files,
    ...given("--config", flags.config),
    ...given("--vkey", flags.vkey),
    ...given("--round", flags.round),
    ...given("--logs", flags.logs),
    ...given("--profile", flags.profile),
    ...given("--receipts", flags.receipts),
    ...(flags.engine === "fast" ? [] : ["--engine", flags.engine]),
  ]
    .map(shellWord)
    .join(" ");
}

/** The logs to audit: files, or one that is decoded. */
async function sourcesOf(files: readonly string[], flags: MarketFlags): Promise<readonly ByteSource[]> {
  if (flags.logs === undefined) {
    if (files.length === 0) throw new UsageError("give the log of a market, or EVM logs with --logs");
    if (flags.profile !== undefined || flags.events !== undefined || flags.receipts !== undefined) {
      throw new UsageError("--profile, --receipts and --events are for --logs");
    }
    return Promise.all(files.map(open));
  }
  if (files.length > 0) throw new UsageError("give either logs of markets or --logs, not both");
  return [await decoded(flags.logs, flags)];
}

/** EVM logs as events; kept in memory, and written where asked. */
async function decoded(path: string, flags: MarketFlags): Promise<ByteSource> {
  const profile = DECODED.find((one) => one === flags.profile);
  if (profile === undefined)
    throw new UsageError(`--profile says whose logs they are: ${DECODED.join(", ")}`);
  if (flags.config === undefined) {
    throw new UsageError("--logs needs --config: the contract's address and windows are not in its logs");
  }
  const receipts = flags.receipts === undefined ? null : await open(flags.receipts);
  const text = await decodeFile(await open(path), profile, await open(flags.config), receipts);
  const name = flags.events ?? `${path} (decoded)`;
  if (flags.events !== undefined) {
    await writeFile(flags.events, text).catch((error: Error) => {
      throw new UsageError(`${flags.events} cannot be written: ${error.message}`);
    });
  }
  return memorySource(name, new TextEncoder().encode(text));
}

async function decodeFile(
  logs: ByteSource,
  profile: Decoded,
  config: ByteSource,
  receipts: ByteSource | null,
): Promise<string> {
  try {
    const { decodeLogs } = await import("../transcripts/market/evm/decode.js");
    return await decodeLogs(logs, profile, await readMarketConfig(config), receipts);
  } catch (error) {
    return refused(error);
  } finally {
    await Promise.all([logs.close(), config.close(), receipts?.close()]);
  }
}

/** What stands beside a log must be readable: without it the log would be judged by other rules. */
function refused(error: unknown): never {
  if (error instanceof MalformedError) throw new UsageError(error.message);
  throw error;
}

async function open(path: string): Promise<ByteSource> {
  try {
    return await openFile(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be opened: ${(error as Error).message}`);
  }
}

/** One log with all that is given beside it. */
async function openMarket(source: ByteSource, flags: MarketFlags, curve: CurveOfRun): Promise<OpenDossier> {
  const beside = await openDossier(
    {
      ...(flags.vkey === undefined ? {} : { vkey: flags.vkey }),
      ...(flags.round === undefined ? {} : { rounds: flags.round }),
    },
    curve,
  );
  const malformed = new Map(beside.malformed);
  const market = await readMarket(source).catch((error: unknown) => {
    if (!(error instanceof MalformedError)) throw error;
    malformed.set("market", error);
    return null;
  });
  const config = flags.config === undefined ? null : await open(flags.config);
  const evidence = {
    ...beside.evidence,
    ...(market === null ? {} : { market }),
    ...(config === null ? {} : { marketConfig: await readMarketConfig(config).catch(refused) }),
  };
  const own = [
    { role: "market", file: source },
    ...(config === null ? [] : [{ role: "marketConfig", file: config }]),
  ];
  const inputs = await Promise.all(
    own.map(async ({ role, file }) => ({
      role,
      path: file.path,
      bytes: file.size,
      ...(await digestsOf(file)),
    })),
  );
  return {
    evidence,
    malformed,
    inputs: [...inputs, ...beside.inputs],
    async close() {
      await Promise.all([beside.close(), ...own.map(({ file }) => file.close())]);
    },
  };
}
