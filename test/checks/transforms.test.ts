/** Domains that are too large for an equation to be computed: said so, with the reason, and never tried. */
import { describe, expect, test } from "vitest";
import type { Curve } from "../../algebra/curve.js";
import type { Check, CheckContext } from "../../checks/check.js";
import type { Evidence } from "../../checks/evidence.js";
import { lagrangeTauG1 } from "../../checks/phase1/lagrange.js";
import { extendsEarlierKeys } from "../../checks/phase2/extends.js";
import { queryA } from "../../checks/phase2/queryA.js";
import { queryH } from "../../checks/phase2/queryH.js";
import { openDossier } from "../../cli/files.js";
import { sharedCurve } from "./assay.js";
import { base } from "./fixtures/bases.js";

/** What a check says of the honest files, with a key that claims a domain of 2^bits and powers for it. */
async function said(check: Check, bits: number, engine: "fast" | "reference"): Promise<unknown[]> {
  const { r1cs, ptau, key } = await base();
  const dossier = await openDossier(
    { files: [r1cs, ptau, key.final], previous: [key.initial] },
    (name): Promise<Curve> => sharedCurve(name),
  );
  try {
    const { evidence } = dossier;
    if (evidence.zkey === undefined || evidence.ptau === undefined) throw new Error("there is no key");
    const large: Partial<Evidence> = {
      ...evidence,
      zkey: { ...evidence.zkey, domainSize: 2 ** bits },
      ptau: { ...evidence.ptau, power: bits },
    };
    const context = { curve: (name) => sharedCurve(name, engine) } as Pick<CheckContext, "curve">;
    const items = [];
    for await (const item of check.run(large as Evidence, context as CheckContext)) items.push(item);
    return items;
  } finally {
    await dossier.close();
  }
}

describe("beyond the transforms of an engine", () => {
  test.each([
    ["A", queryA, 28],
    ["H", queryH, 27],
    ["the Lagrange levels", lagrangeTauG1, 26],
    ["H of an earlier key", extendsEarlierKeys, 27],
  ])("%s is inconclusive", async (_, check, bits) => {
    const reason = expect.stringMatching(/transforms of 2\^\d+ scalars on bn254.*up to 2\^26/);
    expect(await said(check, bits, "fast")).toEqual([{ kind: "inconclusive", reason }]);
  });
});

describe("a domain of 2^28 on BN254, twice of which has no root of unity", () => {
  test.each([queryH, extendsEarlierKeys])("$id is inconclusive with either engine", async (check) => {
    const reason = expect.stringContaining("no root of unity of order 2^29");
    for (const engine of ["fast", "reference"] as const) {
      expect(await said(check, 28, engine)).toEqual([{ kind: "inconclusive", reason }]);
    }
  });
});
