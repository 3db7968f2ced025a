/**
 * Products of sparse matrices with vectors of weights, read from the bytes of r1cs and zkey files as they come.
 * A weight is 16 little-endian bytes; a plain product by Montgomery carries 2^−261 until the end of a row.
 */
import { isBelow } from "../integers";
import { MODULUS_R, POWER_522_R, addR, multiplyR, subtractR } from "../montgomery";

/** Why bytes are refused. */
const FINE: i32 = 0;
const WIRE_OUT_OF_RANGE: i32 = 1;
const NOT_BELOW_R: i32 = 2;
const NO_SUCH_MATRIX: i32 = 3;
const NO_SUCH_ROW: i32 = 4;
const TOO_MANY_TERMS: i32 = 5;

const WEIGHT_BYTES: usize = 16;

const MINUS_ONE = memory.data(32, 8);

let weights: usize = 0;
let wires: u32 = 0;

/** The row that is being read: its terms with coefficients ±1, and the others times 2^−261. */
const plain = memory.data(32, 8);
const scaled = memory.data(32, 8);
const weight = memory.data(32, 8);
const coefficient = memory.data(32, 8);

let fault: i32 = FINE;

export function lastFault(): i32 {
  return fault;
}

/** Where `count` weights are. */
export function setWeights(address: usize, count: u32): void {
  weights = address;
  wires = count;
  memory.copy(MINUS_ONE, MODULUS_R, 32);
  store<u64>(MINUS_ONE, load<u64>(MINUS_ONE) - 1);
  fault = FINE;
  clearRow();
}

function clearRow(): void {
  memory.fill(plain, 0, 32);
  memory.fill(scaled, 0, 32);
}

/** Takes a coefficient into `coefficient` and the wire's weight into `weight`; whether both are good. */
function take(wire: u32, source: usize): bool {
  if (wire >= wires) {
    fault = WIRE_OUT_OF_RANGE;
    return false;
  }
  memory.copy(coefficient, source, 32);
  if (!isBelow(coefficient, MODULUS_R)) {
    fault = NOT_BELOW_R;
    return false;
  }
  const at = weights + WEIGHT_BYTES * wire;
  store<u64>(weight, load<u64>(at));
  store<u64>(weight, load<u64>(at, 8), 8);
  store<u64>(weight, 0, 16);
  store<u64>(weight, 0, 24);
  return true;
}

function isSame(x: usize, y: usize): bool {
  return (
    load<u64>(x) == load<u64>(y) &&
    load<u64>(x, 8) == load<u64>(y, 8) &&
    load<u64>(x, 16) == load<u64>(y, 16) &&
    load<u64>(x, 24) == load<u64>(y, 24)
  );
}

const UNIT = memory.data<u64>([1, 0, 0, 0], 8);

// The constraints of an r1cs: for each, three linear combinations u32 n ‖ n·(u32 wire ‖ 32-byte coefficient).

let combinations: u64 = 0;
let combination: u64 = 0;
let inside: bool = false;
let remaining: u32 = 0;
let results: usize = 0;

/** Expects `count` linear combinations; the product of each goes to results[…] in turn. */
export function startConstraints(count: u64, address: usize): void {
  combinations = count;
  combination = 0;
  inside = false;
  results = address;
}

/** Linear combinations that are complete. */
export function completeCombinations(): f64 {
  return <f64>combination;
}

/**
 * Reads as many whole items as there are in `length` bytes and answers how many bytes they are. Stops at a fault, and
 * after the last combination.
 */
export function feedConstraints(source: usize, length: usize): usize {
  const end = source + length;
  let at = source;
  while (combination < combinations) {
    if (!inside) {
      if (at + 4 > end) break;
      remaining = load<u32>(at);
      if (remaining > wires) {
        fault = TOO_MANY_TERMS;
        break;
      }
      inside = true;
      at += 4;
    }
    while (remaining > 0 && at + 36 <= end) {
      if (!take(load<u32>(at), at + 4)) return at - source;
      if (isSame(coefficient, UNIT)) {
        addR(plain, plain, weight);
      } else if (isSame(coefficient, MINUS_ONE)) {
        subtractR(plain, plain, weight);
      } else {
        multiplyR(weight, weight, coefficient);
        addR(scaled, scaled, weight);
      }
      remaining--;
      at += 36;
    }
    if (remaining > 0) break;
    // Σ·2^−261 · 2^522 · 2^−261
    multiplyR(scaled, scaled, POWER_522_R);
    addR(results + 32 * <usize>combination, plain, scaled);
    clearRow();
    inside = false;
    combination++;
  }
  return at - source;
}

// Section 4 of a zkey: records u32 matrix ‖ u32 row ‖ u32 signal ‖ 32-byte value.

let rows: u32 = 0;
/** The row of both matrices, one after the other, that the last record belongs to. */
let place: usize = 0;

/** The products of matrix 0 and then of matrix 1 are added to results[…], `count` rows each, zero when they start. */
export function startCoefficients(count: u32, address: usize): void {
  rows = count;
  place = 0;
  results = address;
}

/** Reads whole records only; answers how many bytes were read, less than all at a fault. */
export function feedCoefficients(source: usize, length: usize): usize {
  const end = source + length;
  let at = source;
  for (; at + 44 <= end; at += 44) {
    const matrix = load<u32>(at);
    const row = load<u32>(at, 4);
    if (matrix > 1) fault = NO_SUCH_MATRIX;
    else if (row >= rows) fault = NO_SUCH_ROW;
    else if (take(load<u32>(at, 8), at + 12)) {
      const next = <usize>matrix * rows + row;
      if (next != place) {
        endRow();
        place = next;
      }
      multiplyR(weight, weight, coefficient);
      addR(scaled, scaled, weight);
      continue;
    }
    break;
  }
  return at - source;
}

/** Adds what was read last to its row; records of one row mostly follow each other. */
export function endRow(): void {
  if (rows == 0) return;
  multiplyR(scaled, scaled, POWER_522_R);
  addR(results + 32 * place, results + 32 * place, scaled);
  clearRow();
}
