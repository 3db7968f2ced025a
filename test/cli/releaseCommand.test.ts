/** zkassay release as a shell sees it: codes, streams, and what is refused. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseResult } from "../../reports/index.js";
import { codeOf, contractText, keyJson } from "../checks/release/artefacts.js";
import { packageRoot } from "../fixtures/root.js";
import { zkassay, type Ran } from "../fixtures/shell.js";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zkassay-release-cli-"));
  const key = await keyJson();
  const contract = await contractText();
  const files = {
    "vkey.json": JSON.stringify(key),
    "gamma.json": JSON.stringify({ ...key, vk_delta_2: key.vk_gamma_2 }),
    "verifier.sol": contract,
    "odd.sol": contract.replace("isOk := and(success, mload(_pPairing))", "isOk := 1"),
    "code.hex": `0x${codeOf(contract)}\n`,
    "bad.config.json": JSON.stringify({
      schema: "zkassay-config/1",
      circuits: [{ name: "a", zkeys: "a.zkey" }],
    }),
    "bare.config.json": JSON.stringify({
      schema: "zkassay-config/1",
      circuits: [{ name: "a", vkey: "vkey.json" }],
    }),
    "ignore.config.json": JSON.stringify({
      schema: "zkassay-config/1",
      circuits: [{ name: "a", vkey: "vkey.json" }],
      ignore: [{ check: "zkey/shap", reason: "a name that is no check's", until: "2026-01-01" }],
    }),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

const release = (...args: readonly string[]): Promise<Ran> =>
  zkassay(["release", ...args, "--threads", "1", "--no-kernel"], { cwd: folder });

describe("exit codes", () => {
  test("0: a key, a contract and its code; 3: the code alone, which does not show what it does", async () => {
    const all = await release("--vkey", "vkey.json", "--solidity", "verifier.sol", "--bytecode", "code.hex");
    expect(all, all.stdout).toMatchObject({ code: 0, stderr: "" });
    const hex = (await readFile(join(folder, "code.hex"), "utf8")).trim();
    const written = await release("--bytecode", hex, "--quiet", "--json", "-");
    expect(written.code).toBe(3);
    expect(parseResult(written.stdout).inputs).toMatchObject([{ role: "bytecode", path: "--bytecode" }]);
  });

  test("0: with a compiler of the reader's own, which is said; 3 where it is none", async () => {
    const files = ["--solidity", "verifier.sol", "--bytecode", "code.hex"];
    const soljson = join(packageRoot, "node_modules", "solc", "soljson.js");
    const ran = await release(...files, "--solc", soljson, "--quiet", "--json", "-");
    expect(ran.code, ran.stdout).toBe(0);
    const { inputs, checks } = parseResult(ran.stdout);
    const own = inputs.find(({ role }) => role === "solc");
    expect(own?.path).toBe(soljson);
    expect(checks.find(({ id }) => id === "bytecode/compiled")?.facts).toContainEqual({
      label: "rests on the compiler of --solc",
      value: `${soljson}, SHA-256 ${own?.sha256}`,
    });
    for (const [text, problem] of [
      ["module.exports = { compile: () => '{}' };", "no compiler of Solidity"],
      ["throw new Error('planted');", "planted"],
    ] as const) {
      await writeFile(join(folder, "none.js"), text);
      const refused = await release(...files, "--solc", "none.js");
      expect(refused.code, refused.stderr).toBe(3);
      expect(refused.stderr).toContain(problem);
    }
  });

  test.each([
    ["1: delta = gamma", ["--vkey", "gamma.json"], 1],
    ["3: code that nobody knows", ["--solidity", "odd.sol"], 3],
    ["3: a file that is not there", ["--vkey", "none.json"], 3],
    ["3: nothing to judge", [], 3],
    ["3: a policy and files of its own", ["--config", "bare.config.json", "--vkey", "vkey.json"], 3],
    ["3: a policy that names too little", ["--config", "bare.config.json"], 3],
    ["2: an unknown flag", ["--vkeys", "vkey.json"], 2],
  ])("%s", async (_, args, code) => {
    const ran = await release(...args);
    expect(ran.code, ran.stdout + ran.stderr).toBe(code);
  });

  test.each([
    ["a member that is misspelt", "bad.config.json", 'did you mean "zkey"?'],
    ["a check that is misspelt", "ignore.config.json", "did you mean zkey/shape?"],
    ["no configuration", "none.config.json", "cannot be read"],
  ])("3: %s", async (_, config, problem) => {
    const { code, stdout, stderr } = await release("--config", config);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(problem);
  });
});

test("the reproduce line of a finding shows it again", async () => {
  const first = await release("--vkey", "gamma.json", "--quiet", "--json", "-");
  const failed = parseResult(first.stdout).checks.find(({ outcome }) => outcome === "fail");
  const [, , ...words] = (failed?.reproduce ?? "").split(" ");
  const again = await release(...words, "--quiet", "--json", "-");
  expect(again.code).toBe(1);
  expect(parseResult(again.stdout).checks.find(({ id }) => id === failed?.id)?.findings).toEqual(
    failed?.findings,
  );
});
