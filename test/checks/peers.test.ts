/**
 * Where zkassay and snarkjs disagree, each with its reason, snarkjs being asked in the same run: a row fails as soon
 * as one of the two changes its mind. On honest ceremonies both agree.
 */
import { describe, expect, test } from "vitest";
import { phase1Checks, phase2Checks } from "../../checks/registry.js";
import { makeKey, makePtau } from "../fixtures/ceremony.js";
import { makeCircuit, multiplier } from "../fixtures/circuits.js";
import { peerVerifiesKey, peerVerifiesPtau } from "../fixtures/peer.js";
import { describeWithShared } from "../fixtures/shared.js";
import type { CurveName } from "../fixtures/steps.js";
import * as edits from "../fixtures/tamper.js";
import { assayFiles, idsWith, summaryOf, type Assayed } from "./assay.js";
import { base, cut } from "./fixtures/bases.js";
import { keyDisagreements, ptauDisagreements } from "./fixtures/disagreements.js";
import { withRows } from "./fixtures/phase1.js";
import { withKeyRows } from "./fixtures/phase2.js";

describe("snarkjs accepts, we do not: powers of tau", () => {
  test.each(ptauDisagreements)("$name", async ({ file, fails, reason }) => {
    const path = await file();
    const assayed = await assayFiles({ files: [path] }, { checks: phase1Checks });
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toContain(fails);
    expect(await peerVerifiesPtau(path), `snarkjs has changed its mind. ${reason}`).toBe(true);
  });
});

describe("snarkjs accepts, we do not: keys", () => {
  test.each(keyDisagreements)("$name", async ({ file, fails, reason }) => {
    const { r1cs, ptau } = await base();
    const path = await file();
    const assayed = await assayFiles({ files: [r1cs, ptau, path] }, { checks: phase2Checks });
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toContain(fails);
    expect(await peerVerifiesKey(r1cs, ptau, path), `snarkjs has changed its mind. ${reason}`).toBe(true);
  });
});

/** Whether the report lists bytes as unbound for a reason that mentions beacon flags. */
function flagsAreUnbound({ exhibits }: Assayed): boolean {
  return exhibits.some(
    (exhibit) => exhibit.kind === "unbound" && exhibit.rows.some(({ what }) => what.includes("beacon flags")),
  );
}

/** The rows with every beacon's flag cleared. */
const cleared = (rows: readonly Buffer[], flagAt: number): Buffer[] =>
  rows.map((row) => {
    const copy = Buffer.from(row);
    copy.writeUInt32LE(0, flagAt);
    return copy;
  });

describe("the beacon's flag, 1 → 0", () => {
  const why = "no hash binds it: snarkjs accepts in silence, and we say that nothing binds the flag";

  test(`of powers of tau: ${why}`, async () => {
    const path = await edits.tamper(
      (await base()).ptau,
      withRows((rows) => cleared(rows, 1496)),
    );
    const assayed = await assayFiles({ files: [path] }, { checks: phase1Checks });
    expect(flagsAreUnbound(assayed), summaryOf(assayed)).toBe(true);
    expect(await peerVerifiesPtau(path)).toBe(true);
  });

  test(`of a key: ${why}`, async () => {
    const { r1cs, ptau, key } = await base();
    const path = await edits.tamper(
      key.final,
      withKeyRows((rows) => cleared(rows, 384)),
    );
    const assayed = await assayFiles({ files: [r1cs, ptau, path] }, { checks: phase2Checks });
    expect(flagsAreUnbound(assayed), summaryOf(assayed)).toBe(true);
    expect(await peerVerifiesKey(r1cs, ptau, path)).toBe(true);
  });
});

describeWithShared(
  "a genuine key with the circuit hash of snarkjs 0.5",
  [
    "real/nightfall/deposit.r1cs",
    "real/nightfall/deposit.ptau",
    "real/nightfall/contribution_deposit_v1.zkey",
  ],
  ([r1cs, ptau, zkey]) => {
    test("snarkjs rejects it, since it writes infinity in another way today; we name the variant", async () => {
      const assayed = await assayFiles({ files: [r1cs, ptau, zkey] }, { checks: phase2Checks });
      expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual([]);
      const facts = assayed.checks.find(({ id }) => id === "zkey/circuit-hash")?.facts ?? [];
      expect(facts.map(({ value }) => value).join()).toContain("0x40");
      expect(await peerVerifiesKey(r1cs, ptau, zkey)).toBe(false);
    });
  },
);

describe("honest ceremonies satisfy both", () => {
  const ceremonies: readonly { name: string; curve: CurveName; contributions: number; beacon: boolean }[] = [
    { name: "BN254, one contribution", curve: "bn128", contributions: 1, beacon: false },
    { name: "BN254, a beacon alone", curve: "bn128", contributions: 0, beacon: true },
    { name: "BN254, three contributions and a beacon", curve: "bn128", contributions: 3, beacon: true },
    { name: "BLS12-381, one contribution", curve: "bls12381", contributions: 1, beacon: false },
  ];

  test.each(ceremonies)("$name", async ({ curve, contributions, beacon }) => {
    const ptau = await makePtau({ power: 3, curve, contributions, beacon });
    const { r1cs } = await makeCircuit(multiplier(), curve);
    const { final } = await makeKey({ r1cs, ptau, curve, contributions, beacon });
    const assayed = await assayFiles(
      { files: [r1cs, ptau, final] },
      { checks: [...phase1Checks, ...phase2Checks] },
    );
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
    expect(await peerVerifiesPtau(ptau, curve)).toBe(true);
    expect(await peerVerifiesKey(r1cs, ptau, final, curve)).toBe(true);
  });

  test("powers cut from larger ones", async () => {
    const ptau = await cut();
    const assayed = await assayFiles({ files: [ptau] }, { checks: phase1Checks });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
    expect(await peerVerifiesPtau(ptau)).toBe(true);
  });
});
