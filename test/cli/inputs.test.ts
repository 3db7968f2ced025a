/**
 * Every file that a command reads is an input of its report, with its digests: what is not listed was not looked at. Where
 * no report is written, no digest is made.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseResult } from "../../reports/index.js";
import { packageRoot } from "../fixtures/root.js";
import { zkassay } from "../fixtures/shell.js";

const folder = mkdtempSync(join(tmpdir(), "zkassay-inputs-"));
afterAll(() => rmSync(folder, { recursive: true }));

const example = (...path: readonly string[]): string => join(packageRoot, "examples", ...path);
const small = (name: string): string => example("small", name);
const [round, announcement] = [
  example("beacons", "round-default-1204000.json"),
  example("beacons", "clrfund.json"),
];
const pool = `0x${"aa".repeat(20)}`;

function file(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

const config = file("config.json", { schema: "zkassay-market-config/1", contract: pool });
const logs = file("logs.json", []);
const receipts = file("receipts.json", []);
const square = join(folder, "square.circom");
writeFileSync(
  square,
  "pragma circom 2.0.0; template Square() { signal input a; signal output b; b <== a * a; } component main = Square();",
);
const proven = (name: string): string => example("proven-market", name);

test.each([
  [
    "verify",
    [small("circuit.r1cs"), small("pot.ptau"), small("final.zkey"), small("verification_key.json")],
    ["--announcement", announcement, "--round", round],
  ],
  ["ptau", [small("pot.ptau")], []],
  ["beacon check", [small("final.zkey")], ["--announcement", announcement, "--round", round]],
  ["beacon verify-round", [round], []],
  [
    "market",
    [proven("honest.jsonl")],
    ["--vkey", proven("verification_key.json"), "--round", round, "--config", config],
  ],
  ["market", [], ["--logs", logs, "--receipts", receipts, "--profile", "zkpool", "--config", config]],
  ["release", [], ["--vkey", small("verification_key.json")]],
  ["circuit", [square], ["--runs", "1", "--time", "1", "--property", "uniqueness/outputs-determined"]],
] as const)("%s, row %#", async (command, files, flags) => {
  const { stdout, stderr } = await zkassay([...command.split(" "), ...files, ...flags, "--json", "-"]);
  const given = [...files, ...flags.filter((word) => word.startsWith("/"))];
  if (stdout === "") throw new Error(stderr);
  const { inputs } = parseResult(stdout);
  expect(inputs.map(({ path }) => resolve(path)).sort()).toEqual([...given].sort());
  for (const { path, sha256, blake2b512, bytes } of inputs) {
    const content = readFileSync(path);
    expect(bytes).toBe(content.length);
    expect(sha256).toBe(createHash("sha256").update(content).digest("hex"));
    expect(blake2b512).toBe(createHash("blake2b512").update(content).digest("hex"));
  }
});

/** What SHA-256 gave in the process, in its last line on stderr. */
const told =
  'import crypto from "node:crypto"; import { syncBuiltinESMExports } from "node:module"; ' +
  "const make = crypto.createHash; const given = []; crypto.createHash = (name, ...more) => { " +
  "const hash = make(name, ...more); const { digest } = hash; " +
  "hash.digest = (...as) => { const value = digest.apply(hash, as); if (name === 'sha256') given.push(value); return value; }; " +
  "return hash; }; syncBuiltinESMExports(); " +
  'process.on("exit", () => process.stderr.write("\\n" + JSON.stringify(given)));';

test.each([
  ["a summary", [], 0],
  ["nothing", ["--quiet"], 0],
  ["JSON", ["--json", "-"], 4],
  ["HTML", ["--html", join(folder, "report.html")], 4],
] as const)("the digests of the files are made for reports alone: %s", async (_, flags, count) => {
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(told)}"`,
  };
  const files = ["circuit.r1cs", "pot.ptau", "final.zkey", "verification_key.json"].map(small);
  const { code, stderr } = await zkassay(["verify", ...files, ...flags], { env });
  expect(code, stderr).toBe(0);
  const values = JSON.parse(stderr.slice(stderr.lastIndexOf("\n"))) as unknown[];
  const own = files.map((path) => createHash("sha256").update(readFileSync(path)).digest("hex"));
  expect(own.filter((digest) => values.includes(digest))).toHaveLength(count);
});
