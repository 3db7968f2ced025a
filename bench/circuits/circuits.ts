/** What the tables have in common: targets, runs, and how long they took. */
import { join } from "node:path";
import { openCircuit, parseTarget, type Circuit } from "../../properties/circuit/index.js";
import { now } from "../../properties/clock.js";
import type { Wishes } from "../../properties/property.js";
import { properties } from "../../properties/registry.js";
import { runProperties, type PropertiesReport } from "../../properties/runProperties.js";
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
  /** Findings of medium severity or worse, and all of the properties that were asked. */
  readonly findings: readonly { readonly id: string; readonly statement: string }[];
  readonly proven: boolean;
  /** Of this process, compilation left out. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

const unbound: Wishes = { signals: new Map(), values: new Map() };

/**
 * @param asked ids of properties that are told what signals and numbers mean; the others have only the circuit to go by
 * @param seconds of CPU time, for all properties together
 */
export async function judge(
  { target, set = {}, bind = {} }: Side,
  seconds: number,
  asked: readonly string[],
): Promise<Judged> {
  const circuit = await open(target);
  const [cpu, wall] = [now(), Date.now()];
  const spent = (): number => (now() - cpu) / 1000;
  const wishes = { signals: new Map(Object.entries(bind)), values: new Map(Object.entries(set)) };
  const run = (isAsked: boolean): Promise<PropertiesReport> =>
    runProperties(
      circuit,
      properties.filter(({ id }) => asked.includes(id) === isAsked),
      {
        seed: 1,
        runs: 100,
        seconds: seconds - spent(),
        wishes: isAsked ? wishes : unbound,
        reproduce: (id) => id,
      },
    );
  const [first, others] = [await run(true), await run(false)];
  const checks = [...first.checks, ...others.checks];
  const serious = new Set(["critical", "high", "medium"]);
  return {
    findings: checks.flatMap(({ id, findings }) =>
      findings
        .filter(({ severity }) => serious.has(severity) || asked.includes(id))
        .map(({ statement }) => ({ id, statement })),
    ),
    proven: checks.some(({ facts }) => facts.some(({ label }) => label === "proven")),
    cpuSeconds: spent(),
    wallSeconds: (Date.now() - wall) / 1000,
  };
}
