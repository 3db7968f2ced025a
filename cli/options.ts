/** Options that several commands share. */
import { availableParallelism } from "node:os";
import { InvalidArgumentError, Option, type Command } from "commander";
import type { EngineOptions } from "../algebra/open.js";
import type { Check } from "../checks/check.js";
import { severities, type Interrupted, type Judgement, type Severity } from "../findings/index.js";
import { exitCodeOf, UsageError } from "./exit.js";
import { InputList, type Recorder } from "./inputs.js";
import { endAtInterrupt, nextInterrupt } from "./interruption.js";
import { show, wantedOf, withOutputFlags, write, type Outputs } from "./output.js";
import { Progress } from "./progress.js";

/** The flags of every command that ends in a result. */
export interface ReportFlags extends Outputs {
  readonly quiet?: true;
  readonly failOn: Severity;
}

export interface RunFlags extends ReportFlags {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly seed?: Uint8Array;
  readonly engine: "fast" | "reference";
  readonly threads: number;
  readonly kernel: boolean;
}

export function withReportFlags(command: Command): Command {
  return withOutputFlags(command)
    .option("--quiet", "no summary and no progress; the exit code tells")
    .addOption(
      new Option("--fail-on <severity>", "exit 1 for findings at or above this severity")
        .choices(severities)
        .default("low"),
    );
}

/** The flags of every command that runs checks. */
export function withRunFlags(command: Command): Command {
  return withReportFlags(command)
    .option("--only <check...>", "make only these checks, and those that they rely on")
    .option("--skip <check...>", "leave these checks out; the report says so")
    .option(
      "--seed <hex>",
      "draw the random coefficients from this seed, to repeat an earlier run",
      parseSeed,
    )
    .addOption(
      new Option("--engine <engine>", "what computes").choices(["fast", "reference"]).default("fast"),
    )
    .option("--no-kernel", "fast engine without its own WebAssembly kernel: ffjavascript computes all sums")
    .option(
      "--threads <n>",
      "threads that compute, the main one among them",
      parseThreads,
      Math.min(2, availableParallelism()),
    );
}

function parseSeed(text: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new InvalidArgumentError("a seed is 64 hexadecimal digits.");
  return new Uint8Array(Buffer.from(text, "hex"));
}

function parseThreads(text: string): number {
  if (!/^[1-9][0-9]?$/.test(text)) throw new InvalidArgumentError("a number from 1 to 99.");
  return Number(text);
}

export function engineOf(flags: RunFlags): EngineOptions {
  const { engine, threads, kernel } = flags;
  return { engine, threads, ...(kernel ? {} : { kernel: false }) };
}

/** What a run tells on its way, and is told. */
export interface Talk {
  readonly progress: (done: number, total: number, what: string) => void;
  readonly interrupted: Interrupted;
  /** Absent where no report will list the files. */
  readonly record?: Recorder;
  readonly afterwards: (work: () => Promise<void>) => void;
}

/**
 * Runs with progress on stderr, sets the exit code, writes the reports that are wanted and shows the summary. After Ctrl-C the
 * run gives what it has, which is delivered in the same way; whatever else goes on then ends with the process.
 * @throws UsageError for reports that cannot be written
 */
export async function conclude(flags: ReportFlags, run: (talk: Talk) => Promise<Judgement>): Promise<void> {
  const wanted = wantedOf(flags);
  const inputs = wanted.length === 0 ? null : new InputList();
  const progress = new Progress(process.stderr, flags.quiet !== true);
  const afterwards: (() => Promise<void>)[] = [];
  const judgement = await run({
    afterwards: (work) => void afterwards.push(work),
    progress: (done, total, what) => progress.update(done, total, what),
    interrupted: nextInterrupt(),
    ...(inputs === null ? {} : { record: inputs.add }),
  }).finally(() => {
    endAtInterrupt();
    progress.end();
  });
  // Before anything is written: a reader that closes the pipe ends the process, and must not turn a finding into 0.
  process.exitCode = exitCodeOf(judgement, flags.failOn);
  if (inputs !== null) await write(inputs.complete(judgement), wanted);
  show(judgement, wanted, flags.quiet);
  if (judgement.verdict.interrupted !== true) return;
  await leave(afterwards, flags.quiet);
  await new Promise<void>((resolve) => {
    process.stdout.write("", () => resolve());
  });
  process.exit();
}

/** What an interrupted run leaves for the next one. */
async function leave(works: readonly (() => Promise<void>)[], quiet = false): Promise<void> {
  const say = (text: string): void => void (quiet || process.stderr.write(`${text}\n`));
  for (const work of works) {
    say("keeping the sums of finished sections; the files are hashed for it (Ctrl-C ends at once)");
    await work();
    say("kept: the same command goes on from there while its files are the same");
  }
}

/**
 * Ids of the checks that are left out, with the words for the report.
 * @param only make these and what they rely on; all when not given
 * @param skip leave these out
 * @throws UsageError for an id that is no check
 */
export function leftOut(
  checks: readonly Check[],
  only: readonly string[] | undefined,
  skip: readonly string[] = [],
): Map<string, string> {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const named = (id: string): Check => {
    const check = byId.get(id);
    if (check === undefined)
      throw new UsageError(`there is no check ${id} here; zkassay list-checks shows all`);
    return check;
  };
  const left = new Map(skip.map((id) => [named(id).id, "left out at your request (--skip)"]));
  if (only === undefined) return left;
  const kept = new Set<string>();
  const keep = (id: string): void => {
    if (kept.has(id)) return;
    kept.add(id);
    for (const needed of named(id).after) if (byId.has(needed)) keep(needed);
  };
  for (const id of only) keep(id);
  for (const { id } of checks) if (!kept.has(id)) left.set(id, "not asked for (--only)");
  return left;
}
