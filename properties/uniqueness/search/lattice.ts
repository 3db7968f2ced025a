/** Short vectors of a lattice of integers. */

const DELTA = 0.75;
const MAX_STEPS = 20_000;
/** Rounds of size reduction of one vector: each repairs what rounding left of the one before. */
const MAX_ROUNDS = 6;

const dot = (x: readonly number[], y: readonly number[]): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (y[i] as number);
  return sum;
};

/**
 * Reduces a basis in place by the algorithm of Lenstra, Lenstra and Lovász. The vectors are exact; the orthogonalised ones
 * are computed in floating point, so that the result is a basis of the same lattice whose vectors are short as a rule and
 * not by proof. Whoever uses one evaluates it.
 */
function reduceBasis(basis: bigint[][]): void {
  const orthogonal: number[][] = [];
  const norms: number[] = [];
  /** Size-reduces vector k and sets its orthogonal part. */
  const settle = (k: number): number[] => {
    const row = basis[k] as bigint[];
    let mu: number[] = [];
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const approximate = row.map(Number);
      const rest = [...approximate];
      mu = [];
      for (let j = 0; j < k; j++) {
        const other = orthogonal[j] as number[];
        const share = dot(approximate, other) / (norms[j] as number);
        mu.push(share);
        for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as number) - share * (other[i] as number);
      }
      orthogonal[k] = rest;
      norms[k] = dot(rest, rest);
      let reduced = false;
      for (let j = k - 1; j >= 0; j--) {
        const quotient = Math.round(mu[j] as number);
        if (quotient === 0 || !Number.isFinite(quotient)) continue;
        reduced = true;
        const other = basis[j] as bigint[];
        const times = BigInt(quotient);
        for (let i = 0; i < row.length; i++) row[i] = (row[i] as bigint) - times * (other[i] as bigint);
        // The shares of the others in the same vector change with it.
        const shares = other.map(Number);
        for (let i = 0; i < j; i++) {
          mu[i] =
            (mu[i] as number) - (quotient * dot(shares, orthogonal[i] as number[])) / (norms[i] as number);
        }
      }
      if (!reduced) break;
    }
    return mu;
  };
  let k = 0;
  for (let steps = 0; k < basis.length && steps < MAX_STEPS; steps++) {
    const mu = settle(k);
    if (k === 0) {
      k = 1;
      continue;
    }
    const share = mu[k - 1] as number;
    if ((norms[k] as number) >= (DELTA - share * share) * (norms[k - 1] as number)) k++;
    else {
      [basis[k], basis[k - 1]] = [basis[k - 1] as bigint[], basis[k] as bigint[]];
      k--;
    }
  }
}

/**
 * Short integer vectors d with Σ rowᵢ·dᵢ = 0 for every row.
 * @param rows integer coefficients, one a column; with a modulus the sum is a multiple of it
 * @param scales large where the column's entry should be small
 */
export function shortKernel(
  rows: readonly { readonly coefficients: readonly bigint[]; readonly modulus: bigint | null }[],
  scales: readonly bigint[],
): bigint[][] {
  const columns = scales.length;
  // What makes a sum that is not zero longer than any vector of the kernel that is of use.
  const weight = scales.reduce((most, scale) => (scale > most ? scale : most), 1n) << BigInt(16 + columns);
  const basis = scales.map((scale, column) => [
    ...scales.map((_, i) => (i === column ? scale : 0n)),
    ...rows.map(({ coefficients }) => weight * (coefficients[column] ?? 0n)),
  ]);
  rows.forEach(({ modulus }, index) => {
    if (modulus === null) return;
    const vector = Array.from({ length: columns + rows.length }, () => 0n);
    vector[columns + index] = weight * modulus;
    basis.push(vector);
  });
  reduceBasis(basis);
  return basis
    .filter((vector) => vector.slice(columns).every((value) => value === 0n))
    .map((vector) => scales.map((scale, column) => (vector[column] as bigint) / scale))
    .filter((vector) => vector.some((value) => value !== 0n));
}
