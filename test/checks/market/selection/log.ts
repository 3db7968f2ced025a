/** Logs of random selections. */
import {
  findAlgorithm,
  electorateOf,
  snapshotDigest,
} from "../../../../checks/market/selection/algorithms.js";

/** Round 2 of drand's quicknet, 2023-08-23T15:09:30Z. */
export const ROUND = {
  chainHash: "0x52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
  round: 2,
  signature:
    "0xb6b6a585449b66eb12e875b64fcbab3799861a00e4dbf092d99e969a5eac57dd3f798acf61e705fe4f093db926626807",
  randomness: "0x5782d6987841c654515a0e72b2d1ebb4e741234042c37cb19608ae50d93fb60c",
};
export const ROUND_TIME = 1_692_803_370;

export const WEIGHTS = { "0xa": "50", "0xb": "30", "0xc": "15", "0xd": "5" };

const header = {
  kind: "header",
  v: 1,
  profile: "roller",
  contract: "0xpool",
  assets: { SCR: { decimals: 18 } },
  rules: { rewardMode: "lottery" },
};

/** Lines with positions, blocks and transactions of their own. */
export class LogLines {
  readonly lines: object[];
  private seq = 0;
  private snapshots = 0;

  constructor(params: object = {}) {
    this.lines = [{ ...header, params: { T: 1000, ...params } }];
  }

  /** Adds an event; its seq. */
  add(t: number, type: string, more: object): number {
    const { seq } = this;
    this.lines.push({ seq, t, blk: seq, tx: `0x${seq.toString(16)}`, type, ...more });
    this.seq++;
    return seq;
  }

  open(t: number, task: string): number {
    return this.add(t, "task.open", {
      task,
      requester: "0xsequencer",
      reward: { asset: "SCR", amount: "1" },
    });
  }

  snapshot(t: number, weights: object = WEIGHTS): number {
    return this.add(t, "rep.snapshot", { round: ++this.snapshots, weights });
  }

  assign(t: number, task: string, provers: readonly string[], selection?: object): number {
    return this.add(t, "task.assign", {
      task,
      provers,
      mode: "random",
      ...(selection === undefined ? {} : { selection }),
    });
  }
}

/** Who is selected for a task by the round above. */
export function chosenFor(task: string, k: number, algo = "sha256-rejection/1"): readonly string[] {
  const randomness = new Uint8Array(Buffer.from(ROUND.randomness.slice(2), "hex"));
  return findAlgorithm(algo)?.choose(randomness, task, electorateOf(WEIGHTS), k) ?? [];
}

export const SNAPSHOT_DIGEST = snapshotDigest(electorateOf(WEIGHTS));

export interface Selected {
  readonly selection: object;
  readonly provers: readonly string[];
  readonly snapshotAt: number;
  readonly openAt: number;
  readonly assignAt: number;
}

/** One honest selection of two provers for task t1, with what is given changed. */
export function selected(change: Partial<Selected> = {}, params: object = { k: 2 }): LogLines {
  const { openAt = ROUND_TIME - 2, snapshotAt = ROUND_TIME - 3, assignAt = ROUND_TIME + 5 } = change;
  const { provers = chosenFor("t1", 2), selection = {} } = change;
  const log = new LogLines(params);
  const steps: [number, () => void][] = [
    [snapshotAt, () => log.snapshot(snapshotAt)],
    [openAt, () => log.open(openAt, "t1")],
    [
      assignAt,
      () =>
        log.assign(assignAt, "t1", provers, {
          ...ROUND,
          snapshotSha256: SNAPSHOT_DIGEST,
          algo: "sha256-rejection/1",
          k: 2,
          ...selection,
        }),
    ],
  ];
  for (const [, step] of steps.sort(([a], [b]) => a - b)) step();
  return log;
}
