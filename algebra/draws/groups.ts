/** What a draw needs to know of a group beyond the parameters: its curve equation and its cofactor. */
import type { CurveName, GroupName } from "../curve.js";
import { invertMod } from "../integers.js";
import type { Element } from "../engines/lem.js";
import { parametersOf } from "../parameters.js";

export interface DrawnGroup {
  /** y² = x³ + b */
  readonly b: Element;
  /** Points of the curve by points of the group. */
  readonly cofactor: bigint;
}

/** The element ξ = 9 + u of Fq2 that BN254's tower adjoins a sixth root of. */
export const BN254_XI: Element = { c0: 9n, c1: 1n };

/** The divisive twist of BN254: b/ξ = 3·(9 − u)/(9² + 1²). */
function bn254TwistB(): Element {
  const { q, b } = parametersOf("bn254");
  const scale = (b * invertMod(BN254_XI.c0 ** 2n + BN254_XI.c1 ** 2n, q)) % q;
  return { c0: (scale * BN254_XI.c0) % q, c1: q - ((scale * BN254_XI.c1) % q) };
}

const GROUPS: Readonly<Record<CurveName, Readonly<Record<GroupName, DrawnGroup>>>> = {
  bn254: {
    G1: { b: { c0: 3n, c1: 0n }, cofactor: 1n },
    G2: { b: bn254TwistB(), cofactor: 0x30644e72e131a029b85045b68181585e06ceecda572a2489345f2299c0f9fa8dn },
  },
  "bls12-381": {
    G1: { b: { c0: 4n, c1: 0n }, cofactor: 0x396c8c005555e1568c00aaab0000aaabn },
    // The multiplicative twist, by 1 + u.
    G2: {
      b: { c0: 4n, c1: 4n },
      cofactor:
        0x5d543a95414e7f1091d50792876a202cd91de4547085abaa68a205b2e5a7ddfa628f1cb4d9e82ef21537e293a6691ae1616ec6e786f0c70cf1c38e31c7238e5n,
    },
  },
};

export function drawnGroup(curve: CurveName, group: GroupName): DrawnGroup {
  return GROUPS[curve][group];
}
