/** The table of known seeds, computed: minutes for each. */
import { expect, it } from "vitest";
import { iteratedSha256 } from "../../../algebra/hashing/iteratedSha256.js";
import { knownSeeds } from "../../../checks/beacon/knownSeeds.js";
import { phase1Subject } from "../../../checks/beacon/phase1Subject.js";
import { readPtau } from "../../../transcripts/iden3/ptau.js";
import { openFile } from "../../../transcripts/source.js";
import { describeWithShared } from "../../fixtures/shared.js";
import { sharedCurve } from "./assay.js";

const computed = new Map<string, Promise<Uint8Array>>();

/** Each seed once a run. */
function seedOf(value: string, exponent: number): Promise<Uint8Array> {
  const known = computed.get(value) ?? iteratedSha256(new Uint8Array(Buffer.from(value, "hex")), exponent);
  computed.set(value, known);
  return known;
}

it.each(knownSeeds.map((one) => [one.what, one] as const))(
  "the seed of %s",
  async (_, { value, exponent, seed }) => {
    expect(Buffer.from(await seedOf(value, exponent)).toString("hex")).toBe(seed);
  },
);

describeWithShared("PPoT 80", ["real/ptau/ppot_0080_11.ptau"], ([path]) => {
  it("derives its beacon in fourteen fields from 2^31 hashes", async () => {
    const source = await openFile(path);
    const subject = phase1Subject(await readPtau(source));
    await source.close();
    const index = subject.rows.length - 1;
    const { beaconValue, iterationsExponent } = subject.rows[index] ?? {};
    expect(iterationsExponent).toBe(31);
    const seed = await seedOf(Buffer.from(beaconValue ?? []).toString("hex"), 31);
    const fields = subject.fields(await sharedCurve("bn254"), index, seed);
    expect(fields).toHaveLength(14);
    for (const { name, derived, stored } of fields) expect(stored, name).toEqual(derived);
  });
});
