/** zkassay market, as a shell sees it: outputs and exit codes. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseResult } from "../../reports/index.js";
import { packageRoot } from "../fixtures/root.js";
import { zkassay, type Ran } from "../fixtures/shell.js";
import { evmLogs, TRANSFER } from "../fixtures/evmLogs.js";

const example = (name: string): string => join(packageRoot, "examples", "market", name);
let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "zkassay-market-"))));
afterAll(() => rm(folder, { recursive: true }));

const market = (...args: readonly string[]): Promise<Ran> => zkassay(["market", ...args]);

async function file(name: string, value: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof value === "string" ? value : JSON.stringify(value));
  return path;
}

test("honest markets: exit 0, each under its own name, with what was not looked at", async () => {
  const { code, stdout } = await market(
    example("honest-zkpool.jsonl"),
    example("honest-brevis.jsonl"),
    "--json",
    "-",
  );
  expect(code).toBe(0);
  const result = parseResult(stdout);
  expect(result.verdict.outcome).toBe("pass");
  // Nobody but the two logs says what they are judged by.
  for (const profile of ["zkpool", "brevis"]) {
    expect(result.verdict.summary).toContain(
      `honest-${profile}.jsonl was judged by the rules that it names itself (${profile}): --profile says which market it is.`,
    );
  }
  expect(new Set(result.checks.map(({ subject }) => subject))).toEqual(
    new Set(["honest-zkpool.jsonl", "honest-brevis.jsonl"]),
  );
  const stuck = result.checks.find(({ id }) => id === "market/no-stuck");
  expect(stuck).toMatchObject({
    outcome: "not evaluated",
    reason: expect.stringContaining("needs the contract"),
  });
  expect(result.exhibits.map(({ kind }) => kind)).toContain("ladder");
});

test("a market that its reader names: the verdict has nothing to add", async () => {
  const { code, stdout } = await market(example("honest-zkpool.jsonl"), "--profile", "zkpool", "--json", "-");
  expect(code).toBe(0);
  expect(parseResult(stdout).verdict.summary).not.toContain("names itself");
});

test("a broken market: exit 1, findings with line and bytes, drawings of the broken tasks", async () => {
  const page = join(folder, "report.html");
  const { code, stdout } = await market(example("faulty-zkpool.jsonl"), "--json", "-", "--html", page);
  expect(code).toBe(1);
  const { checks, exhibits } = parseResult(stdout);
  const finding = checks.find(({ id }) => id === "market/per-task")?.findings[0];
  const [where] = finding?.evidence ?? [];
  const text = await readFile(example("faulty-zkpool.jsonl"));
  const line = text.subarray(where?.bytes?.start, where?.bytes?.end).toString();
  expect(JSON.parse(line)).toMatchObject({ type: "release", seq: where?.index });
  expect(text.toString().split("\n")[(where?.line ?? 0) - 1]).toBe(line);
  expect(exhibits.filter(({ kind }) => kind === "ladder")).toHaveLength(8);
  expect(await readFile(page, "utf8")).toContain("What became of task");
});

test("one check alone, as its finding says", async () => {
  const { code, stdout } = await market(
    example("faulty-roller.jsonl"),
    "--only",
    "market/batch",
    "--json",
    "-",
  );
  expect(code).toBe(1);
  const made = parseResult(stdout).checks.filter(({ outcome }) => outcome !== "not evaluated");
  expect(made.map(({ id }) => id)).toEqual(["market/log", "market/batch"]);
});

describe("what cannot be audited", () => {
  test("a line that is no event: exit 1, and nothing passes", async () => {
    const broken = await file(
      "broken.jsonl",
      `${(await readFile(example("honest-zkpool.jsonl"), "utf8")).slice(0, 9000)}`,
    );
    const { code, stdout } = await market(broken, "--json", "-");
    expect(code).toBe(1);
    expect(parseResult(stdout).verdict.counts.pass).toBe(0);
  });

  test.each([
    ["no file", () => Promise.resolve([join(folder, "nowhere.jsonl")]), /cannot be opened/],
    ["nothing", () => Promise.resolve([]), /give the log of a market/],
    [
      "a configuration that is none",
      async () => [example("honest-zkpool.jsonl"), "--config", await file("c.json", {})],
      /c\.json/,
    ],
    [
      "EVM logs without a configuration",
      async () => ["--logs", await file("l.json", []), "--profile", "zkpool"],
      /needs --config/,
    ],
    [
      "receipts beside events, which have what was reverted in them",
      async () => [example("honest-zkpool.jsonl"), "--receipts", await file("r.json", [])],
      /--receipts and --events are for --logs/,
    ],
    [
      "receipts that are none",
      async () => {
        const config = { schema: "zkassay-market-config/1", contract: `0x${"aa".repeat(20)}` };
        const receipts = await file("r.json", [{ status: "0x0" }]);
        const logs = ["--logs", await file("l.json", []), "--profile", "zkpool"];
        return [...logs, "--config", await file("cc.json", config), "--receipts", receipts];
      },
      /r\.json.*receipts of transactions/,
    ],
    [
      "a profile whose logs nobody decodes",
      async () => ["--logs", await file("l.json", []), "--profile", "roller", "--config", "c"],
      /--profile/,
    ],
  ] as const)("%s: exit 3, with what to do", async (_, args, message) => {
    const { code, stderr } = await market(...(await args()));
    expect(code).toBe(3);
    expect(stderr).toMatch(message);
  });
});

test("EVM logs: decoded, written, audited", async () => {
  const pool = `0x${"aa".repeat(20)}`;
  const other = `0x${"bb".repeat(20)}`;
  const logs = await file(
    "logs.json",
    evmLogs([
      {
        t: 1_700_000_000,
        logs: [{ from: pool, event: TRANSFER, args: { from: pool, to: other, value: 1n } }],
      },
    ]),
  );
  const config = await file("config.json", {
    schema: "zkassay-market-config/1",
    contract: pool,
    assets: { B: { erc20: other, decimals: 18 } },
  });
  const events = join(folder, "decoded.jsonl");
  const { code, stdout } = await market(
    "--logs",
    logs,
    "--profile",
    "zkpool",
    "--config",
    config,
    "--events",
    events,
    "--json",
    "-",
  );
  expect(code).toBe(1);
  const failed = parseResult(stdout).checks.filter(({ outcome }) => outcome === "fail");
  expect(failed.map(({ id }) => id)).toEqual(["market/events"]);
  const again = await market(events);
  expect(again.code).toBe(1);
});
