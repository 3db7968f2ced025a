/** A property on a circuit that a test writes down. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckResult } from "../../findings/index.js";
import { openCircuit, parseTarget } from "../../properties/circuit/index.js";
import type { Property } from "../../properties/property.js";
import { runProperties } from "../../properties/runProperties.js";

/**
 * @param body what stands in the braces of main's template
 * @param set as with --set
 * @throws Error without a property
 */
export async function runOnSource(
  property: Property | undefined,
  body: string,
  set: Readonly<Record<string, bigint>> = {},
): Promise<CheckResult> {
  if (property === undefined) throw new Error("there is no property to run");
  const folder = mkdtempSync(join(tmpdir(), "zkassay-source-"));
  try {
    const file = join(folder, "main.circom");
    writeFileSync(file, `pragma circom 2.1.6;\ntemplate Main() { ${body} }\ncomponent main = Main();\n`);
    const { checks } = await runProperties(await openCircuit(parseTarget(file)), [property], {
      seed: 1,
      runs: 20,
      seconds: 4,
      wishes: { signals: new Map(), values: new Map(Object.entries(set)) },
      reproduce: () => "",
    });
    const [check] = checks;
    if (check === undefined) throw new Error("the property gave no row");
    return check;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
