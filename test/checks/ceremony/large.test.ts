/** 16 circuits of 400 contributions, as records, logs and gists: joined by hash, in seconds. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Curve } from "../../../algebra/curve.js";
import { openCurve } from "../../../algebra/open.js";
import { makeLargeCeremony } from "../../fixtures/largeCeremony.js";
import { judge, readFolder, told } from "../../fixtures/simulated.js";

let curve: Curve;
let folder: string;
beforeAll(async () => {
  curve = await openCurve("bn254", { threads: 0 });
  folder = await makeLargeCeremony({ circuits: 16, contributions: 400 });
});
afterAll(() => curve.close());

test("all 6,400 turns and all 6,400 published hashes are in their chains", async () => {
  const start = process.cpuUsage();
  const report = await judge(await readFolder(folder), curve);
  const { user, system } = process.cpuUsage(start);
  expect(told(report, folder)).toEqual([]);
  const facts = report.checks.flatMap((check) => check.facts.map(({ label, value }) => `${label}: ${value}`));
  expect(facts).toContain("Turns whose contribution is in the chain: 6400 of 6400");
  expect(facts).toContain("Published hashes: in the chain: 6400");
  // Processor time, so that a busy machine is no failure; it takes about two seconds.
  expect((user + system) / 1e6).toBeLessThan(20);
});
