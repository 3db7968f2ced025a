/** Runs one property on a template of an npm package. */
import { join } from "node:path";
import type { CheckResult } from "../../findings/index.js";
import { openCircuit, parseTarget } from "../../properties/circuit/index.js";
import { packingProperties } from "../../properties/packing/index.js";
import { runProperties } from "../../properties/runProperties.js";
import { sliceProperties } from "../../properties/slices/index.js";
import { packageRoot } from "../fixtures/root.js";

const modules = join(packageRoot, "node_modules");
const all = [...sliceProperties, ...packingProperties];

export interface Run {
  /** File:Template(arguments) under node_modules. */
  readonly target: string;
  readonly id: string;
  readonly bind?: Readonly<Record<string, string>>;
  readonly limit?: bigint;
}

export async function runOnPackage({ target, id, bind = {}, limit }: Run): Promise<CheckResult> {
  const libraries = [modules, join(modules, "circomlib", "circuits")];
  const circuit = await openCircuit(parseTarget(join(modules, target), libraries));
  const { checks } = await runProperties(
    circuit,
    all.filter((property) => property.id === id),
    {
      seed: 3,
      runs: 60,
      seconds: 10,
      wishes: {
        signals: new Map(Object.entries(bind)),
        values: new Map(limit === undefined ? [] : [["limit", limit]]),
      },
      reproduce: (name) => name,
    },
  );
  const [check] = checks;
  if (check === undefined) throw new Error(`there is no property ${id}`);
  return check;
}
