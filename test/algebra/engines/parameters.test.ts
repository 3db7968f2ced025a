import { describe, expect, it } from "vitest";
import { drawnGroup } from "../../../algebra/draws/groups.js";
import { parametersOf } from "../../../algebra/parameters.js";
import { CURVES, GROUPS, openReference, outsiders } from "./engines.js";

/** Order of the group of all points by the families' polynomials, from the parameter x alone. */
const FAMILIES = {
  // Barreto–Naehrig: q = 36x⁴ + 36x³ + 24x² + 6x + 1, r = q + 1 − t, t = 6x² + 1, twist cofactor q + t − 1.
  bn254: (): { q: bigint; r: bigint; h1: bigint; h2: bigint } => {
    const x = 4965661367192848881n;
    const q = 36n * x ** 4n + 36n * x ** 3n + 24n * x ** 2n + 6n * x + 1n;
    const t = 6n * x ** 2n + 1n;
    return { q, r: q + 1n - t, h1: 1n, h2: q + t - 1n };
  },
  // Barreto–Lynn–Scott, k = 12: r = x⁴ − x² + 1, q = (x − 1)²·r/3 + x, h₁ = (x − 1)²/3, h₂ by its polynomial.
  "bls12-381": (): { q: bigint; r: bigint; h1: bigint; h2: bigint } => {
    const x = -0xd201000000010000n;
    const r = x ** 4n - x ** 2n + 1n;
    const h1 = (x - 1n) ** 2n / 3n;
    const h2 =
      (x ** 8n - 4n * x ** 7n + 5n * x ** 6n - 4n * x ** 4n + 6n * x ** 3n - 4n * x ** 2n - 4n * x + 13n) /
      9n;
    return { q: h1 * r + x, r, h1, h2 };
  },
};

/** Least prime factor of h > 1 by trial division; it is small on these curves. */
function leastPrime(h: bigint): bigint {
  for (let p = 2n; ; p++) if (h % p === 0n) return p;
}

describe.each(CURVES)("parameters of %s", (name) => {
  const parameters = parametersOf(name);
  const { q, r, h1, h2 } = FAMILIES[name]();

  it("follow from the family's polynomials", () => {
    expect([parameters.q, parameters.r]).toEqual([q, r]);
    expect(8 * parameters.n8q).toBe(Math.ceil(q.toString(2).length / 64) * 64);
    expect(8 * parameters.n8r).toBe(Math.ceil(r.toString(2).length / 64) * 64);
    expect((r - 1n) % (1n << BigInt(parameters.twoAdicity))).toBe(0n);
    expect((r - 1n) % (1n << BigInt(parameters.twoAdicity + 1))).not.toBe(0n);
  });

  it.each(GROUPS)("%s: the cofactor and its least prime", (group) => {
    const cofactor = group === "G1" ? h1 : h2;
    expect(drawnGroup(name, group).cofactor).toBe(cofactor);
    expect(parameters[group].leastCofactorPrime).toBe(cofactor === 1n ? null : leastPrime(cofactor));
    expect(parameters[group].pointBytes).toBe((group === "G1" ? 2 : 4) * parameters.n8q);
  });

  it.each(GROUPS)("%s: cofactor times r annihilates points of the whole curve", async (group) => {
    const curve = await openReference(name);
    const order = r * drawnGroup(name, group).cofactor;
    for (const point of outsiders(curve, group)) {
      expect(curve.multiply(group, point, order)).toEqual(curve.infinity(group));
    }
  });
});
