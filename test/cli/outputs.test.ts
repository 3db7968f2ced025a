/** The written forms as a shell sees them: each flag writes its file, and none of them changes the exit code. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../fixtures/root.js";
import { zkassay, type Ran } from "../fixtures/shell.js";
import { appendBytes, tamper } from "../fixtures/tamper.js";

const example = (file: string): string => join(packageRoot, "examples", "small", file);

const forms = {
  json: /^\{\n {2}"schema": "zkassay-result\/1"/,
  html: /^<!doctype html>/,
  sarif: /"version": "2\.1\.0"/,
  junit: /^<\?xml version="1\.0"/,
  summary: /^## . zkassay: /u,
  annotations: /^(::(error|warning) [^\n]*\n)*$/,
  attestation: /"https:\/\/in-toto\.io\/Statement\/v1"/,
} as const;
const flags = Object.keys(forms) as (keyof typeof forms)[];

let folder: string;
let tampered: string;
const at = (file: string): string => join(folder, file);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zkassay-outputs-"));
  tampered = await tamper(example("final.zkey"), appendBytes(new Uint8Array(3)));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: readonly string[]): Promise<Ran> => zkassay(args, { cwd: folder });

describe.each([
  { title: "a sound key", key: () => example("final.zkey"), code: 0 },
  { title: "a tampered key", key: () => tampered, code: 1 },
])("$title", ({ key, code }) => {
  test("is written in every form at once, and again from the saved result", async () => {
    const verify = [
      "verify",
      example("circuit.r1cs"),
      example("pot.ptau"),
      key(),
      "--threads",
      "1",
      "--quiet",
    ];
    const written = await run(...verify, ...flags.flatMap((flag) => [`--${flag}`, `first.${flag}`]));
    expect(written).toEqual({ code, stdout: "", stderr: "" });
    for (const flag of flags) {
      const text = await readFile(at(`first.${flag}`), "utf8");
      expect(text, flag).toMatch(forms[flag]);
      if (flag === "json") continue;
      // One form alone, on stdout, with the code of the run.
      const again = await run("report", "first.json", `--${flag}`, "-");
      expect(again, flag).toEqual({ code, stdout: text, stderr: "" });
    }
  });
});

test("two reports for one place are refused", async () => {
  const { code, stderr } = await run("report", "first.json", "--json", "-", "--sarif", "-");
  expect(code).toBe(3);
  expect(stderr).toMatch(/two reports would be written to stdout/);
});
