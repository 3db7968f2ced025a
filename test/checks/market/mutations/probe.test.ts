import { readFileSync } from "node:fs";
import { test } from "vitest";
import { join } from "node:path";
import { packageRoot } from "../../../fixtures/root.js";
import { survivorsOf } from "./survive.js";
const name = process.env["PROBE"] ?? "";
test("probe", async () => {
  const text = readFileSync(join(packageRoot, "examples", "market", `honest-${name}.jsonl`), "utf8");
  const seen = new Map<string, number>();
  const start = process.cpuUsage().user;
  const { tried, survivors } = await survivorsOf(text, {}, ({ kind }) => {
    const n = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, n);
    return n <= 2;
  });
  console.log(name, tried, "cpu", (process.cpuUsage().user - start) / 1e6);
  console.log([...survivors].map(([kind, at]) => `${kind} @ ${at.join(" ")}`).join("\n"));
}, 3_000_000);
