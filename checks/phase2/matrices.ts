import type { ByteReader } from "../../algebra/sparse.js";

/**
 * What a reader of whole matrices makes of the slices of a section; null where there is no reader, or where it refuses
 * the bytes: reading them again row by row then says which row is at fault.
 */
export async function readMatrices<T>(
  open: () => ByteReader<T> | null,
  slices: AsyncIterable<Uint8Array>,
): Promise<T | null> {
  try {
    const reader = open();
    if (reader === null) return null;
    for await (const bytes of slices) reader.feed(bytes);
    return reader.finish();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}
