// @ts-check
/**
 * Writes the unrolled routines of the kernel: products in the coordinate field (Fq, or Fq2 = Fq[u]/(u²+1)) and the
 * steps of an affine addition, each for two independent elements side by side.
 *
 * A pair of elements in memory ("pair") is DEGREE·5 v128. A point in memory is DEGREE·5 doubles of x, then as many
 * of y. `a0, a1` are the addresses of the points of lane 0 and lane 1.
 */
import { constantDeclarations } from "./constants.mjs";
import { LIMBS, balancedLimbs } from "./numbers.mjs";
import { Constants, HIGH, productPrologue, reducedProduct } from "./products.mjs";

/**
 * @typedef {object} Group
 * @property {1 | 2} degree of the coordinate field over Fq
 * @property {bigint[]} b of the curve's y² = x³ + b, by its coefficients
 * @property {bigint} u the parameter of the family of curves
 */

/** @param {(i: number) => string | string[]} line */
const each = (line) => Array.from({ length: LIMBS }, (_, i) => line(i)).flat();

/** @param {string} pointer @param {number} [first] the first limb */
const limbsOf =
  (pointer, first = 0) =>
  (/** @type {number} */ i) =>
    `v128.load(${pointer}, ${16 * (first + i)})`;

/** One limb of a coordinate of two points. @param {string} a @param {number} i */
const gathered = (a, i) => `v128.load64_lane(${a}1, v128.load64_zero(${a}0, ${8 * i}), 1, ${8 * i})`;

/** @param {string} z @param {string} value @param {number} i */
const scattered = (z, value, i) => [
  `v128.store64_lane(${z}0, ${value}, 0, ${8 * i});`,
  `v128.store64_lane(${z}1, ${value}, 1, ${8 * i});`,
];

/**
 * The products of each coefficient of x·y, or of x² where `y` is null.
 * @param {1 | 2} degree @param {"y" | null} y @returns {import("./products.mjs").Term[][]}
 */
function productTerms(degree, y) {
  const [x0, x1] = [limbsOf("x"), limbsOf("x", LIMBS)];
  if (y === null) {
    // (x0 + u·x1)² = x0² − x1² + u·2·x0·x1
    return degree === 1 ? [[{ x: x0 }]] : [[{ x: x0 }, { x: x1, sign: -1 }], [{ x: x0, y: x1, twice: true }]];
  }
  const [y0, y1] = [limbsOf("y"), limbsOf("y", LIMBS)];
  if (degree === 1) return [[{ x: x0, y: y0 }]];
  // (x0 + u·x1)(y0 + u·y1) = x0·y0 − x1·y1 + u·(x0·y1 + x1·y0)
  return [
    [
      { x: x0, y: y0 },
      { x: x1, y: y1, sign: -1 },
    ],
    [
      { x: x0, y: y1 },
      { x: x1, y: y0 },
    ],
  ];
}

/** Writes the routines for one group. */
class Routines {
  /** @type {string[]} */
  #texts = [];
  #constants = new Constants();

  /** @param {bigint} q @param {Group} group */
  constructor(q, { degree }) {
    this.q = q;
    this.degree = degree;
    this.limbs = balancedLimbs(q);
    /** Limbs of a coordinate. */
    this.width = LIMBS * degree;
  }

