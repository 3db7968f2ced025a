/**
 * `npm run bench -- [NAME…] [--all] [--runs N] [--only snarkjs|zkassay]`: a Markdown table of what this tool and
 * snarkjs cost on the same files. A NAME selects the cases that begin with it; of several runs, the one with the
 * median CPU time counts. `--list` lists the cases; `--make` only makes their files, which takes snarkjs half an
 * hour at 2^16 and is done once: they stay in node_modules/.cache/zkassay.
 */
import { availableParallelism, cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { cases, type Case } from "./cases.js";
import { CommandFailed, measure, median, type Cost } from "./measure.js";

const tools = ["snarkjs", "zkassay"] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    make: { type: "boolean", default: false },
    only: { type: "string" },
    runs: { type: "string", default: "1" },
  },
});

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const talk = (line: string): boolean => process.stderr.write(`${line}\n`);

function isSelected({ name, long }: Case): boolean {
  if (positionals.length > 0) return positionals.some((prefix) => name.startsWith(prefix));
  return long === undefined || values.all;
}

function row(title: string, tool: string, cost: Cost | string, peer: Cost | undefined): string {
  if (typeof cost === "string") return `| ${title} | ${tool} | ${cost} | | | | |`;
  const ratio = (of: (cost: Cost) => number): string =>
    peer === undefined ? "" : (of(peer) / of(cost)).toFixed(1);
  const cells = [
    title,
    tool,
    cost.wallSeconds.toFixed(2),
    cost.cpuSeconds.toFixed(2),
    cost.peakMegabytes.toFixed(0),
    ratio((one) => one.wallSeconds),
    ratio((one) => one.cpuSeconds),
  ];
  return `| ${cells.join(" | ")} |`;
}

async function run(selected: Case): Promise<void> {
  talk(`${selected.name}: making its files`);
  const commands = await selected.prepare();
  if (commands === null)
    return void print(row(selected.title, "–", "its files are not on this machine", undefined));
  if (values.make) return;
  let peer: Cost | undefined;
  for (const tool of tools) {
    if (values.only !== undefined && values.only !== tool) continue;
    if (commands[tool].length === 0) continue;
    talk(`${selected.name}: ${tool}`);
    try {
      const cost = median(Array.from({ length: Number(values.runs) }, () => measure(commands[tool])));
      print(row(selected.title, tool, cost, tool === "zkassay" ? peer : undefined));
      peer = cost;
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      talk(error.message);
      print(row(selected.title, tool, "failed", undefined));
      process.exitCode = 1;
    }
  }
}

const chosen = cases.filter(isSelected);
if (values.list || chosen.length === 0) {
  for (const { name, title, long } of cases) print(`${name.padEnd(24)}${title}${long ? " (long)" : ""}`);
  process.exit(values.list ? 0 : 2);
}
if (!values.make) {
  print(
    `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}\n`,
  );
  print("| case | tool | wall s | CPU s | peak MB | ratio, wall | ratio, CPU |");
  print("|---|---|---|---|---|---|---|");
}
for (const selected of chosen) await run(selected);
