/** What both engines demand of a sum job before they work on it. */
import type { CurveParameters } from "../curve.js";
import type { Column, SumJob } from "../sums.js";

/** Widest window that a column may ask for; 2^17 buckets of G2 still fit in a few tens of megabytes. */
const MAX_WINDOW_BITS = 17;

/**
 * Number of points of a job.
 * @throws RangeError when a length does not match or a window is not of 1 to 17 bits: a job whose bytes were
 *   handed over earlier, say, must not be summed as one of no points
 */
export function pointsOf(job: SumJob, parameters: CurveParameters): number {
  if (job.curve !== parameters.name) throw new RangeError(`a job on ${job.curve} for ${parameters.name}`);
  for (const bytes of [job.points, ...job.columns.map(({ scalars }) => scalars)]) {
    if (isDetached(bytes)) throw new RangeError("the bytes of a job were handed over to a worker before");
  }
  const { pointBytes } = parameters[job.group];
  const count = job.points.length / pointBytes;
  if (!Number.isInteger(count))
    throw new RangeError(`${job.points.length} bytes are no whole ${job.group} points`);
  for (const [c, column] of job.columns.entries()) {
    const { scalars, scalarBytes, windowBits } = column;
    if (!Number.isInteger(scalarBytes) || scalarBytes < 1 || scalars.length !== count * scalarBytes) {
      throw new RangeError(
        `column ${c}: ${scalars.length} bytes are not ${count} scalars of ${scalarBytes} bytes`,
      );
    }
    if (
      windowBits !== undefined &&
      !(Number.isInteger(windowBits) && windowBits >= 1 && windowBits <= MAX_WINDOW_BITS)
    ) {
      throw new RangeError(`column ${c}: a window of ${windowBits} bits`);
    }
  }
  return count;
}

/** Number of unsigned windows of `windowBits` in the scalars of a column. */
export function windowCount(column: Column, windowBits: number): number {
  return Math.ceil((8 * column.scalarBytes) / windowBits);
}

/** Whether a view's buffer was transferred away (`ArrayBuffer.detached` is not in Node 20). */
function isDetached(bytes: Uint8Array): boolean {
  if (bytes.length > 0) return false;
  try {
    bytes.buffer.slice(0, 0); // a TypeError when detached, however little is asked for
    return false;
  } catch {
    return true;
  }
}
