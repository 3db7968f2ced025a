/** A market of locked requests that keeps its promises: balances, locks, fulfilment in and after the lock, slashing. */
import type { MarketHeader } from "../../../transcripts/market/header.js";
import { addressOf, burnt, type Draft, hash, Script } from "../script.js";

const contract = addressOf("boundless");
const token = addressOf("zkc");
const weth = addressOf("weth");
const PRICE = "30";
const COLLATERAL = "200";
/** Seconds from opening. */
export const boundlessWindows = { lock: 100, expiry: 200 } as const;

export const boundlessHeader: MarketHeader = {
  kind: "header",
  v: 1,
  profile: "boundless",
  chainId: 1,
  contract,
  assets: { WETH: { erc20: weth, decimals: 18 }, ZKC: { erc20: token, decimals: 18 } },
  params: { burnBps: 5000 },
  rules: { boundary: "submitInclusive", rewardMode: "onDone", verdictBy: "contract" },
};

const clients = [0, 1, 2].map((i) => addressOf(`client ${i}`));
const lockers = [0, 1, 2, 3].map((i) => addressOf(`locker ${i}`));
const move = (asset: "WETH" | "ZKC", from: string, to: string, amount: string): Draft => ({
  src: asset === "WETH" ? weth : token,
  type: "transfer",
  asset,
  from,
  to,
  amount,
});

/** Everybody deposits. */
export function boundlessSetting(t: number): Script {
  const script = new Script("setting");
  const deposit = (actor: string, asset: "WETH" | "ZKC", i: number): void => {
    script.step(`deposits ${asset} ${i}`, t + i, {
      [`${asset} in ${i}`]: move(asset, actor, contract, "1000000"),
      [`${asset} ${i}`]: { type: "balance.add", actor, asset, amount: "1000000" },
    });
  };
  clients.forEach((actor, i) => deposit(actor, "WETH", i));
  lockers.forEach((actor, i) => deposit(actor, "ZKC", 10 + i));
  return script;
}

type BoundlessCourse = "fulfilled" | "fulfilled after the lock" | "slashed";

/** @param t Unix time of its opening */
export function boundlessTask(number: number, t: number, course: BoundlessCourse = "fulfilled"): Script {
  const task = hash(`order ${number}`);
  const client = clients[number % clients.length] ?? "";
  const locker = lockers[number % lockers.length] ?? "";
  const other = lockers[(number + 1) % lockers.length] ?? "";
  const script = new Script(task);
  script.step("opening", t, {
    open: {
      type: "task.open",
      task,
      requester: client,
      reward: { asset: "WETH", amount: PRICE },
      liability: { asset: "ZKC", amount: COLLATERAL },
      proofWindow: boundlessWindows.lock,
      liabilityWindow: boundlessWindows.expiry,
      binds: ["chain", "contract", "requester", "nonce"],
    },
  });
  script.step("locking", t + 10, {
    assign: {
      type: "task.assign",
      task,
      provers: [locker],
      mode: "lock",
      deadline: t + boundlessWindows.lock,
    },
    "lock reward": {
      type: "lock",
      asset: "WETH",
      from: client,
      to: contract,
      amount: PRICE,
      task,
      why: "reward",
    },
    "lock collateral": {
      type: "lock",
      asset: "ZKC",
      from: locker,
      to: contract,
      amount: COLLATERAL,
      task,
      why: "bond",
    },
  });
  const by = course === "fulfilled" ? locker : other;
  const proof: Record<string, Draft> = {
    submit: { type: "proof.submit", task, prover: by, proofHash: hash(`seal ${number}`), verdict: "ok" },
    done: { type: "task.done", task, prover: by },
  };
  const refund: Draft = {
    type: "release",
    asset: "WETH",
    from: contract,
    to: client,
    amount: PRICE,
    task,
    why: "refund",
  };
  if (course === "fulfilled") {
    script.step("fulfilling", t + 60, {
      ...proof,
      pay: { type: "release", asset: "WETH", from: contract, to: locker, amount: PRICE, task, why: "reward" },
      "collateral back": {
        type: "release",
        asset: "ZKC",
        from: contract,
        to: locker,
        amount: COLLATERAL,
        task,
        why: "bond",
      },
    });
    return script;
  }
  if (course === "fulfilled after the lock") script.step("fulfilling", t + 150, { ...proof, refund });
  const to = course === "slashed" ? contract : other;
  script.step("slashing", t + boundlessWindows.expiry + 1, {
    slash: {
      type: "slash",
      task,
      prover: locker,
      asset: "ZKC",
      amount: COLLATERAL,
      parts: [
        { to: burnt, amount: "100" },
        { to, amount: "100" },
      ],
    },
    "burnt out": move("ZKC", contract, burnt, "100"),
    ...(course === "slashed" ? { refunded: { type: "task.refund", task } satisfies Draft, refund } : {}),
  });
  return script;
}

export function boundlessTasks(count: number, start: number): Script[] {
  return Array.from({ length: count }, (_, i) => boundlessTask(i, start + 33 * i, courseOf(i)));
}

const courseOf = (i: number): BoundlessCourse =>
  i % 6 === 4 ? "slashed" : i % 6 === 5 ? "fulfilled after the lock" : "fulfilled";
