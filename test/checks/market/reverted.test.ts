/** What a reverted transaction of an assigned prover leaves open, and what explains it. */
import { expect, test } from "vitest";
import { auditText, jsonLines } from "./audit.js";
import { LogLines } from "./selection/log.js";

const NO_GAP = "market/no-gap";
/** Opened at 1 and assigned to 0xa at 2, for 1000 seconds. */
function log(): LogLines {
  const lines = new LogLines();
  Object.assign(lines.lines[0] ?? {}, { rules: { boundary: "submitInclusive", rewardMode: "lottery" } });
  lines.open(1, "t1");
  lines.assign(2, "t1", ["0xa"]);
  return lines;
}

async function audited(lines: LogLines) {
  const { outcome, reason, facts } = (await auditText(jsonLines(lines.lines))).of(NO_GAP);
  return { outcome, reason, facts: Object.fromEntries(facts.map(({ label, value }) => [label, value])) };
}

const reverted = (lines: LogLines, t: number, more: object = {}): number =>
  lines.add(t, "tx.rejected", { actor: "0xa", action: "0x12345678", task: "t1", ...more });

test.each([
  ["that names the task", 500, {}],
  ["at the last moment at which a proof counts", 1002, {}],
  ["that names no task, where the sender has one", 500, { task: undefined }],
])("a transaction %s leaves the answer open, and is named", async (_, t, more) => {
  const lines = log();
  const seq = reverted(lines, t, more);
  lines.add(1100, "task.fail", { task: "t1", attempt: 1 });
  lines.add(1101, "task.expire", { task: "t1", attempt: 1 });
  const { outcome, reason, facts } = await audited(lines);
  expect(outcome).toBe("inconclusive");
  expect(reason).toContain(`it was reverted (seq ${seq})`);
  expect(facts).toMatchObject({
    "Reverted transactions": "1",
    "Reverted in an assigned prover's own time (seq)": String(seq),
  });
});

test.each([
  ["after their time", 1003, {}],
  ["of somebody else", 500, { actor: "0xb" }],
  ["for a task that is not open", 500, { task: "t2" }],
])("a transaction %s leaves nothing open", async (_, t, more) => {
  const lines = log();
  reverted(lines, t, more);
  const { outcome, facts } = await audited(lines);
  expect(outcome).toBe("pass");
  expect(facts).not.toHaveProperty("Reverted in an assigned prover's own time (seq)");
});

test("who proves the task after all lost nothing; who is overtaken did", async () => {
  for (const [prover, expected] of [
    ["0xa", "pass"],
    ["0xb", "inconclusive"],
  ] as const) {
    const lines = log();
    reverted(lines, 500);
    lines.add(600, "proof.submit", { task: "t1", prover, proofHash: "0x01", verdict: "ok" });
    lines.add(601, "task.done", { task: "t1", prover });
    expect((await audited(lines)).outcome, prover).toBe(expected);
  }
});

test("what was not supplied is said", async () => {
  const { facts } = await audited(log());
  expect(facts["Reverted transactions"]).toBe("not supplied (a chain's logs have none)");
});
