/**
 * Makes the logs of this folder: four markets that keep their promises, and the same with every fault planted once.
 *
 *     npm run build && node examples/market/make.mjs [FOLDER]     (by default in place)
 *     zkassay market examples/market/honest-*.jsonl
 *     zkassay market examples/market/faulty-zkpool.jsonl
 *
 * The rollers of honest-roller.jsonl are drawn by rounds of drand, which the audit draws again; those of faulty-roller.jsonl
 * are two a task, and nobody says how they were chosen.
 *
 * The same files come out each time. faults.json says what is planted where, and which check must name which lines.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = new URL("../../dist/examples/", import.meta.url);
const { faulty, honestExample, scenarios, toText } = await import(new URL("marketLog.js", dist).href);
const folder = process.argv[2] ?? fileURLToPath(new URL(".", import.meta.url));

/** @type {Record<string, object>} */
const table = {};
for (const scenario of scenarios) {
  const { profile } = scenario.header;
  writeFileSync(join(folder, `honest-${profile}.jsonl`), toText(honestExample(scenario)));
  const { written, planted } = faulty(scenario);
  writeFileSync(join(folder, `faulty-${profile}.jsonl`), toText(written));
  table[profile] = planted;
}
writeFileSync(join(folder, "faults.json"), `${JSON.stringify(table, null, 2)}\n`);
