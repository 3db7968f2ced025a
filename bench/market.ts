/** A market log of any length, written as it is made: ZKPool tasks that are done, finished by others, and claimed. */
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { write, zkpoolHeader, zkpoolTasks } from "../properties/marketLog/index.js";
import { cacheFolder } from "../test/fixtures/root.js";

const START = 1_700_000_000;
/** Tasks that overlap; from one such stretch to the next, all windows end. */
const TASKS = 500;
const STRETCH = 97 * TASKS + 8000;

/** @param events or a few more, to the end of a transaction
 * @returns the path; written once and kept in the cache */
export async function makeMarketLog(events: number): Promise<string> {
  const path = join(cacheFolder, `market-${events}-1s.jsonl`);
  if (existsSync(path)) return path;
  await mkdir(dirname(path), { recursive: true });
  await pipeline(Readable.from(lines(events)), createWriteStream(`${path}.part`));
  await rename(`${path}.part`, path);
  return path;
}

function* lines(events: number): Generator<string> {
  yield `${JSON.stringify(zkpoolHeader)}\n`;
  let seq = 0;
  let last = "";
  for (let stretch = 0; seq < events; stretch++) {
    const start = START + stretch * STRETCH;
    const tasks = zkpoolTasks(TASKS, start, stretch * TASKS);
    const mark = stretch.toString(16).padStart(6, "0");
    const text: string[] = [];
    for (const event of write(zkpoolHeader, tasks).events) {
      // The last transaction is whole.
      if (seq >= events && event.tx !== last) break;
      last = event.tx;
      // A block a second: a block has one time.
      const blk = 1000 + event.t - START;
      // Each stretch is written as if it were a log of its own.
      text.push(`${JSON.stringify({ ...event, seq, li: seq, blk, tx: `0x${mark}${event.tx.slice(8)}` })}\n`);
      seq++;
    }
    yield text.join("");
  }
}
