/** Integers of 32 little-endian bytes, which both modules compare. */

/** x < y. */
export function isBelow(x: usize, y: usize): bool {
  for (let at: i32 = 24; at >= 0; at -= 8) {
    const a = load<u64>(x + at);
    const b = load<u64>(y + at);
    if (a != b) return a < b;
  }
  return false;
}
