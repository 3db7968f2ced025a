/** Broken and mended pairs: of npm packages, and of test/corpus. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { circomspectIssues } from "./circomspect.js";
import { judge, print, root, talk, type Judged } from "./circuits.js";
import { packagePairs, type Pair, type Side } from "./targets.js";

const SECONDS = 10;

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

const text = (count: number | null): string => (count === null ? "–" : String(count));
const ofMended = ({ failed, proven }: Judged): string =>
  failed.length > 0 ? `alarm: ${failed.join(", ")}` : proven ? "silent, proven unique" : "silent";

async function row({
  name,
  catches,
  broken,
  mended,
}: Pair): Promise<{ found: boolean; silent: boolean; slowest: number; warns: [number, number] }> {
  talk(name);
  const [first, second] = [await judge(broken, SECONDS, catches), await judge(mended, SECONDS, catches)];
  const [before, after] = [circomspectIssues(broken.target), circomspectIssues(mended.target)];
  const found = first.failed.length > 0 ? `found: ${first.failed.join(", ")}` : "missed";
  print(
    `| ${name} | ${found} | ${ofMended(second)} | ${first.seconds.toFixed(1)} | ${second.seconds.toFixed(1)} | ${text(before)} | ${text(after)} |`,
  );
  return {
    found: first.failed.length > 0,
    silent: second.failed.length === 0,
    slowest: Math.max(first.seconds, second.seconds),
    warns: [Number((before ?? 0) > 0), Number((after ?? 0) > 0)],
  };
}

export async function pairsTable(names: readonly string[]): Promise<void> {
  print("| pair | broken | mended | s | s | circomspect: issues of broken | of mended |");
  print("|---|---|---|---|---|---|---|");
  const chosen = [...packagePairs, ...corpusPairs()].filter(
    ({ name }) => names.length === 0 || names.some((prefix) => name.startsWith(prefix)),
  );
  const rows: Awaited<ReturnType<typeof row>>[] = [];
  for (const pair of chosen) rows.push(await row(pair));
  const count = (test: (one: (typeof rows)[number]) => boolean): number => rows.filter(test).length;
  print("");
  print(
    `${rows.length} pairs: ${count(({ found }) => found)} broken ones found, ${count(({ silent }) => silent)} mended ones silent, the slowest circuit ${Math.max(0, ...rows.map(({ slowest }) => slowest)).toFixed(1)} s. circomspect warns of ${count(({ warns }) => warns[0] === 1)} broken and ${count(({ warns }) => warns[1] === 1)} mended ones.`,
  );
}
