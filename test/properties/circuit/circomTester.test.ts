/**
 * circom_tester is what auditors of circom circuits use: its witnesses are ours, wire by wire, and where it says that a
 * constraint does not match, so do we, and say which.
 */
import { chmodSync } from "node:fs";
import { delimiter, join } from "node:path";
import { wasm as wasmTester, type Tester } from "circom_tester";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCircuit, type Circuit, type Inputs, type Nested } from "../../../properties/circuit/index.js";
import { packageRoot } from "../../fixtures/root.js";
import { folderWith } from "./folder.js";

const packages = join(packageRoot, "node_modules");

/** It runs `circom` from PATH: the compiler of circom2 with absolute paths, from the root. */
const shim = `#!${process.execPath}
const { resolve } = require("node:path");
const { CircomRunner, bindings } = require(${JSON.stringify(join(packages, "circom2"))});
const fs = require("node:fs");
const args = process.argv.slice(2).map((word) => (/^-|^[a-z0-9]+$/.test(word) ? word : resolve(word)));
process.chdir("/");
const exit = (code) => process.exit(code);
new CircomRunner({ args, env: {}, preopens: { "/": "/" }, bindings: { ...bindings, exit, fs } })
  .execute(fs.readFileSync(${JSON.stringify(join(packages, "circom2", "circom.wasm"))}))
  .catch(() => process.exit(1));
`;

const own = `pragma circom 2.0.0;
template Polynomial(n) {
    signal input x;
    signal input coefficients[n][2];
    signal output values[2];
    signal sums[n + 1][2];
    for (var j = 0; j < 2; j++) {
        sums[0][j] <== 0;
        for (var i = 0; i < n; i++) sums[i + 1][j] <== sums[i][j] * x + coefficients[i][j];
        values[j] <== sums[n][j];
    }
}
component main = Polynomial(3);
`;
const mainOf = (include: string, template: string): string =>
  `pragma circom 2.1.6;\ninclude "${include}";\ncomponent main = ${template};\n`;

const folder = folderWith({
  "bin/circom": shim,
  "polynomial.circom": own,
  "num2bits.circom": mainOf("circomlib/circuits/bitify.circom", "Num2Bits(12)"),
  "poseidon.circom": mainOf("circomlib/circuits/poseidon.circom", "Poseidon(2)"),
  "fpmul.circom": mainOf("@zk-email/circuits/lib/fp.circom", "FpMul(8, 4)"),
  "base64.circom": mainOf("@zk-email/circuits/lib/base64.circom", "Base64Decode(3)"),
});

const limbs = (value: bigint): bigint[] => [0n, 8n, 16n, 24n].map((shift) => (value >> shift) & 0xffn);
const modulus = 0xfffffffbn;

const cases: readonly (readonly [file: string, inputs: readonly Inputs[]])[] = [
  [
    "polynomial.circom",
    [
      {
        x: 3n,
        coefficients: [
          [1n, 2n],
          [3n, 4n],
          [5n, 6n],
        ],
      },
    ],
  ],
  ["num2bits.circom", [{ in: 0n }, { in: 4095n }]],
  ["poseidon.circom", [{ inputs: [1n, 2n] }]],
  [
    "fpmul.circom",
    [
      { a: limbs(modulus - 1n), b: limbs(modulus - 1n), p: limbs(modulus) },
      { a: limbs(0x80ff00ffn), b: limbs(0x01ff01n), p: limbs(modulus) },
    ],
  ],
  ["base64.circom", [{ in: [...Buffer.from("Zm9v")].map(BigInt) }]],
];

/** circom_tester takes numbers as decimal texts too, and JSON holds no big ones. */
const asText = (value: Nested): unknown => (typeof value === "bigint" ? String(value) : value.map(asText));

const path = process.env["PATH"] ?? "";
beforeAll(() => {
  chmodSync(join(folder, "bin", "circom"), 0o755);
  process.env["PATH"] = `${join(folder, "bin")}${delimiter}${path}`;
});
afterAll(() => void (process.env["PATH"] = path));

describe.each(cases)("%s", (name, inputs) => {
  let theirs: Tester;
  let ours: Circuit;
  beforeAll(async () => {
    theirs = await wasmTester(join(folder, name), { include: [packages], O: 0 });
    ours = await openCircuit({ kind: "main", file: join(folder, name), libraries: [packages] });
  });

  test("has the same witnesses", async () => {
    for (const given of inputs) {
      const text = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, asText(value)]));
      const witness = await ours.witness(given);
      expect(witness).toEqual(await theirs.calculateWitness(text, true));
    }
  });

  test("has the same verdict on witnesses with one wire changed", async () => {
    for (const given of inputs) {
      const witness = await ours.witness(given);
      if (!Array.isArray(witness)) throw new Error(witness.message);
      await theirs.checkConstraints(witness);
      expect(ours.violated(witness)).toBeNull();
      // Some twenty wires of each circuit.
      for (let wire = 1; wire < witness.length; wire += Math.ceil(witness.length / 20)) {
        const changed = witness.with(wire, ((witness[wire] ?? 0n) + 1n) % ours.prime);
        const refused = await theirs.checkConstraints(changed).then(
          () => false,
          () => true,
        );
        expect([wire, ours.violated(changed) !== null]).toEqual([wire, refused]);
      }
    }
  });
});
