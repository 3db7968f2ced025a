/** Broken and mended pairs: of npm packages, and of test/corpus. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { circomspectIssues } from "./circomspect.js";
import { judge, print, root, talk, type Judged } from "./circuits.js";
import { packagePairs, type Pair, type Side } from "./targets.js";

/** Of CPU time, for one circuit. */
const SECONDS = 5;

const caseSchema = z.object({
  catches: z.array(z.string()),
  template: z.exactOptional(z.string()),
  arguments: z.exactOptional(z.string()),
  bind: z.exactOptional(z.record(z.string(), z.string())),
  set: z.exactOptional(z.record(z.string(), z.string())),
});

function corpusPairs(): Pair[] {
  const corpus = join(root, "test", "corpus");
  return readdirSync(corpus).flatMap((name) => {
    if (name.includes(".") || !readdirSync(join(corpus, name)).includes("case.json")) return [];
    const {
      template,
      catches,
      bind = {},
      set = {},
      ...rest
    } = caseSchema.parse(JSON.parse(readFileSync(join(corpus, name, "case.json"), "utf8")));
    const suffix = template === undefined ? "" : `:${template}(${rest.arguments ?? ""})`;
    const side = (form: string): Side => ({
      target: `../test/corpus/${name}/${form}.circom${suffix}`,
      bind,
      set: Object.fromEntries(Object.entries(set).map(([key, value]) => [key, BigInt(value)])),
    });
    return [{ name, catches, broken: side("broken"), mended: side("mended") }];
  });
}

interface Row {
  readonly found: boolean;
  /** Findings of the mended form that its notes do not list. */
  readonly alarms: readonly string[];
  readonly notes: number;
  readonly cpu: number;
  readonly wall: number;
  /** Whether circomspect has an issue of the broken form, and of the mended one. */
  readonly warns: readonly [boolean, boolean];
}

const text = (count: number | null): string => (count === null ? "–" : String(count));
const idsOf = (findings: Judged["findings"]): string[] => [...new Set(findings.map(({ id }) => id))];

function ofBroken({ catches }: Pair, { findings }: Judged): string {
  const failed = idsOf(findings);
  const missed = catches.filter((id) => !failed.includes(id));
  return missed.length > 0 ? `missed by ${missed.join(", ")}` : `found: ${failed.join(", ")}`;
}

function ofMended(alarms: readonly string[], notes: number, proven: boolean): string {
  if (alarms.length > 0) return `alarm: ${alarms.join(", ")}`;
  const noted = notes > 0 ? `, but for ${notes} true note${notes > 1 ? "s" : ""}` : "";
  return `silent${noted}${proven ? ", proven unique" : ""}`;
}

async function row(pair: Pair): Promise<Row> {
  const { name, catches, broken, mended, notes = [] } = pair;
  talk(name);
  const [first, second] = [await judge(broken, SECONDS, catches), await judge(mended, SECONDS, catches)];
  const [before, after] = [circomspectIssues(broken.target), circomspectIssues(mended.target)];
  const alarms = second.findings.filter(
    ({ id, statement }) => !notes.some((note) => note.id === id && statement.includes(note.says)),
  );
  const noted = second.findings.length - alarms.length;
  const times = [first, second].map(
    ({ cpuSeconds, wallSeconds }) => `${cpuSeconds.toFixed(1)} / ${wallSeconds.toFixed(1)}`,
  );
  print(
    `| ${name} | ${ofBroken(pair, first)} | ${ofMended(idsOf(alarms), noted, second.proven)} | ${times.join(" | ")} | ${text(before)} | ${text(after)} |`,
  );
  return {
    found: catches.every((id) => idsOf(first.findings).includes(id)),
    alarms: idsOf(alarms),
    notes: noted,
    cpu: Math.max(first.cpuSeconds, second.cpuSeconds),
    wall: Math.max(first.wallSeconds, second.wallSeconds),
    warns: [(before ?? 0) > 0, (after ?? 0) > 0],
  };
}

export async function pairsTable(names: readonly string[]): Promise<void> {
  print("| pair | broken | mended | broken: CPU / wall s | mended: CPU / wall s | circomspect: issues of broken | of mended |"); // prettier-ignore
  print("|---|---|---|---|---|---|---|");
  const chosen = [...packagePairs, ...corpusPairs()].filter(
    ({ name }) => names.length === 0 || names.some((prefix) => name.startsWith(prefix)),
  );
  const rows: Row[] = [];
  for (const pair of chosen) rows.push(await row(pair));
  const count = (test: (one: Row) => boolean): number => rows.filter(test).length;
  const most = (of: (one: Row) => number): string => Math.max(0, ...rows.map(of)).toFixed(1);
  print("");
  print(
    `${rows.length} pairs: ${count(({ found }) => found)} broken ones found; of the mended ones ${count(({ alarms }) => alarms.length > 0)} have an alarm, ${count(({ notes }) => notes > 0)} a note that is true and listed with its reason; the slowest circuit took ${most(({ cpu }) => cpu)} s of CPU time, ${most(({ wall }) => wall)} s on these cores. circomspect warns of ${count(({ warns }) => warns[0])} broken and ${count(({ warns }) => warns[1])} mended ones.`,
  );
}
