import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  agreementOn,
  compile,
  formulaOf,
  openCircuit,
  pairOf,
  parseTarget,
  valuesOf,
  type Circuit,
} from "../../../properties/circuit/index.js";
import { Calculator } from "../../../properties/circuit/witness/calculator.js";
import { readR1cs } from "../../../transcripts/iden3/r1cs.js";
import { memorySource } from "../../../transcripts/memorySource.js";
import { packageRoot } from "../../fixtures/root.js";
import { folderWith } from "./folder.js";

const packages = join(packageRoot, "node_modules");
const bitify = join(packages, "circomlib", "circuits", "bitify.circom");

/** A reader's own circuit, with lines that a test can name. */
const own = `pragma circom 2.1.6;
include "circomlib/circuits/comparators.circom";

template Scale(n) {
    signal input in[n];
    signal input factor;
    signal output out[n];
    for (var i = 0; i < n; i++) {
        out[i] <== in[i] * factor;
    }
}

template Shop() {
    signal input prices[3];
    signal input rate;
    signal output total;
    signal output dear;

    component scale = Scale(3);
    scale.in <== prices;
    scale.factor <== rate;
    var sum = 0;
    for (var i = 0; i < 3; i++) {
        sum += scale.out[i];
    }
    total <== sum;
    dear <== GreaterThan(16)([total, 1000]);
    dear * (1 - dear) === 0;
}

component main {public [rate]} = Shop();
`;

let shop: Circuit;
let file: string;
beforeAll(async () => {
  file = join(folderWith({ "shop.circom": own }), "shop.circom");
  shop = await openCircuit(parseTarget(file, [packages]));
});

const lineOf = (text: string): number => own.split("\n").findIndex((line) => line.includes(text)) + 1;

async function honest(): Promise<bigint[]> {
  const witness = await shop.witness({ prices: [100n, 200n, 300n], rate: 2n });
  if (!Array.isArray(witness)) throw new Error(witness.message);
  return witness;
}

const wireOf = (name: string): number => {
  const wire = Array.from({ length: shop.system.wires }, (_, i) => i).find(
    (i) => shop.system.nameOf(i) === name,
  );
  if (wire === undefined) throw new Error(`no signal ${name}`);
  return wire;
};

describe("a reader's own circuit", () => {
  test("has its inputs and outputs by name and shape, public inputs first", () => {
    expect(shop.inputs.map(({ name, dimensions }) => [name, dimensions])).toEqual([
      ["rate", []],
      ["prices", [3]],
    ]);
    expect(shop.outputs.map(({ name }) => name)).toEqual(["total", "dear"]);
    expect(shop.main).toMatchObject({ template: "Shop", arguments: [], parameters: [] });
    expect(shop.main.place).toMatchObject({ file, line: lineOf("template Shop") });
  });

  test("computes, and satisfies its constraints", async () => {
    const witness = await honest();
    expect(shop.outputs.map((output) => valuesOf(output, witness))).toEqual([1200n, 1n]);
    expect(shop.violated(witness)).toBeNull();
  });

  test.each([
    ["main.dear", "Shop", "dear <== GreaterThan"],
    ["main.scale.in[2]", "Shop", "scale.in <== prices"],
    ["main.scale.factor", "Shop", "scale.factor <== rate"],
    ["main.total", "Shop", "total <== sum"],
  ])("names the constraint that a false %s violates", async (name, template, text) => {
    const witness = await honest();
    const wire = wireOf(name);
    witness[wire] = (witness[wire] ?? 0n) + 1n;
    expect(shop.violated(witness)).toMatchObject({ template, file, line: lineOf(text) });
    expect(shop.violated(witness)).not.toHaveProperty("near");
    expect(shop.violated(witness)?.formula).toContain(name);
  });

  test.each([
    [/^\(main\.scale\.in\[1\]\)·\(main\.scale\.factor\)/, "Scale", () => file, 9],
    [/^\(main\.GreaterThan_\w+\.lt\.n2b\.out\[4\] − 1\)·/, "Num2Bits", () => bitify, 33],
  ] as const)("places %s in a component's template", (formula, template, path, line) => {
    const index = shop.system.constraints.findIndex((_, i) => formula.test(formulaOf(shop.system, i)));
    expect(shop.placeOf(index)).toEqual({ template, file: path(), line });
  });

  test("says where a signal is declared", () => {
    expect(shop.declared(wireOf("main.dear"))).toMatchObject({ line: lineOf("signal output dear") });
    expect(shop.declared(wireOf("main.scale.out[0]"))).toMatchObject({
      line: lineOf("signal output out[n]"),
    });
  });

  test("refuses what is no witness of it", async () => {
    const witness = await honest();
    expect(() => shop.violated(witness.slice(1))).toThrow(RangeError);
    expect(() => shop.violated([2n, ...witness.slice(1)])).toThrow(/wire 0/);
    expect(() => shop.violated([...witness.slice(0, -1), shop.prime])).toThrow(/not in/);
  });

  test("refuses inputs of another name or shape", () => {
    const prices = [1n, 2n, 3n];
    expect(() => shop.witness({ prices })).toThrow(/rate has no value/);
    expect(() => shop.witness({ prices, rate: 1n, more: 1n })).toThrow(/no input more/);
    expect(() => shop.witness({ prices: [prices], rate: 1n })).toThrow(/shape \[3\], and not \[1,3\]/);
  });

  test("computes on after it refused an input", async () => {
    const refused = await shop.witness({ prices: [1n << 200n, 0n, 0n], rate: 1n });
    expect(refused).toMatchObject({ template: "Num2Bits" });
    expect(shop.violated(await honest())).toBeNull();
  });
});

