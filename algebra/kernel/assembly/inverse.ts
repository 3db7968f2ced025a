/**
 * Inverses modulo q by binary gcd on approximations (T. Pornin, "Optimized Binary GCD for Modular Inversion",
 * eprint 2020/972, algorithm 2 with k = 31), on eight 32-bit words. Variable time: nothing here is secret.
 */
import { addWords, isBelowModulus, subtractWords } from "./element";
import { MODULUS, NEGATIVE_INVERSE_30 } from "./routines";

const STEPS: i64 = 30;
const STEP_MASK: i64 = (1 << STEPS) - 1;

const a = memory.data(32, 8);
const b = memory.data(32, 8);
const u = memory.data(32, 8);
const v = memory.data(32, 8);
const mixed = memory.data(32, 8);

/** z = x⁻¹ mod q for x below q, as four 64-bit words; zero for zero. */
export function invertWords(z: usize, x: usize): void {
  memory.copy(a, x, 32);
  memory.copy(b, MODULUS, 32);
  memory.fill(u, 0, 32);
  memory.fill(v, 0, 32);
  store<u32>(u, 1);
  // Invariant: a ≡ x·u and b ≡ x·v modulo q; b is odd. Ends with a = 0, b = gcd(x, q).
  while (!isZeroWords(a)) {
    step();
  }
  memory.copy(z, v, 32);
  if (load<i64>(z, 24) < 0) addWords(z, MODULUS);
  if (!isBelowModulus(z)) subtractWords(z, MODULUS);
}

/** Thirty halvings at once: a, b ← (a·f0 + b·g0, a·f1 + b·g1)/2^30, and the same modulo q for u, v. */
function step(): void {
  let top = 3;
  while (top > 0 && (load<u64>(a + 8 * top) | load<u64>(b + 8 * top)) == 0) top--;
  const high = load<u64>(a + 8 * top) | load<u64>(b + 8 * top);
  const bits = 64 * top + 64 - <i32>clz(high);
  let x = approximation(a, bits);
  let y = approximation(b, bits);
  let f0: i64 = 1, g0: i64 = 0, f1: i64 = 0, g1: i64 = 1;
  for (let i: i64 = 0; i < STEPS; i++) {
    if (x & 1) {
      if (x < y) {
        let swapped = x;
        x = y;
        y = swapped;
        swapped = f0;
        f0 = f1;
        f1 = swapped;
        swapped = g0;
        g0 = g1;
        g1 = swapped;
      }
      x -= y;
      f0 -= f1;
      g0 -= g1;
    }
    x >>= 1;
    f1 <<= 1;
    g1 <<= 1;
  }
  combine(mixed, a, f0, b, g0, 0);
  combine(b, a, f1, b, g1, 0);
  memory.copy(a, mixed, 32);
  if (load<i64>(a, 24) < 0) {
    negateWords(a);
    f0 = -f0;
    g0 = -g0;
  }
  if (load<i64>(b, 24) < 0) {
    negateWords(b);
    f1 = -f1;
    g1 = -g1;
  }
  combineModulo(mixed, f0, g0);
  combineModulo(v, f1, g1);
  memory.copy(u, mixed, 32);
}

/** The low 30 bits of an integer of at most `bits` bits under its top 32 (all of it when it has at most 62 bits). */
function approximation(words: usize, bits: i32): i64 {
  if (bits <= 62) return load<i64>(words);
  const shift = bits - 32;
  const word = shift >> 6;
  const offset = shift & 63;
  let top = load<u64>(words + 8 * word) >> offset;
  if (offset > 32) top |= load<u64>(words + 8 * word + 8) << (64 - offset);
  return <i64>((top & 0xffffffff) << STEPS) | (load<i64>(words) & STEP_MASK);
}

/** z = (x·f + y·g + m·q)/2^30, exact, for signed x, y in eight words and |f| + |g| ≤ 2^30. */
function combine(z: usize, x: usize, f: i64, y: usize, g: i64, m: i64): void {
  let sum: i64 = 0;
  let low: u64 = 0;
  for (let i: usize = 0; i < 32; i += 4) {
    // The top word carries the sign.
    const xi = i < 28 ? <i64>load<u32>(x + i) : <i64>load<i32>(x + i);
    const yi = i < 28 ? <i64>load<u32>(y + i) : <i64>load<i32>(y + i);
    sum += xi * f + yi * g + <i64>load<u32>(MODULUS + i) * m;
    const word = <u64>sum & 0xffffffff;
    if (i > 0) store<u32>(z + i - 4, <u32>((low >> STEPS) | (word << 2)));
    low = word;
    sum >>= 32;
  }
  store<u32>(z + 28, <u32>((low >> STEPS) | (<u64>sum << 2)));
}

/** z = (u·f + v·g)/2^30 mod q, in (−q, q). */
function combineModulo(z: usize, f: i64, g: i64): void {
  const low = <i64>load<u32>(u) * f + <i64>load<u32>(v) * g;
  combine(z, u, f, v, g, (low * NEGATIVE_INVERSE_30) & STEP_MASK);
  if (load<i64>(z, 24) >= 0 && !isBelowModulus(z)) subtractWords(z, MODULUS);
}

function negateWords(z: usize): void {
  let carry: u64 = 1;
  for (let i: usize = 0; i < 32; i += 8) {
    const word = ~load<u64>(z + i) + carry;
    carry = carry & u64(word == 0);
    store<u64>(z + i, word);
  }
}

function isZeroWords(words: usize): bool {
  return (load<u64>(words) | load<u64>(words, 8) | load<u64>(words, 16) | load<u64>(words, 24)) == 0;
}
