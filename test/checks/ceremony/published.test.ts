/** Joining what real ceremonies published. */
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { ceremonyChecks } from "../../../checks/registry.js";
import { readAttestation } from "../../../transcripts/attestations/read.js";
import type { ManifestInput } from "../../../transcripts/ceremony/manifest.js";
import { openFile } from "../../../transcripts/source.js";
import { describeWithShared } from "../../fixtures/shared.js";
import { judge, readFolder, told, withFolder } from "../../fixtures/simulated.js";
import { useEventful } from "./eventful.js";

const eventful = useEventful();

describeWithShared("Hermez's statements", ["real/attestations/hermez-phase2/README.md"], ([readme]) => {
  test("one contributor labelled the files of four states by the names of the states before", async () => {
    const names = ["0001_jordi", "0002_edu", "0003_wj", "0004_jarrad", "0005_kobigurk", "0006_vfactorial"];
    const paths = ["README.md", ...names.map((name) => `${name}/README.md`)];
    const statements = await Promise.all(
      paths.map(async (path) => {
        const source = await openFile(join(readme, "..", path));
        return readAttestation(source).finally(() => source.close());
      }),
    );
    await withFolder(eventful.files, async (folder) => {
      const ceremony = { ...(await readFolder(folder)), attestations: statements };
      const report = await judge(
        ceremony,
        eventful.curve,
        ceremonyChecks.filter(({ id }) => id === "ceremony/file-hashes"),
      );
      const contradictions = report.checks.flatMap((check) => check.findings);
      expect(contradictions.map(({ statement }) => statement)).toEqual(
        [
          "circuit-400-32-256-64_hez4_0000",
          "circuit-400-32-256-64_hez4_0001",
          "withdraw_hez4_0000",
          "withdraw_hez4_0001",
        ].map((name) => `every published digest of ${name}.zkey is the same`),
      );
      for (const { evidence } of contradictions) expect(evidence[1]?.file).toContain("0002_edu");
    });
  });
});

describeWithShared(
  "Privacy Pools' key",
  [
    "real/privacy-pools/commitment_final.zkey",
    "real/privacy-pools/commitment_00513.zkey",
    "real/privacy-pools/commitment_final_reverted.zkey",
  ],
  ([final, before, reverted]) => {
    test("the last contributor has the beacon's name, and the reverted key is an uncle that verifies", async () => {
      const keys = new Map<string, Uint8Array>();
      for (const path of [final, before, reverted])
        keys.set(basename(path), new Uint8Array(await readFile(path)));
      const manifest: ManifestInput = {
        schema: "zkassay-ceremony/1",
        name: "Privacy Pools",
        circuits: [
          {
            name: "commitment",
            final: basename(final),
            contributions: [{ file: basename(before), index: 513 }, { file: basename(reverted) }],
          },
        ],
      };
      keys.set("ceremony.json", new TextEncoder().encode(JSON.stringify(manifest)));
      const said = await withFolder(keys, async (folder) =>
        told(await judge(await readFolder(folder), eventful.curve), folder),
      );
      expect(said).toEqual([
        "ceremony/conflicts: commitment_final_reverted.zkey",
        "ceremony/finaliser: commitment_final.zkey",
      ]);
    });
  },
);