  /** @param {string} head @param {string} doc @param {string[]} lines */
  #write(head, doc, lines) {
    this.#texts.push(`/** ${doc} */\nexport function ${head}: void {\n${lines.join("\n")}\n}\n`);
  }

  /**
   * A routine that treats all limbs of a coordinate alike.
   * @param {string} head @param {string} doc @param {(i: number) => string | string[]} line
   */
  #limbwise(head, doc, line) {
    this.#write(head, doc, Array.from({ length: this.width }, (_, i) => line(i)).flat());
  }

  /**
   * Brings each coefficient to |v| ≤ q/2·(1 + 2^−40) with limbs in ±(2^50 + 4), given limbs below 2^52: takes off the
   * multiple of q nearest by the top limb, then carries all limbs at once.
   * @param {string} head @param {string} doc @param {(i: number) => string} value the limbs before
   * @param {(name: string, i: number) => string | string[]} use what to do with a limb that came out
   */
  #normalising(head, doc, value, use) {
    const { limbs, q } = this;
    const coefficient = (/** @type {number} */ half) => {
      const v = `v${half}_`;
      return [
        ...each((i) => `const ${v}${i} = ${value(LIMBS * half + i)};`),
        `const ${v}k = f64x2.nearest(f64x2.mul(${v}4, ${this.#constants.double(1 / Number(q >> 204n))}));`,
        ...each((i) => {
          const less = `f64x2.relaxed_nmadd(${v}k, ${this.#constants.double(limbs[i] ?? 0n)}, ${v}${i})`;
          return `const ${v}s${i} = ${less};`;
        }),
        `const ${v}HIGH = ${this.#constants.double(HIGH)};`,
        // Adding and taking off 3·2^102 rounds to a multiple of 2^51.
        ...each((i) =>
          i < 4 ? `const ${v}o${i} = f64x2.sub(f64x2.add(${v}s${i}, ${v}HIGH), ${v}HIGH);` : [],
        ),
        `const ${v}DOWN = ${this.#constants.double(2 ** -51)};`,
        ...each((i) => {
          const rest = i < 4 ? `f64x2.sub(${v}s${i}, ${v}o${i})` : `${v}s${i}`;
          return `const ${v}n${i} = ${i ? `f64x2.relaxed_madd(${v}o${i - 1}, ${v}DOWN, ${rest})` : rest};`;
        }),
        ...each((i) => use(`${v}n${i}`, LIMBS * half + i)),
      ];
    };
    this.#write(head, doc, Array.from({ length: this.degree }, (_, half) => coefficient(half)).flat());
  }

  /** @param {string} head @param {string} doc @param {import("./products.mjs").Term[][]} coefficients */
  #product(head, doc, coefficients) {
    const options = { q: this.q, constants: this.#constants, pinned: coefficients.length > 1 };
    this.#write(head, doc, [
      ...productPrologue(this.#constants),
      ...coefficients.flatMap((terms, half) => reducedProduct(`p${half}`, terms, options)),
      // z may be x or y, so nothing is written before all is read.
      ...coefficients.flatMap((_, half) =>
        each((i) => `v128.store(z, p${half}z${i}, ${16 * (LIMBS * half + i)});`),
      ),
    ]);
  }

  products() {
    this.#product(
      "multiply(z: usize, x: usize, y: usize)",
      "z = x·y·2^−255.",
      productTerms(this.degree, "y"),
    );
    this.#product("square(z: usize, x: usize)", "z = x²·2^−255.", productTerms(this.degree, null));
    this.#product("baseMultiply(z: usize, x: usize, y: usize)", "The same in Fq.", productTerms(1, "y"));
  }

  pairs() {
    const [x, y] = [limbsOf("x"), limbsOf("y")];
    this.#normalising("normalise(z: usize, x: usize)", "z ≡ x, nearest to zero.", x, (limb, i) => {
      return `v128.store(z, ${limb}, ${16 * i});`;
    });
    this.#limbwise("subtract(z: usize, x: usize, y: usize)", "z = x − y, limb by limb.", (i) => {
      return `v128.store(z, f64x2.sub(${x(i)}, ${y(i)}), ${16 * i});`;
    });
  }

  coordinates() {
    const { width } = this;
    this.#limbwise("gatherX(z: usize, a0: usize, a1: usize)", "z = x(a).", (i) => {
      return `v128.store(z, ${gathered("a", i)}, ${16 * i});`;
    });
    this.#limbwise(
      "gatherY(z: usize, a0: usize, a1: usize, sign: v128)",
      "z = ±y(a); `sign` has the top bit of a lane set where it is minus.",
      (i) => `v128.store(z, v128.xor(${gathered("a", width + i)}, sign), ${16 * i});`,
    );
    this.#limbwise("scatterX(z0: usize, z1: usize, x: usize)", "x(z) = x.", (i) =>
      scattered("z", limbsOf("x")(i), i),
    );
    this.#limbwise("scatterY(z0: usize, z1: usize, y: usize)", "y(z) = y.", (i) => {
      return scattered("z", limbsOf("y")(i), width + i);
    });
  }

  additions() {
    const { width } = this;
    const y = (/** @type {string} */ a, /** @type {number} */ i) =>
      `v128.xor(${gathered(a, width + i)}, ${a}Sign)`;
    this.#normalising(
      "xDifference(z: usize, a0: usize, a1: usize, b0: usize, b1: usize)",
      "z ≡ x(b) − x(a), nearest to zero.",
      (i) => `f64x2.sub(${gathered("b", i)}, ${gathered("a", i)})`,
      (limb, i) => `v128.store(z, ${limb}, ${16 * i});`,
    );
    this.#normalising(
      "doubleY(z: usize, a0: usize, a1: usize)",
      "z ≡ 2·y(a), nearest to zero.",
      (i) => `f64x2.mul(${gathered("a", width + i)}, f64x2.splat(2.0))`,
      (limb, i) => `v128.store(z, ${limb}, ${16 * i});`,
    );
    this.#limbwise(
      "yDifference(z: usize, a0: usize, a1: usize, aSign: v128, b0: usize, b1: usize, bSign: v128)",
      "z = ±y(b) − ±y(a).",
      (i) => `v128.store(z, f64x2.sub(${y("b", i)}, ${y("a", i)}), ${16 * i});`,
    );
    this.#normalising(
      "abscissa(z0: usize, z1: usize, w: usize, s: usize, a0: usize, a1: usize, b0: usize, b1: usize)",
      "x(z) = s − x(a) − x(b), and w = x(a) − x(z).",
      (i) => `f64x2.sub(${limbsOf("s")(i)}, f64x2.add(${gathered("a", i)}, ${gathered("b", i)}))`,
      (limb, i) => [
        `v128.store(w, f64x2.sub(${gathered("a", i)}, ${limb}), ${16 * i});`,
        ...scattered("z", limb, i),
      ],
    );
    this.#normalising(
      "ordinate(z0: usize, z1: usize, p: usize, a0: usize, a1: usize, aSign: v128)",
      "y(z) = p − ±y(a).",
      (i) => `f64x2.sub(${limbsOf("p")(i)}, ${y("a", i)})`,
      (limb, i) => scattered("z", limb, width + i),
    );
  }

  /** What a Miller loop needs beside: sums of two products, and the products by Fq and by ξ = 9 + u of Fq2. */
  pairings() {
    const terms = (/** @type {string} */ x, /** @type {string} */ y) => [
      [
        { x: limbsOf(x), y: limbsOf(y) },
        { x: limbsOf(x, LIMBS), y: limbsOf(y, LIMBS), sign: /** @type {const} */ (-1) },
      ],
      [
        { x: limbsOf(x), y: limbsOf(y, LIMBS) },
        { x: limbsOf(x, LIMBS), y: limbsOf(y) },
      ],
    ];
    const [ax, by] = [terms("a", "x"), terms("b", "y")];
    this.#product(
      "multiplyTwo(z: usize, a: usize, x: usize, b: usize, y: usize)",
      "z = (a·x + b·y)·2^−255.",
      ax.map((one, half) => [...one, ...(by[half] ?? [])]),
    );
    this.#product("scale(z: usize, x: usize, s: usize)", "z = s·x·2^−255 for s in Fq.", [
      [{ x: limbsOf("x"), y: limbsOf("s") }],
      [{ x: limbsOf("x", LIMBS), y: limbsOf("s") }],
    ]);
    const [x, y] = [limbsOf("x"), limbsOf("y")];
    const store = (/** @type {string} */ limb, /** @type {number} */ i) =>
      `v128.store(z, ${limb}, ${16 * i});`;
    this.#normalising(
      "addNormalised(z: usize, x: usize, y: usize)",
      "z ≡ x + y, nearest to zero.",
      (i) => `f64x2.add(${x(i)}, ${y(i)})`,
      store,
    );
    const four = `f64x2.splat(4.0)`;
    this.#normalising(
      "quadruple(z: usize, x: usize)",
      "z ≡ 4·x, nearest to zero, for x that was so.",
      (i) => `f64x2.mul(${x(i)}, ${four})`,
      store,
    );
    this.#normalising(
      "timesXiFrom(z: usize, x: usize, y: usize)",
      "z ≡ (9 + u)·x, nearest to zero, for y = 4·x; z is not x. 9·x0 − x1 and 9·x1 + x0, with 9 = 2·4 + 1.",
      (i) => {
        const nine = `f64x2.add(f64x2.add(${y(i)}, ${y(i)}), ${x(i)})`;
        return i < LIMBS ? `f64x2.sub(${nine}, ${x(i + LIMBS)})` : `f64x2.add(${nine}, ${x(i - LIMBS)})`;
      },
      store,
    );
  }

  text() {
    return [this.#constants.declaration(), ...this.#texts].join("\n");
  }
}

/** The module `routines.ts` that assembly/*.ts import. @param {bigint} q an odd prime of 254 bits @param {Group} group */
export function routinesSource(q, group) {
  const routines = new Routines(q, group);
  routines.products();
  routines.pairs();
  routines.coordinates();
  routines.additions();
  if (group.degree === 2) routines.pairings();
  return [...constantDeclarations(q, group), routines.text()].join("\n");
}
