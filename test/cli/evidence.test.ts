/** Files that are not what a command takes them for, or do not stay what they were. */
import { appendFile, copyFile, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { defineCheck } from "../../checks/check.js";
import { zkeyContainer } from "../../checks/phase2/container.js";
import { assay } from "../../cli/assay.js";
import { UsageError } from "../../cli/exit.js";
import { openDossier } from "../../cli/files.js";
import { InputList } from "../../cli/inputs.js";
import { sharedCurve } from "../checks/assay.js";
import { base } from "../checks/fixtures/bases.js";
import { makePipe } from "../fixtures/pipe.js";
import { packageRoot } from "../fixtures/root.js";
import { zkassay } from "../fixtures/shell.js";
import { temporaryFolder } from "../fixtures/temporary.js";

const folder = temporaryFolder("evidence");
const small = (name: string): string => join(packageRoot, "examples", "small", name);
const files = [small("circuit.r1cs"), small("pot.ptau"), small("final.zkey")];
const pipe = join(folder, "pipe.zkey");
const hasPipes = makePipe(pipe);

describe("said at once, with exit 3", () => {
  test.each<[string, readonly string[], RegExp]>([
    ["a pipe", ["verify", ...files.slice(0, 2), pipe], hasPipes ? /it is a pipe/ : /no such file/],
    [
      "a pipe as verification key",
      ["verify", ...files, "--vkey", pipe],
      hasPipes ? /it is a pipe/ : /no such file/,
    ],
    [
      "nothing",
      ["verify", join(folder, "nothing.zkey")],
      /nothing.zkey cannot be opened: there is no such file$/m,
    ],
    ["a source as evidence", ["verify", small("circuit.circom")], /zkassay circuit is about such files$/m],
    ["no manifest", ["verify", folder], /ceremony.json cannot be read: there is no such file; zkassay init/],
    [
      "a result that is not there",
      ["report", join(folder, "no.json")],
      /no.json cannot be read: there is no such file$/m,
    ],
    ["a folder among files", ["verify", ...files.slice(0, 2), folder], /it is a folder/],
    ["a device", ["ptau", "/dev/zero"], /it is a device/],
    [
      "a key as powers of tau",
      ["ptau", files[2] ?? ""],
      /is taken for the proving key .* about the powers of tau/,
    ],
    [
      "a key as a response",
      ["response", files[2] ?? ""],
      /is taken for the proving key .* challenge and response files of phase 1/,
    ],
    ["a circuit twice", ["verify", files[0] ?? "", ...files], /are both the circuit's constraints/],
    ["a saved result without an end", ["report", "/dev/zero"], /more than 268435456 bytes/],
  ])("%s", async (_, args, message) => {
    const { code, stdout, stderr } = await zkassay(args);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(message);
  });

  test("a report in the place of a file that it is about, which stays as it was", async () => {
    const key = join(folder, "final.zkey");
    await copyFile(files[2] ?? "", key);
    for (const name of [key, join(folder, ".", "..", folder.split("/").at(-1) ?? "", "final.zkey")]) {
      const { code, stderr } = await zkassay(["verify", key, "--only", "zkey/container", "--html", name]);
      expect(code).toBe(3);
      expect(stderr).toContain("is one of the files that were judged");
    }
    expect(await readFile(key)).toEqual(await readFile(files[2] ?? ""));
  });
});

describe("a file that somebody writes to while it is judged", () => {
  test.each([
    ["at its end", (path: string) => appendFile(path, "!")],
    ["all of it", async (path: string) => writeFile(path, await readFile(path))],
  ])("%s: no verdict, and it is named", async (name, change) => {
    const key = join(folder, `${name}.zkey`);
    await copyFile((await base()).key.final, key);
    const meanwhile = defineCheck({
      ...zkeyContainer,
      id: "test/meanwhile",
      needs: ["zkey"],
      // oxlint-disable-next-line require-yield
      run: async function* () {
        await change(key);
      },
    });
    const run = assay({
      given: { files: [key] },
      checks: [meanwhile],
      assumed: new Map(),
      command: "zkassay verify",
      engine: {},
      progress: () => undefined,
    });
    await expect(run).rejects.toThrow(UsageError);
    await expect(run).rejects.toThrow(`${key} changed while it was read`);
  });
});

describe("a large file that is refused by its form", () => {
  const records = async (exchange: readonly string[]): Promise<(string | undefined)[]> => {
    const dossier = await openDossier({ exchange }, (name) => sharedCurve(name));
    const list = new InputList();
    await list.add(dossier.inputs);
    await dossier.close();
    const { inputs } = list.complete({} as Parameters<typeof list.complete>[0]);
    return inputs.map(({ sha256 }) => (sha256 === undefined ? "unread" : "hashed"));
  };
  /** A file of zeros that takes no room. */
  const sparse = async (name: string, bytes: number): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, "");
    await truncate(path, bytes);
    return path;
  };
  /** Bytes of a challenge and of a response of 2^p on BN254. */
  const challengeOf = (p: number): number => 64 + (2 ** (p + 1) - 1) * 64 + 2 ** p * 256 + 128;
  const responseOf = (p: number): number => 64 + ((2 ** (p + 1) - 1) * 64 + 2 ** p * 256 + 128) / 2 + 768;

  test.each([
    ["a challenge of 2^28 and a response of 2^3", challengeOf(28), responseOf(3), ["unread", "hashed"]],
    [
      "a challenge a byte too long, and its response",
      challengeOf(28) + 1,
      responseOf(3),
      ["unread", "hashed"],
    ],
    ["files of one step", challengeOf(3), responseOf(3), ["hashed", "hashed"]],
  ])("%s", async (name, challenge, response, expected) => {
    const pair = [await sparse(`${name} challenge`, challenge), await sparse(`${name} response`, response)];
    expect(await records(pair)).toEqual(expected);
  });
});
