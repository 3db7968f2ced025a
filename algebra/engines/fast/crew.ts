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

/** Worker threads, started with the first task. */
export class ThreadCrew implements Crew {
  private pool: Piscina | null = null;

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
    const { pool } = this;
    this.pool = null;
    await pool?.destroy();
  }

  /** Posts a task; the buffers of `given` go with it, without being copied. */
  private run(task: Task, given: readonly Uint8Array[]): Promise<unknown> {
    this.pool ??= this.start();
    return this.pool.run(task, {
      transferList: [...new Set(given.map(({ buffer }) => buffer as ArrayBuffer))],
    });
  }

  private start(): Piscina {
    const filename = fileURLToPath(WORKER);
    if (!existsSync(filename)) throw new Error(`${filename} is missing: run "npm run build"`);
    const { threads, setup } = this;
    return new Piscina({ filename, minThreads: threads, maxThreads: threads, workerData: setup });
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
