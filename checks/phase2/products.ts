/**
 * Products of the circuit's matrices with random weights z over the wires: aⱼ = Σᵢ zᵢ·A_{ji} for every constraint
 * j, likewise b and c. snarkjs adds to A one row per public signal s, A_{nConstraints+s, s} = 1, so that the
 * public polynomials are independent; these rows are part of a here.
 */
import type { Curve } from "../../algebra/curve.js";
import type { Weights } from "../../algebra/obligations/weights.js";
import { constraintBytes, linearCombinations, type R1cs } from "../../transcripts/iden3/r1cs.js";
import { onTerms } from "./combinations.js";
import { readMatrices } from "./matrices.js";

/** Values on the domain: `domainSize` scalars each, zero beyond the last row. */
export interface CircuitProducts {
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  readonly c: Uint8Array;
}

/** Signals that a proof makes public, with the constant one in front. */
export function publicRows(r1cs: R1cs): number {
  return 1 + r1cs.nOutputs + r1cs.nPublicInputs;
}

/** The last products by circuit: three equations and the coefficient check ask for the same ones in turn. */
const latest = new WeakMap<R1cs, { readonly key: string; readonly products: Promise<CircuitProducts> }>();

/**
 * The products for these weights; the same object when asked again for the same weights.
 * @throws MalformedError naming the term that has an unknown wire or a coefficient not below r
 */
export function circuitProducts(
  curve: Curve,
  r1cs: R1cs,
  domainSize: number,
  weights: Weights,
): Promise<CircuitProducts> {
  const key = `${weights.key} ${domainSize}`;
  const known = latest.get(r1cs);
  if (known?.key === key) return known.products;
  const products = compute(curve, r1cs, domainSize, weights);
  latest.set(r1cs, { key, products });
  return products;
}

async function compute(
  curve: Curve,
  r1cs: R1cs,
  domainSize: number,
  weights: Weights,
): Promise<CircuitProducts> {
  const { n8r } = curve.parameters;
  if (r1cs.nConstraints + publicRows(r1cs) > domainSize) {
    throw new RangeError(`${r1cs.nConstraints} constraints do not fit in a domain of ${domainSize}`);
  }
  const z = weights.range(0, r1cs.nWires);
  const read = await readMatrices(
    () => curve.scalars.matrices?.constraints(z, r1cs.nConstraints) ?? null,
    constraintBytes(r1cs),
  );
  const { a, b, c } = read ?? (await rowByRow(curve, r1cs, z));
  const onDomain = (rows: Uint8Array): Uint8Array => {
    const vector = new Uint8Array(domainSize * n8r);
    vector.set(rows);
    return vector;
  };
  const products = { a: onDomain(a), b: onDomain(b), c: onDomain(c) };
  products.a.set(weights.scalars(0, publicRows(r1cs), n8r), r1cs.nConstraints * n8r);
  return products;
}

/** The rows of the constraints, each read on its own, so that the place of a fault is known. */
async function rowByRow(curve: Curve, r1cs: R1cs, z: Uint8Array): Promise<CircuitProducts> {
  const { n8r } = curve.parameters;
  const product = curve.scalars.sparse(z);
  const vector = (): Uint8Array => new Uint8Array(r1cs.nConstraints * n8r);
  const rows = { A: vector(), B: vector(), C: vector() };
  for await (const some of linearCombinations(r1cs)) {
    for (const one of some) {
      const row = one.constraint * n8r;
      onTerms(r1cs, one, () => product.row(one.bytes, one.offset, one.count, rows[one.matrix], row));
    }
  }
  return { a: rows.A, b: rows.B, c: rows.C };
}
