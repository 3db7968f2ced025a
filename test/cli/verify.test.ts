/** zkassay verify, ptau, report, explain and list-checks, as a shell sees them: codes, streams, untrusted text. */
import { spawn } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { registry } from "../../checks/registry.js";
import { parseResult } from "../../reports/index.js";
import { base, withUnprepared, type Base } from "../checks/fixtures/bases.js";
import { main, zkassay as runZkassay, type Ran } from "../fixtures/shell.js";
import { appendBytes, editSection, tamper } from "../fixtures/tamper.js";

const QUICK = ["--threads", "1", "--no-kernel"];
let folder: string;
let files: Base;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zkassay-cli-"));
  files = await base();
});
afterAll(() => rm(folder, { recursive: true }));

const zkassay = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ran> =>
  runZkassay(args, { cwd: folder, env: { ...process.env, ...environment } });

describe("exit codes", () => {
  test("0: all held; and the summary is on stdout", async () => {
    const { code, stdout, stderr } = await zkassay([
      "verify",
      files.r1cs,
      files.ptau,
      files.key.final,
      ...QUICK,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("PASS");
  });

  test("0: what another file would decide is in the verdict's own words", async () => {
    const [, ptau = ""] = (await withUnprepared()).files;
    const given = ["verify", files.r1cs, ptau, files.key.final, ...QUICK, "--json", "-"];
    const { code, stdout } = await zkassay(given);
    expect(code).toBe(0);
    expect(parseResult(stdout).verdict.summary).toMatch(
      /hold\. Left open is zkey\/circuit-hash: .*--previous\.$/,
    );
  });

  test("1: a finding; the formats never change the code", async () => {
    const initial = [files.r1cs, files.ptau, files.key.initial];
    const plain = await zkassay(["verify", ...initial, ...QUICK]);
    const html = join(folder, "report.html");
    const written = await zkassay(["verify", ...initial, ...QUICK, "--quiet", "--json", "-", "--html", html]);
    expect([plain.code, written.code]).toEqual([1, 1]);
    expect(parseResult(written.stdout).verdict.outcome).toBe("fail");
    expect(await readFile(html, "utf8")).toContain("<!doctype html>");
  });

  test("1: a key that cannot be read, whatever --fail-on is", async () => {
    const cut = await tamper(
      files.key.final,
      editSection(9, (bytes) => bytes.subarray(1)),
    );
    const { code } = await zkassay([
      "verify",
      files.r1cs,
      files.ptau,
      cut,
      ...QUICK,
      "--fail-on",
      "critical",
    ]);
    expect(code).toBe(1);
  });

  test("1: a verification key whose e(alpha, beta) is another value, in one digit or as a whole", async () => {
    const text = await readFile(files.key.verificationKey, "utf8");
    const key = JSON.parse(text) as { vk_alphabeta_12: string[][][] };
    const one = structuredClone(key);
    const [[row = []] = []] = one.vk_alphabeta_12;
    row[0] = `${row[0]?.slice(0, -1)}${(Number(row[0]?.at(-1)) + 1) % 10}`;
    const turned = { ...key, vk_alphabeta_12: key.vk_alphabeta_12.toReversed() };
    const given = [
      "verify",
      files.r1cs,
      files.ptau,
      files.key.final,
      ...QUICK,
      "--trust-ptau",
      "--quiet",
      "--json",
      "-",
    ];
    const ids = ["vkey/matches", "verification-key/alpha-beta"];
    for (const [value, code, outcomes] of [
      [key, 0, ["pass", "pass"]],
      [one, 1, ["pass", "fail"]],
      [turned, 1, ["pass", "fail"]],
    ] as const) {
      const vkey = join(folder, "vkey.json");
      await writeFile(vkey, JSON.stringify(value));
      const ran = await zkassay([...given, "--vkey", vkey]);
      expect(ran.code, ran.stderr).toBe(code);
      const { checks } = parseResult(ran.stdout);
      expect(ids.map((id) => checks.find((check) => check.id === id)?.outcome)).toEqual(outcomes);
    }
  });

  test("0: a finding below --fail-on", async () => {
    const trailing = await tamper(files.key.final, appendBytes(Uint8Array.of(0)));
    const all = ["verify", files.r1cs, files.ptau, trailing, ...QUICK];
    expect((await zkassay(all)).code).toBe(1);
    expect((await zkassay([...all, "--fail-on", "high"])).code).toBe(0);
  });

  test("3: a finding below --fail-on, and necessary evidence missing", async () => {
    const trailing = await tamper(files.key.final, appendBytes(Uint8Array.of(0)));
    expect((await zkassay(["verify", trailing, ...QUICK, "--fail-on", "high"])).code).toBe(3);
  });

  test.each([
    ["a file that is not there", ["verify", "nowhere.zkey"]],
    ["a folder", ["ptau", "."]],
    ["no ptau", ["verify"]],
  ])("3 or 2: %s", async (_, args) => {
    const { code, stdout, stderr } = await zkassay(args);
    expect(args.length === 1 ? code === 2 : code === 3).toBe(true);
    expect(stdout).toBe("");
    expect(stderr).not.toBe("");
  });

  test("3: necessary evidence missing", async () => {
    expect((await zkassay(["verify", files.key.final, ...QUICK])).code).toBe(3);
  });

  test.each([
    ["an unknown command", ["verfy"], "verify"],
    ["an unknown flag", ["verify", "a.zkey", "--sed", "00"], "--seed"],
    ["a bad seed", ["verify", "a.zkey", "--seed", "xyz"], "64 hexadecimal digits"],
    ["a bad engine", ["verify", "a.zkey", "--engine", "slow"], "fast, reference"],
    ["a bad severity", ["verify", "a.zkey", "--fail-on", "mild"], "critical"],
    ["no threads", ["verify", "a.zkey", "--threads", "0"], "1 to 99"],
  ])("2: %s, with a suggestion", async (_, args, hint) => {
    const { code, stdout, stderr } = await zkassay(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(hint);
  });

  test("3: a report that cannot be written", async () => {
    const target = join(folder, "no", "such", "folder", "report.html");
    const { code, stderr } = await zkassay(["ptau", files.ptau, ...QUICK, "--html", target]);
    expect(code).toBe(3);
    expect(stderr).toContain("cannot be written");
  });

  test("4: a fault of ours says nothing about the files", async () => {
    const planted =
      'import crypto from "node:crypto"; import { syncBuiltinESMExports } from "node:module"; ' +
      'crypto.createCipheriv = () => { throw new TypeError("planted"); }; syncBuiltinESMExports();';
    const environment = { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(planted)}"` };
    const { code, stderr } = await zkassay(["ptau", files.ptau, ...QUICK], environment);
    expect(code, stderr).toBe(4);
    expect(stderr).toContain("nothing is said about the files");
    expect(stderr).toContain("planted");
    // Places in the sources, not in what the build made of them.
    expect(stderr).toMatch(/\(algebra\/[a-zA-Z/]+\.ts:\d+:\d+\)$/m);
  });

  test("1: a finding, though nobody reads on", async () => {
    const html = join(folder, "unread.html");
    const child = spawn(
      process.execPath,
      [main, "verify", files.r1cs, files.ptau, files.key.initial, ...QUICK, "--json", "-", "--html", html],
      { stdio: ["ignore", "pipe", "ignore"] },
    );
    child.stdout.destroy();
    const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
    expect(code).toBe(1);
  });
});

describe("results", () => {
  test("a saved result renders again with the same code", async () => {
    const saved = join(folder, "result.json");
    const run = await zkassay([
      "verify",
      files.r1cs,
      files.ptau,
      files.key.initial,
      ...QUICK,
      "--quiet",
      "--json",
      saved,
    ]);
    const again = await zkassay(["report", saved]);
    expect([run.code, again.code]).toEqual([1, 1]);
    expect(again.stdout).toContain("zkey/contributions-present");
    await writeFile(saved, "{}");
    expect((await zkassay(["report", saved])).code).toBe(3);
  });

  test("the reproduce line of a finding shows it again", async () => {
    const first = await zkassay([
      "verify",
      files.r1cs,
      files.ptau,
      files.key.initial,
      ...QUICK,
      "--json",
      "-",
    ]);
    const failed = parseResult(first.stdout).checks.find(({ outcome }) => outcome === "fail");
    const words = (failed?.reproduce ?? "").split(" ");
    expect(words[0]).toBe("zkassay");
    const again = await zkassay([...words.slice(1), "--json", "-"]);
    expect(again.code).toBe(1);
    const same = parseResult(again.stdout).checks.find(({ id }) => id === failed?.id);
    expect(same?.findings).toEqual(failed?.findings);
  });

  test("--engine reference says the same", async () => {
    const args = [
      "verify",
      files.r1cs,
      files.ptau,
      files.key.final,
      "--trust-ptau",
      "--only",
      "zkey/knowledge",
    ];
    expect((await zkassay([...args, "--engine", "reference"])).code).toBe(0);
  });

  test("list-checks and explain know every check", async () => {
    const { stdout, code } = await zkassay(["list-checks"]);
    expect(code).toBe(0);
    expect(registry.filter(({ id }) => !stdout.includes(id))).toEqual([]);
    const explained = await zkassay(["explain", "zkey/query-h"]);
    expect(explained.code).toBe(0);
    expect(explained.stdout).toContain("If it fails");
    expect((await zkassay(["explain", "zkey/nothing"])).code).toBe(3);
  });
});

/** Whatever a terminal would obey: escapes, bells, C1 controls, carriage returns. */
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

describe("untrusted text", () => {
  const NAME = "x\u001b]0;owned\u0007\r\nPASS <img>";

  test("names of contributions do not reach a terminal as they are", async () => {
    const named = await tamper(
      files.key.final,
      editSection(10, (bytes) => {
        const tail = 68 + 384;
        const length = bytes.readUInt32LE(tail + 4);
        const name = Buffer.from(NAME, "utf8");
        const parameters = Buffer.concat([Buffer.from([1, name.length]), name]);
        const head = Buffer.from(bytes.subarray(0, tail + 8));
        head.writeUInt32LE(parameters.length, tail + 4);
        return Buffer.concat([head, parameters, bytes.subarray(tail + 8 + length)]);
      }),
    );
    const html = join(folder, "named.html");
    const { code, stdout, stderr } = await zkassay([
      "verify",
      files.r1cs,
      files.ptau,
      named,
      ...QUICK,
      "--html",
      html,
    ]);
    const plain = await zkassay(["verify", files.r1cs, files.ptau, named, ...QUICK]);
    expect([code, plain.code]).toEqual([0, 0]);
    expect(stdout + stderr + plain.stdout).not.toMatch(CONTROLS);
    expect(await readFile(html, "utf8")).not.toContain("<img>");
  });

  test("names of files do not either", async () => {
    const evil = join(folder, "a\u001b[2J\r.zkey");
    await copyFile(files.key.initial, evil);
    const found = await zkassay(["verify", evil, ...QUICK]);
    expect(found.stdout + found.stderr).not.toMatch(CONTROLS);
    const missing = await zkassay(["verify", join(folder, "b\u001b[2J\r.zkey"), ...QUICK]);
    expect(missing.code).toBe(3);
    expect(missing.stdout + missing.stderr).not.toMatch(CONTROLS);
  });

  test("no colour where stdout is no terminal, nor with NO_COLOR", async () => {
    for (const environment of [{}, { NO_COLOR: "1" }]) {
      const { stdout } = await zkassay(["verify", files.key.initial, ...QUICK], environment);
      expect(stdout).not.toMatch(CONTROLS);
    }
  });
});
