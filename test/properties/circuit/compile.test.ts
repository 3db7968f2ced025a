import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  compile,
  CompileError,
  parseTarget,
  TargetError,
  type Compiled,
} from "../../../properties/circuit/index.js";
import { packageRoot } from "../../fixtures/root.js";
import { folderWith } from "./folder.js";

const square = `pragma circom 2.0.0;
include "half.circom";
template Square() { signal input x; signal output y; component h = Half(); h.x <== x; y <== x * x; }
component main = Square();
`;
const half = `pragma circom 2.0.0;
template Half() { signal input x; signal output y; y <-- x / 2; y * 2 === x; }
`;

const circomlib = join(packageRoot, "node_modules", "circomlib", "circuits");

/** Errors of a file that is made for the test. */
async function refusal(text: string, options: Parameters<typeof compile>[1] = {}): Promise<CompileError> {
  const file = join(folderWith({ "c.circom": text }), "c.circom");
  const error: unknown = await compile({ kind: "main", file }, { cache: null, ...options }).catch(
    (e: unknown) => e,
  );
  if (!(error instanceof CompileError)) throw new Error(`not refused: ${String(error)}`);
  return error;
}

describe("the cache", () => {
  const folder = folderWith({ "square.circom": square, "half.circom": half, "cache/.keep": "" });
  const target = parseTarget(join(folder, "square.circom"));
  const cache = join(folder, "cache");
  let first: Compiled;
  beforeAll(async () => {
    first = await compile(target, { cache });
  });

  test("gives the same bytes without compiling again", async () => {
    expect(first.recalled).toBe(false);
    const again = await compile(target, { cache });
    expect(again.recalled).toBe(true);
    expect(again).toMatchObject({ r1cs: { sha256: first.r1cs.sha256 }, wasm: { sha256: first.wasm.sha256 } });
    expect(again.sources).toEqual(first.sources);
    expect(readdirSync(folder)).toEqual(["cache", "half.circom", "square.circom"]);
  });

  test("keeps levels apart", async () => {
    const simplified = await compile(target, { cache, level: "O2" });
    expect(simplified.recalled).toBe(false);
    expect(simplified.r1cs.sha256).not.toBe(first.r1cs.sha256);
  });

  test("sees that an included file changed", async () => {
    writeFileSync(join(folder, "half.circom"), half.replaceAll("2;", "4;").replaceAll("* 2", "* 4"));
    const changed = await compile(target, { cache });
    expect(changed.recalled).toBe(false);
    expect(changed.r1cs.sha256).not.toBe(first.r1cs.sha256);
    writeFileSync(join(folder, "half.circom"), half);
  });

  test("sees that a file appeared where the compiler looked first", async () => {
    const library = folderWith({ "lib/other.circom": half, "lib/node_modules/.keep": "" });
    const file = join(folderWith({ "a/main.circom": square.replace("half", "other") }), "a", "main.circom");
    const looked = parseTarget(file, [join(library, "lib")]);
    expect((await compile(looked, { cache })).recalled).toBe(false);
    expect((await compile(looked, { cache })).recalled).toBe(true);
    writeFileSync(join(file, "..", "other.circom"), half);
    expect((await compile(looked, { cache })).recalled).toBe(false);
  });

  test("does not believe products that were changed", async () => {
    await compile(target, { cache });
    for (const entry of readdirSync(cache)) {
      const wasm = join(cache, entry, "wasm");
      if (existsSync(wasm)) writeFileSync(wasm, "not a program");
    }
    expect((await compile(target, { cache })).recalled).toBe(false);
  });
});

