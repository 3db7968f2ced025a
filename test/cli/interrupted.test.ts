/** Ctrl-C in the middle of the work: what was finished is said, the rest is not evaluated, and it is never a pass. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defineCheck } from "../../checks/check.js";
import { ceremonyChecks, registry } from "../../checks/registry.js";
import { assay } from "../../cli/assay.js";
import { assayParts } from "../../cli/parts.js";
import type { AssayRun } from "../../cli/run.js";
import { EXIT, exitCodeOf } from "../../cli/exit.js";
import { INTERRUPTED, type Result } from "../../findings/index.js";
import { properties } from "../../properties/registry.js";
import { runProperties } from "../../properties/runProperties.js";
import { parseResult, renderers } from "../../reports/index.js";
import { base, type Base } from "../checks/fixtures/bases.js";
import { zkassay } from "../fixtures/shell.js";
import { corpusCase, openCase } from "../properties/corpus.js";
import { complete } from "./complete.js";

let folder: string;
let files: Base;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zkassay-interrupted-"));
  files = await base();
});
afterAll(() => rm(folder, { recursive: true }));

/** A run with a check at its end that is interrupted, and never comes to an end itself. */
function stalled() {
  let end = (): void => undefined;
  const interrupted = new Promise<void>((resolve) => {
    end = resolve;
  });
  const stall = defineCheck({
    id: "test/stall",
    claim: "It ends",
    severity: "info",
    cites: [],
    impact: "",
    advice: "",
    method: "",
    needs: [],
    run: async function* () {
      end();
      yield await new Promise<never>(() => undefined);
    },
  });
  const run: AssayRun = { ...quiet, interrupted };
  return { run, part: { checks: [...registry, stall], assumed: new Map<string, string>() } };
}

const quiet = {
  command: "zkassay verify",
  engine: { threads: 0, kernel: false },
  progress: (): void => undefined,
};

const keyOf = ({ r1cs, ptau, key }: Base, which: "final" | "initial"): string[] => [r1cs, ptau, key[which]];
function expectLeftOpen(result: Result): void {
  expect(result.verdict).toMatchObject({ outcome: "inconclusive", interrupted: true });
  expect(result.verdict.summary).toContain("interrupted");
  expect([exitCodeOf(result, "low"), exitCodeOf(result, "critical")]).toEqual([130, 130]);
  expect(parseResult(renderers.json(result))).toEqual(result);
  expect(renderers.html(result)).toContain("interrupted");
  expect(renderers.sarif(result)).toContain('"executionSuccessful": false');
}

describe("zkassay verify", () => {
  test("before equations are settled: what left something to them is open, what did not is said", async () => {
    const { run, part } = stalled();
    const given = { files: keyOf(files, "final") };
    const result = await complete((record) => assay({ ...run, ...part, given, record }));
    expectLeftOpen(result);
    expect(result.checks.map(({ id }) => id)).toEqual(part.checks.map(({ id }) => id));
    const outcomeOf = (id: string) => result.checks.find((check) => check.id === id);
    expect(outcomeOf("r1cs/container")?.outcome).toBe("pass");
    expect(outcomeOf("zkey/query-h")).toMatchObject({ outcome: "not evaluated", reason: INTERRUPTED });
    expect(result.inputs).toHaveLength(3);
  });

  test("a finding that was made before stays one, and the code is that of the interruption", async () => {
    const { run, part } = stalled();
    const result = await assay({ ...run, ...part, given: { files: keyOf(files, "initial") } });
    expect(result.verdict).toMatchObject({ outcome: "fail", interrupted: true });
    expect(exitCodeOf(result, "low")).toBe(EXIT.interrupted);
  });

  test("before anything was opened: every check of every part is listed as not evaluated", async () => {
    const run = { ...quiet, interrupted: Promise.resolve() };
    const never = {
      checks: registry,
      assumed: new Map<string, string>(),
      open: () => new Promise<never>(() => undefined),
    };
    const parts = [
      { ...never, subject: "a" },
      { ...never, subject: "b", checks: ceremonyChecks },
    ];
    const result = await complete((record) => assayParts({ ...run, record }, () => Promise.resolve(parts)));
    expect(result.checks).toHaveLength(registry.length + ceremonyChecks.length);
    expect(new Set(result.checks.map(({ outcome }) => outcome))).toEqual(new Set(["not evaluated"]));
    expectLeftOpen(result);
  });

  test("from a shell: reports are written, 130", async () => {
    // SIGINT to itself, when coefficients are first drawn.
    const planted =
      'import crypto from "node:crypto"; import { syncBuiltinESMExports } from "node:module"; ' +
      "const draw = crypto.createCipheriv; let sent = false; crypto.createCipheriv = (...args) => { " +
      'if (!sent) process.kill(process.pid, "SIGINT"); sent = true; return draw(...args); }; syncBuiltinESMExports();';
    const env = {
      ...process.env,
      NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(planted)}"`,
    };
    const args = ["verify", ...keyOf(files, "final"), "--engine", "reference"];
    const { code, stdout, stderr } = await zkassay(
      [...args, "--json", "result.json", "--html", "report.html"],
      { cwd: folder, env },
    );
    expect(code, stderr).toBe(EXIT.interrupted);
    expect(stderr).toContain("interrupted");
    expect(stdout).toContain("interrupted");
    const result = parseResult(await readFile(join(folder, "result.json"), "utf8"));
    expectLeftOpen(result);
    expect(await readFile(join(folder, "report.html"), "utf8")).toContain("</html>");
    // What was saved says the same when it is rendered again.
    expect((await zkassay(["report", "result.json"], { cwd: folder })).code).toBe(EXIT.interrupted);
  });
});

test("properties: those that were not finished are not evaluated, and none of them is excused", async () => {
  const one = corpusCase("packing-chunk-dropped");
  const circuit = await openCase(one, "mended");
  const report = await runProperties(circuit, properties, {
    seed: 1,
    runs: 10,
    seconds: 10,
    wishes: { signals: new Map(), values: new Map() },
    reproduce: () => "",
    interrupted: Promise.resolve(),
  });
  expect(report.interrupted).toBe(true);
  const open = report.checks.filter(({ reason }) => reason === INTERRUPTED).map(({ id }) => id);
  expect(open).not.toEqual([]);
  expect(open.filter((id) => report.excused.has(id))).toEqual([]);
  expect(report.checks.filter(({ outcome }) => outcome === "pass")).toEqual([]);
});
