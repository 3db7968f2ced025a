import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { peerVerifiesKey, peerVerifiesPtau } from "../fixtures/peer.js";
import { packageRoot } from "../fixtures/root.js";

const example = join(packageRoot, "examples", "small");

test("the example is what its script makes", async () => {
  const again = await mkdtemp(join(tmpdir(), "zkassay-example-"));
  try {
    await promisify(execFile)(process.execPath, [join(example, "make.mjs"), again]);
    const names = (await readdir(again)).toSorted();
    expect(names).toEqual([
      "circuit.circom",
      "circuit.r1cs",
      "final.zkey",
      "pot.ptau",
      "verification_key.json",
    ]);
    for (const name of names) {
      const [made, kept] = await Promise.all([readFile(join(again, name)), readFile(join(example, name))]);
      expect(made.equals(kept), name).toBe(true);
    }
  } finally {
    await rm(again, { recursive: true });
  }
});

test("snarkjs accepts the example", async () => {
  const ptau = join(example, "pot.ptau");
  expect(await peerVerifiesPtau(ptau)).toBe(true);
  expect(await peerVerifiesKey(join(example, "circuit.r1cs"), ptau, join(example, "final.zkey"))).toBe(true);
});
