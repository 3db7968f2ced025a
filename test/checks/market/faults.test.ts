/**
 * Every fault that can be planted in a market is found where it is planted, by the checks that are named for it, and
 * nothing else is found. The honest market around it is clean.
 */
import { describe, expect, test } from "vitest";
import { scenarios } from "../../../properties/marketLog/index.js";
import { toText, write, type Written } from "../../../properties/marketLog/script.js";
import { auditText } from "./audit.js";

const START = 1_700_000_000;

/** What must be said of the faults of a log. */
const expected = (written: Written, id: string, shows: readonly (readonly string[])[]): string[] =>
  shows.map(([check, ...lines]) => `${check}: ${lines.map((line) => written.seqOf(id, line)).join(", ")}`);

describe.each(scenarios)("$header.profile", ({ header, setting, tasks, faults }) => {
  test("an honest market is clean", async () => {
    const audited = await auditText(toText(write(header, [setting(START), ...tasks(30, START + 1000)])));
    expect(audited.said).toEqual([]);
    const open = audited.checks.filter(({ outcome }) => outcome === "inconclusive");
    expect(open.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([]);
  });

  test.each(faults.map((fault) => [fault.name, fault] as const))("%s", async (_, fault) => {
    const stories = tasks(12, START + 1000);
    const guilty = stories[3];
    if (guilty === undefined) throw new Error("there is no fourth task");
    fault.plant(guilty);
    const written = write(header, [setting(START), ...stories]);
    const audited = await auditText(toText(written));
    expect(new Set(audited.said)).toEqual(new Set(expected(written, guilty.id, fault.shows)));
  });
});
