/** Logs of Brevis and Boundless as market logs: what they say, and what was taken from the contracts' rules. */
import { expect, test } from "vitest";
import { addressOf } from "../../../properties/marketLog/index.js";
import { decodeLogs, type DecodedProfile } from "../../../transcripts/market/evm/decode.js";
import { readMarket, type MarketLine } from "../../../transcripts/market/read.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { evmLogs, TRANSFER, type Transaction } from "../../fixtures/evmLogs.js";

const market = addressOf("market");
const token = addressOf("token");
const coin = addressOf("coin");
const [app, prover, other] = [addressOf("app"), addressOf("prover"), addressOf("other")];
const T = 1_700_000_000;
const id: `0x${string}` = `0x${"42".repeat(32)}`;

async function decoded(profile: DecodedProfile, assets: object, transactions: readonly Transaction[]) {
  const config = {
    schema: "zkassay-market-config/1" as const,
    file: "config.json",
    contract: market,
    assets: assets as Record<string, { erc20: string; decimals: number }>,
  };
  const text = await decodeLogs(
    bytesSource("logs.json", JSON.stringify(evmLogs(transactions))),
    profile,
    config,
  );
  const log = await readMarket(bytesSource("events.jsonl", text));
  const lines: MarketLine[] = [];
  for await (const batch of log.lines()) lines.push(...batch);
  return { header: log.header, events: lines.map(({ event }) => event) };
}

const REQUEST = [
  "struct FeeParams { uint256 maxFee; uint256 minStake; uint64 deadline; }",
  "struct ProofRequest { uint64 nonce; bytes32 vk; bytes32 publicValuesDigest; string imgURL; bytes inputData; string inputURL; FeeParams fee; }",
  "event NewRequest(bytes32 indexed reqid, ProofRequest req)",
];

test("Brevis: auction, proof, fee; the requester is who paid", async () => {
  const { header, events } = await decoded("brevis", { FEE: { erc20: token, decimals: 18 } }, [
    {
      t: T,
      logs: [
        { from: token, event: TRANSFER, args: { from: app, to: market, value: 100n } },
        {
          from: market,
          event: REQUEST,
          args: {
            reqid: id,
            req: {
              nonce: 1n,
              vk: id,
              publicValuesDigest: id,
              imgURL: "",
              inputData: "0x",
              inputURL: "",
              fee: { maxFee: 100n, minStake: 1n, deadline: BigInt(T + 300) },
            },
          },
        },
      ],
    },
    {
      t: T + 30,
      logs: [
        {
          from: market,
          event: ["event NewBid(bytes32 indexed reqid, address indexed prover, bytes32 bidHash)"],
          args: { reqid: id, prover, bidHash: id },
        },
        {
          from: market,
          event: ["event BidRevealed(bytes32 indexed reqid, address indexed prover, uint256 fee)"],
          args: { reqid: id, prover, fee: 40n },
        },
        {
          from: market,
          event: ["event BiddingPhaseDurationUpdated(uint64 oldDuration, uint64 newDuration)"],
          args: { oldDuration: 40n, newDuration: 60n },
        },
      ],
    },
    {
      t: T + 120,
      logs: [
        {
          from: market,
          event: [
            "event ProofSubmitted(bytes32 indexed reqid, address indexed prover, uint256[8] proof, uint256 actualFee)",
          ],
          args: { reqid: id, prover, proof: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n], actualFee: 40n },
        },
      ],
    },
  ]);
  expect(header.source).toMatchObject({ unknown: 0, foreign: 0, inferred: 2 });
  expect(events.map(({ type }) => type)).toEqual([
    "transfer",
    "lock",
    "task.open",
    "bid.commit",
    "bid.reveal",
    "param.set",
    "proof.submit",
    "task.done",
    "release",
    "release",
  ]);
  expect(events[2]).toMatchObject({
    requester: app,
    liabilityWindow: 300,
    reward: { asset: "FEE", amount: "100" },
  });
  expect(events[5]).toMatchObject({ name: "bidWindow", old: "40", new: "60" });
  // EIP-197 writes the imaginary parts of B first.
  expect(events[6]).toMatchObject({
    proof: {
      a: ["1", "2"],
      b: [
        ["4", "3"],
        ["6", "5"],
      ],
      c: ["7", "8"],
    },
  });
  expect(events[8]).toMatchObject({ to: prover, amount: "40", why: "reward" });
  expect(events[9]).toMatchObject({ to: app, amount: "60", why: "refund" });
});

