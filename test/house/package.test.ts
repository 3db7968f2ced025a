/** The package as npm would carry it: what is in it, that it works in an empty folder, and the Action on top of it. */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseResult } from "../../reports/index.js";
import { makeRepository } from "../fixtures/release.js";
import { packageRoot } from "../fixtures/root.js";
import { main, run as runProgram, type Ran } from "../fixtures/shell.js";

// What npm lends to its scripts, and what stands for a terminal, would reach the npm that is run here.
const inherited = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_OPTIONS$|^VITEST/.test(name)),
);

const run = (
  command: string,
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Ran> => runProgram(command, args, { cwd, env: { ...inherited, ...environment } });

interface Packed {
  readonly filename: string;
  readonly version: string;
  readonly files: readonly { readonly path: string }[];
}

let folder: string;
let packed: Packed;
/** The command of the installed package, or null where npm cannot fetch what it needs. */
let zkassay: string | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zkassay-package-"));
  // dist/ is there already: the set-up of the tests built it.
  const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { stdout } = await run("npm", pack, packageRoot);
  const told = Object.values(JSON.parse(stdout) as Record<string, Packed>);
  if (told[0] === undefined) throw new Error("npm pack packed nothing");
  packed = told[0];
  const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
  const empty = join(folder, "empty");
  await mkdir(empty);
  const installed = await run("npm", [...install, join(folder, packed.filename)], empty);
  if (installed.code === 0) zkassay = join(empty, "node_modules", ".bin", "zkassay");
  else if (!/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ENOTCACHED/.test(installed.stderr))
    throw new Error(installed.stderr);
});
afterAll(() => rm(folder, { recursive: true }));

describe("npm pack", () => {
  test("carries the program, its schemas and its licence, and nothing else", () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        "LICENSE",
        "README.md",
        "package.json",
        "dist/cli/main.js",
        "reports/json/result.schema.json",
        "transcripts/ceremony/ceremony.schema.json",
      ]),
    );
    const others = paths.filter(
      (path) =>
        !/^(LICENSE|README\.md|package\.json|[a-z]+\/[a-zA-Z/]+\.schema\.json|properties\/market\/contracts\/\w+\.sol|dist\/.+\.(js|js\.map|wasm|bin|json))$/.test(
          path,
        ),
    );
    expect(others).toEqual([]);
    expect(paths.filter((path) => /^dist\/(test|bench|build|examples)\//.test(path))).toEqual([]);
  });

  test("has the version that the program says", async () => {
    const { stdout } = await run(process.execPath, [main, "--version"], folder);
    expect(stdout.trim()).toBe(packed.version);
  });
});

describe("the package in an empty folder", () => {
  test("verifies a key by npx", async ({ skip }) => {
    if (zkassay === null) skip("npm reaches no registry here");
    const example = (file: string): string => join(packageRoot, "examples", "small", file);
    const files = ["circuit.r1cs", "pot.ptau", "final.zkey"].map(example);
    const args = ["--no-install", "zkassay", "verify", ...files, "--quiet", "--json", "result.json"];
    const { code, stderr } = await run("npx", args, join(folder, "empty"));
    expect({ code, stderr: stderr.replace(/^npm warn.*\n/gm, "") }).toEqual({ code: 0, stderr: "" });
    const result = parseResult(await readFile(join(folder, "empty", "result.json"), "utf8"));
    expect(result.verdict.outcome).toBe("pass");
    // The kernel and the saved programs came along: nothing fell back.
    expect(result.engine).toMatch(/kernel/);
  });
});

describe("the Action's script", () => {
  async function released(
    change: (folder: string) => Promise<void>,
  ): Promise<Ran & { outputs: string; summary: string }> {
    const repository = await makeRepository();
    await change(repository.folder);
    const output = join(folder, "output");
    const summary = join(folder, "summary");
    for (const file of [output, summary]) await writeFile(file, "");
    const ran = await run(join(packageRoot, ".github", "release.sh"), [], repository.folder, {
      ZKASSAY: zkassay ?? "",
      CONFIG: "zkassay.config.json",
      FAIL_ON: "low",
      REPORTS: "reports",
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
    });
    const reports = join(repository.folder, "reports");
    for (const file of ["json", "html", "sarif", "xml", "intoto.json"])
      expect((await readFile(join(reports, `zkassay.${file}`), "utf8")).length, file).toBeGreaterThan(0);
    return { ...ran, outputs: await readFile(output, "utf8"), summary: await readFile(summary, "utf8") };
  }

  test("lets a clean release through", async ({ skip }) => {
    if (zkassay === null) skip("npm reaches no registry here");
    const { code, stdout, outputs, summary } = await released(async () => {});
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(outputs).toContain("outcome=pass\nsarif=reports/zkassay.sarif\n");
    expect(summary).toMatch(/^## ✅ zkassay: pass/);
  });

  test("stops a broken one, and says so beside the file", async ({ skip }) => {
    if (zkassay === null) skip("npm reaches no registry here");
    const { code, stdout, outputs, summary } = await released((repository) =>
      copyFile(join(repository, "build/squares.vkey.json"), join(repository, "build/product.vkey.json")),
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=build\/product\.vkey\.json/m);
    expect(outputs).toContain("outcome=fail\n");
    expect(summary).toMatch(/^## ❌ zkassay: fail/);
  });
});

describe("recipes", () => {
  test("use flags that there are", async () => {
    const { stdout: help } = await run(process.execPath, [main, "release", "--help"], folder);
    for (const recipe of [".github/release.sh", "examples/ci/gitlab.yml"]) {
      const text = await readFile(join(packageRoot, recipe), "utf8");
      const after = text.slice(text.search(/(?:"|0 )? release --config/));
      const flags = [...after.matchAll(/(?<=\s)--[a-z-]+/g)].map(([flag]) => flag);
      expect(flags.length, basename(recipe)).toBeGreaterThan(5);
      for (const flag of flags) expect(help, `${flag} in ${recipe}`).toContain(`${flag} `);
    }
  });

  test("name the version of this package", async () => {
    for (const recipe of ["action.yml", "examples/ci/gitlab.yml", "examples/ci/github.yml"])
      expect(await readFile(join(packageRoot, recipe), "utf8"), recipe).toContain(packed.version);
  });
});
