/** A sealed-bid market that keeps its promises: bids, reveals, the lowest wins at the second-lowest price; refunds. */
import type { MarketHeader } from "../../../transcripts/market/header.js";
import { addressOf, hash, Script, type Draft } from "../script.js";

const contract = addressOf("brevis");
const token = addressOf("fee token");
const MOST = "100";
/** Seconds from opening. */
const brevisTimes = { bid: 30, reveal: 50, prove: 120, deadline: 300 } as const;

export const brevisHeader: MarketHeader = {
  kind: "header",
  v: 1,
  profile: "brevis",
  chainId: 1,
  contract,
  assets: { FEE: { erc20: token, decimals: 18 } },
  params: { bidWindow: 40, revealWindow: 40, slashWindow: 600 },
  rules: { boundary: "submitInclusive", rewardMode: "onDone", verdictBy: "contract" },
};

const fee = (from: string, to: string, amount: string): Draft => ({
  src: token,
  type: "transfer",
  asset: "FEE",
  from,
  to,
  amount,
});

/** @param t Unix time of its opening; `done` or else refunded after the deadline */
export function brevisTask(number: number, t: number, done = true): Script {
  const task = hash(`request ${number}`);
  const requester = addressOf(`app ${number % 4}`);
  const bidders = [0, 1, 2].map((i) => addressOf(`bidder ${(number + i) % 6}`));
  const fees = [20 + (number % 5), 35, 50 + (number % 3)].map(String);
  const [winner = ""] = bidders;
  const price = fees[1] ?? "";
  const script = new Script(task);
  script.step("opening", t, {
    "fee in": fee(requester, contract, MOST),
    "lock reward": {
      type: "lock",
      asset: "FEE",
      from: requester,
      to: contract,
      amount: MOST,
      task,
      why: "reward",
    },
    open: {
      type: "task.open",
      task,
      requester,
      statement: { scheme: "groth16", curve: "bn254", digest: hash(`query ${number}`) },
      reward: { asset: "FEE", amount: MOST },
      liabilityWindow: brevisTimes.deadline,
      binds: ["chain", "contract", "requester", "nonce"],
    },
  });
  bidders.forEach((prover, i) => {
    const bid: Draft = { type: "bid.commit", task, prover, commitment: hash(`bid ${number} ${i}`) };
    const reveal: Draft = { type: "bid.reveal", task, prover, fee: fees[i] ?? "" };
    script.step(`bids ${i}`, t + brevisTimes.bid + i, { [`bid ${i}`]: bid });
    script.step(`reveals ${i}`, t + brevisTimes.reveal + i, { [`reveal ${i}`]: reveal });
  });
  const rest = done ? String(Number(MOST) - Number(price)) : MOST;
  const back: Record<string, Draft> = {
    refund: {
      type: "release",
      asset: "FEE",
      from: contract,
      to: requester,
      amount: rest,
      task,
      why: "refund",
    },
    "refund out": fee(contract, requester, rest),
  };
  if (done) {
    script.step("proving", t + brevisTimes.prove, {
      submit: {
        type: "proof.submit",
        task,
        prover: winner,
        proofHash: hash(`answer ${number}`),
        verdict: "ok",
      },
      done: { type: "task.done", task, prover: winner },
      pay: { type: "release", asset: "FEE", from: contract, to: winner, amount: price, task, why: "reward" },
      "fee out": fee(contract, winner, price),
      ...back,
    });
  } else
    script.step("refunding", t + brevisTimes.deadline + 5, {
      refunded: { type: "task.refund", task },
      ...back,
    });
  return script;
}

export function brevisTasks(count: number, start: number): Script[] {
  return Array.from({ length: count }, (_, i) => brevisTask(i, start + 61 * i, i % 7 !== 5));
}
