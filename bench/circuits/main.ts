/**
 * `node dist/bench/circuits/main.js [pairs|mutants|products|circomlib] [NAME…]`: Markdown tables of what the properties
 * decide. Without a name, all four: about twenty minutes on two cores. NAMEs select rows by their beginning.
 */
import { availableParallelism } from "node:os";
import { print } from "./circuits.js";
import { mutantsTable } from "./mutants.js";
import { pairsTable } from "./pairs.js";
import { circomlibTable, productsTable } from "./templates.js";

const tables: Readonly<Record<string, (names: readonly string[]) => Promise<void>>> = {
  pairs: pairsTable,
  mutants: mutantsTable,
  products: productsTable,
  circomlib: circomlibTable,
};

const [name, ...rest] = process.argv.slice(2);
if (name !== undefined && tables[name] === undefined) {
  process.stderr.write(`there is no table ${name}; there are ${Object.keys(tables).join(", ")}\n`);
  process.exit(2);
}
print(`Node ${process.version}, ${availableParallelism()} cores`);
for (const [title, table] of Object.entries(tables)) {
  if (name !== undefined && name !== title) continue;
  print(`\n### ${title}\n`);
  await table(rest);
}
