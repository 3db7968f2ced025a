/** Uniqueness of templates: of circomlib, and of FpMul at the sizes that are in use. */
import { proveUnique, seconds } from "../../properties/uniqueness/index.js";
import { outputsDetermined } from "../../properties/uniqueness/property.js";
import { runProperties } from "../../properties/runProperties.js";
import { open, print, talk } from "./circuits.js";
import { circomlib } from "./targets.js";

const SECONDS = 10;

export async function productsTable(): Promise<void> {
  print("| circuit | constraints | inputs | outputs determined | s |");
  print("|---|---|---|---|---|");
  for (const version of ["zk-email-circuits-6.2.0", "@zk-email/circuits"]) {
    for (const [n, k] of [
      [64, 4],
      [64, 32],
      [121, 17],
    ] as const) {
      const { system } = await open(`${version}/lib/fp.circom:FpMul(${n},${k})`);
      const limb = { lo: 0n, hi: (1n << BigInt(n)) - 1n };
      const start = Date.now();
      const { proven } = proveUnique(system, seconds(60), new Map(system.inputs.map((wire) => [wire, limb])));
      print(
        `| ${version} FpMul(${n},${k}) | ${system.constraints.length} | below 2^${n} | ${proven ? "proven" : "open"} | ${((Date.now() - start) / 1000).toFixed(1)} |`,
      );
    }
  }
}

export async function circomlibTable(): Promise<void> {
  print("| template | constraints | determined? | s |");
  print("|---|---|---|---|");
  const counts = new Map<string, number>();
  const begun = Date.now();
  for (const target of new Set(circomlib)) {
    talk(target);
    try {
      const circuit = await open(`circomlib/circuits/${target}`);
      const start = Date.now();
      const { checks } = await runProperties(circuit, [outputsDetermined], {
        seed: 1,
        runs: 1,
        seconds: SECONDS,
        wishes: { signals: new Map(), values: new Map() },
        reproduce: (id) => id,
      });
      const outcome = checks[0]?.outcome ?? "not evaluated";
      const words = outcome === "pass" ? "proven" : outcome === "fail" ? "counterexample" : outcome === "inconclusive" ? "unknown" : "no outputs"; // prettier-ignore
      counts.set(words, (counts.get(words) ?? 0) + 1);
      print(
        `| ${target} | ${circuit.system.constraints.length} | ${words} | ${((Date.now() - start) / 1000).toFixed(1)} |`,
      );
    } catch (error) {
      print(`| ${target} | – | does not compile: ${String(error).split("\n")[0]} | |`);
    }
  }
  print("");
  print(
    `${[...counts].map(([words, count]) => `${count} ${words}`).join(", ")}; ${((Date.now() - begun) / 1000).toFixed(0)} s in all, compilation with it.`,
  );
}
