import { InvalidArgumentError, Option, type Command } from "commander";
import { drawSeed } from "../algebra/obligations/weights.js";
import { interruptedVerdict, verdictOf } from "../checks/verdict.js";
import { RESULT_SCHEMA, type Judgement, type Verdict } from "../findings/index.js";
import {
  CompileError,
  openCircuit,
  parseTarget,
  TargetError,
  type Circuit,
} from "../properties/circuit/index.js";
import { Misfit, type Property, type Wishes } from "../properties/property.js";
import { properties } from "../properties/registry.js";
import { runProperties, type PropertiesReport } from "../properties/runProperties.js";
import { MalformedError } from "../transcripts/malformed.js";
import { circuitFacts, circuitInputs } from "./circuitRecord.js";
import { UsageError } from "./exit.js";
import { conclude, withReportFlags, type ReportFlags, type Talk } from "./options.js";
import { shellWord } from "./shell.js";
import { version } from "./version.js";

interface CircuitFlags extends ReportFlags {
  readonly library?: readonly string[];
  readonly prime: "bn128" | "bls12381";
  readonly property?: readonly string[];
  readonly runs: number;
  readonly seed?: number;
  readonly path?: string;
  readonly bind?: readonly string[];
  readonly set?: readonly string[];
  readonly time: number;
  readonly list?: true;
}

const DEFAULT = { runs: 100, seconds: 30 } as const;

/** zkassay circuit FILE.circom, zkassay circuit 'FILE.circom:Template(64,32)' */
export function addCircuit(program: Command): void {
  withReportFlags(
    program
      .command("circuit")
      .description("run properties on a circom circuit: inputs that go for the edges, and other witnesses")
      .argument("<target>", "FILE.circom with a main component, or 'FILE.circom:Template(64,32)'")
      .option("-l, --library <folder...>", "folders for includes, before node_modules folders above the file")
      .addOption(new Option("--prime <name>", "the field").choices(["bn128", "bls12381"]).default("bn128"))
      .option("--property <id...>", "run only these properties (zkassay list-checks)")
      .option("--runs <n>", "inputs that each trial makes", positive, DEFAULT.runs)
      .option("--time <seconds>", "of CPU time, for all properties together", positive, DEFAULT.seconds)
      .option("--seed <n>", "repeat the inputs of an earlier run: 0 to 4294967295", parseSeed)
      .option(
        "--path <path>",
        "repeat one input of an earlier run; with one --property and its --seed",
        parsePath,
      )
      .option("--bind <role=signal...>", "which signal plays a part that its name does not tell")
      .option("--set <name=value...>", "a number that the circuit does not tell, such as n=64")
      .option("--list", "only say which properties are for this circuit"),
  ).action(async (text: string, flags: CircuitFlags) => {
    const asked = askedFor(flags.property);
    const wishes = wishesOf(flags, asked);
    refuseLonePath(flags);
    const startedAt = new Date();
    const circuit = await open(text, flags);
    if (flags.list === true) {
      process.stdout.write(fitsText(circuit, asked, wishes));
      return;
    }
    await conclude(flags, (talk) => judge({ text, flags, circuit, asked, wishes, startedAt }, talk));
  });
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("a whole number from 1.");
  return Number(text);
}

function parseSeed(text: string): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) >= 2 ** 32) {
    throw new InvalidArgumentError("a whole number from 0 to 4294967295.");
  }
  return Number(text);
}

/** part:index:index…, as a report gives it; an index says how many inputs are passed over. */
function parsePath(text: string): string {
  if (!/^[a-z0-9-]+(:\d{1,6})+$/.test(text)) {
    throw new InvalidArgumentError("as a report gives it, such as program:3:0:1.");
  }
  return text;
}

/** @throws UsageError for an id that is no property */
function askedFor(ids: readonly string[] | undefined): readonly Property[] {
  const unknown = ids?.find((id) => properties.every((property) => property.id !== id));
  if (unknown !== undefined) {
    throw new UsageError(`there is no property ${unknown}; zkassay list-checks shows all`);
  }
  return properties.filter(({ id }) => ids === undefined || ids.includes(id));
}

