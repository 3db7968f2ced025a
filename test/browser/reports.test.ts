/** Reports as a browser shows them: quiet, inert, accessible, readable in every scheme, on paper and without script. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHtml } from "../../reports/html/index.js";
import { packageRoot } from "../fixtures/root.js";
import { zkassay } from "../fixtures/shell.js";
import { forgedKey, longChain, soundKey } from "../reports/examples.js";
import { hasChromium, openChromium } from "./chromium.js";

const small = ["circuit.r1cs", "pot.ptau", "final.zkey"].map((file) =>
  join(packageRoot, "examples/small", file),
);

/** What the command line wrote about real files. */
const written =
  (...args: readonly string[]) =>
  async (file: string): Promise<void> => {
    const { code, stderr } = await zkassay([...args, "--quiet", "--html", file]);
    // A report of findings comes with exit 1.
    if (code !== 0 && code !== 1) throw new Error(stderr);
  };

const pages: readonly { title: string; says: RegExp; make: (file: string) => Promise<void> }[] = [
  { title: "a pass", says: /\bpass\b/i, make: (file) => writeFile(file, toHtml(soundKey())) },
  { title: "a fail", says: /\bfail\b/i, make: (file) => writeFile(file, toHtml(forgedKey())) },
  { title: "a chain of 5,000", says: /\bpass\b/i, make: (file) => writeFile(file, toHtml(longChain(5_000))) },
  { title: "the example's key", says: /\bpass\b/i, make: written("verify", ...small) },
  {
    title: "a ceremony of many circuits",
    says: /\bfail\b/i,
    make: written("verify", join(packageRoot, "examples", "zkopru-like")),
  },
];

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let folder: string;
let browser: Browser;
let axeSource: string;

describe.runIf(!hasChromium)("reports in a browser", () => {
  test("are skipped without /usr/bin/chromium (apt-get install chromium, or set CHROMIUM)", ({ skip }) =>
    skip());
});

describe.skipIf(!hasChromium).each(pages)("the report of $title", ({ title, says, make }) => {
  let url: string;

  beforeAll(async () => {
    folder ??= await mkdtemp(join(tmpdir(), "zkassay-browser-"));
    browser ??= await openChromium();
    axeSource ??= await readFile(axe, "utf8");
    const file = join(folder, `${encodeURIComponent(title)}.html`);
    await make(file);
    url = pathToFileURL(file).href;
  });

  /** Opens the page, hands it over, and asserts that it asked for nothing and complained about nothing. */
  async function opened(options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      const heard: string[] = [];
      page.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
      page.on("request", (request) => {
        if (request.url() !== url) heard.push(`request: ${request.url()}`);
      });
      await page.goto(url);
      await look(page);
      expect(heard).toEqual([]);
    } finally {
      await context.close();
    }
  }

  async function expectAccessible(page: Page): Promise<void> {
    await page.evaluate(axeSource);
    const { violations } = (await page.evaluate(
      "axe.run(document, { resultTypes: ['violations'] })",
    )) as AxeResults;
    const told = violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join("\n")}`,
    );
    expect(told).toEqual([]);
  }

  /** Nothing is cut off or needs to be scrolled to sideways. */
  async function expectNoOverflow(page: Page): Promise<void> {
    const [content, window] = (await page.evaluate(
      "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
    )) as [number, number];
    expect(content).toBeLessThanOrEqual(window);
  }

  test.each(["light", "dark"] as const)("is accessible in %s", (colorScheme) =>
    opened({ colorScheme }, async (page) => {
      await expectAccessible(page);
      await expectNoOverflow(page);
    }),
  );

  test("fits a phone", () => opened({ viewport: { width: 360, height: 740 } }, expectNoOverflow));

  test("tells its verdict without script", () =>
    opened({ javaScriptEnabled: false }, async (page) => {
      expect(await page.locator("h1").first().innerText()).not.toBe("");
      expect(await page.locator("body").innerText()).toMatch(says);
    }));

  test("prints dark on white", () =>
    opened({ colorScheme: "dark" }, async (page) => {
      await page.emulateMedia({ media: "print" });
      const pdf = await page.pdf({ format: "A4", pageRanges: "1-3" });
      expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
      const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
      expect(["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"]).toContain(background);
    }));
});

afterAll(async () => {
  await browser?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
});
