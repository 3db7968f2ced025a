import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { packageRoot } from "../../algebra/packageFiles.js";
import { traceOf } from "../../cli/fault.js";

const main = join(packageRoot, "dist", "cli", "main.js");
const before = readFileSync(main, "utf8").split("function fitShortRuns(")[0] ?? "";
const [line, column] = [before.split("\n").length, (before.split("\n").at(-1) ?? "").length + 1];
const source = readFileSync(join(packageRoot, "cli", "v8.ts"), "utf8").split(
  "export function fitShortRuns(",
)[0];
const place = `cli/v8.ts:${source?.split("\n").length}:`;

/** An error with one line of trace. */
function fault(frame: string): Error {
  return Object.assign(new Error("wrong"), { stack: `Error: wrong\n${frame}` });
}

it.each([
  [
    "with its URL",
    `    at fitShortRuns (${pathToFileURL(main).href}:${line}:${column})`,
    `    at fitShortRuns (${place}`,
  ],
  ["with its path", `    at ${main}:${line}:${column}`, `    at ${place}`],
])("shows the source of a built file %s", (_, frame, expected) => {
  const [first, second] = traceOf(fault(frame));
  expect(first).toBe("Error: wrong");
  expect(second?.slice(0, expected.length)).toBe(expected);
  expect(second?.endsWith(")")).toBe(frame.endsWith(")"));
});

it.each([
  ["of Node itself", "    at node:internal/main:1:2"],
  ["of a package", "    at f (file:///nowhere/x.js:10:5)"],
  ["without any", "    at async Promise.all (index 0)"],
])("leaves a place %s as it is", (_, frame) => {
  expect(traceOf(fault(frame))).toEqual(["Error: wrong", frame]);
});

it("shows what is no error", () => {
  expect(traceOf("just text")).toEqual(["just text"]);
});