/** @throws UsageError for a part or a number that no property speaks of */
function wishesOf({ bind = [], set = [] }: CircuitFlags, asked: readonly Property[]): Wishes {
  const pairs = (flag: string, words: readonly string[], known: ReadonlySet<string>): Map<string, string> =>
    new Map(
      words.map((word) => {
        const [, name, value] = /^([^=]+)=(.+)$/s.exec(word) ?? [];
        if (name === undefined || value === undefined) {
          throw new UsageError(`${flag} ${word}: give it as name=value`);
        }
        if (!known.has(name)) {
          throw new UsageError(
            `${flag} ${name}: no property speaks of it; they know ${[...known].join(", ")}`,
          );
        }
        return [name, value];
      }),
    );
  const signals = new Set(asked.flatMap(({ vocabulary }) => Object.keys(vocabulary.signals)));
  const values = new Set(asked.flatMap(({ vocabulary }) => Object.keys(vocabulary.values)));
  const numbers = [...pairs("--set", set, values)].map(([name, value]): [string, bigint] => {
    if (!/^(0x[0-9a-f]+|\d+)$/i.test(value))
      throw new UsageError(`--set ${name}=${value}: give a whole number`);
    return [name, BigInt(value)];
  });
  return { signals: pairs("--bind", bind, signals), values: new Map(numbers) };
}

function refuseLonePath({ path, seed, property }: CircuitFlags): void {
  if (path === undefined || (seed !== undefined && property?.length === 1)) return;
  throw new UsageError("--path repeats one input of one property: give its --property and --seed too");
}

/** @throws UsageError where the circuit cannot be had */
async function open(text: string, { library, prime }: CircuitFlags): Promise<Circuit> {
  try {
    return await openCircuit({ ...parseTarget(text, library), prime });
  } catch (error) {
    if (error instanceof CompileError) throw new UsageError(`${text} does not compile: ${error.message}`);
    if (error instanceof TargetError || error instanceof MalformedError) throw new UsageError(error.message);
    throw error;
  }
}

/** One line a property: which are for the circuit, and why the others are not. */
function fitsText(circuit: Circuit, asked: readonly Property[], wishes: Wishes): string {
  const width = Math.max(...asked.map(({ id }) => id.length));
  const lines = asked.map((property) => {
    const bound = property.bind(circuit, wishes);
    return `${property.id.padEnd(width)}  ${bound instanceof Misfit ? `no: ${bound.reason}` : "yes"}\n`;
  });
  return lines.join("");
}

interface Job {
  readonly text: string;
  readonly flags: CircuitFlags;
  readonly circuit: Circuit;
  readonly asked: readonly Property[];
  readonly wishes: Wishes;
  /** Before the circuit was compiled. */
  readonly startedAt: Date;
}

async function judge(
  { text, flags, circuit, asked, wishes, startedAt }: Job,
  talk: Talk,
): Promise<Judgement> {
  await talk.record?.(await circuitInputs(circuit));
  const seed = flags.seed ?? Buffer.from(drawSeed()).readUInt32LE();
  const command = commandLine(text, flags);
  const report = await runProperties(circuit, asked, {
    seed,
    runs: flags.runs,
    seconds: flags.time,
    wishes,
    ...(flags.path === undefined ? {} : { path: flags.path }),
    named: new Set(flags.property),
    reproduce: (id, path) =>
      `${command} --property ${id} --seed ${seed}${path === undefined ? "" : ` --path ${path}`}`,
    ...talk,
  });
  return {
    schema: RESULT_SCHEMA,
    tool: { name: "zkassay", version: version() },
    command: [command, ...(flags.property === undefined ? [] : ["--property", ...flags.property])].join(" "),
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    engine: `circom ${circuit.compiled.compiler.version} as WebAssembly`,
    verdict: judgement(report),
    checks: report.checks,
    exhibits: [circuitFacts(circuit), ...report.exhibits],
  };
}

/** A circuit that no property is for was not judged, whatever the properties' severities. */
function judgement({ checks, excused, interrupted }: PropertiesReport): Verdict {
  const verdict = verdictOf(checks, excused, new Set());
  if (interrupted) return interruptedVerdict(verdict);
  if (checks.some(({ outcome }) => outcome !== "not evaluated")) return verdict;
  return {
    ...verdict,
    outcome: "inconclusive",
    summary: "No property was run: none of them is for this circuit as it is bound.",
  };
}

/** The command without what reproduce lines add. */
function commandLine(text: string, { library, prime, bind, set, runs, time }: CircuitFlags): string {
  const words = ["zkassay", "circuit", text];
  if (library !== undefined) words.push("-l", ...library);
  if (prime !== "bn128") words.push("--prime", prime);
  if (bind !== undefined) words.push("--bind", ...bind);
  if (set !== undefined) words.push("--set", ...set);
  if (runs !== DEFAULT.runs) words.push("--runs", String(runs));
  if (time !== DEFAULT.seconds) words.push("--time", String(time));
  return words.map(shellWord).join(" ");
}
