/** Properties that a release asks for, run on its source: rows beside those of the checks. */
import {
  descriptionOf,
  INTERRUPTED,
  orInterrupted,
  type CheckResult,
  type Exhibit,
} from "../findings/index.js";
import { CompileError, openCircuit, parseTarget, TargetError } from "../properties/circuit/index.js";
import type { Property } from "../properties/property.js";
import { properties } from "../properties/registry.js";
import { runProperties } from "../properties/runProperties.js";
import type { ConfigCircuit, PropertyPolicy } from "../transcripts/policy/config.js";
import type { AssayRun, MadeRows } from "./run.js";
import { circuitInputs } from "./circuitRecord.js";
import { UsageError } from "./exit.js";
import type { InputFile } from "./inputs.js";
import { pathIn, requireKnown, type OpenConfig } from "./releaseConfig.js";
import { shellWord } from "./shell.js";

/**
 * Runs what the policy of a circuit asks for. A property that does not fit, or a source that does not compile, is not
 * evaluated, and never excused.
 * @param seed 32 bits
 * @throws UsageError for an id that is no property
 */
export async function propertyRows(
  opened: OpenConfig,
  circuit: ConfigCircuit,
  seed: number,
  run: Pick<AssayRun, "progress" | "interrupted">,
): Promise<MadeRows> {
  const { interrupted } = run;
  const checks: CheckResult[] = [];
  const exhibits: Exhibit[] = [];
  const inputs: InputFile[] = [];
  for (const policy of circuit.properties) {
    requireKnown(
      "property",
      policy.id,
      properties.map(({ id }) => id),
    );
    const property = properties.find(({ id }) => id === policy.id);
    if (property === undefined) continue;
    const made = (await orInterrupted(
      runOne(opened, circuit, { policy, property, seed }, run),
      interrupted,
    )) ?? {
      checks: [undecided(property, INTERRUPTED, "zkassay circuit")],
      exhibits: [],
      inputs: [],
    };
    checks.push(...made.checks);
    exhibits.push(...made.exhibits);
    inputs.push(...made.inputs);
  }
  return { checks, exhibits, inputs, excused: new Set() };
}

interface Asked {
  readonly policy: PropertyPolicy;
  readonly property: Property;
  readonly seed: number;
}

async function runOne(
  opened: OpenConfig,
  { source = "", compiler }: ConfigCircuit,
  { policy, property, seed }: Asked,
  { progress }: Pick<AssayRun, "progress">,
): Promise<Omit<MadeRows, "excused">> {
  const file = await pathIn(opened, source);
  const libraries = await Promise.all((compiler?.libraries ?? []).map((path) => pathIn(opened, path)));
  const target = policy.template === undefined ? file : `${file}:${policy.template}`;
  const words = ["zkassay", "circuit", target, "--property", policy.id, "--seed", String(seed)];
  const reproduce = words.map(shellWord).join(" ");
  try {
    const circuit = await openCircuit({
      ...parseTarget(target, libraries),
      prime: compiler?.prime ?? "bn128",
    });
    const rows = await runProperties(circuit, [property], {
      seed,
      runs: policy.runs,
      seconds: policy.seconds,
      wishes: {
        signals: new Map(Object.entries(policy.bind)),
        values: new Map(Object.entries(policy.set).map(([name, value]) => [name, BigInt(value)])),
      },
      named: new Set([policy.id]),
      reproduce: (_, path) => (path === undefined ? reproduce : `${reproduce} --path ${path}`),
      progress,
    });
    return { ...rows, inputs: await circuitInputs(circuit) };
  } catch (error) {
    if (error instanceof TargetError) throw new UsageError(error.message);
    if (!(error instanceof CompileError)) throw error;
    return {
      checks: [undecided(property, `the source does not compile: ${error.message}`, reproduce)],
      exhibits: [],
      inputs: [],
    };
  }
}

function undecided(property: Property, reason: string, reproduce: string): CheckResult {
  return {
    ...descriptionOf(property),
    reason,
    reproduce,
    outcome: "not evaluated",
    findings: [],
    facts: [],
  };
}
