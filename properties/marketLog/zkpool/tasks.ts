/** A ZKPool that keeps its promises: tasks that are done, that others finish, that are claimed. */
import type { MarketHeader } from "../../../transcripts/market/header.js";
import { addressOf, hash, Script, type Draft } from "../script.js";

const contract = addressOf("zkpool");
const token = addressOf("usd");
const bondToken = addressOf("zkp");

/** Seconds. */
export const zkpoolWindows = { proofWindow: 3600, liabilityWindow: 7200 } as const;
const BOND = "100";
const REWARD = "500";
const LIABILITY = "800";

export const zkpoolHeader: MarketHeader = {
  kind: "header",
  v: 1,
  profile: "zkpool",
  chainId: 1,
  contract,
  assets: { USD: { erc20: token, decimals: 6 }, ZKP: { erc20: bondToken, decimals: 18 } },
  params: { ...zkpoolWindows, maxInvalid: 1 },
  rules: { boundary: "submitInclusive", rewardMode: "prepaid", verdictBy: "requester" },
};

/** How a task goes. */
type ZkpoolCourse = "done" | "done by another" | "claimed";

const zkpoolActors = (number: number) => ({
  requester: addressOf(`requester ${number % 7}`),
  prover: addressOf(`prover ${number % 5}`),
  thief: addressOf("thief"),
});

/** @param t Unix time of its opening */
export function zkpoolTask(number: number, t: number, course: ZkpoolCourse = "done"): Script {
  const task = hash(`task ${number}`);
  const { requester, prover, thief } = zkpoolActors(number);
  const script = new Script(task);
  const usd = (from: string, to: string, amount: string): Draft => move("USD", token, from, to, amount);
  const zkp = (from: string, to: string): Draft => move("ZKP", bondToken, from, to, BOND);
  script.step("opening", t, {
    quote: {
      type: "task.quote",
      task,
      prover,
      digest: hash(`quote ${number}`),
      expiry: { unit: "s", value: t + 600 },
      domain: { chainId: 1, contract, prover },
    },
    "bond in": zkp(prover, contract),
    "lock bond": { type: "lock", asset: "ZKP", from: prover, to: contract, amount: BOND, task, why: "bond" },
    "liability in": usd(prover, contract, LIABILITY),
    "lock liability": {
      type: "lock",
      asset: "USD",
      from: prover,
      to: contract,
      amount: LIABILITY,
      task,
      why: "liability",
    },
    open: {
      type: "task.open",
      task,
      requester,
      statement: { scheme: "groth16", curve: "bn254", digest: hash(`statement ${number}`) },
      reward: { asset: "USD", amount: REWARD },
      liability: { asset: "USD", amount: LIABILITY },
      ...zkpoolWindows,
      binds: ["chain", "contract", "requester", "nonce"],
    },
    assign: {
      type: "task.assign",
      task,
      provers: [prover],
      mode: "quote",
      deadline: t + zkpoolWindows.proofWindow,
    },
    "reward moves": usd(requester, prover, REWARD),
    "pay reward": {
      type: "pay",
      asset: "USD",
      from: requester,
      to: prover,
      amount: REWARD,
      task,
      why: "reward",
    },
  });
  const out = (to: string): Record<string, Draft> => ({
    "release liability": {
      type: "release",
      asset: "USD",
      from: contract,
      to,
      amount: LIABILITY,
      task,
      why: "liability",
    },
    "liability out": usd(contract, to, LIABILITY),
  });
  const bondOut = (to: string): Record<string, Draft> => ({
    "release bond": { type: "release", asset: "ZKP", from: contract, to, amount: BOND, task, why: "bond" },
    "bond out": zkp(contract, to),
  });
  if (course === "claimed") {
    script.step("claim", t + zkpoolWindows.liabilityWindow + 1, {
      expire: { type: "task.expire", task },
      ...out(requester),
      ...bondOut(prover),
    });
    return script;
  }
  const by = course === "done" ? prover : thief;
  script.step("proving", course === "done" ? t + 900 : t + zkpoolWindows.proofWindow + 60, {
    submit: {
      type: "proof.submit",
      task,
      prover: by,
      submitter: by,
      proofHash: hash(`proof ${number}`),
      verdict: "ok",
    },
    done: { type: "task.done", task, prover: by },
    ...out(prover),
    ...bondOut(by),
  });
  return script;
}

function move(asset: string, src: string, from: string, to: string, amount: string): Draft {
  return { src, type: "transfer", asset, from, to, amount };
}

/** An honest market: most tasks done, some by another, some claimed. */
export function zkpoolTasks(count: number, start: number, first = 0): Script[] {
  return Array.from({ length: count }, (_, i) => zkpoolTask(first + i, start + 97 * i, courseOf(first + i)));
}

const courseOf = (i: number): ZkpoolCourse =>
  i % 9 === 5 ? "claimed" : i % 9 === 7 ? "done by another" : "done";
