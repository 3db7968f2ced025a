/** What the checks of the key's queries share: the key with the circuit's products, and the form of a check. */
import type { Curve } from "../../algebra/curve.js";
import type { Equation } from "../../algebra/obligations/equation.js";
import type { Weights } from "../../algebra/obligations/weights.js";
import type { Evidence as Place } from "../../findings/index.js";
import type { PowersOfTau } from "../../transcripts/iden3/ptau.js";
import type { R1cs } from "../../transcripts/iden3/r1cs.js";
import type { ProvingKey } from "../../transcripts/provingKey.js";
import { defineCheck, type Check, type Yielded } from "../check.js";
import { beyondTransforms } from "../shared/transforms.js";
import { NOT_THE_CIRCUITS, WITHDRAW } from "./advice.js";
import { circuitProducts, type CircuitProducts } from "./products.js";

export interface KeyUnderTest {
  readonly zkey: ProvingKey;
  readonly powers: PowersOfTau;
  readonly curve: Curve;
  /** Coefficients over the powers of tau of one of the circuit's products: â, b̂ or ĉ. */
  coefficients(matrix: keyof CircuitProducts, weights: Weights): Promise<Uint8Array>;
}

interface QueryClaim {
  readonly id: string;
  readonly claim: string;
  readonly formula: string;
  readonly method: string;
  readonly weights: "wires" | "domain";
  readonly after?: readonly string[];
  readonly size: (key: KeyUnderTest) => number;
  /** Why the equation cannot be computed for this key, or null. Default: a transform of so many scalars. */
  readonly beyond?: (curve: Curve, zkey: ProvingKey) => string | null;
  /** Where the element of index i lies. */
  readonly place: (key: KeyUnderTest, index: number) => Place;
  readonly equation: (key: KeyUnderTest, weights: Weights) => Promise<Equation>;
}

/** A check of one query: one obligation over the key, the circuit and the powers of tau. */
export function queryCheck(claim: QueryClaim): Check {
  return defineCheck({
    id: claim.id,
    claim: claim.claim,
    severity: "critical",
    cites: ["Groth16 §3.2", "Bowe, Gabizon, Miers: MMORPG §6"],
    impact: NOT_THE_CIRCUITS,
    advice: WITHDRAW,
    method: claim.method,
    needs: ["r1cs", "ptau", "zkey"],
    after: ["zkey/shape", "zkey/points", "zkey/query-points", ...(claim.after ?? [])],
    run: async function* ({ r1cs, ptau, zkey }, context): AsyncGenerator<Yielded> {
      if (ptau.powers === null) {
        yield { kind: "not evaluated", reason: "the ptau holds contributions alone (a -nopoints file)" };
        return;
      }
      const curve = await context.curve(zkey.curve.name);
      const beyond = (claim.beyond ?? beyondDomain)(curve, zkey);
      if (beyond !== null) {
        yield { kind: "inconclusive", reason: beyond };
        return;
      }
      const key = keyUnderTest(curve, r1cs, zkey, ptau.powers);
      yield {
        kind: "obligation",
        curve: zkey.curve.name,
        obligation: {
          id: claim.id,
          statement: claim.formula,
          weights: claim.weights,
          size: claim.size(key),
          equation: (weights) => claim.equation(key, weights),
        },
        finding: ({ index = 0 }) => {
          const place = claim.place(key, index);
          return { statement: `${place.section}, index ${place.index}: ${claim.formula}`, evidence: [place] };
        },
        fact: ({ alternative }) =>
          alternative === undefined ? null : { label: "Top coefficient", value: alternative },
      };
    },
  });
}

const beyondDomain = (curve: Curve, { domainSize }: ProvingKey): string | null =>
  beyondTransforms(curve, Math.log2(domainSize));

function keyUnderTest(curve: Curve, r1cs: R1cs, zkey: ProvingKey, powers: PowersOfTau): KeyUnderTest {
  const coefficients: KeyUnderTest["coefficients"] = async (matrix, weights) =>
    curve.scalars.inverseFft((await circuitProducts(curve, r1cs, zkey.domainSize, weights))[matrix]);
  return { zkey, powers, curve, coefficients };
}
