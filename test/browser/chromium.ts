/** Debian's chromium, driven by playwright-core; null on machines that have none. */
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Whether there is a browser to test in. */
export const hasChromium: boolean = existsSync(executablePath);

/** What keeps the browser from asking the network for anything of its own. */
const silent = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-quic",
  "--disable-sync",
  "--disable-gpu",
  "--no-first-run",
];

export function openChromium(): Promise<Browser> {
  // CI runs as root, whom chromium's sandbox refuses; the pages are our own.
  return chromium.launch({ executablePath, args: [...silent, "--no-sandbox"] });
}
