/** The module's memory: what lies below is its own, regions above are taken in turn. */

let next: usize = __heap_base;

/** Takes `bytes` bytes, aligned to 16; zero where memory cannot grow so far. */
export function allocate(bytes: usize): usize {
  const address = (next + 15) & ~15;
  const end = address + bytes;
  if (end < address) return 0;
  const pages = <i32>((<u64>end + 0xffff) >> 16) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) return 0;
  next = end;
  return address;
}

/** Gives all regions back. */
export function releaseAll(): void {
  next = __heap_base;
}
