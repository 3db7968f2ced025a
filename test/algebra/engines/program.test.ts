import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { assemble, savedProgram } from "../../../algebra/engines/fast/program.js";

describe.each(["bn254", "bls12-381"] as const)("the saved program of %s", (curve) => {
  it("is what ffjavascript assembles", async () => {
    const { code, layout } = await assemble(curve);
    const saved = savedProgram(curve);
    expect(Buffer.compare(await readFile(saved.code), code)).toBe(0);
    expect(JSON.parse(await readFile(saved.layout, "utf8"))).toEqual(layout);
  });
});
