/** Runs commands one after the other and says what they cost. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { builtFile } from "../algebra/packageFiles.js";
import type { Command } from "./cases.js";

export interface Cost {
  readonly wallSeconds: number;
  /** User and system time of all processes and threads. */
  readonly cpuSeconds: number;
  /** Resident memory of the biggest process. */
  readonly peakMegabytes: number;
}

/** A command that did not end with exit code 0, so that its cost means nothing. */
export class CommandFailed extends Error {}

const preload = pathToFileURL(builtFile("bench/usage.js")).href;

function measureOne([script = "", ...args]: Command): Cost {
  const folder = mkdtempSync(join(tmpdir(), "zkassay-bench-"));
  try {
    const usageFile = join(folder, "usage");
    const start = performance.now();
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      // Processes that the command starts inherit this and are counted too.
      env: { ...process.env, NODE_OPTIONS: `--import=${preload}`, ZKASSAY_BENCH_USAGE: usageFile },
    });
    const wallSeconds = (performance.now() - start) / 1000;
    if (status !== 0)
      throw new CommandFailed(`exit ${status ?? signal}: ${`${stdout}${stderr}`.slice(-400)}`);
    const used = readFileSync(usageFile, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as NodeJS.ResourceUsage);
    return {
      wallSeconds,
      cpuSeconds: used.reduce((sum, one) => sum + one.userCPUTime + one.systemCPUTime, 0) / 1e6,
      peakMegabytes: Math.max(...used.map((one) => one.maxRSS)) / 1024,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The cost of all commands together. @throws CommandFailed */
export function measure(commands: readonly Command[]): Cost {
  const costs = commands.map(measureOne);
  return {
    wallSeconds: costs.reduce((sum, cost) => sum + cost.wallSeconds, 0),
    cpuSeconds: costs.reduce((sum, cost) => sum + cost.cpuSeconds, 0),
    peakMegabytes: Math.max(...costs.map((cost) => cost.peakMegabytes)),
  };
}

/** The run whose CPU time is in the middle. */
export function median(costs: readonly Cost[]): Cost {
  const sorted = costs.toSorted((a, b) => a.cpuSeconds - b.cpuSeconds);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error("nothing was measured");
  return middle;
}
