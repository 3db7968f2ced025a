// @ts-check
/**
 * Writes the unrolled routines of the kernel: products in the coordinate field (Fq, or Fq2 = Fq[u]/(u²+1)) and the
 * steps of an affine addition, each for two independent elements side by side.
 *
 * A pair of elements in memory ("pair") is DEGREE·5 v128. A point in memory is DEGREE·5 doubles of x, then as many
 * of y. `a0, a1` are the addresses of the points of lane 0 and lane 1.
 */
import { BASE, LIMBS, balancedLimbs, centred, doubleLiteral, integerLiteral, inverse } from "./numbers.mjs";
import { productConstants, reducedProduct } from "./products.mjs";

/** @param {string} name @param {string} pointer @param {number} [first] the first limb to load */
const load = (name, pointer, first = 0) =>
  each((i) => `const ${name}${i} = v128.load(${pointer}, ${16 * (first + i)});`);

/** @param {string} pointer @param {string} name @param {number} [first] */
const store = (pointer, name, first = 0) => each((i) => `v128.store(${pointer}, ${name}${i}, ${16 * (first + i)});`);

/** The limbs of one coordinate of two points. @param {string} name @param {string} a @param {number} first */
const gather = (name, a, first) =>
  each((i) => {
    const offset = 8 * (first + i);
    return `const ${name}${i} = v128.load64_lane(${a}1, v128.load64_zero(${a}0, ${offset}), 1, ${offset});`;
  });

/** @param {string} z @param {string} name @param {number} first */
const scatter = (z, name, first) =>
  each((i) => {
    const offset = 8 * (first + i);
    return `v128.store64_lane(${z}0, ${name}${i}, 0, ${offset}); v128.store64_lane(${z}1, ${name}${i}, 1, ${offset});`;
  });

/** @param {string} name 2·x_i for i > 0, as squares need them */
const doubled = (name) => each((i) => (i ? `const ${name}d${i} = f64x2.add(${name}${i}, ${name}${i});` : ""));

/**
 * Brings `v` to |v| ≤ q/2·(1 + 2^−40) with limbs in ±(2^50 + 4), given limbs below 2^52: takes off the multiple of
 * q nearest by the top limb, then carries all limbs at once.
 * @param {string} v
 */
function normalised(v) {
  return [
    `const ${v}k = f64x2.nearest(f64x2.mul(${v}4, TOP_INVERSE));`,
    ...each((i) => `const ${v}s${i} = f64x2.relaxed_nmadd(${v}k, Q${i}, ${v}${i});`),
    ...each((i) => (i < 4 ? `const ${v}o${i} = f64x2.sub(f64x2.add(${v}s${i}, HIGH), HIGH);` : "")),
    ...each((i) => {
      const rest = i < 4 ? `f64x2.sub(${v}s${i}, ${v}o${i})` : `${v}s${i}`;
      return `const ${v}n${i} = ${i ? `f64x2.relaxed_madd(${v}o${i - 1}, CARRY, ${rest})` : rest};`;
    }),
  ];
}

/** @param {(i: number) => string} line */
function each(line) {
  return Array.from({ length: LIMBS }, (_, i) => line(i));
}

/** @param {1 | 2} degree @param {(half: number, first: number) => string[]} lines per coefficient of Fq2 */
function halves(degree, lines) {
  return Array.from({ length: degree }, (_, half) => lines(half, LIMBS * half)).flat();
}

/** @param {1 | 2} degree */
function multiplication(degree) {
  if (degree === 1) {
    return [...load("x", "x"), ...load("y", "y"), ...reducedProduct("", [{ sign: 1, x: "x", y: "y" }]), ...store("z", "z")];
  }
  // (x + u·v)(y + u·w) = xy − vw + u·(xw + vy)
  return [
    ...load("x", "x"), ...load("y", "y"), ...load("v", "x", LIMBS), ...load("w", "y", LIMBS),
    ...reducedProduct("r", [{ sign: 1, x: "x", y: "y" }, { sign: -1, x: "v", y: "w" }]),
    ...reducedProduct("i", [{ sign: 1, x: "x", y: "w" }, { sign: 1, x: "v", y: "y" }]),
    ...store("z", "rz"), ...store("z", "iz", LIMBS),
  ];
}

