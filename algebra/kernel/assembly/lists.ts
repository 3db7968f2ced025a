/** Sums of lists of points: neighbours are added in pairs, level by level, all lists of a level in one batch. */
import { NONE, flush, queue } from "./batch";

/** Points with an index below `floor` are kept; sums go over those from there on, or to the next free index. */
let floor: u32 = 0;
let next: u32 = 0;
/** There is room for points below this index. */
let end: u32 = 0;

/** Lists that still have more than one element. */
let active: usize = 0;

/** Tells where the work array for active lists is (a u32 for each list) and what indices are free. */
export function setLists(address: usize, free: u32, limit: u32): void {
  active = address;
  next = free;
  end = limit;
}

/** The next free index. */
export function freeIndex(): u32 {
  return next;
}

/** Free indices start again at `free`. */
export function releaseFrom(free: u32): void {
  next = free;
}

/**
 * sums[s] becomes a reference to the sum of list s, NONE where it is infinity or the list is empty.
 * List s is refs[starts[s]] … refs[starts[s+1] − 1]; the references are overwritten, and so are points with an index
 * from `kept` on: a sum takes the place of the first of its list that has such an index.
 */
export function sumLists(count: i32, starts: usize, refs: usize, sums: usize, kept: u32): void {
  floor = kept;
  let remaining = 0;
  for (let s = 0; s < count; s++) {
    const length = load<u32>(starts + 4 * s, 4) - load<u32>(starts + 4 * s);
    // Meanwhile sums[s] is the length of list s.
    store<u32>(sums + 4 * s, length);
    if (length > 1) store<u32>(active + 4 * remaining++, s);
  }
  while (remaining > 0) {
    let longer = 0;
    for (let i = 0; i < remaining; i++) {
      const s = load<u32>(active + 4 * i);
      const list = refs + 4 * <usize>load<u32>(starts + 4 * s);
      const length = pairUp(list, load<u32>(sums + 4 * s));
      store<u32>(sums + 4 * s, length);
      if (length > 1) store<u32>(active + 4 * longer++, s);
    }
    flush();
    remaining = longer;
  }
  for (let s = 0; s < count; s++) {
    const list = refs + 4 * <usize>load<u32>(starts + 4 * s);
    store<u32>(sums + 4 * s, load<u32>(sums + 4 * s) > 0 ? load<u32>(list) : NONE);
  }
}

/** Queues the sums of neighbours, which take the place of the list's references; the length that remains. */
function pairUp(list: usize, length: u32): u32 {
  let pairs: u32 = 0;
  let single = NONE;
  for (let i: u32 = 0; i < length; i++) {
    const reference = load<u32>(list + 4 * i);
    if (reference == NONE) continue;
    if (single == NONE) {
      single = reference;
      continue;
    }
    const a = single >> 1;
    const b = reference >> 1;
    const index = a >= floor ? a : b >= floor ? b : freshIndex();
    queue(single, reference, index, list + 4 * pairs++);
    single = NONE;
  }
  if (single != NONE) store<u32>(list + 4 * pairs++, single);
  return pairs;
}

/** An index that is free; a trap where there is none. */
function freshIndex(): u32 {
  if (next >= end) unreachable();
  return next++;
}
