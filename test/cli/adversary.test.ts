/** What somebody would try who wants exit 0 without a reason for it, or no answer at all. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../fixtures/root.js";
import { zkassay, type Ran } from "../fixtures/shell.js";

let folder: string;
let honest: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zkassay-adversary-"));
  const text = await readFile(join(packageRoot, "examples", "market", "honest-zkpool.jsonl"), "utf8");
  honest = text.trimEnd().split("\n");
});
afterAll(() => rm(folder, { recursive: true }));

const market = (...args: readonly string[]): Promise<Ran> => zkassay(["market", ...args]);

async function file(name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, lines.map((line) => `${line}\n`).join(""));
  return path;
}

/** The log without its token logs: what the market holds cannot be known. */
const withoutTokens = (): readonly string[] =>
  honest
    .filter((line) => !line.includes('"type":"transfer"'))
    .map((line, i) => line.replace(/"seq":\d+/, `"seq":${i - 1}`));

describe("a log that says nothing", () => {
  test("of a header alone nothing is known: exit 3", async () => {
    const { code, stdout } = await market(await file("header.jsonl", honest.slice(0, 1)));
    expect(code).toBe(3);
    expect(stdout).toContain("Nothing was checked");
  });

  test("beside one that is well: exit 3, and it is named", async () => {
    const empty = await file("header.jsonl", honest.slice(0, 1));
    const { code, stdout } = await market(await file("well.jsonl", honest), empty);
    expect(code).toBe(3);
    expect(stdout).toContain("Nothing was checked of header.jsonl");
  });
});

test("two logs of one name: what does not apply to one excuses nothing of the other", async () => {
  const small = await file("a/log.jsonl", honest.slice(0, 2));
  const { code, stdout } = await market(small, await file("b/log.jsonl", withoutTokens()));
  expect(code).toBe(3);
  expect(stdout).toContain(join("b", "log.jsonl"));
});

test.each([
  ["lists", "[".repeat(400_000) + "]".repeat(400_000)],
  ["objects", `${'{"a":'.repeat(150_000)}1${"}".repeat(150_000)}`],
] as const)("a line of %s in one another: a finding with its line, and no crash", async (_, line) => {
  for (const lines of [[line], [...honest.slice(0, 1), line]]) {
    const { code, stdout } = await market(await file("deep.jsonl", lines));
    expect(code).toBe(1);
    expect(stdout).toContain("nested too deeply");
  }
});
