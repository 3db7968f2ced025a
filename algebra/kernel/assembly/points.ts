/**
 * Points between ceremony files and the kernel. In files ("LEM") a coordinate is x·2^256 mod q in 32 little-endian
 * bytes, in the kernel x·2^255; infinity is all zero bytes in files, and never stored in the kernel.
 */
import { NONE } from "./batch";
import {
  BASE_PAIR,
  PAIR,
  POINT,
  doubleWords,
  fromWords,
  halveWords,
  isBelowModulus,
  isZero,
  toWords,
} from "./element";
import {
  CURVE_B,
  DEGREE,
  gatherX,
  gatherY,
  multiply,
  normalise,
  scatterX,
  scatterY,
  square,
  subtract,
} from "./routines";

/** Bytes of a coordinate and of a point in LEM. */
const LEM_COORDINATE: usize = 32 * DEGREE;
const LEM_POINT: usize = 2 * LEM_COORDINATE;

const FINE: i32 = 0;
const NOT_CANONICAL: i32 = 1;
const NOT_ON_CURVE: i32 = 2;
const INFINITE: i32 = 3;

let infinities: u32 = 0;
let firstInfinity: u32 = 0;
let faultIndex: u32 = 0;

const x = memory.data(PAIR, 16);
const y = memory.data(PAIR, 16);
const left = memory.data(PAIR, 16);
const right = memory.data(PAIR, 16);
const words = memory.data(32, 16);

export function infinityCount(): u32 {
  return infinities;
}

/** Meaningful where there are infinities. */
export function firstInfinityIndex(): u32 {
  return firstInfinity;
}

/** Meaningful after a fault. */
export function firstFaultIndex(): u32 {
  return faultIndex;
}

/**
 * Decodes n LEM points at `source` to points[0 … n−1].
 * isInfinity[i] becomes one for a point at infinity, whose place is left undefined, else zero.
 * Answers 0, or the fault of the first point that has one: 1 a coordinate not below q, 2 not on the curve.
 */
export function decode(n: u32, source: usize, points: usize, isInfinity: usize): i32 {
  infinities = 0;
  for (let i: u32 = 0; i < n; i += 2) {
    const j = min(i + 1, n - 1);
    const fault0 = read(source + LEM_POINT * i, 0);
    const fault1 = read(source + LEM_POINT * j, 1);
    normalise(x, x);
    normalise(y, y);
    // x³ − (y² − b) = 0
    square(left, x);
    multiply(left, left, x);
    square(right, y);
    subtract(right, right, CURVE_B);
    subtract(left, left, right);
    for (let lane: u32 = 0; lane <= j - i; lane++) {
      const fault = lane == 0 ? fault0 : fault1;
      store<u8>(isInfinity + i + lane, u8(fault == INFINITE));
      if (fault == INFINITE) {
        if (infinities++ == 0) firstInfinity = i + lane;
      } else if (fault == NOT_CANONICAL || !isZero(left, lane)) {
        faultIndex = i + lane;
        return fault == NOT_CANONICAL ? NOT_CANONICAL : NOT_ON_CURVE;
      }
    }
    scatterX(points + POINT * i, points + POINT * j, x);
    scatterY(points + POINT * i, points + POINT * j, y);
  }
  return FINE;
}

/** Reads one LEM point into a lane of x and y; FINE, NOT_CANONICAL or INFINITE. */
function read(source: usize, lane: usize): i32 {
  let all: u64 = 0;
  let canonical = true;
  for (let half: usize = 0; half < 2 * <usize>DEGREE; half++) {
    const bytes = source + 32 * half;
    memory.copy(words, bytes, 32);
    all |= load<u64>(words) | load<u64>(words, 8) | load<u64>(words, 16) | load<u64>(words, 24);
    if (!isBelowModulus(words)) canonical = false;
    halveWords(words);
    const coordinate = half < <usize>DEGREE ? x + BASE_PAIR * half : y + BASE_PAIR * (half - DEGREE);
    fromWords(coordinate, lane, words);
  }
  return !canonical ? NOT_CANONICAL : all == 0 ? INFINITE : FINE;
}

/** Writes the points of n references one after the other; NONE as infinity. */
export function encodeEach(n: u32, references: usize, points: usize, target: usize): void {
  for (let i: u32 = 0; i < n; i++) {
    const reference = load<u32>(references + 4 * i);
    if (reference == NONE) memory.fill(target + LEM_POINT * i, 0, LEM_POINT);
    else encode(target + LEM_POINT * i, points, reference);
  }
}

/** Writes the point of a reference as LEM bytes. */
export function encode(target: usize, points: usize, reference: u32): void {
  const point = points + POINT * <usize>(reference >> 1);
  gatherX(x, point, point);
  gatherY(y, point, point, i64x2.splat(<i64>reference << 63));
  for (let half: usize = 0; half < 2 * <usize>DEGREE; half++) {
    const coordinate = half < <usize>DEGREE ? x + BASE_PAIR * half : y + BASE_PAIR * (half - DEGREE);
    toWords(words, coordinate, 0);
    doubleWords(words);
    memory.copy(target + 32 * half, words, 32);
  }
}
