/** What cannot be read, what is out of order, what is missing: never a pass. */
import { expect, test } from "vitest";
import { auditText, jsonLines } from "./audit.js";

const header = {
  kind: "header",
  v: 1,
  profile: "zkpool",
  contract: "0xpool",
  assets: { B: { decimals: 18 } },
};
/** Where the second line begins. */
const second = jsonLines([header]).length;
const set = (seq: number, more: object = {}) => ({
  seq,
  t: 100 + seq,
  blk: seq,
  tx: `0x${seq}`,
  type: "param.set",
  name: "p",
  new: "1",
  ...more,
});

test("an ordinary log", async () => {
  const audited = await auditText(jsonLines([header, set(0), set(1), set(2)]));
  expect(audited.of("market/log").outcome).toBe("pass");
  expect(audited.of("market/sequence").outcome).toBe("pass");
  expect(audited.said).toEqual([]);
});

test.each([
  ["a position twice", [set(0), set(1), set(1)], ["market/sequence: 1"]],
  ["a position that goes back", [set(0), set(1), set(2), set(1, { tx: "0xa" })], ["market/sequence: 1"]],
  ["time that goes back", [set(0), set(1, { t: 5 }), set(2)], ["market/sequence: 1"]],
  ["blocks that go back", [set(0), set(1), set(2, { blk: 0 })], ["market/sequence: 2"]],
  ["a block of two times", [set(0), set(1), set(2, { blk: 1 })], ["market/sequence: 2"]],
  [
    "a block of two times, with a line between that names none",
    [set(0), set(1), set(2, { blk: undefined }), set(3, { blk: 1 })],
    ["market/sequence: 3"],
  ],
  [
    "blocks that go back, with a line between that names none",
    [set(0), set(1), set(2, { blk: undefined }), set(3, { blk: 0 })],
    ["market/sequence: 3"],
  ],
  ["a transaction in two places", [set(0), set(1), set(2, { tx: "0x0" })], ["market/sequence: 2"]],
  ["a transaction at two times", [set(0), set(1, { tx: "0x0" })], ["market/sequence: 1"]],
])("%s", async (_, events, said) => {
  const audited = await auditText(jsonLines([header, ...events]));
  expect([...new Set(audited.said)]).toEqual(said);
});

test.each([
  ["a line is missing", [set(0), set(2)], /1 lines are missing between seq 0 and 2/],
  ["the log begins in the middle", [set(7), set(8)], /begins at seq 7/],
])("%s: nothing passes but the form", async (_, events, reason) => {
  const audited = await auditText(jsonLines([header, ...events]));
  expect(audited.of("market/sequence")).toMatchObject({ outcome: "inconclusive", reason });
  expect(audited.said).toEqual([]);
  expect(audited.with("pass")).toEqual([]);
});

test.each([
  ["no line", "", "file", 0],
  ["no header", jsonLines([set(0)]), "line 1", 0],
  ["two headers", jsonLines([header, header]), "line 2", second],
  ["no JSON", `${jsonLines([header])}{`, "line 2", second],
  [
    "a number for an amount",
    jsonLines([
      header,
      set(0, { type: "stake.add", name: undefined, new: undefined, actor: "a", asset: "B", amount: 5 }),
    ]),
    "line 2",
    second,
  ],
  ["an unknown member", jsonLines([header, set(0, { amnt: "5" })]), "line 2", second],
  [
    "a negative amount",
    jsonLines([
      header,
      { ...set(0), type: "stake.add", name: undefined, new: undefined, actor: "a", asset: "B", amount: "-5" },
    ]),
    "line 2",
    second,
  ],
  [
    "an amount of 2^256",
    jsonLines([
      header,
      {
        ...set(0),
        type: "stake.add",
        name: undefined,
        new: undefined,
        actor: "a",
        asset: "B",
        amount: (1n << 256n).toString(),
      },
    ]),
    "line 2",
    second,
  ],
  [
    "a member twice",
    `${jsonLines([header])}{"seq":0,"seq":1,"t":1,"tx":"a","type":"param.set","name":"p","new":"1"}`,
    "line 2",
    second,
  ],
  ["a line that is too long", `${jsonLines([header])}${"x".repeat(1_100_000)}`, "line 2", second],
])("%s: refused with its place, and nothing else is said", async (_, text, section, start) => {
  const audited = await auditText(text);
  const { findings, outcome } = audited.of("market/log");
  expect(outcome).toBe("fail");
  expect(findings[0]?.evidence[0]).toMatchObject({ file: "events.jsonl", section, bytes: { start } });
  expect(audited.checks.filter((one) => one.outcome === "pass")).toEqual([]);
  expect(audited.with("fail")).toEqual(["market/log"]);
});
