import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cacheFolder, packageRoot } from "../fixtures/root.js";

/** Runs test files in a runner of their own; returns its exit code and the last line that it wrote. */
function runTests(files: Readonly<Record<string, string>>): {
  status: number | null;
  line: string | undefined;
} {
  // Below node_modules/.cache, so that the planted files find vitest.
  mkdirSync(cacheFolder, { recursive: true });
  const folder = mkdtempSync(join(cacheFolder, "draft-tally-"));
  try {
    for (const [name, body] of Object.entries(files)) {
      writeFileSync(join(folder, name), `import { beforeAll, expect, test } from "vitest";\n${body}\n`);
    }
    const reporters = JSON.stringify(["default", join(packageRoot, "test/fixtures/tally.ts")]);
    const config = `export default { test: { include: ["*.test.ts"], exclude: [], reporters: ${reporters} } };`;
    writeFileSync(join(folder, "vitest.config.mjs"), config);
    const vitest = join(packageRoot, "node_modules/vitest/vitest.mjs");
    const { status, stdout } = spawnSync(process.execPath, [vitest, "run"], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, line: stdout.trimEnd().split("\n").at(-1) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const good = `test("good", () => expect(1).toBe(1));`;

test("a good run", () => {
  expect(runTests({ "a.test.ts": good })).toEqual({ status: 0, line: "1 passed, 0 failed" });
});

test("a failed test, a file that does not load and a hook that throws are failures", () => {
  const { status, line } = runTests({
    "bad.test.ts": `${good} test("bad", () => expect(1).toBe(2)); test.skip("later", () => {});`,
    "broken.test.ts": `throw new Error("not loaded");`,
    "hook.test.ts": `beforeAll(() => { throw new Error("no ground"); }); ${good}`,
  });
  expect(status).not.toBe(0);
  expect(line).toMatch(/^1 passed, 3 failed, [12] skipped$/);
});
