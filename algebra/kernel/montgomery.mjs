// @ts-check
/**
 * Writes Montgomery products on integers, for what runs where the processor has no fused multiply-add.
 *
 * Elements are 32 little-endian bytes. A product takes them apart into nine limbs of 29 bits, so that a column of up
 * to eighteen products, each below 2^58, fits 64 bits and no carry is taken within one. Montgomery's factor is 2^261.
 */
import { inverse } from "./numbers.mjs";

const LIMBS = 9;
const BITS = 29;
const MASK = (1n << BigInt(BITS)) - 1n;

/** @param {number} from @param {number} to @param {(i: number) => string} item */
const sum = (from, to, item) => Array.from({ length: Math.max(0, to - from) }, (_, i) => item(from + i));

/** Limb i of four words named `${name}w0` … */
function limb(/** @type {string} */ name, /** @type {number} */ i) {
  const [word, offset] = [(BITS * i) >> 6, (BITS * i) & 63];
  const low = `(${name}w${word} >> ${offset})`;
  const joined = offset + BITS > 64 && word < 3 ? `(${low} | (${name}w${word + 1} << ${64 - offset}))` : low;
  return `const ${name}${i} = ${joined} & ${MASK};`;
}

/** @param {string} name @param {string} pointer */
function load(name, pointer) {
  const words = sum(0, 4, (i) => `const ${name}w${i} = load<u64>(${pointer}, ${8 * i});`);
  return [...words, ...sum(0, LIMBS, (i) => limb(name, i))];
}

/**
 * `multiply${name}(z, x, y)`: z = x·y·2^−261 modulo the modulus, the least value, for x·y < 2^512.
 * @param {string} name @param {bigint} modulus an odd number below 2^254
 */
function product(name, modulus) {
  const m = sum(0, LIMBS, (i) => `${(modulus >> BigInt(BITS * i)) & MASK}`);
  const negativeInverse = inverse(-modulus, 1n << BigInt(BITS));
  const lines = [...load("a", "x"), ...load("b", "y"), "let sum: u64 = 0;"];
  for (let k = 0; k < 2 * LIMBS - 1; k++) {
    const [from, to] = [Math.max(0, k - LIMBS + 1), Math.min(k, LIMBS - 1) + 1];
    lines.push(...sum(from, to, (i) => `sum += a${i} * b${k - i};`));
    lines.push(...sum(from, k < LIMBS ? k : to, (i) => `sum += m${i} * ${m[k - i]};`));
    if (k < LIMBS) {
      lines.push(
        `const m${k} = ((sum & ${MASK}) * ${negativeInverse}) & ${MASK};`,
        `sum += m${k} * ${m[0]};`,
      );
    } else {
      lines.push(`const r${k - LIMBS} = sum & ${MASK};`);
    }
    lines.push(`sum >>= ${BITS};`);
  }
  // r8 = sum; the value is below 2·modulus < 2^255.
  const last = LIMBS - 1;
  const limbs = [...sum(0, last, (i) => `r${i}`), "sum"];
  for (let word = 0; word < 4; word++) {
    const parts = limbs.flatMap((value, i) => {
      const at = BITS * i - 64 * word;
      if (at <= -(i === last ? 64 : BITS) || at >= 64) return [];
      return [at >= 0 ? `(${value} << ${at})` : `(${value} >> ${-at})`];
    });
    lines.push(`const z${word} = ${parts.join(" | ")};`);
  }
  lines.push(`storeReduced${name}(z, z0, z1, z2, z3);`);
  return [
    `/** z = x·y·2^−261 modulo ${name}'s modulus, the least value, for x·y < 2^512. */`,
    `export function multiply${name}(z: usize, x: usize, y: usize): void {`,
    ...lines,
    "}",
  ].join("\n");
}

