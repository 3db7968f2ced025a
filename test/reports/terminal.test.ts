import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderers, toTerminal } from "../../reports/index.js";
import { wrap } from "../../reports/terminal/layout.js";
import { visible } from "../../reports/text.js";
import { arbitraryResult } from "./arbitrary.js";
import { hostile } from "./arbitraryText.js";
import { forgedKey, soundKey } from "./examples.js";

const plain = { color: false, width: 80 };

describe("toTerminal", () => {
  it("tells the verdict, then why, then what was not looked at, then what held", () => {
    const lines = toTerminal(forgedKey(), plain).split("\n");
    const order = [
      "✗ FAIL: Anyone can forge",
      "Findings",
      "    [δ]₂ ≠ [γ]₂",
      "Not looked at",
      "Not decided",
      "Held",
    ];
    const found = order.map((start) => lines.findIndex((line) => line.startsWith(start)));
    expect(found).not.toContain(-1);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  it("keeps a command on one line, to be copied", () => {
    const command = forgedKey().checks.find(({ outcome }) => outcome === "fail")?.reproduce;
    expect(toTerminal(forgedKey(), plain)).toContain(`    ${command}\n`);
  });

  it("says so when everything was looked at", () => {
    const { checks, ...rest } = soundKey();
    const all = { ...rest, checks: checks.filter(({ outcome }) => outcome === "pass") };
    expect(toTerminal(all, plain)).toMatch(/Nothing: every check ran/);
  });

  it("emits no escape that comes from data, and none at all without colour", () => {
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        const without = toTerminal(result, plain);
        expect(without.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(stripVTControlCharacters(toTerminal(result, { ...plain, color: true }))).toBe(without);
      }),
    );
  });

  it("colours when asked, whatever the environment says", () => {
    expect(toTerminal(forgedKey(), { color: true, width: 80 })).toContain("\u001b[31m✗");
  });
});

describe("wrap", () => {
  it("keeps within the width, and loses no character but spaces", () => {
    fc.assert(
      fc.property(hostile.map(visible), fc.integer({ min: 3, max: 90 }), (text, width) => {
        const lines = wrap(text, width, "- ");
        for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width);
        expect(
          lines
            .map((line) => line.slice(2))
            .join("")
            .replaceAll(" ", ""),
        ).toBe(text.replaceAll(" ", ""));
      }),
    );
  });
});

describe("renderers", () => {
  it("render the same result to the same text", () => {
    for (const render of Object.values(renderers)) expect(render(forgedKey())).toBe(render(forgedKey()));
  });
});
