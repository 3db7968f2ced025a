/** Beacons made by snarkjs, derived again field by field: any value of 1 to 255 bytes, several exponents, both phases and curves. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { iteratedSha256 } from "../../../algebra/hashing/iteratedSha256.js";
import { ownBeacon, type BeaconSubject } from "../../../checks/beacon/subject.js";
import { phase1Subject } from "../../../checks/beacon/phase1Subject.js";
import { phase2Subject } from "../../../checks/beacon/phase2Subject.js";
import { readPtau } from "../../../transcripts/iden3/ptau.js";
import { readZkey } from "../../../transcripts/iden3/zkey.js";
import { openFile } from "../../../transcripts/source.js";
import { makeKey, makePtau } from "../../fixtures/ceremony.js";
import { makeCircuit, multiplier } from "../../fixtures/circuits.js";
import type { CurveName, Step } from "../../fixtures/steps.js";
import { runSteps } from "../../fixtures/stepsProcess.js";
import { sharedCurve } from "./assay.js";

interface Beacon {
  readonly value: Uint8Array;
  readonly exponent: number;
}

/** Several beacons of one chain, so that one process of snarkjs makes many: first, in the middle, in a row, last. */
const chains = fc.array(
  fc.record({
    value: fc.uint8Array({ minLength: 1, maxLength: 255 }),
    // The least that snarkjs takes is 10.
    exponent: fc.integer({ min: 10, max: 13 }),
  }),
  { minLength: 3, maxLength: 5 },
);

/** Applies the beacons one after the other, with a contribution in between, and opens the result. */
async function withBeacons<T>(
  curve: CurveName,
  group: "powersOfTau" | "zKey",
  start: string,
  beacons: readonly Beacon[],
  look: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "zkassay-beacon-"));
  try {
    const extension = group === "zKey" ? "zkey" : "ptau";
    const steps: Step[] = [];
    let last = start;
    for (const [i, { value, exponent }] of beacons.entries()) {
      const next = `${i}.${extension}`;
      const hex = Buffer.from(value).toString("hex");
      steps.push([`${group}.beacon`, last, next, `beacon ${i}`, hex, exponent]);
      last = next;
      if (i !== 0) continue;
      steps.push([`${group}.contribute`, last, `between.${extension}`, "somebody", "entropy"]);
      last = `between.${extension}`;
    }
    await runSteps(folder, { curve, threads: false, seed: "beacons", steps });
    return await look(join(folder, last));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function expectDerived(subject: BeaconSubject, beacons: readonly Beacon[]): Promise<void> {
  const curve = await sharedCurve(subject.curveName);
  const rows = subject.rows.flatMap((row, index) => (row.flag === "beacon" ? [index] : []));
  expect(rows).toHaveLength(beacons.length);
  for (const [i, index] of rows.entries()) {
    const { value, exponent } = beacons[i] as Beacon;
    expect(ownBeacon(subject.rows[index] as BeaconSubject["rows"][number])).toEqual({ value, exponent });
    const seed = await iteratedSha256(value, exponent);
    for (const { name, derived, stored } of subject.fields(curve, index, seed)) {
      expect(stored, `contribution ${index + 1}, ${name}`).toEqual(derived);
    }
    expect(subject.rowsOf(curve, seed)).toContain(index);
    const other = subject.fields(curve, index, await iteratedSha256(value, exponent + 1));
    // The transcript is the chain's, whatever the seed.
    expect(other.filter(({ derived, stored }) => Buffer.compare(derived, stored) === 0).length).toBeLessThan(
      2,
    );
  }
}

describe.each(["bn128", "bls12381"] as const)("on %s", (curve) => {
  it("beacons of phase 1 derive in all fourteen fields", async () => {
    const start = await makePtau({ curve, power: 2, contributions: 1, beacon: false, prepared: false });
    await fc.assert(
      fc.asyncProperty(chains, (beacons) =>
        withBeacons(curve, "powersOfTau", start, beacons, async (path) => {
          const source = await openFile(path);
          const subject = phase1Subject(await readPtau(source));
          await source.close();
          await expectDerived(subject, beacons);
        }),
      ),
      { numRuns: 3 },
    );
  }, 240_000);

  it("beacons of phase 2 derive in all five fields", async () => {
    const ptau = await makePtau({ curve, power: 4 });
    const { r1cs } = await makeCircuit(multiplier(), curve);
    const { initial } = await makeKey({ curve, r1cs, ptau });
    await fc.assert(
      fc.asyncProperty(chains, (beacons) =>
        withBeacons(curve, "zKey", initial, beacons, async (path) => {
          const source = await openFile(path);
          const subject = phase2Subject(await readZkey(source));
          await source.close();
          await expectDerived(subject, beacons);
        }),
      ),
      { numRuns: 3 },
    );
  }, 240_000);
});