const LOCKED = [
  "struct Callback { address addr; uint96 gasLimit; }",
  "struct Predicate { uint8 predicateType; bytes data; }",
  "struct Input { uint8 inputType; bytes data; }",
  "struct Offer { uint256 minPrice; uint256 maxPrice; uint64 rampUpStart; uint32 rampUpPeriod; uint32 lockTimeout; uint32 timeout; uint256 lockCollateral; }",
  "struct Requirements { Callback callback; Predicate predicate; bytes4 selector; }",
  "struct ProofRequest { uint256 id; Requirements requirements; string imageUrl; Input input; Offer offer; }",
  "event RequestLocked(uint256 indexed requestId, address prover, ProofRequest request, bytes clientSignature)",
];
const requestId = (BigInt(app) << 32n) + 7n;
const lock = (t: number): Transaction => ({
  t,
  logs: [
    {
      from: market,
      event: LOCKED,
      args: {
        requestId,
        prover,
        request: {
          id: requestId,
          requirements: {
            callback: { addr: app, gasLimit: 0n },
            predicate: { predicateType: 0, data: "0x" },
            selector: "0x00000000",
          },
          imageUrl: "",
          input: { inputType: 0, data: "0x" },
          offer: {
            minPrice: 10n,
            maxPrice: 30n,
            rampUpStart: BigInt(T),
            rampUpPeriod: 20,
            lockTimeout: 100,
            timeout: 200,
            lockCollateral: 50n,
          },
        },
        clientSignature: "0x",
      },
    },
  ],
});
const fulfilled = (t: number, by: string): Transaction => ({
  t,
  logs: [
    {
      from: market,
      event: [
        "event RequestFulfilled(uint256 indexed requestId, address indexed prover, bytes32 requestDigest)",
      ],
      args: { requestId, prover: by, requestDigest: id },
    },
  ],
});
const boundlessAssets = { WETH: { erc20: coin, decimals: 18 }, ZKC: { erc20: token, decimals: 18 } };

test("Boundless: the price is that of the auction when the request was locked", async () => {
  const { header, events } = await decoded("boundless", boundlessAssets, [
    lock(T + 5),
    fulfilled(T + 60, prover),
  ]);
  expect(header.source).toMatchObject({ inferred: 4 });
  // 10 + 5·(30 − 10)/20
  expect(events[0]).toMatchObject({
    type: "task.open",
    requester: app,
    reward: { asset: "WETH", amount: "15" },
  });
  expect(events[0]).toMatchObject({ proofWindow: 95, liabilityWindow: 195 });
  expect(events.map(({ type }) => type)).toEqual([
    "task.open",
    "task.assign",
    "lock",
    "lock",
    "proof.submit",
    "task.done",
    "release",
    "release",
  ]);
});

test("Boundless: after the lock the client has the price back, and the collateral waits for the slash", async () => {
  const { events } = await decoded("boundless", boundlessAssets, [
    lock(T + 5),
    fulfilled(T + 150, other),
    {
      t: T + 201,
      logs: [
        {
          from: market,
          event: [
            "event ProverSlashed(uint256 indexed requestId, uint256 collateralBurned, uint256 collateralTransferred, address collateralRecipient)",
          ],
          args: { requestId, collateralBurned: 25n, collateralTransferred: 25n, collateralRecipient: other },
        },
      ],
    },
  ]);
  expect(events.at(-2)).toMatchObject({ type: "release", to: app, amount: "15", why: "refund" });
  expect(events.at(-1)).toMatchObject({
    type: "slash",
    prover,
    amount: "50",
    parts: [{ amount: "25" }, { to: other }],
  });
});

test("what OpenZeppelin's contracts emit of ownership, roles and pauses is counted apart; an upgrade is unknown", async () => {
  const administrative = [
    "event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)",
    "event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender)",
    "event Initialized(uint64 version)",
    "event Paused(address account)",
    "event Upgraded(address indexed implementation)",
  ] as const;
  const args = [
    { previousOwner: app, newOwner: other },
    { role: id, account: app, sender: other },
    { version: 1n },
    { account: app },
    { implementation: other },
  ];
  const emittedBy = (from: string): Transaction => ({
    t: T,
    logs: administrative.map((event, i) => ({ from, event: [event], args: args[i] ?? {} })),
  });
  const ofMarket = await decoded("boundless", boundlessAssets, [emittedBy(market)]);
  expect(ofMarket.header.source).toMatchObject({ administrative: 4, unknown: 1, foreign: 0 });
  expect(ofMarket.events).toEqual([]);
  const ofOthers = await decoded("boundless", boundlessAssets, [emittedBy(other)]);
  expect(ofOthers.header.source).toMatchObject({ administrative: 0, unknown: 0, foreign: 5 });
});
