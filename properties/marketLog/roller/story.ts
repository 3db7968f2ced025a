/** What can happen to a task of rollers, step by step. */
import type { EventOf } from "../../../transcripts/market/events.js";
import { burnt, hash, Script, type Draft } from "../script.js";
import { ROLLER_T, rollerHeader, scr, sequencer } from "./market.js";

const { contract } = rollerHeader;
const REWARD = "60";
const FINE = 100;

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
