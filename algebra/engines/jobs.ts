/** What both engines demand of points and scalars before they sum them. */
import type { CurveParameters } from "../curve.js";
import type { ColumnShape, PieceReply, SumPiece, Summation, Sums, SumShape } from "../sums.js";

/** Widest window that a column may ask for; 2^17 buckets of G2 still fit in a few tens of megabytes. */
const MAX_WINDOW_BITS = 17;

/**
 * Opens sums that refuse pieces whose lengths do not match.
 * @throws RangeError for a shape that is none
 */
export function checked(
  shape: SumShape,
  parameters: CurveParameters,
  open: (shape: SumShape) => Summation,
): Summation {
  requireShape(shape, parameters);
  const summation = open(shape);
  return {
    async add(piece: SumPiece): Promise<PieceReply> {
      requirePiece(piece, shape, parameters);
      return summation.add(piece);
    },
    finish: (): Promise<Sums> => summation.finish(),
  };
}

/** @throws RangeError for another curve, scalars without bytes, or a window that is not of 1 to 17 bits */
function requireShape({ curve, columns }: SumShape, { name }: CurveParameters): void {
  if (curve !== name) throw new RangeError(`a job on ${curve} for ${name}`);
  for (const [c, { scalarBytes, windowBits = 1 }] of columns.entries()) {
    if (!Number.isInteger(scalarBytes) || scalarBytes < 1)
      throw new RangeError(`column ${c}: scalars of ${scalarBytes} bytes`);
    if (!(Number.isInteger(windowBits) && windowBits >= 1 && windowBits <= MAX_WINDOW_BITS))
      throw new RangeError(`column ${c}: a window of ${windowBits} bits`);
  }
}

/**
 * @throws RangeError when a length does not match: a piece whose bytes were handed over earlier, say, must not be
 *   summed as one of no points
 */
function requirePiece({ points, scalars }: SumPiece, shape: SumShape, parameters: CurveParameters): void {
  if ([points, ...scalars].some(isDetached))
    throw new RangeError("the bytes of a job were handed over to a worker before");
  const { group, columns } = shape;
  const count = points.length / parameters[group].pointBytes;
  if (!Number.isInteger(count)) throw new RangeError(`${points.length} bytes are no whole ${group} points`);
  if (scalars.length !== columns.length)
    throw new RangeError(`${scalars.length} vectors of scalars for ${columns.length} columns`);
  for (const [c, { scalarBytes }] of columns.entries()) {
    const length = scalars[c]?.length ?? 0;
    if (length !== count * scalarBytes)
      throw new RangeError(`column ${c}: ${length} bytes are not ${count} scalars of ${scalarBytes} bytes`);
  }
}

/** Number of unsigned windows of `windowBits` in the scalars of a column. */
export function windowCount({ scalarBytes }: ColumnShape, windowBits: number): number {
  return Math.ceil((8 * scalarBytes) / windowBits);
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
