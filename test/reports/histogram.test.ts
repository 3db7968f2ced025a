import { describe, expect, it } from "vitest";
import type { HistogramExhibit } from "../../findings/index.js";
import { histogramView } from "../../reports/html/histogram.js";

const view = (bars: HistogramExhibit["bars"]) =>
  histogramView({ kind: "histogram", title: "carries", counted: "inputs", bars }, 0, (text) =>
    text.replaceAll("<", "&lt;"),
  );
/** The widths of lying bars, or the heights of standing ones. */
const sizes = (drawing: string | null, direction: "h" | "v-"): number[] =>
  [
    ...(drawing ?? "").matchAll(
      new RegExp(`class="glyph [a-z]+" d="M[\\d.]+ [\\d.]+${direction}([\\d.]+)`, "g"),
    ),
  ].map(([, size]) => Number(size));

describe("a histogram", () => {
  it("draws bars in proportion, and none for what was never reached", () => {
    const { drawing } = view([
      { label: "a", count: 10 },
      { label: "b", count: 40 },
      { label: "c", count: 0 },
    ]);
    const [a = 0, b = 0, c] = sizes(drawing, "h");
    expect(b / a).toBeCloseTo(4, 1);
    expect(c).toBe(0);
  });

  it("shows a rare case beside a frequent one", () => {
    const [rare = 0] = sizes(
      view([
        { label: "a", count: 1 },
        { label: "b", count: 1e6 },
      ]).drawing,
      "h",
    );
    expect(rare).toBeGreaterThan(1);
  });

  it("says what was reached less often than meant", () => {
    const { missed, drawing } = view([
      { label: "<first>", count: 0, expected: 1 },
      { label: "second", count: 3, expected: 3 },
    ]);
    expect(missed).toBe("1 case less often than meant: <first>.");
    expect(drawing).toContain("0 of 1");
    expect(drawing).not.toContain("<first>");
    expect(view([{ label: "x", count: 0 }]).missed).toBeNull();
  });

  it("draws what chance gives, and calls no count below its expectation a miss", () => {
    const byChance = { mean: 25.25, from: 13, to: 38 };
    const { missed, chance, drawing, rows } = view([
      { label: "in", count: 14, byChance },
      { label: "<out>", count: 39, byChance },
    ]);
    expect(missed).toBeNull();
    expect(chance).toContain("Outside: <out>.");
    expect(drawing).toContain("14, by chance 13 to 38");
    expect(drawing?.match(/class="chance mean"/g)).toHaveLength(2);
    expect(drawing).not.toContain("glyph fail");
    expect(rows[0]).toMatchObject({ mean: "25.3", range: "13 to 38" });
    expect(view([{ label: "x", count: 3, expected: 4 }]).chance).toBeNull();
  });

  it("stands bars up where there are many, inside of the drawing", () => {
    const bars = Array.from({ length: 127 }, (_, i) => ({ label: `c${i}`, count: i, expected: 1 }));
    const { drawing, rows } = view(bars);
    expect(rows).toHaveLength(127);
    const heights = sizes(drawing, "v-");
    expect(heights).toHaveLength(127);
    expect(Math.max(...heights)).toBeLessThanOrEqual(120);
  });

  it("draws nothing where there are no bars", () => {
    expect(view([]).drawing).toBeNull();
  });
});
