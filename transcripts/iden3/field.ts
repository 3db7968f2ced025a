import type { CurveParameters } from "../../algebra/curve.js";
import { fromLittleEndian } from "../../algebra/integers.js";
import { parametersOf } from "../../algebra/parameters.js";
import type { Cursor } from "../bytes.js";

const CURVES = [parametersOf("bn254"), parametersOf("bls12-381")];

/**
 * u32 n8 ‖ n8 bytes of modulus → the modulus.
 * @throws MalformedError when the length is not that of a supported field
 */
export function readModulus(cursor: Cursor): bigint {
  const n8 = cursor.u32();
  const lengths = new Set(CURVES.flatMap((curve) => [curve.n8q, curve.n8r]));
  if (!lengths.has(n8))
    cursor.fail(`field elements of ${n8} bytes; those of BN254 and BLS12-381 have 32 or 48`);
  return fromLittleEndian(cursor.take(n8));
}

/** The curve with this base field. @throws MalformedError when there is none */
export function curveOfBaseField(cursor: Cursor, q: bigint): CurveParameters {
  const found = CURVES.find((curve) => curve.q === q);
  return found ?? cursor.fail(`the base field 0x${q.toString(16)} is neither BN254's nor BLS12-381's`);
}

/** The curve with this scalar field. @throws MalformedError when there is none */
export function curveOfScalarField(cursor: Cursor, r: bigint): CurveParameters {
  const found = CURVES.find((curve) => curve.r === r);
  return (
    found ?? cursor.fail(`the field 0x${r.toString(16)} is the scalar field of neither BN254 nor BLS12-381`)
  );
}
