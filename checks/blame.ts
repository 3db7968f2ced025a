/** A fault that shows while a file is read for a check: whose finding it is. */
import type { MalformedError } from "../transcripts/malformed.js";
import { isRecordOf, type Evidence } from "./evidence.js";
import { addMalformed, type Row } from "./row.js";

/**
 * What shows only while a file is read to its end is as much the matter of the check that guards its form as what its
 * reader saw: it is said once, there, and the checks that came upon it are not evaluated. Where that check was not to be
 * made, the one that came upon it says it.
 */
export function blame(
  error: MalformedError,
  row: Row,
  rows: Iterable<Row>,
  evidence: Partial<Evidence>,
): void {
  const { file, offset } = error.details;
  const guard = [...rows].find(
    ({ check, undecided }) =>
      undecided === null && check.guards !== undefined && isRecordOf(evidence, check.guards, file),
  );
  const blamed = guard ?? row;
  const isSaid = blamed.findings.some(({ evidence: places }) =>
    places.some((e) => e.bytes?.start === offset),
  );
  if (!isSaid) addMalformed(blamed, error);
  if (blamed === row) return;
  row.undecided = {
    outcome: "not evaluated",
    reason: `${file} could not be read to its end`,
    blocked: true,
  };
}
