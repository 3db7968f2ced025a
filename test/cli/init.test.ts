/** A folder of a ceremony, described: the example, and the storage of p0tion. */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeFolder } from "../../cli/describeFolder.js";
import { UsageError } from "../../cli/exit.js";
import { manifestSchema } from "../../transcripts/ceremony/manifest.js";
import { packageRoot } from "../fixtures/root.js";

const example = join(packageRoot, "examples", "zkopru-like");

let temporary: string;
beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), "zkassay-init-"));
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe("zkassay init", () => {
  test("describes the example as its own manifest does", async () => {
    const folder = join(temporary, "init");
    cpSync(example, folder, { recursive: true });
    rmSync(join(folder, "ceremony.json"));
    const described = manifestSchema.parse(await describeFolder(folder));
    const own = manifestSchema.parse(JSON.parse(readFileSync(join(example, "ceremony.json"), "utf8")));
    const sorted = ({ circuits: all }: typeof own) =>
      all.map((one) => ({
        ...one,
        contributions: one.contributions.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0)),
      }));
    expect(sorted(described)).toEqual(sorted(own));
    expect(described.records).toEqual(own.records);
    expect(described.attestations.toSorted()).toEqual(own.attestations.toSorted());
  });

  test("reads p0tion's storage: keys, verifications and the final one apart", async () => {
    const root = join(temporary, "bucket");
    const circuit = join(root, "circuits", "product_3");
    mkdirSync(join(circuit, "contributions"), { recursive: true });
    mkdirSync(join(circuit, "transcripts"));
    const from = join(example, "product_3");
    copyFileSync(join(from, "product_3.r1cs"), join(circuit, "product_3.r1cs"));
    for (const [kept, stored] of [
      ["ph2_0000", "product_3_00000"],
      ["ph2_0001", "product_3_00001"],
      ["final", "product_3_final"],
    ] as const) {
      copyFileSync(join(from, `${kept}.zkey`), join(circuit, "contributions", `${stored}.zkey`));
    }
    const group = `${"0123abcd ".repeat(4)}\n`.repeat(4);
    for (const name of ["product_3_00001_alice-1", "product_3_boss-2_final"]) {
      const log = `[INFO]  snarkJS: contribution #1 x:\n${group}[INFO]  snarkJS: ZKey Ok!\n`;
      writeFileSync(join(circuit, "transcripts", `${name}_verification_transcript.log`), log);
    }
    const at = "circuits/product_3";
    expect(await describeFolder(root)).toMatchObject({
      circuits: [
        {
          name: "product_3",
          r1cs: `${at}/product_3.r1cs`,
          initial: `${at}/contributions/product_3_00000.zkey`,
          final: `${at}/contributions/product_3_final.zkey`,
          contributions: [{ file: `${at}/contributions/product_3_00001.zkey`, index: 1 }],
          logs: [`${at}/transcripts/product_3_boss-2_final_verification_transcript.log`],
        },
      ],
      attestations: [`${at}/transcripts/product_3_00001_alice-1_verification_transcript.log`],
    });
  });

  test("a folder without keys, and one that is not there, are refused", async () => {
    await expect(describeFolder(join(temporary, "nothing"))).rejects.toThrow(UsageError);
    await expect(describeFolder(join(packageRoot, "findings"))).rejects.toThrow(UsageError);
  });
});
