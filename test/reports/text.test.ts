import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteRange, bytes, duration, hashLines, instant, listed } from "../../reports/format.js";
import { compose, longestShown, paragraphs, shorten, visible } from "../../reports/text.js";
import { hostile } from "./arbitraryText.js";

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe("visible", () => {
  it("leaves ordinary text of any script alone", () => {
    for (const text of ["zoë", "陳大文", "מיכל", "δ ≠ γ ‹quoted›", "e\u0301", ""])
      expect(visible(text)).toBe(text);
  });

  it.each([
    ["a\u202eb", "a‹U+202E›b"],
    ["\u001b[2J", "‹U+001B›[2J"],
    ["a\nb", "a‹U+000A›b"],
    ["\u{e0041}", "‹U+E0041›"],
    ["\ud800", "‹U+D800›"],
    ["‹U+202E›", "‹U+2039›U+202E›"],
  ])("writes out %j", (text, shown) => expect(visible(text)).toBe(shown));

  it("shows four combining marks and writes out those that would climb over other lines", () => {
    expect(visible(`z${"\u0335".repeat(6)}`)).toBe(`z${"\u0335".repeat(4)}‹U+0335›‹U+0335›`);
  });

  it("leaves nothing unseen, and two different texts never look the same", () => {
    const read = (shown: string) =>
      shown.replace(/‹U\+([0-9A-F]+)›/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
    fc.assert(
      fc.property(hostile, (text) => {
        expect(visible(text)).not.toMatch(unseen);
        expect(read(visible(text))).toBe(text);
      }),
    );
  });

  it("says how much of a long text it left out", () => {
    const shown = visible("x".repeat(longestShown + 7));
    expect(shown).toHaveLength(longestShown + "… (7 more characters: see the JSON result)".length);
    expect(shown).toMatch(/7 more characters/);
  });
});

describe("prose", () => {
  it("parts paragraphs at blank lines and keeps lines", () => {
    expect(paragraphs("one\ntwo\n \n\nthree")).toEqual([["one", "two"], ["three"]]);
  });

  it("shortens by characters, not by code units", () => {
    expect(shorten(visible("🦊🦊🦊🦊"), 3)).toBe("🦊🦊…");
    expect(compose`${shorten(visible("abc"), 3)}!`).toBe("abc!");
  });
});

describe("numbers as a reader wants them", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1_000, "1,000 bytes (1.0 kB)"],
    [37_831_860, "37,831,860 bytes (37.8 MB)"],
  ])("%d bytes", (count, shown) => expect(bytes(count)).toBe(shown));

  it.each([
    [0.04, "0.0 s"],
    [9.94, "9.9 s"],
    [9.96, "10 s"],
    [60, "1 min"],
    [252.7, "4 min 13 s"],
    [7_200, "2 h"],
  ])("%d seconds", (seconds, shown) => expect(duration(seconds)).toBe(shown));

  it("times, ranges and lists", () => {
    expect(instant("2026-05-04T12:03:17Z")).toBe("4 May 2026 at 12:03:17 UTC");
    expect(instant("soon\u001b")).toBe("soon‹U+001B›");
    expect(byteRange({ start: 532, end: 1_660 })).toBe("532 to 1,660, end exclusive (1,128 bytes)");
    expect(listed([17, 403, 1_200], 2)).toBe("17, 403 and 1 more");
    expect(listed([17], 2)).toBe("17");
  });

  it("prints a contribution hash as participants saw it", () => {
    const lines = hashLines("0123456789abcdef".repeat(8));
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).toBe("01234567 89abcdef 01234567 89abcdef");
    expect(hashLines("not\u0000hex")).toEqual(["not‹U+0000›hex"]);
  });
});
