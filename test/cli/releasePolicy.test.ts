/** What a configuration names must be there and be decided; findings that it accepts; the ceremony that it names. */
import { copyFile, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { EXIT, exitCodeOf, UsageError } from "../../cli/exit.js";
import { parseResult, renderers } from "../../reports/index.js";
import { madeRelease, makeRepository, type CircuitConfig } from "../fixtures/release.js";
import { circuit, edit, judge, rowsWith, shown, TODAY } from "./judgeRelease.js";

describe("what a configuration names must be there, and must be decided", () => {
  test.each([
    [
      "a file that is missing",
      (one: CircuitConfig) => Object.assign(one, { zkey: "build/none.zkey" }),
      /none\.zkey/,
    ],
    [
      "inputs that are missing",
      (one: CircuitConfig) => Object.assign(one, { inputs: ["none.json"] }),
      /none\.json/,
    ],
    [
      "an announcement that is missing",
      (one: CircuitConfig) => Object.assign(one.ceremony ?? {}, { beacon: { announcement: "none.json" } }),
      /none\.json/,
    ],
    [
      "a property that is misspelt",
      (one: CircuitConfig) => Object.assign(one, { properties: [{ id: "packing/decompositon" }] }),
      /did you mean packing\/decomposition/,
    ],
  ])("%s", async (_, change, problem) => {
    const repository = await makeRepository();
    repository.config.circuits = [circuit(repository, "product")];
    change(circuit(repository, "product"));
    await expect(judge(repository)).rejects.toThrow(UsageError);
    await expect(judge(repository)).rejects.toThrow(problem);
  });

  test("a link to something outside of the folder", async () => {
    const repository = await makeRepository();
    await rm(repository.path("build/outside.zkey"), { force: true });
    await symlink("/etc/hostname", repository.path("build/outside.zkey"));
    circuit(repository, "product").zkey = "build/outside.zkey";
    await expect(judge(repository)).rejects.toThrow(/outside/);
  });

  test.each([
    [
      "another compiler than the one at hand",
      (one: CircuitConfig) => Object.assign(one.compiler ?? {}, { version: "2.1.9" }),
      "rebuild/r1cs of product",
    ],
    [
      "a beacon that nobody announced",
      (one: CircuitConfig) => Object.assign(one.ceremony ?? {}, { beacon: { required: true } }),
      "policy/beacon of product",
    ],
    ["a circuit without a ptau", (one: CircuitConfig) => delete one.ptau, "zkey/query-a of product"],
    [
      "a property that is not for the circuit",
      (one: CircuitConfig) => Object.assign(one, { properties: [{ id: "base64/padding" }] }),
      "base64/padding of product",
    ],
  ])("not decided, exit 3: %s", async (_, change, row) => {
    const repository = await makeRepository();
    repository.config.circuits = [circuit(repository, "product")];
    change(circuit(repository, "product"));
    const result = await judge(repository);
    expect(
      [...rowsWith(result, "inconclusive"), ...rowsWith(result, "not evaluated")],
      shown(result),
    ).toContain(row);
    expect(result.verdict.outcome, shown(result)).toBe("inconclusive");
    expect(exitCodeOf(result, "low")).toBe(EXIT.undecided);
  });

  test("a property that fails, and holds when it is mended", async () => {
    const repository = await makeRepository();
    const one = circuit(repository, "product");
    repository.config.circuits = [one];
    one.properties = [{ id: "packing/decomposition", template: "Bits(8)", bind: { in: "in" }, runs: 20 }];
    expect((await judge(repository)).verdict.outcome).toBe("pass");
    await edit(repository, "product.circom", (text) => text.replace("out[i] * (out[i] - 1) === 0;", ""));
    const result = await judge(repository);
    expect(rowsWith(result, "fail"), shown(result)).toEqual(["packing/decomposition of product"]);
    expect(exitCodeOf(result, "low")).toBe(EXIT.finding);
  });
});

describe("findings that are accepted for a while", () => {
  const ignored = {
    check: "solidity/range-check",
    reason: "the caller compares each input with r",
    until: "2026-06-30",
  };

  test.each([
    ["until their last day", { ...ignored, until: TODAY }, EXIT.held],
    ["no longer", { ...ignored, until: "2026-05-31" }, EXIT.finding],
    ["of this circuit", { ...ignored, circuit: "product" }, EXIT.held],
    ["of another circuit", { ...ignored, circuit: "squares" }, EXIT.finding],
    ["of another check", { ...ignored, check: "solidity/template" }, EXIT.finding],
  ])("%s", async (_, entry, code) => {
    const repository = await makeRepository();
    await edit(repository, "build/product.sol", (text) =>
      text.replace(/^ *checkField\(calldataload.*$/gm, ""),
    );
    // The code is that of the source before: it is not what is asked here.
    repository.config.circuits = repository.config.circuits.map(({ bytecode, ...rest }) =>
      rest.name === "product" || bytecode === undefined ? rest : { ...rest, bytecode },
    );
    repository.config.ignore = [entry];
    const result = await judge(repository);
    const row = result.checks.find(({ id, subject }) => id === ignored.check && subject === "product");
    expect(row?.outcome).toBe("fail");
    expect(row?.suppressed !== undefined).toBe(code === EXIT.held);
    expect(exitCodeOf(result, "low"), shown(result)).toBe(code);
    expect(result.exhibits[0]).toMatchObject({ title: "What the configuration accepts for a while" });
    // All of these end within a month.
    expect(row?.facts.some(({ label }) => label === "accepted not much longer")).toBe(code === EXIT.held);
    if (entry.until < TODAY) expect(row?.facts.at(-1)?.label).toBe("no longer accepted");
    // The record says the same when it is read again.
    expect(parseResult(renderers.json(result))).toEqual(result);
    expect(renderers.html(result).includes("Accepted until")).toBe(code === EXIT.held);
  });
});

test.each([
  ["a year and a day", "2027-06-02", true],
  ["another day", "2027-06-03", false],
  ["for ever", "9999-12-31", false],
])("accepted for %s", async (_, until, allowed) => {
  const repository = await makeRepository();
  repository.config.circuits = [circuit(repository, "product")];
  repository.config.ignore = [{ check: "zkey/shape", reason: "of no consequence to anybody", until }];
  if (!allowed) return expect(judge(repository)).rejects.toThrow(/at most 366 days are, until 2027-06-02/);
  const { exhibits } = await judge(repository);
  expect(JSON.stringify(exhibits[0])).not.toContain("ends soon");
});

test("a folder of the ceremony: the released key must be its last one", async () => {
  const { keys } = await madeRelease();
  const repository = await makeRepository();
  const one = circuit(repository, "product");
  repository.config.circuits = [one];
  await mkdir(repository.path("ceremony"), { recursive: true });
  await copyFile(keys.product.final, repository.path("ceremony/final.zkey"));
  await copyFile(keys.product.chain[3] ?? "", repository.path("ceremony/third.zkey"));
  Object.assign(one.ceremony ?? {}, { folder: "ceremony", circuit: "p" });
  const manifest = {
    schema: "zkassay-ceremony/1",
    name: "c",
    circuits: [{ name: "p", final: "final.zkey" }],
  };
  const rowOf = async (final: string) => {
    manifest.circuits = [{ name: "p", final }];
    await writeFile(repository.path("ceremony/ceremony.json"), JSON.stringify(manifest));
    return (await judge(repository)).checks.find(({ id }) => id === "policy/ceremony-key")?.outcome;
  };
  expect(await rowOf("final.zkey")).toBe("pass");
  expect(await rowOf("third.zkey")).toBe("fail");
});
