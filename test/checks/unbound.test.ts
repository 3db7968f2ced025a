/** Changes of several bytes at once that every check lets pass: the report must list each of those bytes. */
import { describe, expect, test } from "vitest";
import { phase2Checks } from "../../checks/registry.js";
import { editSection, tamper } from "../fixtures/tamper.js";
import { assayFiles, summaryOf } from "./assay.js";
import { base } from "./fixtures/bases.js";

describe("a circuit", () => {
  test("whose public inputs are called outputs has the same key", async () => {
    const { r1cs, ptau, key } = await base();
    const [OUTPUTS, INPUTS] = [40, 44];
    const renamed = await tamper(
      r1cs,
      editSection(1, (bytes) => {
        bytes.writeUInt32LE(bytes.readUInt32LE(OUTPUTS) + bytes.readUInt32LE(INPUTS), OUTPUTS);
        bytes.writeUInt32LE(0, INPUTS);
      }),
    );
    const assayed = await assayFiles({ files: [renamed, ptau, key.final] }, { checks: phase2Checks });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
    const said = assayed.exhibits.flatMap((exhibit) => (exhibit.kind === "unbound" ? exhibit.rows : []));
    expect(said.map(({ what }) => what).join("; ")).toContain("outputs");
  });
});
