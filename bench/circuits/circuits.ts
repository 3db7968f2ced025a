/** What the tables have in common: targets, runs, and how long they took. */
import { join } from "node:path";
import { openCircuit, parseTarget, type Circuit } from "../../properties/circuit/index.js";
import { properties } from "../../properties/registry.js";
import { runProperties } from "../../properties/runProperties.js";
import type { Side } from "./targets.js";

export const root = join(import.meta.dirname, "..", "..", "..");
export const modules = join(root, "node_modules");

export const print = (line: string): boolean => process.stdout.write(`${line}\n`);
export const talk = (line: string): boolean => process.stderr.write(`${line}\n`);

/** @param target a path from node_modules, with template and arguments */
export const open = (target: string): Promise<Circuit> =>
  openCircuit(parseTarget(join(modules, target), [modules, join(modules, "circomlib", "circuits")]));

/** What all properties say of one circuit. */
export interface Judged {
  /** Ids of properties with a finding of medium severity or worse, or that was wanted. */
  readonly failed: readonly string[];
  readonly proven: boolean;
  readonly seconds: number;
}

/** @param wanted ids of which findings of any severity count */
export async function judge(
  { target, set = {}, bind = {} }: Side,
  seconds: number,
  wanted: readonly string[] = [],
): Promise<Judged> {
  const circuit = await open(target);
  const start = Date.now();
  const { checks } = await runProperties(circuit, properties, {
    seed: 1,
    runs: 100,
    seconds,
    wishes: { signals: new Map(Object.entries(bind)), values: new Map(Object.entries(set)) },
    reproduce: (id) => id,
  });
  const serious = new Set(["critical", "high", "medium"]);
  return {
    failed: checks
      .filter(({ id, findings }) =>
        findings.some(({ severity }) => serious.has(severity) || wanted.includes(id)),
      )
      .map(({ id }) => id),
    proven: checks.some(({ facts }) => facts.some(({ label }) => label === "proven")),
    seconds: (Date.now() - start) / 1000,
  };
}
