/** noble's two curves as the reference engine uses them. */
import type { BlsCurvePair } from "@noble/curves/abstract/bls.js";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { bn254 } from "@noble/curves/bn254.js";
import type { CurveName, CurveParameters } from "../../curve.js";
import { ReferenceGroup } from "./group.js";

/** noble's element of Fq2, which has the shape of ours. */
type Fp2 = Parameters<BlsCurvePair["fields"]["Fp2"]["neg"]>[0];

export interface ReferenceGroups {
  readonly pairing: BlsCurvePair;
  readonly G1: ReferenceGroup<bigint>;
  readonly G2: ReferenceGroup<Fp2>;
}

const CURVES: Readonly<Record<CurveName, BlsCurvePair>> = { bn254, "bls12-381": bls12_381 };

export function groupsOf(parameters: CurveParameters): ReferenceGroups {
  const pairing = CURVES[parameters.name];
  const { Fp, Fp2 } = pairing.fields;
  return {
    pairing,
    G1: new ReferenceGroup(parameters, "G1", pairing.G1.Point, {
      field: Fp,
      wrap: ({ c0 }) => c0,
      unwrap: (c0) => ({ c0, c1: 0n }),
    }),
    G2: new ReferenceGroup(parameters, "G2", pairing.G2.Point, {
      field: Fp2,
      wrap: (element) => element,
      unwrap: (element) => element,
    }),
  };
}
