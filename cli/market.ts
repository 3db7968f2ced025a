import { basename } from "node:path";
import { Option, type Command } from "commander";
import { marketChecks } from "../checks/registries/market.js";
import { MalformedError } from "../transcripts/malformed.js";
import { MAX_CONFIG_BYTES, readMarketConfig, type MarketConfig } from "../transcripts/market/config.js";
import { profileNames, type ProfileName } from "../transcripts/market/header.js";
import { readMarket, type MarketLog } from "../transcripts/market/read.js";
import { assayParts } from "./parts.js";
import type { CurveOfRun } from "./run.js";
import { UsageError } from "./exit.js";
import { openDossier, readOrRefuse, type OpenDossier } from "./files.js";
import type { InputFile } from "./inputs.js";
import { openSources, refused, requestOf, type MarketSource } from "./marketSources.js";
import { conclude, engineOf, leftOut, withRunFlags, type RunFlags } from "./options.js";
import { shellWord } from "./shell.js";

interface MarketFlags extends RunFlags {
  readonly config?: string;
  readonly vkey?: string;
  readonly round?: readonly string[];
  readonly logs?: string;
  readonly profile?: ProfileName;
  readonly receipts?: string;
  readonly events?: string;
}

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
      .addOption(
        new Option("--profile <name>", "which market it is, whatever its log says; --logs needs it").choices(
          profileNames,
        ),
      )
      .option("--receipts <file>", "receipts of transactions to it: the reverted ones are in no log")
      .option("--events <file>", "write what was decoded, as JSON Lines"),
  ).action(async (files: string[], flags: MarketFlags) => {
    const request = requestOf(files, flags);
    const given = await configOf(flags);
    const sources = await openSources(request, flags, given.config);
    const subjectOf = subjectsOf(sources.map(({ log }) => log.path));
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
              ...(sources.length > 1 ? { subject: subjectOf(source.log.path) } : {}),
              checks: marketChecks,
              assumed: leftOut(marketChecks, flags.only, flags.skip),
              open: () => openMarket(source, given, flags, curve),
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

/**
 * What is said beside the log: the configuration, and the market that --profile names.
 * @throws UsageError for a configuration that cannot be read, or names another market
 */
async function configOf({ config: path, profile }: MarketFlags): Promise<GivenConfig> {
  if (path === undefined) {
    if (profile === undefined) return { config: null, inputs: [] };
    return { config: { schema: "zkassay-market-config/1", file: "--profile", profile }, inputs: [] };
  }
  const source = await readOrRefuse(path, MAX_CONFIG_BYTES);
  const config = await readMarketConfig(source).catch(refused);
  if (profile !== undefined && config.profile !== undefined && config.profile !== profile)
    throw new UsageError(`${path} is of the profile ${config.profile}, and --profile says ${profile}`);
  return {
    config: profile === undefined ? config : { ...config, profile },
    inputs: [{ role: "marketConfig", source }],
  };
}

interface GivenConfig {
  readonly config: MarketConfig | null;
  readonly inputs: readonly InputFile[];
}

/** Said with the verdict where nobody but the log chose the rules. */
function caveatOf({ file, header }: MarketLog, config: MarketConfig | null): string | undefined {
  if (header.profile === "custom" && (config?.profile ?? "custom") === "custom")
    return `${basename(file)} is of no known market ("custom"): only what it declares itself was judged.`;
  if (config?.profile !== undefined) return undefined;
  return `${basename(file)} was judged by the rules that it names itself (${header.profile}): --profile says which market it is.`;
}

/** One log with all that is given beside it. */
async function openMarket(
  { log, inputs }: MarketSource,
  given: GivenConfig,
  flags: MarketFlags,
  curve: CurveOfRun,
): Promise<OpenDossier> {
  const beside = await openDossier(
    {
      ...(flags.vkey === undefined ? {} : { vkey: flags.vkey }),
      ...(flags.round === undefined ? {} : { rounds: flags.round }),
    },
    curve,
  );
  const malformed = new Map(beside.malformed);
  const market = await readMarket(log).catch((error: unknown) => {
    if (!(error instanceof MalformedError)) throw error;
    malformed.set("market", error);
    return null;
  });
  const evidence = {
    ...beside.evidence,
    ...(market === null ? {} : { market }),
    ...(given.config === null ? {} : { marketConfig: given.config }),
  };
  const caveat = market === null ? undefined : caveatOf(market, given.config);
  return {
    evidence,
    malformed,
    inputs: [...inputs, ...given.inputs, ...beside.inputs],
    ...(caveat === undefined ? {} : { caveat }),
    async close() {
      await Promise.all([beside.close(), ...inputs.map(({ source }) => source.close())]);
    },
  };
}
