/** Rollers who keep their promises: stakes, weights, random selection, proofs in time, fines, aggregation. */
import type { EventOf } from "../../transcripts/market/events.js";
import type { MarketHeader } from "../../transcripts/market/header.js";
import { addressOf, hash, Script, type Draft } from "./script.js";

const contract = addressOf("rollers");
const token = addressOf("scr");

/** Seconds from assignment. */
export const ROLLER_T = 180;
const REWARD = "60";
const FINE = 100;
/** The stakes of all rollers; κ is one, so that they are their first weights. */
const STAKES = [4000, 3000, 2500, 2000, 1500, 1000] as const;
export const rollers = STAKES.map((_, i) => addressOf(`roller ${i}`));
export const sequencer = addressOf("sequencer");

export const rollerHeader: MarketHeader = {
  kind: "header",
  v: 1,
  profile: "roller",
  chainId: 534352,
  contract,
  assets: { SCR: { erc20: token, decimals: 18 } },
  params: {
    T: ROLLER_T,
    k: 2,
    pendingWindow: 16,
    capacity: 1,
    maxInvalid: 1,
    maxAttempts: 3,
    kappa: "1",
    burnBps: 10_000,
  },
  rules: { boundary: "submitInclusive", rewardMode: "lottery", verdictBy: "sequencer" },
};

const scr = (from: string, to: string, amount: string): Draft => ({
  src: token,
  type: "transfer",
  asset: "SCR",
  from,
  to,
  amount,
});

/** Everybody stakes and is given a weight. */
export function rollerSetting(t: number): Script {
  const script = new Script("setting");
  rollers.forEach((actor, i) => {
    const amount = String(STAKES[i]);
    script.step(`joins ${i}`, t + i, {
      [`stake in ${i}`]: scr(actor, contract, amount),
      [`stake ${i}`]: { type: "stake.add", actor, asset: "SCR", amount },
      [`weight ${i}`]: { type: "weight.set", actor, old: "0", new: amount, reason: "deposit" },
    });
  });
  return script;
}

/** How a task goes. */
type RollerCourse = "both in time" | "one late" | "one invalid" | "failed once";

/** Two rollers, drawn by their stakes without replacement; the draw depends on the number alone. */
function pairOf(number: number): readonly [string, string] {
  const first = indexDrawn(STAKES, hash(`first ${number}`));
  const second = indexDrawn(
    STAKES.map((stake, i) => (i === first ? 0 : stake)),
    hash(`second ${number}`),
  );
  return [rollers[first] ?? "", rollers[second] ?? ""];
}

/** An index, by weights. @param random hexadecimal digits behind 0x */
function indexDrawn(weights: readonly number[], random: string): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = Number(BigInt(random) % BigInt(total));
  return weights.findIndex((weight) => (left -= weight) < 0);
}

/** What an honest market does about late provers. */
export const LATE = 10;

type Selection = NonNullable<EventOf<"task.assign">["selection"]>;

/** One task, and the weights that change with it. */
export class Story extends Script {
  constructor(
    readonly number: number,
    /** Unix time of its opening. */
    readonly t: number,
    readonly weights: Map<string, number>,
  ) {
    super(hash(`block ${number}`));
  }

  opened(): void {
    const task = this.id;
    this.step("opening", this.t, {
      snapshot: this.snapshot(),
      "reward in": scr(sequencer, contract, REWARD),
      "lock reward": {
        type: "lock",
        asset: "SCR",
        from: sequencer,
        to: contract,
        amount: REWARD,
        task,
        why: "reward",
      },
      open: {
        type: "task.open",
        task,
        requester: sequencer,
        statement: { scheme: "groth16", curve: "bn254", digest: hash(`trace ${this.number}`) },
        reward: { asset: "SCR", amount: REWARD },
        binds: ["chain", "contract", "requester", "nonce"],
      },
    });
  }

  /** The weights as they are now; numbered when the log is written. */
  snapshot(): Draft {
    const weights = Object.fromEntries([...this.weights].map(([actor, weight]) => [actor, String(weight)]));
    return { type: "rep.snapshot", round: 0, weights };
  }

  assigned(name: string, t: number, provers: readonly string[], selection?: Selection): void {
    this.step(name, t, {
      [name]: {
        type: "task.assign",
        task: this.id,
        provers: [...provers],
        mode: "random",
        deadline: t + ROLLER_T,
        ...(selection === undefined ? {} : { selection }),
      },
    });
  }

