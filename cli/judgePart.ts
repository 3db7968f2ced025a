/** One part of a run: its checks and whatever else makes rows, added to what the run comes to. */
import { optionalRoles, type Dossier, type Role } from "../checks/evidence.js";
import type { Check } from "../checks/check.js";
import { runChecks, unmadeRows } from "../checks/run.js";
import { keyOf } from "../checks/verdict.js";
import { orInterrupted, type CheckResult, type Exhibit } from "../findings/index.js";
import { wasChanged } from "../transcripts/source.js";
import { UsageError } from "./exit.js";
import type { OpenDossier } from "./files.js";
import type { AssayRun, CurveOfRun, PartToJudge } from "./run.js";

/** What the parts come to, one after the other. */
export interface Sum {
  readonly checks: CheckResult[];
  readonly exhibits: Exhibit[];
  /** Keys of rows that some part is excused from, and of those that some part waits for. */
  readonly excused: Set<string>;
  readonly awaited: Set<string>;
  readonly required: Set<string>;
  /** Sentences of the summary; see OpenDossier. */
  readonly caveats: string[];
  usedCoefficients: boolean;
  /** Whether the run was interrupted. */
  ended: boolean;
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** A part's evidence, after its files are told of. */
async function openPart(
  part: PartToJudge,
  { seed, record }: Pick<AssayRun, "record"> & { readonly seed: Uint8Array },
): Promise<OpenDossier> {
  const dossier = await part.open(seed);
  try {
    await record?.(dossier.inputs);
    return dossier;
  } catch (error) {
    await dossier.close();
    throw error;
  }
}

/** Adds one part's rows to the sum; of a part that was not begun before an interruption, that they were not made. */
export async function judgePart(
  part: PartToJudge,
  sum: Sum,
  run: AssayRun & { readonly seed: Uint8Array; readonly curve: CurveOfRun },
): Promise<void> {
  const { seed, curve, progress, iterations, interrupted, record, store } = run;
  const { assumed } = part;
  const subject = part.subject === undefined ? {} : { subject: part.subject };
  const addRows = (checks: readonly CheckResult[]): void => {
    sum.checks.push(...checks.map((check) => ({ ...check, ...subject })));
  };
  const reproduce = (id: string): string => `${run.command} --only ${id} --seed ${hexOf(seed)}`;
  const dossier = sum.ended ? null : await orInterrupted(openPart(part, run), interrupted);
  if (dossier === null) return addRows(unmadeRows(part.checks, { assumed, reproduce }));
  try {
    const checks = part.ofGivenFiles === true ? part.checks.filter(isAbout(dossier)) : part.checks;
    const report = await runChecks(checks, dossier, {
      curve,
      seed,
      progress,
      assumed,
      reproduce,
      ...(iterations === undefined ? {} : { iterations }),
      ...(interrupted === undefined ? {} : { interrupted }),
      ...(store === undefined ? {} : { store }),
    });
    addRows(report.checks);
    sum.exhibits.push(...report.exhibits);
    // Two parts may have one name: what only one of them is excused from, the verdict waits for.
    for (const { id } of report.checks)
      (report.excused.has(id) ? sum.excused : sum.awaited).add(keyOf({ id, ...subject }));
    for (const id of part.required ?? []) sum.required.add(keyOf({ id, ...subject }));
    sum.usedCoefficients ||= report.usedCoefficients;
    if (dossier.caveat !== undefined) sum.caveats.push(dossier.caveat);
    sum.caveats.push(...report.caveats.filter((one) => !sum.caveats.includes(one)));
    await refuseChanged(dossier);
    const more = await part.more?.(seed);
    if (more === undefined) return;
    addRows(more.checks);
    sum.exhibits.push(...more.exhibits);
    await record?.(more.inputs);
    for (const id of more.excused) sum.excused.add(keyOf({ id, ...subject }));
  } finally {
    // Behind a run that was interrupted, work ends where it next reads.
    await dossier.close();
  }
}

/** @throws UsageError where a file was written to meanwhile: no verdict is about one file then, and no digest its own */
async function refuseChanged({ inputs }: OpenDossier): Promise<void> {
  for (const { source } of inputs) {
    if (!(await wasChanged(source))) continue;
    throw new UsageError(
      `${source.path} changed while it was read, so that nothing can be said about it; run this again when nobody writes ` +
        "to it any more, or on a copy",
    );
  }
}

/** Whether everything that a check needs was given, or can be done without. */
function isAbout({ evidence, malformed }: Dossier): (check: Check) => boolean {
  const isThere = (role: Role): boolean =>
    evidence[role] !== undefined || malformed.has(role) || optionalRoles.has(role);
  return ({ needs }) => needs.every(isThere);
}
