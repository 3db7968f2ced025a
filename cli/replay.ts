import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import type { CheckResult, InputRecord, Result } from "../findings/index.js";
import { parseResult, ResultFormatError } from "../reports/json/index.js";
import { visible } from "../reports/text.js";
import { digestsOf } from "../transcripts/digest.js";
import { openFile } from "../transcripts/source.js";
import { EXIT, UsageError } from "./exit.js";
import { shellWord, splitWords } from "./shell.js";

/** Commands that judge. A result is a file like any other: it may ask for none that writes, fetches or replays. */
const JUDGES: ReadonlySet<string> = new Set(["verify", "ptau", "response", "circuit", "market", "release"]);
/** Options that write files, and addresses that would be asked. */
const MORE = /^(?:--(?:json|html|sarif|junit|summary|annotations|attestation|checkpoint|output)\b|-o)|:\/\//;

/** zkassay replay RESULT.json [CHECK-ID] */
export function addReplay(program: Command): void {
  program
    .command("replay")
    .description("run a saved finding's own command again, on the same files")
    .argument("<result.json>", "what --json wrote")
    .argument("[check]", "the check or property; may be left out where only one failed")
    .action(async (path: string, id: string | undefined) => {
      const result = await read(path);
      const check = chosen(result, id);
      for (const input of result.inputs) await refuseChanged(input);
      const words = commandOf(check);
      process.stderr.write(`${visible(["zkassay", ...words].map(shellWord).join(" "))}\n`);
      const { status } = spawnSync(process.execPath, [process.argv[1] ?? "", ...words], { stdio: "inherit" });
      process.exitCode = status ?? EXIT.internal;
    });
}

/** @throws UsageError for what is no result */
async function read(path: string): Promise<Result> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new UsageError(`${path} cannot be read: ${error.message}`);
  });
  try {
    return parseResult(text);
  } catch (error) {
    if (error instanceof ResultFormatError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}

/** @throws UsageError where the choice is not one check */
function chosen({ checks }: Result, id: string | undefined): CheckResult {
  const failed = checks.filter(({ outcome }) => outcome === "fail");
  const candidates = id === undefined ? failed : checks.filter((check) => check.id === id);
  const [check, ...more] = candidates;
  const ids = failed.map((one) => one.id).join(", ");
  if (check === undefined) {
    throw new UsageError(
      id === undefined
        ? "nothing failed in this result"
        : `this result has no check ${id}; what failed: ${ids}`,
    );
  }
  if (id === undefined && more.length > 0) throw new UsageError(`several checks failed; name one of ${ids}`);
  return check;
}

/** @throws UsageError where a file is not the one that was judged */
async function refuseChanged({ path, sha256 }: InputRecord): Promise<void> {
  const source = await openFile(path).catch((error: Error) => {
    throw new UsageError(`${path} cannot be read, from the folder in which it was judged: ${error.message}`);
  });
  try {
    const digests = await digestsOf(source);
    if (digests.sha256 !== sha256) {
      throw new UsageError(`${path} changed since: its SHA-256 was ${sha256}, and is ${digests.sha256}`);
    }
  } finally {
    await source.close();
  }
}

/** @throws UsageError for a command that does more than judge */
function commandOf({ id, reproduce }: CheckResult): readonly string[] {
  const [tool, ...words] = splitWords(reproduce) ?? [];
  if (tool !== "zkassay" || !JUDGES.has(words[0] ?? "")) {
    throw new UsageError(`${id} has no command that can be run again: ${reproduce}`);
  }
  const more = words.find((word) => MORE.test(word));
  if (more !== undefined)
    throw new UsageError(`the command of ${id} would do more than judge (${more}); run it by hand`);
  return words;
}
