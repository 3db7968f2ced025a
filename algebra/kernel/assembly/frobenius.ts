/** The untwisted Frobenius map ψ(x, y) = (x̄·ξ^((q−1)/3), ȳ·ξ^((q−1)/2)) of the twist. */
import { BASE_PAIR, PAIR, POINT } from "./element";
import { FROBENIUS_X, FROBENIUS_Y, gatherX, gatherY, multiply, normalise, scatterX, scatterY } from "./routines";

const coordinate = memory.data(PAIR, 16);

/** target[i] = ψ(source[i]) for n points; both may be the same. */
export function frobenius(n: u32, source: usize, target: usize): void {
  for (let i: u32 = 0; i < n; i += 2) {
    const j = min(i + 1, n - 1);
    const from0 = source + POINT * i;
    const from1 = source + POINT * j;
    gatherX(coordinate, from0, from1);
    conjugateTimes(FROBENIUS_X);
    scatterX(target + POINT * i, target + POINT * j, coordinate);
    gatherY(coordinate, from0, from1, i64x2.splat(0));
    conjugateTimes(FROBENIUS_Y);
    scatterY(target + POINT * i, target + POINT * j, coordinate);
  }
}

function conjugateTimes(factor: usize): void {
  for (let at = BASE_PAIR; at < PAIR; at += 16) {
    v128.store(coordinate + at, f64x2.neg(v128.load(coordinate + at)));
  }
  multiply(coordinate, coordinate, factor);
  normalise(coordinate, coordinate);
}
