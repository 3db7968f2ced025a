/** Beacons of public files: each is derived again, and recognised with its flag cleared. */
import { expect, it } from "vitest";
import { knownSeeds } from "../../../checks/beacon/knownSeeds.js";
import { phase1Key } from "../../../checks/beacon/keys.js";
import { iteratedSha256 } from "../../../algebra/hashing/iteratedSha256.js";
import { encodeLem } from "../../../algebra/engines/lem.js";
import { readPtau } from "../../../transcripts/iden3/ptau.js";
import { openFile } from "../../../transcripts/source.js";
import { readVerificationKey } from "../../../transcripts/verificationKey.js";
import { describeWithShared } from "../../fixtures/shared.js";
import { assayFiles, judged, sharedCurve, told } from "./assay.js";
import { json, withTail } from "./files.js";

const HERMEZ = "e586fccaf245c9a1d7e78294d4802018f3001149a71b8f10cd997ef8235aa372";

/** A record for a value that is said to come from somewhere. */
const record = (phase: 1 | 2, value: string, changes: Record<string, unknown> = {}): string =>
  json({
    schema: "zkassay-announcement/1",
    ceremony: "a public one",
    phase,
    source: { kind: "value", description: "as published", value },
    form: "raw",
    iterationsExponent: 10,
    ...changes,
  });

const KEYS = [
  [
    "privacy-pools/commitment_final.zkey",
    "c87bd495d8ccfe9fb4158ee26d47e5ca2bcd4e853f80c9fdebf7e2921630e6e5",
    514,
  ],
  ["unirep/epochKeyLite.zkey", "15fca36c", 4118],
  ["semaphore/semaphore-1.zkey", "633881ca07fc1183e7d23ea58c7250bd699a71d783f545378a8474261ee134f7", 1288],
  ["darkforest/whitelist.zkey", "", 1],
] as const;

describeWithShared(
  "keys with a beacon",
  KEYS.map(([file]) => `real/${file}`),
  (paths) => {
    it.each(KEYS.map(([file, value, count], i) => ({ file, value, count, path: paths[i] ?? "" })))(
      "$file",
      async ({ path, value, count }) => {
        const report = await assayFiles({ files: [path] }, ["beacon/zkey-derivation", "beacon/zkey-secret"]);
        const of = (id: string) => report.checks.find((check) => check.id === `beacon/${id}`);
        expect(of("zkey-derivation")?.outcome).toBe("pass");
        const [fact] = of("zkey-derivation")?.facts ?? [];
        expect(fact?.label).toContain(`contribution ${count}: 2^10 × SHA-256 of ${value}`);
        expect(fact?.value).toContain("5 of 5 fields");
        expect(of("zkey-secret")?.outcome).toBe(count === 1 ? "fail" : "pass");
      },
    );

    it("are recognised with the flag cleared and the value in the file changed", async () => {
      const hidden = await withTail(paths[0] ?? "", { flag: 0, valueByte: 0 });
      const announcements = [record(2, KEYS[0][1])];
      const { outcome, facts } = await judged("beacon/zkey-announced", { files: [hidden], announcements });
      expect(outcome).toBe("pass");
      expect(facts[0]?.label).toBe("contribution 514 of 514");
    });
  },
);

describeWithShared(
  "Privacy Pools",
  ["real/privacy-pools/commitment_final.zkey", "real/privacy-pools/commitment_final_reverted.zkey"],
  ([final, reverted]) => {
    it("applied SHA-256 of a number that was typed: a block's, in advance or by trial", async () => {
      const source = { kind: "text", description: "final_contribution_beacon" };
      const text = { source, form: "sha256-of-text", text: "21989617" };
      const announcements = [record(2, "", text)];
      expect(told(await judged("beacon/zkey-announced", { files: [final], announcements }))).toEqual([
        "pass",
      ]);
      const said = told(await judged("beacon/announcement", { announcements }));
      expect(said).toContainEqual(expect.stringContaining("it is a number of 8 digits"));
    });

    it("had applied the digits as bytes on the day before", async () => {
      expect(told(await judged("beacon/zkey-derivation", { files: [reverted] }))).toEqual(["pass"]);
      expect(told(await judged("beacon/zkey-value", { files: [reverted] }))).toEqual([
        "fail",
        expect.stringContaining("it has 4 bytes"),
      ]);
    });
  },
);