describe("what the compiler is given", () => {
  test("npm packages are found above the file, also behind a link", async () => {
    const folder = folderWith({
      "app/c.circom": `pragma circom 2.0.0;\ninclude "circomlib/circuits/bitify.circom";\ncomponent main = Num2Bits(4);\n`,
    });
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(packageRoot, "node_modules", "circomlib"), join(folder, "node_modules", "circomlib"));
    const { sources } = await compile(parseTarget(join(folder, "app", "c.circom")), { cache: null });
    expect(sources.map(({ path }) => path)).toContain(join(circomlib, "bitify.circom"));
  });

  test("a template of a file that has a main component of its own, in a folder with spaces", async () => {
    const folder = folderWith({ "my circuits/square.circom": square, "my circuits/half.circom": half });
    const target = parseTarget(`${join(folder, "my circuits", "square.circom")}:Square()`);
    const { sources } = await compile(target, { cache: null });
    expect(sources.map(({ path }) => path).sort()).toEqual([
      join(folder, "my circuits", "half.circom"),
      join(folder, "my circuits", "square.circom"),
    ]);
  });

  test("another version than the installed one is refused, and said", async () => {
    const target = parseTarget(`${join(circomlib, "bitify.circom")}:Num2Bits(3)`);
    await expect(compile(target, { version: "2.1.5" })).rejects.toThrow(
      /circom 2\.1\.5 was asked for.*2\.2\.3/,
    );
    expect((await compile(target, { version: "2.2.3" })).compiler.version).toBe("2.2.3");
  });

  test("what is no file, and what cannot be a name", async () => {
    await expect(compile({ kind: "main", file: "/nowhere/c.circom" })).rejects.toThrow(TargetError);
    await expect(compile({ kind: "main", file: circomlib })).rejects.toThrow(/is no regular file/);
    const template = { kind: "template", file: join(circomlib, "bitify.circom"), arguments: [] } as const;
    await expect(compile({ ...template, template: "A(); } template B" })).rejects.toThrow(TargetError);
  });
});

describe("hostile sources end in an error with a place", () => {
  const wrap = (body: string, main = "A()"): string =>
    `pragma circom 2.0.0;\n${body}\ncomponent main = ${main};\n`;
  const plain = "template A() { signal input a; signal output b; b <== a; }";

  test("an undeclared name", async () => {
    const error = await refusal(wrap("template A() {\n signal input a; signal output b;\n b <== c;\n}"));
    expect(error).toMatchObject({ line: 4 });
    expect(error.message).toMatch(/c\.circom:4: circom says: Undeclared symbol \(T2021\)/);
  });

  test("an include that climbs to a file that is no circuit", async () => {
    const climbing = `include "${"../".repeat(12)}etc/passwd";\n${plain}`;
    expect((await refusal(wrap(climbing))).message).toMatch(/circom says/);
  });

  test.each(["/dev/zero", "/dev/stdin", "/tmp"])("an include of %s", async (path) => {
    expect((await refusal(wrap(`include "${path}";\n${plain}`))).message).toMatch(/circom says/);
  });

  test("includes that go in a circle are read once", async () => {
    const folder = folderWith({
      "a.circom": wrap(`include "b.circom";\n${plain}`),
      "b.circom": `pragma circom 2.0.0;\ninclude "b.circom";\n`,
    });
    const { sources } = await compile(parseTarget(join(folder, "a.circom")), { cache: null });
    expect(sources).toHaveLength(2);
  });

  test("more signals than memory", async () => {
    const many =
      "template A(n) { signal input a; signal output b[n]; for (var i = 0; i < n; i++) b[i] <== a * i; }";
    const error = await refusal(wrap(many, "A(100000000)"), { memoryBytes: 2 ** 28 });
    expect(error.message).toMatch(/needs more memory than it is given/);
  });

  test("a template in itself", async () => {
    const nested = "template A(n) { signal input a; component c = A(n + 1); c.a <== a; }";
    expect((await refusal(wrap(nested, "A(1)"))).message).toMatch(/nested too deeply/);
  });

  test("a loop without end", async () => {
    const endless =
      "template A() { signal input a; signal output b; var i = 0; while (1 == 1) { i = i + 1; } b <== a; }";
    expect((await refusal(wrap(endless), { seconds: 3 })).message).toMatch(/stopped after 3 s/);
  });

  test("bytes that are no text", async () => {
    expect((await refusal("\u0000\u0001")).message).toMatch(/circom says/);
  });
});
