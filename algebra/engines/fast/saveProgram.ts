/** A step of the build: saves the programs that ffjavascript assembles, so that no run has to wait for it. */
import { writeFile } from "node:fs/promises";
import { assemble, savedProgram } from "./program.js";

for (const curve of ["bn254", "bls12-381"] as const) {
  const { code, layout } = await assemble(curve);
  const saved = savedProgram(curve);
  await writeFile(saved.code, code);
  // Last: its presence says that both are there.
  await writeFile(saved.layout, JSON.stringify(layout));
}
// ffjavascript leaves its curve objects behind; nothing more is to be done here.
process.exit();
