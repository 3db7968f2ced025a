/** The buckets of one window, which stay while points come by: B_d = Σ ±Pᵢ over the points with digit ±d. */
import { NONE, copied } from "./batch";
import { sortByDigit } from "./digits";
import { freeIndex, releaseFrom, sumLists } from "./lists";

/**
 * Adds points 0 … n−1 to the buckets: table[d] refers to B_d, NONE for infinity, and its place is points[first + d].
 * No index below `kept` is overwritten. See sortByDigit for the rest; `sums` has as many entries as `table`.
 */
export function addToBuckets(
  n: u32, scalars: usize, words: usize, shift: u32, width: u32, top: bool,
  table: usize, first: u32, kept: u32, refs: usize, starts: usize, digits: usize, sums: usize,
): void {
  const buckets: u32 = (1 << (width - 1)) + 1;
  sortByDigit(n, scalars, words, shift, width, top, table, refs, starts, digits);
  const free = freeIndex();
  sumLists(buckets, starts, refs, sums, kept);
  for (let d: u32 = 1; d < buckets; d++) {
    let sum = load<u32>(sums + 4 * d);
    // A sum lies where the bucket was, unless it is of new points alone.
    if (sum != NONE && sum >> 1 != first + d) sum = copied(sum, first + d);
    store<u32>(table + 4 * d, sum);
  }
  releaseFrom(free);
}