/** @param {1 | 2} degree */
function squaring(degree) {
  if (degree === 1) {
    return [...load("x", "x"), ...doubled("x"), ...reducedProduct("", [{ sign: 1, x: "x", y: "x" }]), ...store("z", "z")];
  }
  // (x + u·v)² = x² − v² + u·(2x·v)
  return [
    ...load("x", "x"), ...load("v", "x", LIMBS), ...doubled("x"), ...doubled("v"),
    "const xd0 = f64x2.add(x0, x0);",
    ...reducedProduct("r", [{ sign: 1, x: "x", y: "x" }, { sign: -1, x: "v", y: "v" }]),
    ...reducedProduct("i", [{ sign: 1, x: "xd", y: "v" }]),
    ...store("z", "rz"), ...store("z", "iz", LIMBS),
  ];
}

/** @param {string} head @param {string} doc @param {string[]} lines */
function routine(head, doc, lines) {
  const text = lines.join("\n");
  return `/** ${doc} */\nexport function ${head}: void {\n${usedConstants(text)}\n${text}\n}\n`;
}

/** @type {string[]} */
let names = [];

/** @param {string} text */
function usedConstants(text) {
  const lines = names.flatMap((name, i) =>
    new RegExp(`\\b${name}\\b`).test(text) ? [`const ${name} = v128.load64_splat(CONSTANTS, ${8 * i});`] : [],
  );
  if (text.includes("MASK")) lines.push(`const MASK = i64x2.splat(0x${(BASE - 1n).toString(16)});`);
  if (/\bh = /.test(text)) lines.push("let h = HIGH;");
  return lines.join("\n");
}

/**
 * A pair constant: x·2^255 in both lanes, for x = c[0] + c[1]·u.
 * @param {string} name @param {bigint[]} c @param {bigint} q
 */
function pairConstant(name, c, q) {
  const limbs = c.flatMap((value) => balancedLimbs(centred(value << 255n, q)).map(Number));
  const lanes = limbs.flatMap((limb) => [doubleLiteral(limb), doubleLiteral(limb)]);
  return `export const ${name}: usize = memory.data<f64>([${lanes.join(", ")}], 16);`;
}

/**
 * @param {bigint} q
 * @param {{ degree: 1 | 2, b: bigint[], beta: bigint }} group degree of the coordinate field over Fq; b of the
 *   curve's y² = x³ + b, by its coefficients; a cube root of one
 */
