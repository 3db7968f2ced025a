import fc from "fast-check";
import { lengthOf, list, valueOf, type Shape } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { mod } from "../../algebra/integers.js";
import { carries } from "./carries.js";
import { centred, fromLimbs, power } from "./limbs.js";
import { limbBits } from "./multiplication.js";

interface Chain {
  readonly n: number;
  readonly m: number;
  readonly k: number;
  readonly prime: bigint;
}

const chainOf = (shape: Shape): Chain => ({
  n: Number(valueOf(shape, "n")),
  m: Number(valueOf(shape, "m")),
  k: lengthOf(shape, "in"),
  prime: shape.prime,
});

export const carryToZero = defineContract({
  id: "rsa/carry-to-zero",
  claim:
    "coefficients of less than m bits are accepted exactly where their sum at 2^n is zero over the integers",
  severity: "critical",
  cites: [
    "https://reports.zksecurity.xyz/report-mysten-labs-zklogin",
    "https://github.com/0xPARC/circom-ecdsa",
  ],
  impact:
    "A sum that is a multiple of the field's prime, or misses its last coefficients, passes for zero: the product that " +
    "was to be checked is whatever the prover says. Too narrow a range refuses good products.",
  advice:
    "Let carry i be (in_i + carry_(i−1))/2^n, hold it to ±2^(m−n), keep 2^n times that range below the prime, and end " +
    "the chain with in_(k−1) + carry_(k−2) = 0.",
  method:
    "For |in_i| < 2^(m−1): chains whose carries are 0, ±1, anything, or as large as the coefficients allow, for every " +
    "place; the same with one coefficient off by one or by 2^n; and Σ in_i·2^(n·i) = j·F with one equation wrapped round " +
    "the field at each place, where n, m and k leave room for it. Carries are determined by the coefficients, so that " +
    "the prover's only choice is between a witness and none.",
  corpus: ["carries-one-short", "carries-short-chain", "carries-too-narrow", "carries-wrap"],
  templates: ["CheckCarryToZero"],
  roles: [{ role: "in", among: "inputs", meaning: "the coefficients, the least first", names: [], rank: 1 }],
  values: [limbBits, { name: "m", meaning: "bits of a coefficient with its sign", parameters: ["m"] }],
  misfit: (shape) => {
    const { n, m, k } = chainOf(shape);
    return k >= 2 && n >= 1 && m > n
      ? null
      : "two coefficients at least, of more bits than a limb, make a chain";
  },
  inputs: (shape) => {
    const chain = chainOf(shape);
    const positions = fc.nat(chain.k - 1);
    const honest = fc
      .array(pick, { minLength: chain.k - 1, maxLength: chain.k - 1 })
      .map((picks) => zeroSum(chain, picks));
    const off = fc
      .tuple(honest, positions, fc.constantFrom(1n, -1n, power(chain.n), -power(chain.n)))
      .map(([sum, at, by]) => sum.map((one, i) => (i === at ? one + by : one)));
    const wrapped = fc
      .tuple(positions, fc.constantFrom(1n, -1n))
      .map(([at, sign]) => wrappedSum(chain, at, sign * chain.prime));
    return fc
      .oneof(
        { weight: 3, arbitrary: honest },
        { weight: 2, arbitrary: off },
        { weight: 2, arbitrary: wrapped },
      )
      .map((values) => ({ in: values.map((value) => mod(value, chain.prime)) }));
  },
  // Every carry at its bound, which chance seldom meets.
  examples: (shape) => {
    const chain = chainOf(shape);
    return (["largest", "least"] as const).map((end) => {
      const picks = Array.from({ length: chain.k - 1 }, () => end);
      return { in: zeroSum(chain, picks).map((value) => mod(value, chain.prime)) };
    });
  },
  expected: (inputs, shape) => {
    const { n, m, prime } = chainOf(shape);
    const values = list(inputs, "in").map((value) => centred(value, prime));
    if (values.some((value) => value <= -power(m - 1) || value >= power(m - 1))) return { kind: "anything" };
    const sum = fromLimbs(values, n);
    if (sum === 0n) return { kind: "outputs", outputs: {} };
    const because =
      sum % prime === 0n ? "the sum is a multiple of the field's prime, and not zero" : "the sum is not zero";
    return { kind: "none", roles: [], because };
  },
  edges: {
    title: "Carries of the chain, beside what coefficients of m bits allow",
    counted: "chains with such a carry",
    bars: () => labels,
    of: (inputs, shape) => {
      const { n, m, prime } = chainOf(shape);
      const values = list(inputs, "in").map((value) => centred(value, prime));
      const chain = carries(values, n);
      if (chain === null)
        return [fromLimbs(values, n) % prime === 0n ? "zero in the field only" : "not zero"];
      const largest = power(m - 1 - n);
      return [...new Set(chain.map((carry) => sizeLabel(carry, largest)))];
    },
  },
});

const labels = ["0", "above 0", "below 0", "above ½ of the largest", "below −½ of the largest", "not zero"];

function sizeLabel(carry: bigint, largest: bigint): string {
  if (carry === 0n) return "0";
  if (2n * carry >= largest) return "above ½ of the largest";
  if (2n * carry <= -largest) return "below −½ of the largest";
  return carry > 0n ? "above 0" : "below 0";
}

/** How a carry is chosen between the least and the largest that its coefficient allows. */
const pick = fc.oneof(
  fc.constantFrom(
    "none" as const,
    "one" as const,
    "minus one" as const,
    "largest" as const,
    "least" as const,
  ),
  fc.bigInt({ min: 0n, max: power(256) }),
);
type Pick = typeof pick extends fc.Arbitrary<infer T> ? T : never;

/** Coefficients in range whose carries are as picked: in_i = c_i·2^n − c_(i−1). */
function zeroSum({ n, m }: Chain, picks: readonly Pick[]): bigint[] {
  const top = power(m - 1) - 1n;
  let before = 0n;
  const values = picks.map((how) => {
    // −top ≤ c·2^n − before ≤ top; >> rounds down.
    const least = -((top - before) >> BigInt(n));
    const largest = (top + before) >> BigInt(n);
    const carry = chosen(how, least, largest);
    const value = carry * power(n) - before;
    before = carry;
    return value;
  });
  return [...values, -before];
}

function chosen(how: Pick, least: bigint, largest: bigint): bigint {
  if (typeof how === "bigint") return least + (how % (largest - least + 1n));
  const wanted = { none: 0n, one: 1n, "minus one": -1n, largest, least }[how];
  return wanted < least || wanted > largest ? 0n : wanted;
}

/** Σ in_i·2^(n·i) = −total: the equation at a place is wrapped, and later ones bring its carry back to zero. */
function wrappedSum({ n, k }: Chain, at: number, total: bigint): bigint[] {
  const values = Array.from({ length: k }, () => 0n);
  let carry = 0n;
  for (let i = Math.min(at, k - 2); i < k - 1; i++) {
    const owed = carry + (i === Math.min(at, k - 2) ? total : 0n);
    // The nearest multiple of 2^n is carried on; what is left stands here.
    const next = (owed + power(n - 1)) >> BigInt(n);
    values[i] = next * power(n) - owed;
    carry = next;
  }
  values[k - 1] = -carry;
  return values;
}
