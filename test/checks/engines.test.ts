/** Both engines say the same of a whole ceremony, honest and not. */
import { describe, expect, test } from "vitest";
import { phase1Checks, phase2Checks } from "../../checks/registry.js";
import type { GivenFiles } from "../../cli/files.js";
import { makeKey } from "../fixtures/ceremony.js";
import { makeCircuit, multiplier } from "../fixtures/circuits.js";
import { swapBytes, tamper } from "../fixtures/tamper.js";
import { assayFiles, type Assayed } from "./assay.js";
import { smallPtau } from "./flipTargets.js";

const checks = [...phase1Checks, ...phase2Checks];

/** Everything that a report says of the checks. */
const said = ({ verdict, checks: results }: Assayed) => ({
  verdict,
  checks: results.map(({ id, outcome, reason, findings, facts }) => ({
    id,
    outcome,
    reason,
    findings,
    facts,
  })),
});

async function files(): Promise<{ r1cs: string; ptau: string; zkey: string }> {
  const ptau = await smallPtau();
  const { r1cs } = await makeCircuit(multiplier());
  return { r1cs, ptau, zkey: (await makeKey({ r1cs, ptau, contributions: 1 })).final };
}

describe("fast and reference", () => {
  const cases: readonly (readonly [string, () => Promise<GivenFiles>])[] = [
    [
      "an honest ceremony",
      async () => {
        const { r1cs, ptau, zkey } = await files();
        return { files: [r1cs, ptau, zkey] };
      },
    ],
    [
      "two powers exchanged",
      async () => ({ files: [await tamper((await files()).ptau, swapBytes(2, 2 * 64, 3 * 64, 64))] }),
    ],
    [
      "two points of H exchanged",
      async () => {
        const { r1cs, ptau, zkey } = await files();
        return { files: [r1cs, ptau, await tamper(zkey, swapBytes(9, 0, 64, 64))] };
      },
    ],
  ];

  test.each(cases)("%s", { timeout: 180_000 }, async (_, make) => {
    const given = await make();
    const fast = said(await assayFiles(given, { checks, engine: "fast" }));
    const reference = said(await assayFiles(given, { checks, engine: "reference" }));
    expect(reference).toEqual(fast);
  });
});
