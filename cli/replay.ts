import { spawnSync } from "node:child_process";
import type { Command } from "commander";
import type { CheckResult, InputRecord, Result } from "../findings/index.js";
import { visible } from "../reports/text.js";
import { digestsOf } from "../transcripts/digest.js";
import { openFile } from "../transcripts/source.js";
import { EXIT, UsageError } from "./exit.js";
import { readResult } from "./savedResult.js";
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
      const result = await readResult(path);
      const check = chosen(result, id);
      for (const input of result.inputs) await refuseChanged(input);
      const words = commandOf(check);
      process.stderr.write(`${visible(["zkassay", ...words].map(shellWord).join(" "))}\n`);
      const { status } = spawnSync(process.execPath, [process.argv[1] ?? "", ...words], { stdio: "inherit" });
      process.exitCode = status ?? EXIT.internal;
    });
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
async function refuseChanged({ path, bytes, sha256 }: InputRecord): Promise<void> {
  const source = await openFile(path).catch((error: Error) => {
    throw new UsageError(`${path} cannot be read, from the folder in which it was judged: ${error.message}`);
  });
  try {
    // Refused by its form, and so large that it was not hashed: its length is all that is known of it.
    if (sha256 === undefined && source.size === bytes) return;
    const digests = await digestsOf(source);
    if (digests.sha256 !== sha256) {
      throw new UsageError(
        `${path} changed since: its SHA-256 was ${sha256 ?? "not taken"}, and is ${digests.sha256}`,
      );
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
