/** The commands for circuits, run as a user runs them. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parseResult } from "../../reports/json/index.js";
import { packageRoot } from "../fixtures/root.js";
import { folderWith } from "../properties/circuit/folder.js";

const folder = folderWith({});
const ticket = join("examples", "circuit", "ticket.circom");
const mended = join("examples", "circuit", "ticket-mended.circom");
const bindings = ["--bind", "in=prices", "index=seat", "out=price"];
const property = ["--property", "slices/item-at-index"];

function zkassay(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync("node", ["dist/cli/main.js", ...words], {
    cwd: packageRoot,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("zkassay circuit", () => {
  const saved = join(folder, "ticket.json");
  let first: ReturnType<typeof zkassay>;
  beforeAll(() => {
    first = zkassay("circuit", ticket, ...bindings, "--json", saved, "--html", join(folder, "ticket.html"));
  });

  test("finds the fault of the example, with file, line, inputs and a command", () => {
    expect(first.status).toBe(1);
    expect(first.stdout).toContain("the index 8 is not below 8");
    expect(first.stdout).toMatch(/where examples\/circuit\/ticket\.circom:6\b/);
    expect(first.stdout).toContain("seat = 8");
    const { checks, exhibits, inputs } = parseResult(readFileSync(saved, "utf8"));
    const failed = checks.filter(({ outcome }) => outcome === "fail");
    expect(failed).toMatchObject([
      { id: "slices/item-at-index", findings: [{ evidence: [{ file: ticket, line: 6 }] }] },
    ]);
    expect(failed[0]?.reproduce).toMatch(/ --seed \d+ --path program:[\d:]+$/);
    expect(exhibits.map(({ kind }) => kind)).toContain("histogram");
    expect(inputs.map(({ path }) => path)).toContain(ticket);
  });

  test("writes a page that draws what was reached", () => {
    const page = readFileSync(join(folder, "ticket.html"), "utf8");
    expect(page).toContain("Where the index points");
    expect(page).toMatch(/<svg class="strip"[^>]*aria-labelledby="histogram-\d+-title/);
  });

  test("replays the finding alone, on files that did not change", () => {
    const { status, stdout, stderr } = zkassay("replay", saved);
    expect(status).toBe(1);
    expect(stdout).toContain("the index 8 is not below 8");
    expect(stderr).toMatch(/--path program:/);
    const other = readFileSync(saved, "utf8").replace(/("path": "examples[^]*?"sha256": ")[0-9a-f]/, "$1x");
    const changed = join(folder, "changed.json");
    writeFileSync(
      changed,
      other.replace(/"x([0-9a-f]{63})"/, (_, rest: string) => `"${rest}0"`),
    );
    expect(zkassay("replay", changed)).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("changed since"),
    });
  });

  test.each([
    ["zkassay circuit a.circom --json /tmp/written", /more than judge/],
    ["zkassay market log --rpc http://localhost", /more than judge/],
    ["zkassay report x.json", /no command/],
    ["zkassay circuit $(touch /tmp/x)", /no command/],
    ["rm -rf /", /no command/],
  ])("does not replay %s", (command, said) => {
    const result = JSON.parse(readFileSync(saved, "utf8")) as { checks: { reproduce: string }[] };
    for (const check of result.checks) check.reproduce = command;
    const hostile = join(folder, "hostile.json");
    writeFileSync(hostile, JSON.stringify(result));
    const { status, stderr } = zkassay("replay", hostile);
    expect(status).toBe(3);
    expect(stderr).toMatch(said);
  });

  test("passes the mended form", () => {
    expect(zkassay("circuit", mended, ...bindings, ...property, "--quiet").status).toBe(0);
  });

  test("is no pass where the property asked for is not for the circuit", () => {
    const { status, stdout } = zkassay("circuit", ticket, ...property);
    expect(status).toBe(3);
    expect(stdout).toMatch(/^\? INCONCLUSIVE: No property was run/);
    expect(stdout).toContain("--bind");
  });

  test("lists what is for the circuit, and why the rest is not", () => {
    const { status, stdout } = zkassay("circuit", ticket, ...bindings, "--list");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^slices\/item-at-index +yes$/m);
    expect(stdout).toMatch(/^rsa\/modular-multiplication +no: /m);
  });

  test.each([
    [["circuit", "nowhere.circom"], 3, "cannot be read"],
    [["circuit", "nowhere.txt"], 3, "neither FILE.circom nor"],
    [["circuit", `${ticket}:Nope(1)`], 3, "does not compile"],
    [["circuit", ticket, "--bind", "nonsense=seat"], 3, "no property speaks of it"],
    [["circuit", ticket, "--set", "n"], 3, "name=value"],
    [["circuit", ticket, "--property", "no/such"], 3, "no property no/such"],
    [["circuit", ticket, "--path", "a:1"], 3, "--path repeats one input"],
    [["circuit", ticket, "--runs", "none"], 2, "a whole number from 1"],
  ])("%s ends with %i", (words, code, said) => {
    const { status, stderr } = zkassay(...words);
    expect([status, stderr]).toEqual([code, expect.stringContaining(said)]);
  });
});

describe("properties are explained like checks", () => {
  test("explain and list-checks", () => {
    const { status, stdout } = zkassay("explain", "slices/item-at-index");
    expect(status).toBe(0);
    expect(stdout).toContain("Signals, by name or by --bind\n  in: the array");
    expect(zkassay("list-checks").stdout).toMatch(/^slices\/item-at-index +high /m);
  });
});
