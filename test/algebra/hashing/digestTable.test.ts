import { createHash } from "node:crypto";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  isLikely,
  latin1,
  parseTable,
  saveTable,
  tableOf,
  textsBehind,
  type TextList,
} from "../../../algebra/hashing/digestTable.js";
import { builtFile } from "../../../algebra/packageFiles.js";

const sha256 = (text: string): Uint8Array => createHash("sha256").update(text).digest();
const listed = Array.from({ length: 3000 }, (_, i) => `text ${i}`);

/** A list with a table of its own, and how often it was gone through. */
function listOf(table: string): TextList & { walks: number } {
  const list = {
    table: `build/${table}.bin`,
    walks: 0,
    each(visit: (text: string) => void): void {
      list.walks += 1;
      listed.forEach(visit);
    },
  };
  return list;
}

const list = listOf(`digests-${process.pid}`);
const file = builtFile(list.table);
afterEach(() => {
  rmSync(file, { force: true });
  list.walks = 0;
});

describe("with and without a saved table", () => {
  it.each([false, true])("the texts of what is listed, and nothing else: %s", (saved) => {
    if (saved) saveTable(list);
    expect(existsSync(file)).toBe(saved);
    const digests = ["text 0", "unlisted", "text 2999", ""].map(sha256);
    const texts = textsBehind(digests, list);
    expect(new Map(texts)).toEqual(
      new Map(["text 0", "text 2999"].map((text) => [latin1(sha256(text)), text])),
    );
  });

  it("spares the list where no digest begins as one of it does", () => {
    saveTable(list);
    list.walks = 0;
    expect(textsBehind([sha256("unlisted")], list).size).toBe(0);
    expect(list.walks).toBe(0);
    expect(textsBehind([], list).size).toBe(0);
    expect(list.walks).toBe(0);
  });

  it("hashes the list for a digest that only begins as one of it does", () => {
    saveTable(list);
    list.walks = 0;
    const near = sha256("text 7");
    near[31] = (near[31] ?? 0) ^ 1;
    expect(textsBehind([near], list).size).toBe(0);
    expect(list.walks).toBe(1);
  });
});

it("has every text of its list, alone in its place or not", () => {
  const table = parseTable(tableOf(list));
  if (table === null) throw new Error("no table");
  expect(listed.filter((text) => !isLikely(table, sha256(text)))).toEqual([]);
  // 3000 of 2²⁸: of 20,000 others a hit is not to be expected.
  const others = Array.from({ length: 20_000 }, (_, i) => sha256(`other ${i}`));
  expect(others.filter((digest) => isLikely(table, digest)).length).toBeLessThan(3);
});

describe("a damaged table is a fault, not an answer", () => {
  const whole = tableOf(list);
  it.each([
    ["empty", new Uint8Array()],
    ["cut in its counts", whole.subarray(0, 5000)],
    ["cut by a digest", whole.subarray(0, -2)],
    ["cut by a byte", whole.subarray(0, -1)],
    ["longer", Buffer.concat([whole, Buffer.alloc(2)])],
    ["with another count", whole.with(0, (whole[0] ?? 0) + 1)],
  ])("%s", (_, bytes) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    expect(() => textsBehind([sha256("text 0")], list)).toThrow("is damaged");
  });
});
