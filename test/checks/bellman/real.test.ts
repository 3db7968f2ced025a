import { expect, test } from "vitest";
import { phase2Checks } from "../../../checks/registry.js";
import { describeWithShared } from "../../fixtures/shared.js";
import { tamperBytes } from "../../fixtures/tamper.js";
import { assayFiles, idsWith, summaryOf } from "../assay.js";

/** What holds of a key without its circuit and powers. */
const CHAIN = [
  "zkey/container",
  "zkey/points",
  "zkey/transcript",
  "zkey/knowledge",
  "zkey/delta",
  "zkey/gamma",
  "zkey/query-points",
];

describeWithShared(
  "the development ceremony of Tornado Cash (phase2-bn254)",
  [
    "real/tornado-dev/20200129-1959_86b8477_current.params",
    "real/tornado-dev/20200130-1515_08fcfa3_current.params",
    "real/tornado-dev/20200205-1353_f2e72ce_current.params",
  ],
  ([first, second, third]) => {
    test.each([
      [first, [], 3],
      [second, [first], 9],
      [third, [first, second], 31],
    ])("%s: the chain holds and extends the files before", async (key, previous, contributions) => {
      const assayed = await assayFiles({ files: [key], previous }, { checks: phase2Checks });
      expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual([]);
      expect(assayed.verdict.outcome).toBe("inconclusive");
      const held = assayed.checks.filter(({ outcome }) => outcome === "pass").map(({ id }) => id);
      expect(held).toEqual(
        expect.arrayContaining([...CHAIN, ...(previous.length > 0 ? ["zkey/extends"] : [])]),
      );
      expect(assayed.exhibits).toContainEqual(expect.objectContaining({ kind: "chain", phase: 2 }));
      const chain = assayed.exhibits.find((exhibit) => exhibit.kind === "chain");
      expect(chain?.links.map(({ outcome }) => outcome)).toEqual(Array(contributions).fill("pass"));
    });

    test("an earlier file does not extend a later one", async () => {
      const assayed = await assayFiles({ files: [first], previous: [second] }, { checks: phase2Checks });
      expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual(["zkey/extends"]);
    });

    test.each([
      ["the first byte of H", 576 + 4 + 4 * 64 + 4],
      ["the last byte of the file", -1],
    ])("%s changed", async (_, offset) => {
      const changed = await tamperBytes(third, (bytes) => {
        const at = offset < 0 ? bytes.length + offset : offset;
        bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      });
      const assayed = await assayFiles({ files: [changed], previous: [second] }, { checks: phase2Checks });
      expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("fail");
    });
  },
);

describeWithShared(
  "clr.fund's circom1.params, before any contribution",
  ["real/clrfund/circom1.params"],
  ([key]) => {
    test("its form and points hold, and anyone can forge proofs with it", async () => {
      const assayed = await assayFiles({ files: [key] }, { checks: phase2Checks });
      expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual([
        "zkey/contributions-present",
        "zkey/delta-not-gamma",
      ]);
      const held = assayed.checks.filter(({ outcome }) => outcome === "pass").map(({ id }) => id);
      expect(held).toEqual(expect.arrayContaining(CHAIN));
    });
  },
);