  proof(name: string, t: number, prover: string, verdict: "ok" | "invalid" = "ok"): void {
    const proofHash = hash(`${name} ${this.number}`);
    this.step(name, t, { [name]: { type: "proof.submit", task: this.id, prover, proofHash, verdict } });
  }

  done(t: number, winner: string): void {
    const task = this.id;
    this.step("done", t, {
      done: { type: "task.done", task, prover: winner },
      pay: { type: "pay", asset: "SCR", from: contract, to: winner, amount: REWARD, task, why: "reward" },
      "reward out": scr(contract, winner, REWARD),
    });
    this.step("aggregated", t + 20, {
      aggregated: { type: "agg.include", tasks: [task], l1tx: hash(`batch ${this.number}`) },
    });
  }

  /** A weight goes down for the task. */
  lowered(name: string, t: number, actor: string, by: number, reason: "late" | "invalid"): void {
    const old = this.weights.get(actor) ?? 0;
    this.weights.set(actor, old - by);
    this.step(name, t, {
      [name]: { type: "weight.set", actor, old: String(old), new: String(old - by), reason, task: this.id },
    });
  }

  /** A fine, burnt from the stake. */
  fined(t: number, prover: string): void {
    const burnt = `0x${"0".repeat(36)}dead`;
    const amount = String(FINE);
    this.step("fine", t, {
      fine: { type: "slash", task: this.id, prover, asset: "SCR", amount, parts: [{ to: burnt, amount }] },
      "fine out": scr(contract, burnt, amount),
    });
    this.at("fine").lines.push(...this.weightFollows(prover));
  }

  private weightFollows(actor: string): { name: string; event: Draft }[] {
    const old = this.weights.get(actor) ?? 0;
    this.weights.set(actor, old - FINE);
    return [
      {
        name: "fined weight",
        event: {
          type: "weight.set",
          actor,
          old: String(old),
          new: String(old - FINE),
          reason: "invalid",
          task: this.id,
        },
      },
    ];
  }
}

/** @param t Unix time of its opening */
export function rollerTask(
  number: number,
  t: number,
  course: RollerCourse = "both in time",
  weights = firstWeights(),
): Script {
  const [winner, other] = pairOf(number);
  // A lottery: half of the winners came second.
  const drawn =
    course === "both in time" && (hash(`lot ${number}`).codePointAt(9) ?? 0) % 2 === 1 ? other : winner;
  const story = new Story(number, t, weights);
  story.opened();
  story.assigned("assign", t + 3, [winner, other]);
  if (course === "failed once") {
    const others = rollers.filter((one) => one !== winner && one !== other).slice(0, 2);
    const late = t + 3 + ROLLER_T + 1;
    story.step("fail", late, { fail: { type: "task.fail", task: story.id, attempt: 1 } });
    story.lowered("first lowered", late + 1, winner, LATE, "late");
    story.lowered("second lowered", late + 2, other, LATE, "late");
    story.step("reopen", late + 3, { reopen: { type: "task.reopen", task: story.id, attempt: 2 } });
    story.assigned("assign again", late + 4, others);
    const [third = "", fourth = ""] = others;
    story.proof("first proof", late + 60, third);
    story.proof("second proof", late + 90, fourth);
    story.done(late + 100, third);
    return story;
  }
  story.proof("first proof", t + 60, winner);
  if (course === "one invalid") {
    story.proof("second proof", t + 100, other, "invalid");
    story.fined(t + 105, other);
  } else story.proof("second proof", course === "one late" ? t + 3 + ROLLER_T + 20 : t + 100, other);
  if (course === "one late") story.lowered("late", t + 3 + ROLLER_T + 25, other, LATE, "late");
  story.done(t + 110, drawn);
  return story;
}

export function firstWeights(): Map<string, number> {
  return new Map(rollers.map((actor, i) => [actor, STAKES[i] ?? 0]));
}

/** From one task to the next: none overlap. */
const SPACING = 600;

/** Honest tasks, one after another, with a snapshot of the weights before each. */
export function rollerTasks(count: number, start: number): Script[] {
  const weights = firstWeights();
  return Array.from({ length: count }, (_, i) => rollerTask(i, start + SPACING * i, courseOf(i), weights));
}

const courseOf = (i: number): RollerCourse =>
  i % 10 === 4 ? "one late" : i % 10 === 6 ? "one invalid" : i % 10 === 8 ? "failed once" : "both in time";
