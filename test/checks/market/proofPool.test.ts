/**
 * A trace of ZKPool's ProofPool as its published contract behaves: 30 logs of 6 transactions, in which a bond is paid
 * twice, a task is proven twice, liabilities are never staked, and one task is proven after its liability window.
 */
import { expect, test } from "vitest";
import { decodeLogs } from "../../../transcripts/market/evm/decode.js";
import { addressOf } from "../../../properties/marketLog/index.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { evmLogs, TRANSFER, type Emitted, type Transaction } from "../../fixtures/evmLogs.js";
import { auditText } from "./audit.js";

const pool = addressOf("pool");
const bondToken = addressOf("bond token");
const usd = addressOf("usd");
const requester = addressOf("requester");
const provers = [addressOf("first"), addressOf("second"), addressOf("third")];
const junk = "0xdeadbeef";
const START = 1_700_000_000;
const key = (i: number): string => `0x${String(i).padStart(64, "0")}`;

const SUBMITTED = [
  "event TaskSubmitted(address indexed requester, address indexed prover, bytes instance, bytes32 taskKey, address rewardToken, uint256 rewardAmount, uint64 liabilityWindow, address liabilityToken, uint256 liabilityAmount)",
];
const PROVEN = ["event TaskProven(address indexed prover, bytes32 taskKey, bytes proof)"];
const DEPOSITED = ["event BondDeposited(address indexed from, bytes32 taskKey, uint256 amount)"];
const RELEASED = ["event BondReleased(address indexed to, bytes32 taskKey, uint256 amount)"];

/** A token's transfer, and the pool's log of the same form. */
const moved = (token: string, from: string, to: string, value: bigint): Emitted[] =>
  [token, pool].map((emitter) => ({ from: emitter, event: TRANSFER, args: { from, to, value } }));

const submit = (i: number, t: number): Transaction => {
  const prover = provers[i] ?? "";
  return {
    t,
    logs: [
      ...moved(usd, requester, prover, 400n),
      ...moved(bondToken, prover, pool, 100n),
      { from: pool, event: DEPOSITED, args: { from: prover, taskKey: key(i), amount: 100n } },
      {
        from: pool,
        event: SUBMITTED,
        args: {
          requester,
          prover,
          instance: `0x0${i}`,
          taskKey: key(i),
          rewardToken: usd,
          rewardAmount: 400n,
          liabilityWindow: 7200n,
          liabilityToken: usd,
          liabilityAmount: 500n,
        },
      },
    ],
  };
};
const prove = (i: number, t: number, by: string): Transaction => ({
  t,
  logs: [
    ...moved(bondToken, pool, by, 100n),
    { from: pool, event: RELEASED, args: { to: by, taskKey: key(i), amount: 100n } },
    { from: pool, event: PROVEN, args: { prover: by, taskKey: key(i), proof: junk } },
  ],
});

const [first = "", second = ""] = provers;
const trace = evmLogs([
  submit(0, START),
  submit(1, START + 10),
  submit(2, START + 20),
  prove(0, START + 100, first),
  prove(0, START + 200, first),
  prove(1, START + 10 + 7201, second),
]);
const config = {
  schema: "zkassay-market-config/1" as const,
  file: "config.json",
  contract: pool,
  chainId: 1,
  assets: { B: { erc20: bondToken, decimals: 18 }, USD: { erc20: usd, decimals: 6 } },
  params: { proofWindow: 3600 },
};

async function audited(logs: readonly object[]) {
  const text = await decodeLogs(bytesSource("logs.json", JSON.stringify(logs)), "zkpool", config);
  const events = text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => JSON.parse(line) as { type: string; seq: number });
  return { ...(await auditText(text)), events, text };
}

test("30 logs: every broken promise is found, and named", async () => {
  expect(trace).toHaveLength(30);
  const { said, of, events, with: ids } = await audited(trace);
  const found = (id: string): string[] => said.filter((one) => one.startsWith(`${id}: `));
  const seqs = (type: string): number[] => events.filter((one) => one.type === type).map(({ seq }) => seq);
  const [release0, release1] = seqs("release");
  const [, done1, done2] = seqs("task.done");
  const assigns = seqs("task.assign");
  expect(found("market/per-task")).toEqual([`market/per-task: ${release1}, ${release0}`]);
  expect(found("market/one-terminal")).toEqual([`market/one-terminal: ${done1}, ${seqs("task.done")[0]}`]);
  expect(found("market/conserve")).toHaveLength(1);
  expect(found("market/staked")).toEqual(assigns.map((seq) => `market/staked: ${seq}`));
  expect(found("market/deadline")).toEqual([`market/deadline: ${(done2 ?? 0) - 1}, ${done2}`]);
  expect(found("market/events")).toHaveLength(9);
  expect(found("market/task-id")).toHaveLength(1);
  // The proof is junk. Nobody gave a key to hold it against: that is said, and is no pass.
  expect(of("market/valid").outcome).toBe("not evaluated");
  expect(of("market/quote-once").outcome).toBe("inconclusive");
  expect(ids("fail").toSorted()).toEqual([...new Set(said.map((one) => one.split(":")[0] ?? ""))].toSorted());
});

test("what is not known, and what others emitted, is counted and said", async () => {
  const strange = evmLogs([
    { t: START, logs: [{ from: pool, event: ["event Strange(uint256 a)"], args: { a: 1n } }] },
    {
      t: START + 1,
      logs: [{ from: addressOf("other"), event: TRANSFER, args: { from: first, to: second, value: 1n } }],
    },
  ]);
  const { of } = await audited(strange);
  const facts = of("market/log").facts.map(({ label, value }) => `${label}: ${value}`);
  expect(facts).toContain("Logs of unknown kinds, left out when the log was decoded: 1");
  expect(facts).toContain("Logs of other contracts, left out when the log was decoded: 1");
});

test("the reward is paid where its token says so", async () => {
  const lied = evmLogs([submit(0, START)]).filter((log) => (log as { address: string }).address !== usd);
  const { said } = await audited(lied);
  expect(said.some((one) => one.startsWith("market/reward-once: "))).toBe(true);
});

test.each([
  ["no list", { a: 1 }],
  ["a log without a time", [{ ...trace[0], blockTimestamp: undefined }]],
  ["two logs in one place", [trace[0] ?? {}, trace[0] ?? {}]],
  ["data that are not those of the topic", [{ ...trace[4], data: "0x01" }]],
])("%s: refused", async (_, value) => {
  await expect(decodeLogs(bytesSource("logs.json", JSON.stringify(value)), "zkpool", config)).rejects.toThrow(
    /logs\.json/,
  );
});
