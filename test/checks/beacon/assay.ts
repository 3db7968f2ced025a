/** One beacon check at a time, in the test's own process. */
import type { CheckResult } from "../../../findings/index.js";
import type { GivenFiles } from "../../../cli/files.js";
import { assayFiles as assayAll, type Assayed } from "../assay.js";

export { sharedCurve } from "../assay.js";

/** Runs the checks with these ids, and those that they rely on. */
export function assayFiles(given: GivenFiles, only: readonly string[]): Promise<Assayed> {
  return assayAll(given, { only });
}

/** The result of one check on files. */
export async function judged(id: string, given: GivenFiles): Promise<CheckResult> {
  const assayed = await assayFiles(given, [id]);
  const result = assayed.checks.find((check) => check.id === id);
  if (result === undefined) throw new Error(`no check ${id} ran`);
  return result;
}

/** What a test compares: the outcome, with what was found or why not. */
export function told({ outcome, reason, findings }: CheckResult): readonly string[] {
  return [outcome, ...(reason === undefined ? [] : [reason]), ...findings.map(({ statement }) => statement)];
}
