import Handlebars from "handlebars";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Result } from "../../findings/index.js";
import { toHtml } from "../../reports/html/index.js";
import { dark, light, type Palette } from "../../reports/html/palette.js";
import { visible } from "../../reports/text.js";
import { arbitraryResult } from "./arbitrary.js";
import { payloads } from "./arbitraryText.js";
import { chain, forgedKey, longChain, soundKey } from "./examples.js";

const shown = (text: string): string => Handlebars.escapeExpression(visible(text));
const withoutStyle = (html: string): string => html.replace(/<style>[^<]*<\/style>/, "");

const tags =
  "a article b bdi body br caption code dd desc details div dl dt figcaption figure footer g h1 h2 h3 h4 head " +
  "header html li main meta nav p path rect section span sub summary sup svg symbol table tbody td text th " +
  "thead title tr tspan ul use wbr";
const attributes =
  "aria-hidden aria-label aria-labelledby charset class content d focusable font-size height href http-equiv id " +
  "lang name preserveAspectRatio role scope stroke-width style tabindex text-anchor transform viewBox width x y";

const tag = /<(\/?)([a-zA-Z0-9]+)((?: [a-zA-Z-]+(?:="[^"<>]*")?)*)\/?>/g;

/** Every tag with its attributes. Fails when a < is anything but a tag that the templates could have written. */
function parse(html: string) {
  const body = withoutStyle(html).replace("<!doctype html>", "");
  expect(body.replace(tag, "")).not.toMatch(/[<>]/);
  return [...body.matchAll(tag)].map(([, slash, name = "", rest = ""]) => {
    expect(tags.split(" ")).toContain(name);
    const pairs = [...rest.matchAll(/ ([a-zA-Z-]+)(?:="([^"]*)")?/g)].map(([, key = "", value = ""]) => [
      key,
      value,
    ]);
    for (const [key] of pairs) expect(attributes.split(" ")).toContain(key);
    return { name, closes: slash === "/", attributes: Object.fromEntries(pairs) as Record<string, string> };
  });
}

function expectInert(html: string): void {
  expect(html.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  const elements = parse(html);
  const ids = elements.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]));
  expect(new Set(ids).size).toBe(ids.length);
  for (const { name, attributes: given } of elements) {
    if (given["href"] === undefined) continue;
    // An anchor in the page, and one that is there.
    expect(given["href"]).toMatch(/^#./);
    expect(ids, `${name} ${given["href"]}`).toContain(given["href"].slice(1));
  }
}

function expectWholeAndOrdered(result: Result): void {
  const html = toHtml(result);
  for (const { id, claim, findings } of result.checks) {
    expect(html).toContain(shown(id));
    expect(html).toContain(shown(claim));
    for (const { statement } of findings)
      for (const line of statement.split("\n")) if (line.trim() !== "") expect(html).toContain(shown(line));
  }
  const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
  expect(levels[0]).toBe(1);
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1));
}

const examples = {
  "a sound key": soundKey(),
  "a forged key": forgedKey(),
  "a chain of one": soundKey(chain(1)),
  "a long chain": longChain(),
};

describe("toHtml", () => {
  it.each(Object.entries(examples))("is whole, ordered and inert for %s", (_, result) => {
    expectInert(toHtml(result));
    expectWholeAndOrdered(result);
  });

  it("is whole, ordered and inert whatever the files hold", () => {
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        expectInert(toHtml(result));
        expectWholeAndOrdered(result);
      }),
      { numRuns: 150 },
    );
  });

  it.each(payloads)("shows a contributor who calls themselves %j", (name) => {
    const html = toHtml(soundKey([{ number: 1, name, kind: "contribution", hash: "00", outcome: "pass" }]));
    expect(html).toContain(`<bdi>${shown(name)}</bdi>`);
    expectInert(html);
  });

  it("holds no script and asks for nothing", () => {
    const html = toHtml(longChain());
    expect(html).not.toMatch(
      /<(script|link|img|iframe|object|embed|base|form)\b|\bon\w+="|\bsrc=|@import|url\(/i,
    );
    expect(html).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).toMatch(/@media screen and \(prefers-color-scheme: dark\)/);
    expect(html).toMatch(/@media print/);
  });

  it("closes what it opens", () => {
    const empty = new Set(["br", "meta", "path", "rect", "use", "wbr"]);
    const open: string[] = [];
    for (const { name, closes } of parse(toHtml(forgedKey()))) {
      if (closes) expect(open.pop()).toBe(name);
      else if (!empty.has(name)) open.push(name);
    }
    expect(open).toEqual([]);
  });

  it("tells the verdict before all else, and what was not looked at next to it", () => {
    const html = toHtml(forgedKey());
    const places = [
      "Anyone can forge proofs for this key",
      "8 of 25 checks",
      "What was asked",
      "[δ]₂ ≠ [γ]₂",
    ].map((text) => html.indexOf(text, html.indexOf("<body>")));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("prints contribution hashes as participants saw them", () => {
    const hash = "0123456789abcdef".repeat(8);
    const line = "01234567 89abcdef 01234567 89abcdef";
    const html = toHtml(soundKey([{ number: 1, name: "a", kind: "contribution", hash, outcome: "pass" }]));
    expect(html).toContain(`<code class="hash">${Array(4).fill(line).join("\n")}</code>`);
  });

  it("names beacons and failures of a chain beside its strip, and folds a long table", () => {
    const html = toHtml(longChain());
    expect(html).toContain(
      "1,288 links, oldest first. 1,282 contributions verified; 1 beacon verified: link 1,288; ",
    );
    expect(html).toContain("2 failed: links 403, 404");
    expect(html).toContain("All 1,288 links with their hashes");
    expect(toHtml(soundKey(chain(200)))).not.toContain("with their hashes");
  });

  it("keeps 5,000 links under three megabytes", () => {
    expect(Buffer.byteLength(toHtml(longChain(5_000)))).toBeLessThan(3_000_000);
  });

  it("is shown for an empty run too", () => {
    const nothing: Result = { ...soundKey([]), inputs: [], checks: [], exhibits: [] };
    expect(toHtml(nothing)).toContain("No file was read.");
  });
});

describe("palettes", () => {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((start) => parseInt(colour.slice(start, start + 2), 16) / 255)
      .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string): number => {
    const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  };
  const inks = ["ink", "muted", "link", "pass", "fail", "inconclusive", "unevaluated", "beacon"] as const;

  it.each<[string, Palette]>([
    ["light", light],
    ["dark", dark],
  ])("%s holds WCAG AA for every text on every ground", (_, palette) => {
    for (const ink of inks)
      for (const ground of ["page", "raised"] as const)
        expect(contrast(palette[ink], palette[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });
});
