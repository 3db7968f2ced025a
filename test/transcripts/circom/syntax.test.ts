import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseCircom } from "../../../transcripts/circom/syntax.js";
import { MalformedError } from "../../../transcripts/malformed.js";
import { packageRoot } from "../../fixtures/root.js";

/** All circom files under a folder of the repository. */
function circomFiles(folder: string): string[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".circom"))
    .map((name) => join(packageRoot, folder, name));
}

test.for([
  "test/corpus",
  "node_modules/circomlib",
  "node_modules/@zk-email/circuits",
  "node_modules/zk-email-circuits-1.1.2",
])("every file in %s is read", (folder) => {
  const files = circomFiles(folder);
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) expect(() => parseCircom(readFileSync(file, "utf8"), file), file).not.toThrow();
});

describe("what is read", () => {
  const text = [
    "pragma circom 2.1.6;",
    "/// @input a the left side; assumes a number",
    "template parallel T(n, m) {",
    "  signal input {binary} a[n][m], b;",
    "  signal output c <== a[0][1] * (b - 1) ** 2;",
    "  component x = IsZero(); // named",
    "  b ==> x.in;",
    "  for (var i = 0; i < n; i++) { c === x.out ? 1 : -1; }",
    "  (_, signal_2) <== Two(n)(p <== a[0][0], q <== b);",
    "}",
    "bus P() { signal x; }",
    'template U() { input P() p; P() output q; q.x <== p.x; log("x", p.x); }',
    "component main {public [b]} = T(2, 3);",
  ].join("\n");
  const tree = parseCircom(text, "t.circom");
  const [t] = tree.definitions;

  test("definitions with parameters, lines and the comment above", () => {
    expect(tree.definitions.map(({ kind, name, line }) => [kind, name, line])).toEqual([
      ["template", "T", 3],
      ["bus", "P", 11],
      ["template", "U", 12],
    ]);
    expect(t).toMatchObject({ parameters: ["n", "m"], comment: "@input a the left side; assumes a number" });
    expect(tree.main).toMatchObject({ line: 13, value: { kind: "call", name: "T" } });
  });

  test("arrows are turned to one direction", () => {
    const turned = t?.body.find((one) => one.kind === "assign" && one.line === 7);
    expect(turned).toMatchObject({
      operator: "<==",
      to: { kind: "member", member: "in" },
      value: { name: "b" },
    });
  });

  test("precedence: a * (b - 1) ** 2 is a product", () => {
    const product = t?.body.find((one) => one.kind === "assign" && one.line === 5);
    expect(product).toMatchObject({ value: { operator: "*", parts: [{}, { operator: "**" }] } });
  });

  test("components without names keep the names of their inputs", () => {
    const anonymous = t?.body.find((one) => one.kind === "assign" && one.line === 9);
    expect(anonymous).toMatchObject({ value: { kind: "anonymous", inputs: [{ port: "p" }, { port: "q" }] } });
  });
});

test.for([
  ["a character of no language", "template T() { signal € a; }", "line 1"],
  ["an open block", "template T() {\n signal a;\n", "line 3"],
  ["an open comment", "/* never closed", "line 1"],
  ["no semicolon", "template T() {\n signal a\n}", "line 3"],
  ["a pragma without an end", "pragma circom 2.0.0", "line 1"],
  ["text after a definition", "template T() {} nonsense", "line 1"],
])("%s is refused with its line", ([, text = "", line]) => {
  expect(() => parseCircom(text, "t.circom")).toThrow(MalformedError);
  expect(() => parseCircom(text, "t.circom")).toThrow(line);
});

test("nesting that would exhaust the stack is refused", () => {
  for (const deep of ["(".repeat(50_000), "-".repeat(50_000), "{".repeat(50_000), "[".repeat(50_000)])
    expect(() => parseCircom(`template T() { var a; a = ${deep}`, "t.circom")).toThrow(MalformedError);
});
