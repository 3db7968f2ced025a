/** Who does the bulk work of a curve: worker threads, or the calling thread. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { Kernel } from "../../kernel/index.js";
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

/**
 * The compiled worker. Node 20 loads no TypeScript in a worker, so that sources under test use it too: build
 * before testing.
 */
const WORKER = import.meta.url.endsWith(".ts")
  ? new URL("../../../dist/algebra/engines/fast/worker.js", import.meta.url)
  : new URL("./worker.js", import.meta.url);

/**
 * Posted bytes that a further thread is worth: starting one costs a good part of the CPU time that a small key takes.
 */
const BYTES_PER_THREAD = 24 << 20;
/** A pairing takes as long as sums over this many times its bytes. */
const MILLER_WEIGHT = 16;

/** A thread with the number of tasks that it has not answered. */
interface Hand {
  readonly pool: Piscina;
  waiting: number;
}

/** Worker threads: one is started with the first task, and the next ones as the work grows. */
export class ThreadCrew implements Crew {
  private hands: Hand[] = [];
  private postedBytes = 0;

  /** @param threads the most that are started */
  constructor(
    private readonly setup: WorkerSetup,
    private readonly threads: number,
  ) {}

  sums(job: SumJob): Promise<SumReply> {
    const own = (bytes: Uint8Array): Uint8Array =>
      job.handOver === true && fillsBuffer(bytes) ? bytes : copy(bytes);
    const points = own(job.points);
    const columns = job.columns.map((column) => ({ ...column, scalars: own(column.scalars) }));
    const given = [points, ...columns.map(({ scalars }) => scalars)];
    return this.run({ kind: "sums", job: { ...job, points, columns } }, given) as Promise<SumReply>;
  }

  millerProduct(g1: Uint8Array, g2: Uint8Array): Promise<Uint8Array> {
    const [a, b] = [copy(g1), copy(g2)];
    return this.run({ kind: "miller", g1: a, g2: b }, [a, b]) as Promise<Uint8Array>;
  }

  async close(): Promise<void> {
    const { hands } = this;
    this.hands = [];
    await Promise.all(hands.map(({ pool }) => pool.destroy()));
  }

  /** Posts a task to the least busy thread; the buffers of `given` go with it, without being copied. */
  private async run(task: Task, given: readonly Uint8Array[]): Promise<unknown> {
    const hand = this.leastBusy();
    const buffers = new Set(given.map(({ buffer }) => buffer as ArrayBuffer));
    const weight = task.kind === "miller" ? MILLER_WEIGHT : 1;
    for (const { byteLength } of buffers) this.postedBytes += weight * byteLength;
    hand.waiting++;
    try {
      return await hand.pool.run(task, { transferList: [...buffers] });
    } finally {
      hand.waiting--;
    }
  }

  private leastBusy(): Hand {
    const wanted = Math.min(this.threads, 1 + Math.floor(this.postedBytes / BYTES_PER_THREAD));
    if (this.hands.length < wanted) this.hands.push({ pool: this.start(), waiting: 0 });
    return this.hands.reduce((least, hand) => (hand.waiting < least.waiting ? hand : least));
  }

  private start(): Piscina {
    const filename = fileURLToPath(WORKER);
    if (!existsSync(filename)) throw new Error(`${filename} is missing: run "npm run build"`);
    return new Piscina({ filename, minThreads: 1, maxThreads: 1, workerData: this.setup });
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
