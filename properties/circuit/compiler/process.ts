/**
 * The process in which the compiler runs, so that its memory, its crashes and its endless loops stay there. It takes one
 * job as a message, and answers with the files that the compiler opened and those that it looked for in vain.
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import { sep } from "node:path";
import { bindings, CircomRunner } from "circom2";
import { limitProgram } from "../programLimits.js";
import type { Job, Reply } from "./job.js";

/** A source file larger than this is none. */
const MAX_SOURCE_BYTES = 16 << 20;
/** Files that one compilation may open: includes that never end stop here. */
const MAX_FILES = 10_000;

/** What the compiler did with the file system. */
interface Trace {
  /** SHA-256 of each file, taken when it is opened. */
  readonly opened: Map<string, string>;
  readonly absent: Set<string>;
}

function refuse(path: string, why: string): never {
  throw Object.assign(new Error(`${path}: ${why}`), { code: "EACCES" });
}

/** Node's file system, which writes below `output` only, reads regular files only, and keeps a list of both. */
function guarded(output: string, trace: Trace): typeof fs {
  const inOutput = (path: string): boolean => path.startsWith(output + sep);
  const noted = <T>(path: string, read: () => T): T => {
    try {
      return read();
    } catch (error) {
      if (!inOutput(path)) trace.absent.add(path);
      throw error;
    }
  };
  const openSync = (path: string, flags: number): number => {
    const forWriting = (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT)) !== 0;
    if (forWriting && !inOutput(path)) refuse(path, "the compiler may not write here");
    if (forWriting || path === sep) return fs.openSync(path, flags);
    const status = noted(path, () => fs.statSync(path));
    if (!inOutput(path)) {
      if (!status.isFile()) refuse(path, "is not a regular file");
      if (status.size > MAX_SOURCE_BYTES) refuse(path, `is larger than ${MAX_SOURCE_BYTES} bytes`);
      if (trace.opened.size >= MAX_FILES) refuse(path, `is one file too many after ${MAX_FILES}`);
      trace.opened.set(path, createHash("sha256").update(fs.readFileSync(path)).digest("hex"));
    }
    return fs.openSync(path, flags);
  };
  const writing = (change: (path: string) => void) => (path: string) =>
    inOutput(path) ? change(path) : refuse(path, "the compiler may not write here");
  const never = (path: unknown): never => refuse(String(path), "the compiler may not do this");
  const replaced: Record<string, unknown> = {
    openSync,
    statSync: (path: string) => noted(path, () => fs.statSync(path)),
    realpathSync: (path: string) => noted(path, () => fs.realpathSync(path)),
    mkdirSync: writing((path) => fs.mkdirSync(path)),
    unlinkSync: writing((path) => fs.unlinkSync(path)),
    rmdirSync: writing((path) => fs.rmdirSync(path)),
    linkSync: never,
    symlinkSync: never,
    renameSync: never,
    utimesSync: never,
  };
  return Object.assign(Object.create(fs) as typeof fs, replaced);
}

async function run({ program, arguments: args, output, memoryBytes }: Job): Promise<Reply> {
  const trace: Trace = { opened: new Map(), absent: new Set() };
  const runner = new CircomRunner({
    args,
    env: {},
    preopens: { "/": "/" },
    bindings: { ...bindings, fs: guarded(output, trace) },
  });
  const reply = (code: number | null, fault?: string): Reply => ({
    code,
    opened: [...trace.opened].map(([path, sha256]) => ({ path, sha256 })),
    absent: [...trace.absent],
    ...(fault === undefined ? {} : { fault }),
  });
  try {
    await runner.execute(limitProgram(fs.readFileSync(program), memoryBytes));
    return reply(0);
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code === "number") return reply(code);
    return reply(null, (error as Error).message);
  }
}

process.once("message", (job: Job) => {
  // The compiler resolves relative paths wrongly: it is given absolute ones, from the root. (circom2's README)
  process.chdir("/");
  void run(job).then((reply) => process.send?.(reply, () => process.disconnect()));
});
