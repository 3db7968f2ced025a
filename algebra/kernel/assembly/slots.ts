/**
 * Slots of sums Σ sᵢ·Pᵢ over terms with coefficients modulo r, each sum exact. Terms wait in a block, which is added up
 * when it is full or when sums are asked for: ±2^k·P is a rung of a ladder of doublings, other products of one slot go
 * together in a chain, and each slot is then the sum of a list.
 */
import { NONE, copied } from "./batch";
import { addProduct, clearChains, isFull, order, sumChains, totalOf } from "./chains";
import { POINT } from "./element";
import { isBelow } from "./integers";
import { CHAINS, FIRST_SLOT, FIRST_SUM, POINTS, TERMS, active, references, starts, sums } from "./layout";
import { clearLadders, climb, rungAt } from "./ladders";
import { setPoints } from "./lines";
import { setLists, sumLists } from "./lists";
import { decode, encodeEach } from "./points";
import { HALF_ORDER, ORDER } from "./routines";
import { clearTables, openTable, tabulate } from "./tables";

/** Why a term is refused. */
const FINE: i32 = 0;
const NO_SUCH_SLOT: i32 = 1;
const NOT_BELOW_R: i32 = 2;
let fault: i32 = FINE;

/** Slots below `first` are left out. */
let first: u32 = 0;
let slots: u32 = 0;
let room: usize = 0;
/** Of each slot the reference to its sum, and its number in the block. */
let totals: usize = 0;
let numbers: usize = 0;

/** Of each number in the block the slot and the chain, or NONE. */
const slotOf = memory.data(4 * TERMS, 16);
const chainOf = memory.data(4 * TERMS, 16);
let numbered: u32 = 0;
let chains: u32 = 0;

/** What goes to a slot as it is: its number and the reference. */
const itemNumber = memory.data(4 * (TERMS + CHAINS), 16);
const itemReference = memory.data(4 * (TERMS + CHAINS), 16);
let items: u32 = 0;
const ordered = memory.data(4 * (TERMS + CHAINS), 16);
const firsts = memory.data(4 * (TERMS + 1), 16);

/** Points of the block, the last one being current, and its table, or zero. */
let points: u32 = 0;
let table: u32 = 0;
const isInfinity = memory.data(1);

const magnitude = memory.data(32, 16);

/** Makes ready for slots [from, from + count), which begin as infinity. Answers where memory must reach. */
export function openSlots(from: u32, count: u32): usize {
  first = from;
  slots = count;
  room = (__heap_base + 15) & ~15;
  totals = room + POINT * (FIRST_SLOT + count);
  numbers = totals + 4 * count;
  return numbers + 4 * count;
}

/** To be called when memory reaches so far. */
export function emptySlots(): void {
  setPoints(room);
  memory.fill(totals, 0xff, 8 * slots);
  startBlock();
}

function startBlock(): void {
  clearChains();
  clearLadders();
  clearTables();
  points = 0;
  table = 0;
  numbered = 0;
  chains = 0;
  items = 0;
}

export function termFault(): i32 {
  return fault;
}

/** Takes in a point in LEM, which the next terms are of. Answers 0, or the fault that `decode` finds. */
export function takePoint(source: usize): i32 {
  if (points == POINTS) settle();
  table = 0;
  const found = decode(1, source, room + POINT * points, isInfinity);
  if (found == 0) points++;
  return found;
}

/** `magnitude` becomes the lesser of s and r − s, for s below r; whether it is the latter. */
function takeMagnitude(source: usize): bool {
  memory.copy(magnitude, source, 32);
  if (!isBelow(HALF_ORDER, magnitude)) return false;
  let borrow: u64 = 0;
  for (let at: usize = 0; at < 32; at += 8) {
    const a = load<u64>(ORDER + at);
    const b = load<u64>(magnitude + at);
    const difference = a - b;
    store<u64>(magnitude + at, difference - borrow);
    borrow = u64(a < b) | u64(difference < borrow);
  }
  return true;
}

/** The number of a slot in the block. */
function numberOf(slot: u32): u32 {
  const at = numbers + 4 * slot;
  if (load<u32>(at) == NONE) {
    store<u32>(slotOf + 4 * numbered, slot);
    store<u32>(chainOf + 4 * numbered, NONE);
    store<u32>(at, numbered++);
  }
  return load<u32>(at);
}

