/**
 * The constants of the supported curves, shared by both engines.
 *
 * Sources: EIP-197 and "Barreto–Naehrig curves" with x = 4965661367192848881 for BN254;
 * draft-irtf-cfrg-pairing-friendly-curves §4.2.1 for BLS12-381. Each derived value is recomputed by a test.
 */
import type { CurveName, CurveParameters } from "./curve.js";

const BN254: CurveParameters = {
  name: "bn254",
  q: 21888242871839275222246405745257275088696311157297823662689037894645226208583n,
  n8q: 32,
  r: 21888242871839275222246405745257275088548364400416034343698204186575808495617n,
  n8r: 32,
  b: 3n,
  twoAdicity: 28,
  G1: { name: "G1", pointBytes: 64, leastCofactorPrime: null },
  G2: { name: "G2", pointBytes: 128, leastCofactorPrime: 10069n },
};

const BLS12_381: CurveParameters = {
  name: "bls12-381",
  q: 0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn,
  n8q: 48,
  r: 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001n,
  n8r: 32,
  b: 4n,
  twoAdicity: 32,
  G1: { name: "G1", pointBytes: 96, leastCofactorPrime: 3n },
  G2: { name: "G2", pointBytes: 192, leastCofactorPrime: 13n },
};

const PARAMETERS: Readonly<Record<CurveName, CurveParameters>> = { bn254: BN254, "bls12-381": BLS12_381 };

/** The constants of a curve. */
export function parametersOf(name: CurveName): CurveParameters {
  return PARAMETERS[name];
}
