/** Reverted transactions beside EVM logs: in their place, with the task that their call names. */
import { expect, test } from "vitest";
import { addressOf } from "../../../properties/marketLog/index.js";
import { decodeLogs } from "../../../transcripts/market/evm/decode.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { evmLogs } from "../../fixtures/evmLogs.js";

const [pool, requester, prover, coin] = ["pool", "requester", "prover", "coin"].map(addressOf);
const T = 1_700_000_000;
const SUBMITTED = [
  "event TaskSubmitted(address indexed requester, address indexed prover, bytes instance, bytes32 taskKey, address rewardToken, uint256 rewardAmount, uint64 liabilityWindow, address liabilityToken, uint256 liabilityAmount)",
] as const;
const taskOf = (i: number): string => `0x${String(i).repeat(64)}`;

/** A task in block 100, another in block 101. */
const logs = evmLogs(
  [1, 2].map((i) => ({
    t: T + i,
    logs: [
      {
        from: pool ?? "",
        event: SUBMITTED,
        args: {
          requester,
          prover,
          instance: "0x",
          taskKey: taskOf(i),
          rewardToken: coin,
          rewardAmount: 5n,
          liabilityWindow: 100n,
          liabilityToken: coin,
          liabilityAmount: 9n,
        },
      },
    ],
  })),
).map((log) => ({ ...log, transactionIndex: "0x5" }));

const receipt = (number: number, more: object = {}): object => ({
  status: "0x0",
  from: prover?.toUpperCase().replace("0X", "0x"),
  to: pool,
  blockNumber: "0x64",
  transactionHash: `0x${String(number).padStart(64, "a")}`,
  transactionIndex: "0x6",
  input: `0x12345678${"0".repeat(64)}${taskOf(1).slice(2)}`,
  blockTimestamp: T + 1,
  ...more,
});

async function decoded(receipts: unknown): Promise<readonly Record<string, unknown>[]> {
  const config = {
    schema: "zkassay-market-config/1" as const,
    file: "config.json",
    contract: pool ?? "",
    assets: { C: { erc20: coin ?? "", decimals: 18 } },
  };
  const text = await decodeLogs(
    bytesSource("logs.json", JSON.stringify(logs)),
    "zkpool",
    config,
    bytesSource("receipts.json", JSON.stringify(receipts)),
  );
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const types = (lines: readonly Record<string, unknown>[]): unknown[] =>
  lines.slice(1).map(({ type }) => type);

test("a reverted call stands in its place, with its sender, function and task", async () => {
  const lines = await decoded([receipt(1)]);
  expect(types(lines)).toEqual(["task.open", "task.assign", "tx.rejected", "task.open", "task.assign"]);
  expect(lines[3]).toEqual({
    seq: 2,
    t: T + 1,
    blk: 100,
    tx: `0x${"1".padStart(64, "a")}`,
    type: "tx.rejected",
    actor: prover,
    action: "0x12345678",
    task: taskOf(1),
  });
  expect(lines[0]?.["source"]).toMatchObject({ receiptsSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test("by block and position, at the end of the block where nobody says the position", async () => {
  const [before, last] = [receipt(1, { transactionIndex: 4 }), receipt(2, { blockNumber: 101 })];
  const first = ["tx.rejected", "task.open", "task.assign"];
  expect(types(await decoded([last, before]))).toEqual([...first, "task.open", "task.assign", "tx.rejected"]);
  const { transactionIndex: _, ...nowhere } = receipt(3) as Record<string, unknown>;
  expect(types(await decoded({ receipts: [nowhere] }))[2]).toBe("tx.rejected");
});

test("no task where none was opened before, where the call names two, or where there is no call", async () => {
  const two = `0x12345678${taskOf(1).slice(2)}${taskOf(2).slice(2)}`;
  for (const more of [{ transactionIndex: 1 }, { blockNumber: 101, input: two }, { input: "0x" }]) {
    const lines = await decoded([receipt(1, more)]);
    const rejected = lines.find(({ type }) => type === "tx.rejected");
    expect(rejected).toBeDefined();
    expect(rejected).not.toHaveProperty("task");
  }
});

test("what succeeded, and what went elsewhere, is no rejection of this market", async () => {
  const lines = await decoded([
    receipt(1, { status: 1 }),
    receipt(2, { to: coin }),
    receipt(3, { to: null }),
  ]);
  expect(types(lines)).not.toContain("tx.rejected");
});

test.each([
  ["no list", {}, /receipts, byte 0: this is no JSON/],
  ["nobody says whether it was reverted", [{ ...receipt(1), status: undefined }], /0\.status/],
  ["another status", [receipt(1, { status: 2 })], /0 or 1/],
  ["no address", [receipt(1, { to: "0x12" })], /20 bytes/],
  ["two of one transaction", [receipt(1), receipt(1)], /two receipts/],
  [
    "a block without a time",
    [{ ...receipt(1), blockTimestamp: undefined }],
    /nobody says when block 100 was/,
  ],
  [
    "reverted, and with logs",
    [receipt(1, { transactionHash: (logs[0] as { transactionHash?: string }).transactionHash })],
    /has logs: it was not reverted/,
  ],
])("%s is refused", async (_, receipts, message) => {
  await expect(decoded(receipts)).rejects.toThrow(message);
});
