import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readAnnouncement } from "../../../transcripts/announcement.js";
import { openFile } from "../../../transcripts/source.js";
import { packageRoot } from "../../fixtures/root.js";
import { describeWithShared } from "../../fixtures/shared.js";
import { judged, told } from "./assay.js";

const folder = join(packageRoot, "examples", "beacons");
const example = (name: string): string => join(folder, `${name}.json`);
const records = readdirSync(folder)
  .filter((name) => name.endsWith(".json") && !name.startsWith("round-"))
  .map((name) => name.slice(0, -5));

describe("examples/beacons", () => {
  it.each(records)(
    "%s is an announcement, with what is missing said in its notes or seen by the checks",
    async (name) => {
      const source = await openFile(example(name));
      expect((await readAnnouncement(source)).ceremony).not.toBe("");
      await source.close();
      const [outcome] = told(await judged("beacon/announcement", { announcements: [example(name)] }));
      // None of the public ceremonies has published everything.
      expect(outcome).not.toBe("pass");
    },
  );

  it("clr.fund's round verifies, and is the announced one", async () => {
    const given = { announcements: [example("clrfund")], rounds: [example("round-default-1204000")] };
    expect(told(await judged("beacon/round", given))).toEqual(["pass"]);
    expect(told(await judged("beacon/announced-round", given))).toEqual(["pass"]);
    expect(told(await judged("beacon/announcement", given))).toEqual([
      "fail",
      "an announcement from before the value could be known is on record",
    ]);
  });

  it("Hermez's rounds are asked for", async () => {
    const announcements = ["hermez-phase1", "hermez-phase2", "zklogin-phase1"].map(example);
    const [outcome, reason] = told(await judged("beacon/announced-round", { announcements }));
    expect(outcome).toBe("inconclusive");
    for (const round of [100000, 824700, 3298000])
      expect(reason).toContain(`/public/${round} and give it with --round`);
  });
});

describeWithShared(
  "examples/beacons and their files",
  [
    "real/ptau/powersOfTau28_hez_final_11.ptau",
    "real/ptau/ppot_0080_11.ptau",
    "real/privacy-pools/commitment_final.zkey",
  ],
  ([hermez, ppot, privacyPools]) => {
    it.each([
      ["beacon/ptau-announced", "hermez-phase1", hermez],
      ["beacon/ptau-announced", "ppot-0080", ppot],
      ["beacon/zkey-announced", "privacy-pools", privacyPools],
    ])("%s holds for %s", async (id, name, file) => {
      const { outcome, facts } = await judged(id, { files: [file], announcements: [example(name)] });
      expect(outcome).toBe("pass");
      expect(facts[0]?.value).toContain("not proven here");
    });

    it("the announcement of one ceremony is not the other's", async () => {
      const given = { files: [hermez], announcements: [example("ppot-0080")] };
      expect((await judged("beacon/ptau-announced", given)).outcome).toBe("fail");
    });
  },
);