export function routinesSource(q, { degree, b, beta }) {
  const limbs = balancedLimbs(q).map(Number);
  const words = [0n, 64n, 128n, 192n].map((shift) => BigInt.asUintN(64, q >> shift));
  /** @type {[string, number][]} */
  const constants = [
    ...productConstants(q),
    ["CARRY", 2 ** -51],
    ["TOP_INVERSE", 1 / Number(q >> 204n)],
  ];
  names = constants.map(([name]) => name);
  const width = LIMBS * degree;
  const values = constants.map(([, value]) => doubleLiteral(value)).join(", ");
  return [
    `export const DEGREE: i32 = ${degree};`,
    `const CONSTANTS: usize = memory.data<f64>([${values}], 16);`,
    `/** The four 64-bit words of q, its limbs, 2^204/q, and −q⁻¹ mod 2^30. */`,
    `export const MODULUS: usize = memory.data<u64>([${words.map((word) => integerLiteral(word).replace("<i64>", "")).join(", ")}], 8);`,
    ...limbs.map((limb, i) => `export const MODULUS_${i}: f64 = ${doubleLiteral(limb)};`),
    `export const TOP_INVERSE_VALUE: f64 = ${doubleLiteral(1 / Number(q >> 204n))};`,
    pairConstant("ONE", degree === 1 ? [1n] : [1n, 0n], q),
    pairConstant("CURVE_B", b, q),
    pairConstant("BETA", [beta], q),
    pairConstant("RADIX_CUBED", [1n << 510n], q),
    `export const NEGATIVE_INVERSE_30: i64 = ${inverse(-q, 1n << 30n)};`,
    routine("multiply(z: usize, x: usize, y: usize)", "z = x·y·2^−255.", multiplication(degree)),
    routine("square(z: usize, x: usize)", "z = x²·2^−255.", squaring(degree)),
    routine("baseMultiply(z: usize, x: usize, y: usize)", "z = x·y·2^−255 in Fq.", multiplication(1)),
    routine(
      "normalise(z: usize, x: usize)",
      "z ≡ x, nearest to zero.",
      halves(degree, (half, first) => [
        ...load(`x${half}_`, "x", first),
        ...normalised(`x${half}_`),
        ...store("z", `x${half}_n`, first),
      ]),
    ),
    routine(
      "subtract(z: usize, x: usize, y: usize)",
      "z = x − y, limb by limb.",
      Array.from({ length: width }, (_, i) => {
        const at = 16 * i;
        return `v128.store(z, f64x2.sub(v128.load(x, ${at}), v128.load(y, ${at})), ${at});`;
      }),
    ),
    routine(
      "gatherX(z: usize, a0: usize, a1: usize)",
      "z = x(a).",
      halves(degree, (half, first) => [...gather(`x${half}_`, "a", first), ...store("z", `x${half}_`, first)]),
    ),
    routine(
      "gatherY(z: usize, a0: usize, a1: usize, sign: v128)",
      "z = ±y(a); `sign` has the top bit of a lane set where it is minus.",
      halves(degree, (half, first) => [
        ...gather(`y${half}_`, "a", width + first),
        ...each((i) => `v128.store(z, v128.xor(y${half}_${i}, sign), ${16 * (first + i)});`),
      ]),
    ),
    routine(
      "scatterX(z0: usize, z1: usize, x: usize)",
      "x(z) = x.",
      halves(degree, (half, first) => [...load(`x${half}_`, "x", first), ...scatter("z", `x${half}_`, first)]),
    ),
    routine(
      "scatterY(z0: usize, z1: usize, y: usize)",
      "y(z) = y.",
      halves(degree, (half, first) => [...load(`y${half}_`, "y", first), ...scatter("z", `y${half}_`, width + first)]),
    ),
    routine(
      "xDifference(z: usize, a0: usize, a1: usize, b0: usize, b1: usize)",
      "z = x(b) − x(a).",
      halves(degree, (half, first) => [
        ...gather(`a${half}_`, "a", first),
        ...gather(`b${half}_`, "b", first),
        ...each((i) => `v128.store(z, f64x2.sub(b${half}_${i}, a${half}_${i}), ${16 * (first + i)});`),
      ]),
    ),
    routine(
      "yDifference(z: usize, a0: usize, a1: usize, aSign: v128, b0: usize, b1: usize, bSign: v128)",
      "z = ±y(b) − ±y(a).",
      halves(degree, (half, first) => [
        ...gather(`a${half}_`, "a", width + first),
        ...gather(`b${half}_`, "b", width + first),
        ...each((i) => {
          const [a, b] = [`v128.xor(a${half}_${i}, aSign)`, `v128.xor(b${half}_${i}, bSign)`];
          return `v128.store(z, f64x2.sub(${b}, ${a}), ${16 * (first + i)});`;
        }),
      ]),
    ),
    routine(
      "abscissa(z0: usize, z1: usize, w: usize, s: usize, a0: usize, a1: usize, b0: usize, b1: usize)",
      "x(z) = s − x(a) − x(b), and w = x(a) − x(z).",
      halves(degree, (half, first) => {
        const [a, b, s] = [`a${half}_`, `b${half}_`, `s${half}_`];
        return [
          ...gather(a, "a", first),
          ...gather(b, "b", first),
          ...each((i) => {
            const sum = `f64x2.add(${a}${i}, ${b}${i})`;
            return `const ${s}${i} = f64x2.sub(v128.load(s, ${16 * (first + i)}), ${sum});`;
          }),
          ...normalised(s),
          ...each((i) => `v128.store(w, f64x2.sub(${a}${i}, ${s}n${i}), ${16 * (first + i)});`),
          ...scatter("z", `${s}n`, first),
        ];
      }),
    ),
    routine(
      "ordinate(z0: usize, z1: usize, p: usize, a0: usize, a1: usize, aSign: v128)",
      "y(z) = p − ±y(a).",
      halves(degree, (half, first) => {
        const [a, p] = [`a${half}_`, `p${half}_`];
        return [
          ...gather(a, "a", width + first),
          ...each((i) => {
            const y = `v128.xor(${a}${i}, aSign)`;
            return `const ${p}${i} = f64x2.sub(v128.load(p, ${16 * (first + i)}), ${y});`;
          }),
          ...normalised(p),
          ...scatter("z", `${p}n`, width + first),
        ];
      }),
    ),
  ].join("\n");
}
