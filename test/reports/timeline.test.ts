import { describe, expect, it } from "vitest";
import type { TimelineEvent } from "../../findings/index.js";
import { timeline } from "../../reports/html/timeline.js";
import { visible } from "../../reports/text.js";

const event = (kind: TimelineEvent["kind"], at: string | null, label: string = kind): TimelineEvent => ({
  kind,
  label,
  at,
  datedBy: "self-asserted",
});
const drawn = (...events: TimelineEvent[]): string | null =>
  timeline(events, { id: "t", title: visible("a beacon") }, (text) => text.replaceAll("<", "&lt;"));

/** x of the line that the value's time draws, and of every square mark in order. */
const limitOf = (svg: string): number => Number(/class="value" d="M([\d.]+) /.exec(svg)?.[1]);
const marksOf = (svg: string): number[] =>
  [...svg.matchAll(/class="glyph unevaluated" d="M([\d.]+) /g)].map(([, x]) => Number(x) + 4.5);

describe("a timeline", () => {
  const announced = event("announcement", "2021-05-04T21:37:00Z");
  const value = event("value", "2021-05-04T23:47:00Z");
  const applied = event("application", "2021-05-05T06:46:00Z");

  it("puts what was before the value left of its line, and what was after it right", () => {
    const svg = drawn(announced, value, applied) ?? "";
    const [before = NaN, after = NaN] = marksOf(svg);
    expect(before).toBeLessThan(limitOf(svg));
    expect(after).toBeGreaterThan(limitOf(svg));
    const late = drawn({ ...announced, at: "2021-05-05T00:00:00Z" }, value, applied) ?? "";
    expect(marksOf(late)[0]).toBeGreaterThan(limitOf(late));
  });

  it("keeps all marks on the axis, and draws none where a time is not known", () => {
    const svg = drawn(event("announcement", null), value, event("application", "2999-01-01T00:00:00Z")) ?? "";
    expect(marksOf(svg)).toHaveLength(1);
    for (const x of [...marksOf(svg), limitOf(svg)]) {
      expect(x).toBeGreaterThan(300);
      expect(x).toBeLessThan(716);
    }
    expect(svg).toContain("at a time that is not known");
  });

  it("is drawn for one moment, without a line where the value's time is not known, and not at all without times", () => {
    expect(drawn(value)).not.toContain("NaN");
    const svg = drawn(announced, event("value", null)) ?? "";
    expect(svg).not.toContain('class="value"');
    expect(drawn(event("value", null))).toBeNull();
    expect(drawn()).toBeNull();
  });

  it("escapes and shortens labels", () => {
    const svg =
      drawn(event("announcement", "2021-05-04T21:37:00Z", `<script>${"x".repeat(100)}\u202e`)) ?? "";
    expect(svg).not.toContain("<script>");
    expect(svg).not.toContain("\u202e");
    expect(svg).toContain("…");
  });
});