describe("circuits of npm packages", () => {
  test.each([
    ["circomlib/circuits/bitify.circom:Num2Bits(8)", { in: 181n }, [[1n, 0n, 1n, 0n, 1n, 1n, 0n, 1n]]],
    ["@zk-email/circuits/utils/array.circom:ItemAtIndex(4)", { in: [5n, 6n, 7n, 8n], index: 2n }, [7n]],
  ])("%s", async (target, inputs, outputs) => {
    const circuit = await openCircuit(parseTarget(join(packages, target)));
    const witness = await circuit.witness(inputs);
    if (!Array.isArray(witness)) throw new Error(witness.message);
    expect(circuit.outputs.map((output) => valuesOf(output, witness))).toEqual(outputs);
    expect(circuit.violated(witness)).toBeNull();
  });

  test("a refusal names template and line", async () => {
    const circuit = await openCircuit(
      parseTarget(join(packages, "circomlib/circuits/bitify.circom:Num2Bits(8)")),
    );
    expect(await circuit.witness({ in: 256n })).toMatchObject({ template: "Num2Bits", line: 38 });
  });
});

test("a witness program that loops without end is stopped, and runs on with other inputs", async () => {
  const text = `pragma circom 2.0.0;
function spin(x) { while (x != 0) { x = x + 0; } return x; }
template Spin() { signal input a; signal output b; b <-- spin(a); b === 0; }
component main = Spin();
`;
  const { wasm } = await compile(parseTarget(join(folderWith({ "spin.circom": text }), "spin.circom")));
  const calculator = await Calculator.load(wasm.bytes);
  expect(await calculator.witness([{ name: "a", values: [1n] }], 1)).toEqual({
    message: "the witness program was stopped after 1 s",
    stopped: true,
  });
  expect(await calculator.witness([{ name: "a", values: [0n] }], 1)).toEqual([1n, 0n, 0n]);
});

/**
 * At O1 a private input that equals an output is one wire with it: the constraints then check another set of inputs than the
 * header counts. Nothing but O0 is audited.
 */
test("the O1 trap: a private input vanishes from the wires that the header counts", async () => {
  const text = `pragma circom 2.0.0;
template Pass() { signal input a; signal input b; signal output c; c <== a; signal d; d <== a * b; }
component main = Pass();
`;
  const target = parseTarget(join(folderWith({ "pass.circom": text }), "pass.circom"));
  const circuit = await openCircuit(target);
  expect(circuit.system.inputs).toHaveLength(2);
  expect(new Set([...circuit.system.inputs, ...circuit.system.outputs]).size).toBe(3);
  const simplified = await compile(target, { level: "O1" });
  const symbols = Buffer.from(simplified.sym.bytes).toString("latin1");
  const wires = (name: string): string | undefined =>
    new RegExp(`^\\d+,(-?\\d+),\\d+,main\\.${name}$`, "m").exec(symbols)?.[1];
  expect([wires("a"), wires("c")]).toEqual(["-1", "1"]);
  expect((await readR1cs(memorySource("pass.r1cs", simplified.r1cs.bytes))).nPrivateInputs).toBe(2);
});

describe("a witness program against constraints", () => {
  const agreement = async (inputs: Record<string, bigint | bigint[]>, r1csOf = file) => {
    const made = await compile(parseTarget(r1csOf, [packages]), { level: "O1" });
    const { wasm } = await compile(parseTarget(file, [packages]), { level: "O1" });
    const pair = await pairOf(wasm.bytes, memorySource("shop.r1cs", made.r1cs.bytes));
    return pair.kind === "pair" ? agreementOn(pair, inputs) : pair;
  };
  const inputs = { prices: [1n, 2n, 3n], rate: 4n };

  test("of one compilation agree", async () => {
    expect(await agreement(inputs)).toMatchObject({ kind: "satisfied" });
  });

  test("of another circuit of the same size do not", async () => {
    const other = own.replace("1000]", "1001]");
    const path = join(folderWith({ "other.circom": other }), "other.circom");
    expect(await agreement(inputs, path)).toMatchObject({ kind: "violated" });
  });

  test("of a circuit with other inputs do not", async () => {
    const path = join(
      folderWith({ "other.circom": own.replaceAll("[3]", "[4]").replace("Scale(3)", "Scale(4)") }),
      "other.circom",
    );
    expect(await agreement(inputs, path)).toMatchObject({ kind: "unlike" });
  });

  test("say when inputs are missing, unknown, or refused", async () => {
    expect(await agreement({ prices: [1n, 2n, 3n] })).toMatchObject({ kind: "unlike" });
    expect(await agreement({ ...inputs, more: 1n })).toMatchObject({ kind: "unlike" });
    expect(await agreement({ ...inputs, rate: 1n << 200n })).toMatchObject({ kind: "refused" });
  });
});
