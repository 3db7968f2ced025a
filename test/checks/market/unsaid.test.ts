/** What a log does not say, or its decoder did not understand: never a pass. */
import { expect, test } from "vitest";
import { toText, write, zkpoolHeader, zkpoolTasks } from "../../../properties/marketLog/index.js";
import { auditText, type Audited } from "./audit.js";

const T = 1_700_000_000;

/** One honest task with its opening changed, and what follows from it taken out. */
function withOpening(members: object, ...dropped: readonly string[]): Promise<Audited> {
  const tasks = zkpoolTasks(1, T);
  tasks[0]?.change("open", members);
  tasks[0]?.drop(...dropped);
  return auditText(toText(write(zkpoolHeader, tasks)));
}

const liability = ["liability in", "lock liability", "release liability", "liability out"];

test("a task that declares no liability: whether it was locked is not known", async () => {
  const { of } = await withOpening({ liability: undefined }, ...liability);
  expect(of("market/staked")).toMatchObject({
    outcome: "inconclusive",
    reason: expect.stringContaining("does not say what its prover must lock"),
  });
});

test("a task that declares none at all shows nothing", async () => {
  const { of } = await withOpening({ liability: { asset: "USD", amount: "0" } }, ...liability);
  expect(of("market/staked")).toMatchObject({ outcome: "not evaluated" });
  expect(of("market/staked").facts).toEqual([{ label: "Tasks whose prover must lock nothing", value: "1" }]);
});

test("a task that declares less than is locked is not the task that was agreed", async () => {
  const { of } = await withOpening({ liability: { asset: "USD", amount: "799" } });
  expect(of("market/staked").outcome).toBe("fail");
});

test("events of the market's own contract that nobody knows may be payments: money is not decided", async () => {
  const source = (counts: object) => ({ ...zkpoolHeader, source: counts });
  const written = write(source({ unknown: 2, administrative: 0, foreign: 5 }), zkpoolTasks(3, T));
  const { of, with: ids } = await auditText(toText(written));
  const ofMoney = [
    "conserve",
    "token-legs",
    "per-task",
    "one-terminal",
    "payee",
    "staked",
    "return",
    "reward-once",
  ];
  expect(ids("inconclusive")).toEqual(expect.arrayContaining(ofMoney.map((name) => `market/${name}`)));
  expect(of("market/conserve").reason).toMatch(/^2 logs of the market's own contract are of kinds/);
  // Ownership and pauses are no money, and what other contracts emit is theirs.
  const known = await auditText(toText(write(source({ administrative: 3, foreign: 5 }), zkpoolTasks(3, T))));
  expect(known.with("inconclusive")).toEqual([]);
  expect(known.of("market/log").facts).toContainEqual({
    label: "Logs of ownership, roles and pauses, left out",
    value: "3",
  });
});

test("the chain's own coin has no emitter: a token that calls itself so is found", async () => {
  const { erc20: _, ...coin } = zkpoolHeader.assets["USD"] ?? { decimals: 6 };
  const header = { ...zkpoolHeader, assets: { ...zkpoolHeader.assets, USD: coin } };
  expect((await auditText(toText(write(header, zkpoolTasks(1, T))))).with("fail")).toContain("market/events");
});

test("attempts and snapshots are counted", async () => {
  const tasks = zkpoolTasks(6, T);
  tasks[5]?.change("expire", { attempt: 2 });
  const { of } = await auditText(toText(write(zkpoolHeader, tasks)));
  expect(of("market/one-terminal").findings[0]?.statement).toMatch(/^attempt = assignments so far/);
});
