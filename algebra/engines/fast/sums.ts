/** Sums over a chunk on ffjavascript's multi-scalar multiplication, the bucket method with unsigned digits. */
import type { GroupName, Point } from "../../curve.js";
import type { Column, SumJob, SumReply } from "../../sums.js";
import { windowCount } from "../jobs.js";
import { groupPrefix, type Instance } from "./instance.js";
import { scanPoints } from "./scan.js";

/** At least the bits of the windows that the program's routine chooses for a number of points. */
function bucketBits(count: number): number {
  return Math.min(17, 32 - Math.clz32(count));
}

/** The reply to a job whose lengths match. */
export function sumChunk(instance: Instance, job: SumJob): SumReply {
  const count = job.points.length / instance.parameters[job.group].pointBytes;
  return instance.scoped(() => {
    const points = instance.put(job.points);
    const scan = scanPoints(instance, job.group, points, count);
    if (scan.fault !== null) return { sums: [], ...scan };
    return {
      sums: job.columns.map((column) => sumColumn(instance, job.group, points, count, column)),
      ...scan,
    };
  });
}

function sumColumn(
  instance: Instance,
  group: GroupName,
  points: number,
  count: number,
  column: Column,
): readonly Point[] {
  const prefix = groupPrefix(group);
  const { pointBytes } = instance.parameters[group];
  const jacobianBytes = (pointBytes / 2) * 3;
  const { scalarBytes, windowBits } = column;
  return instance.scoped(() => {
    const scalars = instance.put(column.scalars);
    const sum = instance.allocate(jacobianBytes);
    // The digit reader loads 32 bits at a time and may look past the last scalar.
    instance.reserve((jacobianBytes << (windowBits ?? bucketBits(count))) + 8);
    const toAffine = instance.routine(`${prefix}_toAffine`);
    const affine = (): Point => {
      toAffine(sum, sum);
      return instance.read(sum, pointBytes);
    };
    if (windowBits === undefined) {
      instance.routine(`${prefix}_multiexpAffine`)(points, scalars, scalarBytes, count, sum);
      return [affine()];
    }
    const window = instance.routine(`${prefix}_multiexpAffine_chunk`);
    return Array.from({ length: windowCount(column, windowBits) }, (_, k) => {
      // The last window is cut by the routine where the scalar ends.
      window(points, scalars, scalarBytes, count, k * windowBits, windowBits, sum);
      return affine();
    });
  });
}
