/** Runs one property on one circuit, as `zkassay circuit TARGET --property ID` would. */
import { join } from "node:path";
import type { CheckResult, Exhibit } from "../../findings/index.js";
import { openCircuit, parseTarget, type Circuit } from "../../properties/circuit/index.js";
import type { Property } from "../../properties/property.js";
import { runProperties, type RunOptions } from "../../properties/runProperties.js";
import { packageRoot } from "../fixtures/root.js";

export interface Row {
  readonly check: CheckResult;
  readonly exhibits: readonly Exhibit[];
  /** Of the counterexample: what --path takes. */
  readonly path: string | undefined;
}

/** @param target path from the root of the repository, with a template and arguments or without */
export const openTarget = (target: string): Promise<Circuit> =>
  openCircuit(parseTarget(join(packageRoot, target)));

/** @param target an open circuit, or what openTarget takes */
export async function onTarget(
  property: Property,
  target: Circuit | string,
  options: Partial<RunOptions> = {},
): Promise<Row> {
  let path: string | undefined;
  const { checks, exhibits } = await runProperties(
    typeof target === "string" ? await openTarget(target) : target,
    [property],
    {
      seed: 3,
      runs: 40,
      seconds: 20,
      wishes: { signals: new Map(), values: new Map() },
      reproduce: (id, failing) => {
        path = failing;
        return id;
      },
      ...options,
    },
  );
  const [check] = checks;
  if (check === undefined) throw new Error("the run has no row");
  return { check, exhibits, path };
}
