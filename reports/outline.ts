/** The order in which every report tells a result. It sorts and groups what was judged, and judges nothing. */
import { severities, type CheckResult, type Exhibit, type Finding, type Outcome } from "../findings/index.js";

/** A finding with the check that made it. */
export interface PlacedFinding {
  readonly check: CheckResult;
  readonly finding: Finding;
}

/** Every finding, worst first; within one severity in the order of the registry. */
export const worstFirst = (checks: readonly CheckResult[]): readonly PlacedFinding[] =>
  checks
    .flatMap((check) => check.findings.map((finding) => ({ check, finding })))
    .sort((a, b) => severities.indexOf(a.finding.severity) - severities.indexOf(b.finding.severity));

/** What is drawn comes first, the widest view before the closer ones; what is only listed comes last. */
const exhibitKinds: readonly Exhibit["kind"][] = [
  "matrix",
  "branches",
  "timeline",
  "chain",
  "ladder",
  "histogram",
  "facts",
  "unbound",
];

/** The exhibits in the order of their kinds; within a kind as they were made. */
export const widestFirst = (exhibits: readonly Exhibit[]): readonly Exhibit[] =>
  exhibits.toSorted((a, b) => exhibitKinds.indexOf(a.kind) - exhibitKinds.indexOf(b.kind));

/** Checks that share a name, such as a room or a reason. */
export interface Group {
  readonly name: string;
  readonly checks: readonly CheckResult[];
}

const group = (checks: readonly CheckResult[], nameOf: (check: CheckResult) => string): readonly Group[] => {
  const groups = new Map<string, CheckResult[]>();
  for (const check of checks) {
    const name = nameOf(check);
    groups.set(name, [...(groups.get(name) ?? []), check]);
  }
  return [...groups].map(([name, members]) => ({ name, checks: members }));
};

/** "zkey/delta-not-gamma" → "zkey". */
export const roomOf = ({ id }: Pick<CheckResult, "id">): string => id.split("/", 1)[0] ?? id;

/** The rooms of each subject apart: "1_2: zkey". */
export const byRoom = (checks: readonly CheckResult[]): readonly Group[] =>
  group(checks, (check) =>
    check.subject === undefined ? roomOf(check) : `${check.subject}: ${roomOf(check)}`,
  );

/** The checks with one outcome that is not an answer, grouped by the reason they gave. */
export const byReason = (checks: readonly CheckResult[], outcome: Outcome): readonly Group[] =>
  group(
    checks.filter((check) => check.outcome === outcome),
    ({ reason }) => reason ?? "no reason was recorded",
  );