/** @param {string} name @param {bigint} modulus */
function reduction(name, modulus) {
  const words = sum(0, 4, (i) => `0x${BigInt.asUintN(64, modulus >> BigInt(64 * i)).toString(16)}`);
  return [
    `export const MODULUS_${name}: usize = memory.data<u64>([${words.join(", ")}], 8);`,
    `/** Stores four words less the modulus where they reach it, for a value below twice the modulus. */`,
    `function storeReduced${name}(z: usize, z0: u64, z1: u64, z2: u64, z3: u64): void {`,
    `const d0 = z0 - ${words[0]}, b0 = u64(z0 < ${words[0]});`,
    `const s1 = z1 - ${words[1]}, d1 = s1 - b0, b1 = u64(z1 < ${words[1]}) | u64(s1 < b0);`,
    `const s2 = z2 - ${words[2]}, d2 = s2 - b1, b2 = u64(z2 < ${words[2]}) | u64(s2 < b1);`,
    `const s3 = z3 - ${words[3]}, d3 = s3 - b2, b3 = u64(z3 < ${words[3]}) | u64(s3 < b2);`,
    `const keep = b3 != 0;`,
    ...sum(0, 4, (i) => `store<u64>(z, keep ? z${i} : d${i}, ${8 * i});`),
    "}",
    `/** z = x + y modulo the modulus, for x and y below it. */`,
    `export function add${name}(z: usize, x: usize, y: usize): void {`,
    "const x0 = load<u64>(x), x1 = load<u64>(x, 8), x2 = load<u64>(x, 16), x3 = load<u64>(x, 24);",
    "const z0 = x0 + load<u64>(y), c0 = u64(z0 < x0);",
    "const t1 = x1 + load<u64>(y, 8), z1 = t1 + c0, c1 = u64(t1 < x1) | u64(z1 < t1);",
    "const t2 = x2 + load<u64>(y, 16), z2 = t2 + c1, c2 = u64(t2 < x2) | u64(z2 < t2);",
    `storeReduced${name}(z, z0, z1, z2, x3 + load<u64>(y, 24) + c2);`,
    "}",
    `/** z = x − y modulo the modulus, for x and y below it. */`,
    `export function subtract${name}(z: usize, x: usize, y: usize): void {`,
    ...sum(0, 4, (i) => `const x${i} = load<u64>(x, ${8 * i}), y${i} = load<u64>(y, ${8 * i});`),
    "let z0 = x0 - y0; const b0 = u64(x0 < y0);",
    "let z1 = x1 - y1 - b0; const b1 = u64(x1 < y1) | (u64(x1 == y1) & b0);",
    "let z2 = x2 - y2 - b1; const b2 = u64(x2 < y2) | (u64(x2 == y2) & b1);",
    "let z3 = x3 - y3 - b2; const b3 = u64(x3 < y3) | (u64(x3 == y3) & b2);",
    // All ones where it borrowed: the modulus comes back.
    "const mask: u64 = 0 - b3;",
    `const m0 = mask & ${words[0]}, m1 = mask & ${words[1]}, m2 = mask & ${words[2]}, m3 = mask & ${words[3]};`,
    "z0 += m0; const c0 = u64(z0 < m0);",
    "const t1 = z1 + m1; z1 = t1 + c0; const c1 = u64(t1 < m1) | u64(z1 < t1);",
    "const t2 = z2 + m2; z2 = t2 + c1; const c2 = u64(t2 < m2) | u64(z2 < t2);",
    "z3 += m3 + c2;",
    ...sum(0, 4, (i) => `store<u64>(z, z${i}, ${8 * i});`),
    "}",
  ].join("\n");
}

/**
 * The module `montgomery.ts` for some moduli: products, sums, differences, and `POWER_${k}_${name}` = 2^k.
 * @param {{ name: string, modulus: bigint, powers: number[] }[]} fields with odd moduli below 2^254
 */
export function montgomerySource(fields) {
  return fields
    .flatMap(({ name, modulus, powers }) => [
      reduction(name, modulus),
      product(name, modulus),
      ...powers.map((k) => {
        const words = sum(0, 4, (i) =>
          String(BigInt.asUintN(64, ((1n << BigInt(k)) % modulus) >> BigInt(64 * i))),
        );
        return `export const POWER_${k}_${name}: usize = memory.data<u64>([${words.join(", ")}], 8);`;
      }),
    ])
    .join("\n");
}
