/**
 * Sums of products Σ sᵢ·Pᵢ, many at once (E. Straus, "Addition chains of vectors"): each chain doubles its sum from the
 * top digit of its coefficients down, and adds multiples from the tables of its points on the way. All additions go
 * through the batch, which knows what to do with equal and opposite points; all points are of order r.
 */
import { NONE, accumulate, copied, flush } from "./batch";
import { doubleEach } from "./doublings";
import { halve, halves, recode } from "./halves";
import {
  CHAINS,
  FIRST_CHAIN,
  FIRST_SUM,
  FIRST_SLOT,
  GROUP,
  LENGTH,
  MULTIPLES,
  PRODUCTS,
  active,
  references,
  starts,
  sums,
} from "./layout";
import { setLists, sumLists } from "./lists";

/** For each position and product the digits of both halves. */
const ROW: usize = 2 * PRODUCTS;
const digits = memory.data(LENGTH * ROW, 16);
/** Of each product its chain and its table. */
const chainOf = memory.data(4 * PRODUCTS, 16);
const tableOf = memory.data(4 * PRODUCTS, 16);
let products: u32 = 0;
/** Positions that have digits. */
let length: u32 = 0;

/** Products in the order of their chains; those of chain c start at firsts[c]. */
const ordered = memory.data(4 * PRODUCTS, 16);
const firsts = memory.data(4 * (CHAINS + 1), 16);
/** References to the sums of chains, and where these lie. */
const totals = memory.data(4 * CHAINS, 16);
const targets = memory.data(4 * CHAINS, 16);

export function clearChains(): void {
  if (products > 0) memory.fill(digits, 0, LENGTH * ROW);
  products = 0;
  length = 0;
}

/** Whether there is room for no further product. */
export function isFull(): bool {
  return products == PRODUCTS;
}

/** Adds ±s·P to a chain, for the scalar s ≤ r/2 of 32 bytes and the point of a table. */
export function addProduct(chain: u32, table: u32, scalar: usize, isNegative: bool): void {
  store<u32>(chainOf + 4 * products, chain);
  store<u32>(tableOf + 4 * products, table);
  halve(scalar);
  for (let half: u32 = 0; half < 2; half++) {
    length = max(length, recode(halves + 16 * half, isNegative, digits + 2 * products + half, ROW));
  }
  products++;
}

/** The reference to the sum of a chain. */
export function totalOf(chain: u32): u32 {
  return load<u32>(totals + 4 * chain);
}

/**
 * Numbers of 0 … n−1 in the order of their keys below `keys`, a u32 each: those of key k are ordered[firsts[k]] … ,
 * with firsts[keys] = n.
 */
export function order(n: u32, keyOf: usize, keys: u32, firstOf: usize, target: usize): void {
  memory.fill(firstOf, 0, 4 * (keys + 1));
  for (let i: u32 = 0; i < n; i++) {
    const at = firstOf + 4 * load<u32>(keyOf + 4 * i);
    store<u32>(at, load<u32>(at) + 1);
  }
  let total: u32 = 0;
  for (let k: u32 = 0; k <= keys; k++) {
    total += load<u32>(firstOf + 4 * k);
    store<u32>(firstOf + 4 * k, total);
  }
  // Every first is one past the last of its key, and goes down to the first.
  for (let i = n; i-- > 0; ) {
    const at = firstOf + 4 * load<u32>(keyOf + 4 * i);
    const place = load<u32>(at) - 1;
    store<u32>(at, place);
    store<u32>(target + 4 * place, i);
  }
}

/** Lists what chains have to add at a position; the number of references so far. */
function listDigits(position: u32, chains: u32, list: usize, count: u32): u32 {
  const row = digits + ROW * position;
  for (let chain: u32 = 0; chain < chains; chain++) {
    store<u32>(list + 4 * chain, count);
    const end = load<u32>(firsts + 4 * chain, 4);
    for (let i = load<u32>(firsts + 4 * chain); i < end; i++) {
      const product = load<u32>(ordered + 4 * i);
      const pair = row + 2 * product;
      if (load<u16>(pair) == 0) continue;
      const table = load<u32>(tableOf + 4 * product);
      for (let half: u32 = 0; half < 2; half++) {
        const digit = <i32>load<i8>(pair + half);
        if (digit == 0) continue;
        const entry = table + MULTIPLES * half + abs(digit) - 1;
        store<u32>(references + 4 * count++, (entry << 1) | u32(digit < 0));
      }
    }
  }
  return count;
}

/** Makes the sums of all chains. */
export function sumChains(chains: u32): void {
  for (let chain: u32 = 0; chain < chains; chain++) {
    store<u32>(totals + 4 * chain, NONE);
    store<u32>(targets + 4 * chain, FIRST_CHAIN + chain);
  }
  order(products, chainOf, chains, firsts, ordered);
  for (let group = (length + GROUP - 1) / GROUP; group-- > 0; ) {
    let count: u32 = 0;
    for (let k: u32 = 0; k < GROUP; k++) {
      count = listDigits(GROUP * group + k, chains, starts + 4 * chains * k, count);
    }
    store<u32>(starts + 4 * chains * GROUP, count);
    setLists(active, FIRST_SUM, FIRST_SLOT);
    sumLists(GROUP * chains, starts, references, sums, FIRST_SUM);
    for (let k = GROUP; k-- > 0; ) step(chains, sums + 4 * chains * k);
  }
}

/** Doubles the sum of each chain and adds one more reference to it. */
function step(chains: u32, more: usize): void {
  doubleEach(chains, totals, targets);
  for (let chain: u32 = 0; chain < chains; chain++) {
    const at = totals + 4 * chain;
    const reference = load<u32>(more + 4 * chain);
    if (reference == NONE) continue;
    // A sum that starts must stay when those of the next group take the place of these.
    if (load<u32>(at) == NONE) store<u32>(at, copied(reference, FIRST_CHAIN + chain));
    else accumulate(at, reference, FIRST_CHAIN + chain);
  }
  flush();
}
