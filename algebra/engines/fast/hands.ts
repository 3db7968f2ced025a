/** Worker threads, started as the work grows. */
import { existsSync } from "node:fs";
import type { Piscina } from "piscina";
import { builtFile } from "../../packageFiles.js";
import type { Task, WorkerSetup } from "./tasks.js";

/** The built worker. Node 20 loads no TypeScript in a worker, so that sources under test use it too: build before testing. */
const WORKER = builtFile("algebra/engines/fast/worker.js");

/** Tasks given to a thread before the caller does one itself: one under way, and one to go on with. */
const MOST_WAITING = 2;

/** One thread; it does its tasks in the order in which they were posted. */
export class Hand {
  /** Tasks that it has not answered. */
  waiting = 0;
  private readonly pool: Promise<Piscina>;

  constructor(setup: WorkerSetup) {
    this.pool = start(setup);
  }

  /** Posts a task; the buffers of `given` go with it, without being copied. */
  async post(task: Task, given: readonly Uint8Array[]): Promise<unknown> {
    const buffers = new Set(given.map(({ buffer }) => buffer as ArrayBuffer));
    this.waiting++;
    try {
      return await (await this.pool).run(task, { transferList: [...buffers] });
    } finally {
      this.waiting--;
    }
  }

  async close(): Promise<void> {
    await (await this.pool).destroy();
  }
}

export class Hands {
  private hands: Hand[] = [];
  private givenBytes = 0;

  /**
   * @param most threads at once
   * @param bytesPerThread of work that one is worth
   */
  constructor(
    private readonly setup: WorkerSetup,
    private readonly most: number,
    private readonly bytesPerThread: number,
  ) {}

  /** A thread that has room for a task of these bytes, started if the work so far is worth it; null for the caller. */
  free(bytes: number): Hand | null {
    this.givenBytes += bytes;
    const wanted = Math.min(this.most, Math.floor(this.givenBytes / this.bytesPerThread));
    if (this.hands.length < wanted) this.hands.push(new Hand(this.setup));
    return this.hands
      .filter(({ waiting }) => waiting < MOST_WAITING)
      .reduce<Hand | null>(
        (least, hand) => (least === null || hand.waiting < least.waiting ? hand : least),
        null,
      );
  }

  async close(): Promise<void> {
    const { hands } = this;
    this.hands = [];
    await Promise.all(hands.map((hand) => hand.close()));
  }
}

/** Loads what starts threads with the first one: small keys need none. */
async function start(setup: WorkerSetup): Promise<Piscina> {
  if (!existsSync(WORKER)) throw new Error(`${WORKER} is missing: run "npm run build"`);
  const { Piscina } = await import("piscina");
  return new Piscina({ filename: WORKER, minThreads: 1, maxThreads: 1, workerData: setup });
}
