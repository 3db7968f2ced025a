/** The curve equations of BN254 on plain integers, to tell points among numbers of which nothing else is known. */
import { invertMod, mod } from "./integers.js";
import { parametersOf } from "./parameters.js";

const { q, b } = parametersOf("bn254");
/** b' = 3/(9 + u) = 3·(9 − u)/82 of the twist. (EIP-197) */
const TWIST = [mod(27n * invertMod(82n, q), q), mod(-3n * invertMod(82n, q), q)] as const;

/** y² = x³ + 3 as a value to compare: the right side of x. */
export function rightSide(x: bigint): bigint {
  return (x * x * x + b) % q;
}

export function square(y: bigint): bigint {
  return (y * y) % q;
}

type Fq2 = readonly [c0: bigint, c1: bigint];

const times = ([a0, a1]: Fq2, [b0, b1]: Fq2): Fq2 => [mod(a0 * b0 - a1 * b1, q), (a0 * b1 + a1 * b0) % q];

/** x³ + b' on the twist. */
export function twistRightSide(x: Fq2): Fq2 {
  const [c0, c1] = times(times(x, x), x);
  return [(c0 + TWIST[0]) % q, (c1 + TWIST[1]) % q];
}

export function twistSquare(y: Fq2): Fq2 {
  return times(y, y);
}
