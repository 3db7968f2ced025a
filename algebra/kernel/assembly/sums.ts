export { setPoints } from "./lines";
export { decode, encode, firstFaultIndex, firstInfinityIndex, infinityCount } from "./points";
export { addToBuckets } from "./buckets";
export { shiftScalars } from "./digits";
export { freeIndex, releaseFrom, setLists, sumLists } from "./lists";

/** The first byte of memory that the kernel does not use itself. */
export function freeMemory(): usize {
  return __heap_base;
}
// For tests of the arithmetic at its bounds.
export { multiply, normalise, square } from "./routines";
