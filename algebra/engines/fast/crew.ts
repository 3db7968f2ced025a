/** Who does the bulk work of a curve: worker threads, or the calling thread. */
import { existsSync } from "node:fs";
import type { Piscina } from "piscina";
import type { Kernel } from "../../kernel/index.js";
import { builtFile } from "../../packageFiles.js";
import type { SumJob, SumReply } from "../../sums.js";
import { Bulk } from "./bulk.js";
import type { CurveProgram } from "./program.js";
import type { Task, WorkerSetup } from "./tasks.js";

export interface Crew {
  sums(job: SumJob): Promise<SumReply>;
  /** See pairing.ts. */
  millerProduct(g1: Uint8Array, g2: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The calling thread alone. */
export class SoloCrew implements Crew {
  private readonly bulk: Bulk;

  constructor(program: CurveProgram, kernel: Kernel | null) {
    this.bulk = new Bulk(program, kernel);
  }

  async sums(job: SumJob): Promise<SumReply> {
    return this.bulk.sums(job);
  }

  async millerProduct(g1: Uint8Array, g2: Uint8Array): Promise<Uint8Array> {
    return this.bulk.millerProduct(g1, g2);
  }

  async close(): Promise<void> {}
}

/** The built worker. Node 20 loads no TypeScript in a worker, so that sources under test use it too: build before testing. */
const WORKER = builtFile("algebra/engines/fast/worker.js");

/**
 * Bytes of work that a further thread is worth: starting one costs a good part of the CPU time that a small key takes.
 */
const BYTES_PER_THREAD = 32 << 20;
/** Tasks given to a thread before the caller does one itself: one under way, and one to go on with. */
const MOST_WAITING = 2;
/** A pairing takes as long as sums over this many times its bytes. */
const MILLER_WEIGHT = 16;

/** A thread with the number of tasks that it has not answered. */
interface Hand {
  readonly pool: Promise<Piscina>;
  waiting: number;
}

/** The calling thread, and worker threads beside it that are started as the work grows. */
export class ThreadCrew implements Crew {
  private readonly caller: SoloCrew;
  private readonly setup: WorkerSetup;
  private hands: Hand[] = [];
  private givenBytes = 0;

  /** @param threads the most that work, the calling one among them */
  constructor(
    program: CurveProgram,
    kernel: Kernel | null,
    private readonly threads: number,
  ) {
    this.caller = new SoloCrew(program, kernel);
    this.setup = { program, kernel: kernel !== null };
  }

  async sums(job: SumJob): Promise<SumReply> {
    const scalars = job.columns.map((column) => column.scalars);
    const hand = this.freeHand(new Set([job.points, ...scalars]), 1);
    if (hand === null) return this.caller.sums(job);
    const own = (bytes: Uint8Array): Uint8Array =>
      job.handOver === true && fillsBuffer(bytes) ? bytes : copy(bytes);
    const points = own(job.points);
    const columns = job.columns.map((column) => ({ ...column, scalars: own(column.scalars) }));
    const given = [points, ...columns.map((column) => column.scalars)];
    const task: Task = { kind: "sums", job: { ...job, points, columns } };
    const { points: back, ...reply } = (await this.post(hand, task, given)) as SumReply;
    return back !== undefined && points === job.points ? { ...reply, points: back } : reply;
  }

  async millerProduct(g1: Uint8Array, g2: Uint8Array): Promise<Uint8Array> {
    const hand = this.freeHand(new Set([g1, g2]), MILLER_WEIGHT);
    if (hand === null) return this.caller.millerProduct(g1, g2);
    const [a, b] = [copy(g1), copy(g2)];
    return this.post(hand, { kind: "miller", g1: a, g2: b }, [a, b]) as Promise<Uint8Array>;
  }

  async close(): Promise<void> {
    const { hands } = this;
    this.hands = [];
    await Promise.all(hands.map(async ({ pool }) => (await pool).destroy()));
  }

  /** A thread that has room for a task of these bytes, started if the work so far is worth it; null for the caller. */
  private freeHand(given: ReadonlySet<Uint8Array>, weight: number): Hand | null {
    for (const { byteLength } of given) this.givenBytes += weight * byteLength;
    const wanted = Math.min(this.threads - 1, Math.floor(this.givenBytes / BYTES_PER_THREAD));
    if (this.hands.length < wanted) this.hands.push({ pool: this.start(), waiting: 0 });
    return this.hands
      .filter(({ waiting }) => waiting < MOST_WAITING)
      .reduce<Hand | null>(
        (least, hand) => (least === null || hand.waiting < least.waiting ? hand : least),
        null,
      );
  }

  /** Posts a task to a thread; the buffers of `given` go with it, without being copied. */
  private async post(hand: Hand, task: Task, given: readonly Uint8Array[]): Promise<unknown> {
    const buffers = new Set(given.map(({ buffer }) => buffer as ArrayBuffer));
    hand.waiting++;
    try {
      return await (await hand.pool).run(task, { transferList: [...buffers] });
    } finally {
      hand.waiting--;
    }
  }

  /** Loads what starts threads with the first one: small keys need none. */
  private async start(): Promise<Piscina> {
    if (!existsSync(WORKER)) throw new Error(`${WORKER} is missing: run "npm run build"`);
    const { Piscina } = await import("piscina");
    return new Piscina({ filename: WORKER, minThreads: 1, maxThreads: 1, workerData: this.setup });
  }
}

/** Whether a view's buffer holds nothing else and can be transferred. */
function fillsBuffer({ buffer, byteLength }: Uint8Array): boolean {
  return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength;
}

/** The bytes in a buffer of their own: posting a view would copy all of the buffer that it lies in. */
function copy(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
