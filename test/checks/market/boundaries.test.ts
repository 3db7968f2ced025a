/** Windows at −1, 0 and +1 second, under each boundary; rules that leave a gap; what the log does not say. */
import { describe, expect, test } from "vitest";
import {
  honest,
  scenarios,
  toText,
  write,
  zkpoolHeader,
  zkpoolTasks,
} from "../../../properties/marketLog/index.js";
import type { Boundary } from "../../../transcripts/market/header.js";
import { auditText, type Audited } from "./audit.js";

const T = 1_700_000_000;
const W = zkpoolHeader.params.liabilityWindow ?? 0;

/** One task, proven or claimed at a time. */
function at(boundary: Boundary, course: "proven" | "claimed", offset: number): Promise<Audited> {
  const tasks = zkpoolTasks(6, T - 97 * 5);
  const task = tasks[course === "claimed" ? 5 : 0];
  if (task === undefined) throw new Error("there is no such task");
  const [opening, end] = task.steps;
  if (opening === undefined || end === undefined) throw new Error("a task has two steps");
  end.t = opening.t + W + offset;
  return auditText(toText(write({ ...zkpoolHeader, rules: { ...zkpoolHeader.rules, boundary } }, [task])));
}

describe.each([
  ["submitInclusive", { proven: [-1, 0], claimed: [1] }],
  ["claimInclusive", { proven: [-1], claimed: [0, 1] }],
  ["exclusive", { proven: [-1], claimed: [1] }],
  ["overlapping", { proven: [-1, 0], claimed: [0, 1] }],
] as const)("%s", (boundary, good) => {
  test.each([-1, 0, 1])("at W%i", async (offset) => {
    const proven = await at(boundary, "proven", offset);
    const inTime = (good.proven as readonly number[]).includes(offset);
    expect(proven.of("market/deadline").outcome).toBe(inTime ? "pass" : "fail");
    const claimed = await at(boundary, "claimed", offset);
    const allowed = (good.claimed as readonly number[]).includes(offset);
    expect(claimed.of("market/claim").outcome).toBe(allowed ? "pass" : "fail");
  });

  test("a gap or an overlap is found in the rules themselves", async () => {
    const { of } = await at(boundary, "proven", -1);
    const gap = boundary === "exclusive" || boundary === "overlapping";
    expect(of("market/no-gap").outcome).toBe(gap ? "fail" : "pass");
  });
});

test("a boundary that nobody states is the profile's, and is not decided", async () => {
  const { header, events } = write({ ...zkpoolHeader, rules: {} }, zkpoolTasks(2, T));
  const { of } = await auditText(toText({ header, events }));
  expect(of("market/no-gap")).toMatchObject({ outcome: "inconclusive" });
  const facts = of("market/log").facts.map(({ value }) => value);
  expect(facts).toContain("a proof still counts, a claim does not (the profile's: nobody states it)");
});

test("a prover's own time that is longer than all submissions is found", async () => {
  const tasks = zkpoolTasks(1, T);
  tasks[0]?.change("open", { proofWindow: 9000 });
  const { of } = await auditText(toText(write(zkpoolHeader, tasks)));
  expect(of("market/no-gap").findings).toHaveLength(1);
});

test("without windows, deadlines are not decided", async () => {
  const tasks = zkpoolTasks(1, T);
  tasks[0]?.change("open", { proofWindow: undefined, liabilityWindow: undefined });
  tasks[0]?.change("assign", { deadline: undefined });
  const header = { ...zkpoolHeader, params: {} };
  const { of } = await auditText(toText(write(header, tasks)));
  expect(of("market/deadline").outcome).toBe("inconclusive");
});

describe.each(scenarios.map((scenario) => [scenario.header.profile, scenario] as const))(
  "%s",
  (_, scenario) => {
    test("a log that ends in the middle of its tasks fails nothing", async () => {
      const { header, events } = honest(scenario, 12);
      for (const part of [0.35, 0.6, 0.85]) {
        const cut = Math.floor(events.length * part);
        const end = events.findLastIndex(({ tx }, i) => i < cut && tx !== events[cut]?.tx);
        const { said } = await auditText(toText({ header, events: events.slice(0, end + 1) }));
        expect(said).toEqual([]);
      }
    });

    test("a log of which a line is missing passes nothing", async () => {
      const { header, events } = honest(scenario, 6);
      const without = events.filter(({ seq }) => seq !== 20);
      const audited = await auditText(toText({ header, events: without }));
      expect(audited.with("pass")).toEqual([]);
      const sure = audited.checks
        .flatMap(({ findings }) => findings)
        .filter(({ confidence }) => confidence === "proven");
      expect(sure).toEqual([]);
    });
  },
);
