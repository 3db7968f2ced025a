/** Runs properties on a circuit: binding, trials, outcomes. */
import {
  descriptionOf,
  INTERRUPTED,
  orInterrupted,
  type CheckResult,
  type Exhibit,
  type Fact,
  type Finding,
  type Interrupted,
} from "../findings/index.js";
import type { Circuit } from "./circuit/circuit.js";
import { now } from "./clock.js";
import { fuzz } from "./fuzz.js";
import { shownPath } from "./shownPath.js";
import {
  Misfit,
  type Bound,
  type Property,
  type PropertyContext,
  type Wishes,
  type Yielded,
} from "./property.js";
import { drawFrom } from "./random.js";

export interface RunOptions {
  /** 32 bits. */
  readonly seed: number;
  /** Inputs that each trial should make. */
  readonly runs: number;
  /**
   * Of CPU time, for all properties together: each may use an equal share of what is left, so that what one leaves goes
   * to those that follow.
   */
  readonly seconds: number;
  readonly wishes: Wishes;
  /** part:path of an earlier failure: only its input is tried. */
  readonly path?: string;
  /** Ids that the user named: where one of them does not fit, the verdict waits for it. */
  readonly named?: ReadonlySet<string>;
  /** The command that shows a property again; `path` is that of its first finding. */
  readonly reproduce: (id: string, path: string | undefined) => string;
  readonly progress?: (done: number, total: number, what: string) => void;
  readonly interrupted?: Interrupted;
}

export interface PropertiesReport {
  readonly checks: readonly CheckResult[];
  readonly exhibits: readonly Exhibit[];
  /** Ids of properties that are not for this circuit, and that nobody asked for by name. */
  readonly excused: ReadonlySet<string>;
  /** Whether some property was not finished because the run was to end. */
  readonly interrupted: boolean;
}

/** What a property yielded so far. */
interface Row {
  readonly findings: Finding[];
  readonly facts: Fact[];
  readonly exhibits: Exhibit[];
  runs: number;
  /** Trials that time ended. */
  interrupted: boolean;
  /** One input of an earlier run was tried, and no other. */
  replayed: boolean;
  path: string | undefined;
  isProven: boolean;
  undecided: { readonly outcome: "inconclusive" | "not evaluated"; readonly reason: string } | null;
}

const NOT_FOR_IT = "not for this circuit, or not without --bind or --set; --list says why";

/** @throws whatever a property throws: that is a fault of ours */
export async function runProperties(
  circuit: Circuit,
  properties: readonly Property[],
  options: RunOptions,
): Promise<PropertiesReport> {
  const checks: CheckResult[] = [];
  const exhibits: Exhibit[] = [];
  const excused = new Set<string>();
  let interrupted = false;
  const end = now() + options.seconds * 1000;
  const all = properties.map((property) => ({ property, bound: property.bind(circuit, options.wishes) }));
  let waiting = all.filter(({ bound }) => !(bound instanceof Misfit)).length;
  for (const [index, { property, bound }] of all.entries()) {
    options.progress?.(index, properties.length, property.id);
    const at = now();
    const deadline = at + Math.max(0, end - at) / Math.max(1, waiting);
    if (!(bound instanceof Misfit)) waiting--;
    const row: Row = (interrupted
      ? null
      : await orInterrupted(runOne(property, bound, { ...options, deadline }), options.interrupted)) ?? {
      ...emptyRow(),
      undecided: { outcome: "not evaluated", reason: INTERRUPTED },
    };
    interrupted ||= row.undecided?.reason === INTERRUPTED;
    const check = resultOf(property, row, options.reproduce(property.id, row.path));
    if (check.outcome === "not evaluated" && !interrupted && options.named?.has(property.id) !== true)
      excused.add(property.id);
    checks.push(check);
    exhibits.push(...row.exhibits);
  }
  return { checks, exhibits, excused, interrupted };
}

const emptyRow = (): Row => ({
  findings: [],
  facts: [],
  exhibits: [],
  runs: 0,
  interrupted: false,
  replayed: false,
  path: undefined,
  isProven: false,
  undecided: null,
});

/** The options of one property: its own deadline for the seconds of all. */
type Turn = Omit<RunOptions, "seconds"> & Pick<PropertyContext, "deadline">;

async function runOne(property: Property, bound: Bound | Misfit, turn: Turn): Promise<Row> {
  const row = emptyRow();
  if (bound instanceof Misfit) {
    const isNamed = turn.named?.has(property.id) === true;
    // One reason for all that nobody asked for; what each of them looked for stands beside it.
    const reason = isNamed ? `it is not for this circuit: ${bound.reason}` : NOT_FOR_IT;
    row.undecided = { outcome: "not evaluated", reason };
    row.facts.push({ label: "why it is not for this circuit", value: bound.reason });
    return row;
  }
  for await (const item of bound(contextOf(property, row, turn))) add(row, property, item);
  if (row.runs > 0) row.facts.push({ label: "runs", value: runsText(row) });
  row.facts.push({ label: "seed", value: String(turn.seed) });
  if (row.undecided === null && !row.isProven && row.runs === 0) {
    row.undecided = { outcome: "inconclusive", reason: "no input was tried in the time given" };
  }
  if (row.undecided === null && !row.isProven && row.replayed) {
    const reason = "only the input that --path names was tried, and nothing is wrong with it";
    row.undecided = { outcome: "inconclusive", reason };
  }
  return row;
}

function runsText({ runs, interrupted, findings }: Row): string {
  const end = interrupted ? ", ended by the time given" : "";
  return findings.length > 0 ? `${runs}${end}` : `${runs}, no counterexample${end}`;
}

function contextOf(property: Property, row: Row, turn: Turn): PropertyContext {
  const { seed, runs, path, deadline } = turn;
  return {
    seed,
    runs,
    deadline,
    random: (label) => drawFrom(seed, `${property.id} ${label}`),
    async fuzz(trial) {
      const fuzzed = await fuzz(trial, { seed, runs, deadline, ...(path === undefined ? {} : { path }) });
      row.runs += fuzzed.runs;
      row.interrupted ||= fuzzed.interrupted;
      row.replayed ||= path !== undefined && fuzzed.runs > 0;
      return fuzzed;
    },
    ran(more) {
      row.runs += more;
    },
    progress: (done, total, what) => turn.progress?.(done, total, `${property.id}: ${what}`),
  };
}

function add(row: Row, property: Property, item: Yielded): void {
  switch (item.kind) {
    case "finding": {
      const { severity, confidence = "proven", impact, advice } = property;
      const evidence = item.finding.evidence.map((one) => ({ ...one, file: shownPath(one.file) }));
      row.findings.push({ severity, confidence, impact, advice, ...item.finding, evidence });
      row.path ??= item.path;
      break;
    }
    case "fact":
      row.facts.push(item.fact);
      break;
    case "exhibit":
      row.exhibits.push(item.exhibit);
      break;
    case "proven":
      row.isProven = true;
      row.facts.push({ label: "proven", value: item.statement });
      break;
    case "inconclusive":
      row.undecided = { outcome: "inconclusive", reason: item.reason };
      break;
    case "does not apply":
      row.undecided = { outcome: "not evaluated", reason: item.reason };
      break;
  }
}

function resultOf(property: Property, row: Row, reproduce: string): CheckResult {
  const outcome = row.findings.length > 0 ? "fail" : (row.undecided?.outcome ?? "pass");
  return {
    ...descriptionOf(property),
    outcome,
    ...(row.undecided === null || outcome === "fail" ? {} : { reason: row.undecided.reason }),
    findings: row.findings,
    facts: row.facts,
    reproduce,
  };
}