function addItem(number: u32, reference: u32): void {
  store<u32>(itemNumber + 4 * items, number);
  store<u32>(itemReference + 4 * items, reference);
  items++;
}

/** Adds ±`magnitude` times the current point to a slot; whether there was room for it. */
function addTerm(slot: u32, negative: bool): bool {
  if (items + chains >= TERMS || numbered == TERMS) return false;
  const w0 = load<u64>(magnitude), w1 = load<u64>(magnitude, 8);
  const w2 = load<u64>(magnitude, 16), w3 = load<u64>(magnitude, 24);
  const bits = popcnt(w0) + popcnt(w1) + popcnt(w2) + popcnt(w3);
  if (bits == 0) return true;
  if (bits == 1) {
    const k = <u32>(w0 ? ctz(w0) : w1 ? 64 + ctz(w1) : w2 ? 128 + ctz(w2) : 192 + ctz(w3));
    const index = k == 0 ? points - 1 : rungAt(points - 1, k);
    if (k > 0 && index == 0) return false;
    addItem(numberOf(slot), (index << 1) | u32(negative));
    return true;
  }
  if (isFull() || chains == CHAINS) return false;
  if (table == 0) table = openTable(points - 1);
  if (table == 0) return false;
  const at = chainOf + 4 * numberOf(slot);
  if (load<u32>(at) == NONE) store<u32>(at, chains++);
  addProduct(load<u32>(at), table, magnitude, negative);
  return true;
}

/**
 * Adds `count` terms, u32 slot ‖ 32-byte coefficient, of the current point. Answers how many there were before one that
 * has a fault.
 */
export function takeTerms(source: usize, count: u32): u32 {
  fault = FINE;
  for (let i: u32 = 0; i < count; i++, source += 36) {
    const slot = load<u32>(source);
    if (slot >= first && slot - first >= slots) fault = NO_SUCH_SLOT;
    else if (!isBelow(source + 4, ORDER)) fault = NOT_BELOW_R;
    if (fault != FINE) return i;
    if (slot < first || load<u8>(isInfinity)) continue;
    const negative = takeMagnitude(source + 4);
    if (addTerm(slot - first, negative)) continue;
    settle();
    addTerm(slot - first, negative);
  }
  return count;
}

/** Adds the block to the slots. The current point is the first of the next block. */
function settle(): void {
  climb();
  tabulate();
  sumChains(chains);
  for (let number: u32 = 0; number < numbered; number++) {
    const chain = load<u32>(chainOf + 4 * number);
    if (chain != NONE) addItem(number, totalOf(chain));
  }
  order(items, itemNumber, numbered, firsts, ordered);
  let count: u32 = 0;
  for (let number: u32 = 0; number < numbered; number++) {
    store<u32>(starts + 4 * number, count);
    store<u32>(references + 4 * count++, load<u32>(totals + 4 * load<u32>(slotOf + 4 * number)));
    const end = load<u32>(firsts + 4 * number, 4);
    for (let i = load<u32>(firsts + 4 * number); i < end; i++) {
      store<u32>(references + 4 * count++, load<u32>(itemReference + 4 * load<u32>(ordered + 4 * i)));
    }
  }
  store<u32>(starts + 4 * numbered, count);
  setLists(active, FIRST_SUM, FIRST_SLOT);
  sumLists(numbered, starts, references, sums, FIRST_SUM);
  for (let number: u32 = 0; number < numbered; number++) {
    const slot = load<u32>(slotOf + 4 * number);
    const sum = load<u32>(sums + 4 * number);
    const home = FIRST_SLOT + slot;
    store<u32>(totals + 4 * slot, sum == NONE || sum >> 1 == home ? sum : copied(sum, home));
    store<u32>(numbers + 4 * slot, NONE);
  }
  const current = points;
  startBlock();
  if (current > 0) {
    copied((current - 1) << 1, 0);
    points = 1;
  }
}

/** Writes slots [from, from + count) as LEM. */
export function readSlots(from: u32, count: u32, target: usize): void {
  settle();
  encodeEach(count, totals + 4 * (from - first), room, target);
}
