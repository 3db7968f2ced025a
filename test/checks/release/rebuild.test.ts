/** What was built again and run: each check passes where it holds, and fails or stays open where it does not. */
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { rebuildChecks } from "../../../checks/registry.js";
import { readR1cs } from "../../../transcripts/iden3/r1cs.js";
import type { Rebuilt, WitnessProgram } from "../../../transcripts/policy/release.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { madeRelease } from "../../fixtures/release.js";
import { outcomeOf } from "./artefacts.js";

let r1cs: Uint8Array;
let older: Uint8Array;

beforeAll(async () => {
  const { circuits } = await madeRelease();
  r1cs = await readFile(circuits.product.r1cs);
  older = await readFile(circuits.older.r1cs);
});

const bytes = (name: string, contents: Uint8Array) => readR1cs(bytesSource(name, Uint8Array.from(contents)));

async function rebuiltFrom(contents: Uint8Array): Promise<Rebuilt> {
  const made = {
    kind: "made",
    r1cs: await bytes("again.r1cs", contents),
    wasmSha256: "ab".repeat(32),
    symbols: new Uint8Array(0),
    sources: 1,
  } as const;
  return { source: "product.circom", compiler: "circom 2.2.3 --O1", made };
}

const unavailable: Rebuilt = {
  source: "product.circom",
  compiler: "circom 2.1.0 --O1",
  made: { kind: "unavailable", reason: "circom 2.1.0 was asked for, and this is circom 2.2.3" },
};

describe("rebuild/r1cs", () => {
  /** The r1cs with its sections in reverse order: the same circuit, not the same bytes. */
  const reordered = (file: Uint8Array): Uint8Array => {
    const buffer = Buffer.from(file);
    const sections: Buffer[] = [];
    for (let at = 12; at < buffer.length;) {
      const end = at + 12 + Number(buffer.readBigUInt64LE(at + 4));
      sections.push(buffer.subarray(at, end));
      at = end;
    }
    return Buffer.concat([buffer.subarray(0, 12), ...sections.reverse()]);
  };
  /** One byte of the last coefficient of section 2 changed. */
  const changed = async (file: Uint8Array): Promise<Uint8Array> => {
    const copy = Buffer.from(file);
    const { constraints } = await bytes("x.r1cs", file);
    const at = constraints.offset + constraints.length - 32;
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
    return copy;
  };

  test("byte for byte; or but for what no key is made from, which is said", async () => {
    const given = await bytes("product.r1cs", r1cs);
    const same = await outcomeOf(rebuildChecks, "rebuild/r1cs", {
      r1cs: given,
      rebuilt: await rebuiltFrom(r1cs),
    });
    expect(same).toMatchObject({
      outcome: "pass",
      facts: [{ value: expect.stringContaining("byte for byte") as string }],
    });
    const other = await outcomeOf(rebuildChecks, "rebuild/r1cs", {
      r1cs: given,
      rebuilt: await rebuiltFrom(reordered(r1cs)),
    });
    expect(other).toMatchObject({
      outcome: "pass",
      facts: [{ value: expect.stringContaining("not byte for byte") as string }],
    });
  });

  test("another source, and one changed coefficient", async () => {
    const given = await bytes("product.r1cs", r1cs);
    for (const contents of [older, await changed(r1cs)])
      expect(
        (
          await outcomeOf(rebuildChecks, "rebuild/r1cs", {
            r1cs: given,
            rebuilt: await rebuiltFrom(contents),
          })
        ).outcome,
      ).toBe("fail");
  });

  test("another compiler than the one at hand is no pass", async () => {
    const row = await outcomeOf(rebuildChecks, "rebuild/r1cs", {
      r1cs: await bytes("product.r1cs", r1cs),
      rebuilt: unavailable,
    });
    expect(row).toMatchObject({
      outcome: "not evaluated",
      reason: expect.stringContaining("2.1.0") as string,
    });
  });
});

const program = (more: Partial<WitnessProgram>): WitnessProgram => ({
  path: "product.wasm",
  sha256: "ab".repeat(32),
  fault: null,
  trials: [],
  random: null,
  ...more,
});

test.each([
  ["the same program", "ab", "pass"],
  ["another program", "cd", "fail"],
  ["a third program", "ac", "fail"],
])("rebuild/wasm: %s", async (_, digest, outcome) => {
  const evidence = {
    rebuilt: await rebuiltFrom(r1cs),
    witnessProgram: program({ sha256: digest.repeat(32) }),
  };
  expect((await outcomeOf(rebuildChecks, "rebuild/wasm", evidence)).outcome).toBe(outcome);
  expect(
    (await outcomeOf(rebuildChecks, "rebuild/wasm", { ...evidence, rebuilt: unavailable })).outcome,
  ).toBe("not evaluated");
});

describe("rebuild/witness", () => {
  const declared = (outcome: WitnessProgram["trials"][number]["outcome"]) =>
    program({ trials: [{ inputs: "one.json", outcome }] });
  const satisfied = { kind: "satisfied" } as const;
  const drawn = { seed: 7, satisfied: 90, refused: 10, wrong: null, open: null };
  const wrong = { index: 3, inputs: "{}", outcome: { kind: "violated", constraint: 0 } } as const;
  const row = async (witnessProgram: WitnessProgram, rebuilt: Rebuilt | undefined) =>
    outcomeOf(rebuildChecks, "rebuild/witness", {
      r1cs: await bytes("product.r1cs", r1cs),
      witnessProgram,
      ...(rebuilt === undefined ? {} : { rebuilt }),
    });

  test.each([
    [satisfied, "pass"],
    [{ kind: "violated", constraint: 0 }, "fail"],
    [{ kind: "refused", reason: "an assertion fails" }, "fail"],
    [{ kind: "unlike", reason: "other inputs" }, "fail"],
    [{ kind: "stopped", reason: "stopped after 120 s" }, "inconclusive"],
  ] as const)(
    "the compiler's program; a witness of declared inputs that is $kind",
    async (trial, outcome) => {
      expect((await row(declared(trial), await rebuiltFrom(r1cs))).outcome).toBe(outcome);
    },
  );

  test("the compiler's program that was not run: nothing is left to say", async () => {
    expect((await row(program({}), await rebuiltFrom(r1cs))).outcome).toBe("not evaluated");
  });

  test.each([
    ["no source", undefined],
    ["a compiler that is not at hand", unavailable],
  ])("%s: whatever it did on inputs that were run, it is no pass", async (_, rebuilt) => {
    const honest = { ...declared(satisfied), random: drawn };
    expect(await row(honest, rebuilt)).toMatchObject({ outcome: "inconclusive" });
    expect(await row(program({}), rebuilt)).toMatchObject({ outcome: "inconclusive" });
    expect(await row({ ...honest, random: { ...drawn, wrong } }, rebuilt)).toMatchObject({
      outcome: "fail",
      findings: [{ statement: expect.stringContaining("random inputs 3") as string }],
    });
  });

  test("another program than the compiler's is no pass either", async () => {
    const other = { ...declared(satisfied), sha256: "cd".repeat(32) };
    expect((await row(other, await rebuiltFrom(r1cs))).outcome).toBe("inconclusive");
  });

  test.each([
    ["unlike", "fail"],
    ["stopped", "inconclusive"],
  ] as const)("a program that is %s before any inputs", async (kind, outcome) => {
    const { findings, ...rest } = await row(
      program({ fault: { kind, reason: "a reason" } }),
      await rebuiltFrom(r1cs),
    );
    expect({ outcome: rest.outcome, findings: findings.length }).toEqual({
      outcome,
      findings: Number(outcome === "fail"),
    });
  });
});
