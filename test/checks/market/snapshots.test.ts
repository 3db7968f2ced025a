/** Snapshots of weights are numbered from 1 without holes: one that was taken and left out shows. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../fixtures/root.js";
import { auditText, jsonLines } from "./audit.js";

const [header, ...events] = readFileSync(
  join(packageRoot, "examples", "market", "honest-roller.jsonl"),
  "utf8",
)
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The log with other numbers of its snapshots. @param numbered the number of the nth, from 1 */
function audited(numbered: (n: number) => number) {
  let n = 0;
  const changed = events.map((event) =>
    event["type"] === "rep.snapshot" ? { ...event, round: numbered(++n) } : event,
  );
  return auditText(jsonLines([header ?? {}, ...changed]));
}

test("numbers as they come", async () => {
  expect((await audited((n) => n)).of("market/weight").outcome).toBe("pass");
});

test.each([
  ["the first is not number 1", (n: number) => n + 1],
  ["one number is left out", (n: number) => (n < 3 ? n : n + 1)],
  ["a number stands twice", (n: number) => (n < 3 ? n : n - 1)],
  ["numbers go back", (n: number) => (n === 4 ? 1 : n)],
])("%s", async (_, numbered) => {
  const { of } = await audited(numbered);
  expect(of("market/weight")).toMatchObject({
    outcome: "fail",
    findings: expect.arrayContaining([
      expect.objectContaining({
        statement: "snapshots are numbered from 1, each one more than the last",
      }),
    ]),
  });
});