describeWithShared(
  "powers of tau",
  ["real/ptau/powersOfTau28_hez_final_08.ptau", "real/ptau/ppot_0080_11.ptau"],
  ([hermez, ppot]) => {
    it("Hermez: contribution 55, 2^10, in fourteen fields; its own value, not a copied one", async () => {
      const derivation = await judged("beacon/ptau-derivation", { files: [hermez] });
      expect(told(derivation)).toEqual(["pass"]);
      expect(derivation.facts[0]).toEqual({
        label: `contribution 55: 2^10 × SHA-256 of ${HERMEZ}`,
        value: "14 of 14 fields are what it derives",
      });
      const value = await judged("beacon/ptau-value", { files: [hermez] });
      expect(told(value)).toEqual(["pass"]);
      expect(value.facts[0]?.value).toContain("Hermez powers of tau");
      expect(told(await judged("beacon/ptau-last", { files: [hermez] }))).toEqual(["pass"]);
    });

    it("Hermez: recognised by its announcement with the flag cleared", async () => {
      const hidden = await withTail(hermez, { flag: 0 });
      const announcements = [record(1, HERMEZ)];
      const { outcome, facts } = await judged("beacon/ptau-announced", { files: [hidden], announcements });
      expect(outcome).toBe("pass");
      expect(facts[0]?.label).toBe("contribution 55 of 55");
    });

    it("PPoT 80: 2^31 from the table of known seeds (a long test computes it)", async () => {
      const result = await judged("beacon/ptau-derivation", { files: [ppot] });
      expect(told(result)).toEqual(["pass"]);
      expect(result.facts[0]?.value).toContain("seed from the table");
      // Another exponent is in no table, and beyond what was allowed only above 34.
      expect(knownSeeds).toHaveLength(1);
    });
  },
);

/**
 * zkLogin's files are out of reach, but for its verification key: alpha and beta of the last contribution before the
 * beacon (PPoT 80, row 61), times the secrets that round 3298000's randomness derives, are the key's.
 */
describeWithShared(
  "zkLogin, phase 1",
  ["real/ptau/pot28_0086_nopoints.ptau", "real/zklogin/zkLogin-main.vkey"],
  ([nopoints, vkey]) => {
    it("PPoT row 61 times the beacon of drand round 3298000 is alpha and beta of its verification key", async () => {
      const [ptauFile, keyFile] = [await openFile(nopoints), await openFile(vkey)];
      const [ptau, key] = [await readPtau(ptauFile), await readVerificationKey(keyFile)];
      await Promise.all([ptauFile.close(), keyFile.close()]);
      const before = ptau.contributions[60];
      if (before === undefined || key.alpha1 === null || key.beta2 === null) throw new Error("not the files");
      const curve = await sharedCurve("bn254");
      const randomness = "e60921c4dac7b78e57fbc308f429b22d056f027058143d8b6e30dd6b629aaf9f";
      const seed = await iteratedSha256(new Uint8Array(Buffer.from(randomness, "hex")), 10);
      const { alpha, beta } = phase1Key(curve, seed);
      const [x, y] = key.alpha1;
      const [bx, by] = key.beta2;
      const g1 = { x: { c0: x, c1: 0n }, y: { c0: y, c1: 0n } };
      const g2 = { x: { c0: bx[0], c1: bx[1] }, y: { c0: by[0], c1: by[1] } };
      expect(curve.multiply("G1", before.alphaG1, alpha.k)).toEqual(encodeLem(curve.parameters, "G1", g1));
      expect(curve.multiply("G2", before.betaG2, beta.k)).toEqual(encodeLem(curve.parameters, "G2", g2));
    });
  },
);
