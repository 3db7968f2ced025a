/**
 * L of the initial key, exactly: Kᵢ = Σⱼ A_{ji}·[β·Lⱼ]₁ + B_{ji}·[α·Lⱼ]₁ + C_{ji}·[Lⱼ]₁ for the private signals.
 * The key holds Kᵢ/δ with a δ that nobody knows, so that the points must be computed from the circuit and the
 * Lagrange sections, or taken from an initial key (δ = 1) that the key extends.
 */
import type { Curve } from "../../algebra/curve.js";
import type { Ptau } from "../../transcripts/iden3/ptau.js";
import { linearCombinations, type R1cs } from "../../transcripts/iden3/r1cs.js";
import type { ProvingKey } from "../../transcripts/provingKey.js";
import type { PointVector } from "../../transcripts/points.js";
import { onTerms } from "./combinations.js";

/** Points [from, from + count) of the initial L. */
export type InitialL = (from: number, count: number) => Promise<Uint8Array>;

/** L of the first key that has no contributions yet; null where there is none. */
export function initialLOf(keys: readonly ProvingKey[]): InitialL | null {
  const initial = keys.find((key) => key.contributions.length === 0);
  return initial === undefined ? null : (from, count) => initial.l.read(from, count);
}

/** Constraints whose Lagrange points are in memory at once. */
const BLOCK = 1 << 12;

/**
 * Computes L; null where the ptau has no Lagrange sections.
 * @param progress called with constraints done
 */
export async function computeInitialL(
  curve: Curve,
  r1cs: R1cs,
  ptau: Ptau,
  zkey: ProvingKey,
  progress: (done: number) => void,
): Promise<InitialL | null> {
  const { lagrange } = ptau;
  if (lagrange === null) return null;
  const level = (section: PointVector): PointVector => section.slice(zkey.domainSize - 1, zkey.domainSize);
  const bases = { A: level(lagrange.betaTauG1), B: level(lagrange.alphaTauG1), C: level(lagrange.tauG1) };
  const { pointBytes } = curve.parameters.G1;
  const first = zkey.nPublic + 1;
  const rooms = [0, 1, 2].map(() => new Uint8Array(BLOCK * pointBytes));
  const sums = curve.accumulators("G1", zkey.nVars, first);
  let block: Readonly<Record<"A" | "B" | "C", Uint8Array>> | null = null;
  let blockStart = 0;
  for await (const some of linearCombinations(r1cs)) {
    for (const one of some) {
      const { constraint, matrix, bytes, offset, count } = one;
      if (count === 0) continue;
      if (block === null || constraint >= blockStart + BLOCK) {
        blockStart = constraint;
        const size = Math.min(BLOCK, zkey.domainSize - constraint);
        const [A, B, C] = await Promise.all(
          [bases.A, bases.B, bases.C].map((base, k) => base.read(constraint, size, rooms[k])),
        );
        block = { A, B, C } as Readonly<Record<"A" | "B" | "C", Uint8Array>>;
        progress(constraint);
      }
      const at = (constraint - blockStart) * pointBytes;
      const basis = block[matrix].subarray(at, at + pointBytes);
      onTerms(r1cs, one, () => sums.add(basis, bytes, offset, count));
    }
  }
  return (from, count) => Promise.resolve(sums.read(first + from, count));
}
