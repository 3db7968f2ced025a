/** The cases of test/corpus, and how a property is run on one. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { openCircuit, parseTarget, type Circuit } from "../../properties/circuit/index.js";
import type { Property } from "../../properties/property.js";
import { runProperties, type PropertiesReport, type RunOptions } from "../../properties/runProperties.js";
import { packageRoot } from "../fixtures/root.js";

const corpus = join(packageRoot, "test", "corpus");

const caseSchema = z.strictObject({
  class: z.string().min(1),
  cites: z.array(z.url()).min(1),
  catches: z.array(z.string()).min(1),
  template: z.exactOptional(z.string()),
  arguments: z.exactOptional(z.string()),
  bind: z.exactOptional(z.record(z.string(), z.string())),
  set: z.exactOptional(z.record(z.string(), z.string())),
  libraries: z.exactOptional(z.array(z.string())),
});

export type Form = "broken" | "mended";

export interface CorpusCase extends z.infer<typeof caseSchema> {
  readonly name: string;
}

/** @throws ZodError naming the field that is wrong */
export function corpusCase(name: string): CorpusCase {
  const path = join(corpus, name, "case.json");
  return { name, ...caseSchema.parse(JSON.parse(readFileSync(path, "utf8"))) };
}

/** All cases, or those that one of these properties must catch. */
export function corpusCases(ids?: readonly string[]): CorpusCase[] {
  return readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(corpus, entry.name)).includes("case.json"))
    .map(({ name }) => corpusCase(name))
    .filter(({ catches }) => ids === undefined || catches.some((id) => ids.includes(id)));
}

export function openCase(one: CorpusCase, form: Form): Promise<Circuit> {
  const file = join(corpus, one.name, `${form}.circom`);
  const template = one.template === undefined ? "" : `:${one.template}(${one.arguments ?? ""})`;
  const libraries = (one.libraries ?? []).map((folder) => join(packageRoot, folder));
  return openCircuit(parseTarget(`${file}${template}`, libraries));
}

/** Runs a property on one form of a case, as `zkassay circuit` would. */
export async function runOnCase(
  property: Property,
  one: CorpusCase,
  form: Form,
  options: Partial<RunOptions> = {},
): Promise<PropertiesReport> {
  return runProperties(await openCase(one, form), [property], {
    seed: 1,
    runs: 100,
    seconds: 20,
    wishes: {
      signals: new Map(Object.entries(one.bind ?? {})),
      values: new Map(Object.entries(one.set ?? {}).map(([name, value]) => [name, BigInt(value)])),
    },
    reproduce: (id) => `zkassay circuit ${one.name}/${form}.circom --property ${id}`,
    ...options,
  });
}
