/** Programs of witnesses that somebody wants to pass: honest where one looks, false or endless elsewhere. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXIT, exitCodeOf } from "../../cli/exit.js";
import { compile, parseTarget, runTrials } from "../../properties/circuit/index.js";
import { readR1cs } from "../../transcripts/iden3/r1cs.js";
import { memorySource } from "../../transcripts/memorySource.js";
import { hostileProgram } from "../fixtures/hostileProgram.js";
import { makeRepository, type Repository } from "../fixtures/release.js";
import { circuit, judge, shown } from "./judgeRelease.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zkassay-program-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The program of a circuit like "product" whose c is one too many where a condition holds. */
async function falseWhere(condition: string): Promise<Uint8Array> {
  const file = join(folder, "false.circom");
  await writeFile(
    file,
    `pragma circom 2.1.0;
template Multiplier() {
  signal input a;
  signal input b;
  signal output c;
  c <-- a * b + ((${condition}) ? 1 : 0);
  (a - a) * b === c - c;
}
component main {public [a]} = Multiplier();
`,
  );
  return (await compile(parseTarget(file, []), { level: "O0", cache: null })).wasm.bytes;
}

/** The repository with this program, without the source that would tell that it is another one. */
async function withProgram(program: Uint8Array | null): Promise<Repository> {
  const repository = await makeRepository();
  const { source: _, compiler: __, ...rest } = circuit(repository, "product");
  repository.config.circuits = [rest];
  if (program !== null) await writeFile(repository.path("build/product.wasm"), program);
  return repository;
}

async function rowOf(repository: Repository) {
  const result = await judge(repository);
  const row = result.checks.find(({ id }) => id === "rebuild/witness");
  return { result, row, code: exitCodeOf(result, "low"), all: shown(result) };
}

describe("a program that nobody can compile again", () => {
  test("an honest one: what it did is said, and it is no pass", async () => {
    const repository = await withProgram(null);
    const { row, result, code, all } = await rowOf(repository);
    expect(row, all).toMatchObject({ outcome: "inconclusive" });
    expect(row?.facts).toContainEqual({
      label: "random inputs",
      value: expect.stringMatching(/^100 satisfy, 0 refused by the program; seed \d+$/) as string,
    });
    expect([result.verdict.outcome, code]).toEqual(["inconclusive", EXIT.undecided]);
    expect(result.inputs).toContainEqual(expect.objectContaining({ role: "witnessProgram" }) as object);
  });

  test("honest on the declared inputs, false on others: found, the same again from the same seed", async () => {
    const repository = await withProgram(await falseWhere("b != 11"));
    const { row, code, all } = await rowOf(repository);
    expect(row?.findings, all).toMatchObject([
      {
        statement: expect.stringMatching(
          /^constraint 0 holds for the witness of random inputs \d+$/,
        ) as string,
      },
    ]);
    expect(code).toBe(EXIT.finding);
    expect((await rowOf(repository)).row?.findings).toEqual(row?.findings);
  });

  test("false on one input among all: not found, and no pass", async () => {
    const { row, code, all } = await rowOf(await withProgram(await falseWhere("b == 123456789123456789")));
    expect(row, all).toMatchObject({ outcome: "inconclusive", findings: [] });
    expect(code).toBe(EXIT.undecided);
  });

  test("without declared inputs: by the names of its .sym, or not at all; no pass either way", async () => {
    const repository = await withProgram(await falseWhere("b != 11"));
    const one = circuit(repository, "product");
    one.inputs = [];
    const unnamed = await rowOf(repository);
    expect(unnamed.row, unnamed.all).toMatchObject({ outcome: "inconclusive" });
    await writeFile(repository.path("build/product.sym"), "1,1,0,main.c\n2,2,0,main.a\n3,3,0,main.b\n");
    one.sym = "build/product.sym";
    const named = await rowOf(repository);
    expect(named.row, named.all).toMatchObject({ outcome: "fail" });
  });
});

describe("bounds", () => {
  /** loop br 0 end. */
  const ENDLESS = [0x03, 0x40, 0x0c, 0x00, 0x0b];
  const job = async (repository: Repository, wasm: Uint8Array) => ({
    wasm,
    r1cs: repository.path("build/product.r1cs"),
    declared: [{ file: "one.json", inputs: { a: 3n, b: 11n } }],
    random: null,
  });

  test("a program that never ends is stopped, and it is no answer", async () => {
    const repository = await makeRepository();
    const bytes = Uint8Array.from(await readFile(repository.path("build/product.r1cs")));
    const { nWires: wires } = await readR1cs(memorySource("product.r1cs", bytes));
    const ran = await runTrials(
      await job(repository, hostileProgram({ setInputSignal: ENDLESS }, { wires })),
      2,
    );
    expect(ran).toMatchObject({ fault: { kind: "stopped" }, trials: [{ outcome: { kind: "stopped" } }] });
  });

  test("a program that begins with more memory than is allowed is not begun", async () => {
    const repository = await makeRepository();
    // The memory section of one memory without a maximum, of one page; 0xc0b802 is 40,000 in LEB128.
    const bytes = Buffer.from(hostileProgram({}, { wires: 4 })).toString("latin1");
    const greedy = bytes.replace("\x05\x83\x00\x01\x00\x01", "\x05\x85\x00\x01\x00\xc0\xb8\x02");
    expect(greedy).not.toBe(bytes);
    const ran = await runTrials(await job(repository, Buffer.from(greedy, "latin1")));
    expect(ran.fault).toEqual({
      kind: "stopped",
      reason: "the program begins with 40000 pages of memory, and at most 32768 are allowed",
    });
  });
});
