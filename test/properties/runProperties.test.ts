/** The runner, with properties of two lines: outcomes, replay, and no pass without a run. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { join } from "node:path";
import { now } from "../../properties/clock.js";
import { openCircuit, type Circuit } from "../../properties/circuit/index.js";
import {
  defineProperty,
  fact,
  found,
  inconclusive,
  Misfit,
  proven,
  type Property,
} from "../../properties/property.js";
import { runProperties, type RunOptions } from "../../properties/runProperties.js";
import { packageRoot } from "../fixtures/root.js";

let circuit: Circuit;
beforeAll(async () => {
  const file = join(packageRoot, "node_modules", "circomlib", "circuits", "bitify.circom");
  circuit = await openCircuit({ kind: "template", file, template: "Num2Bits", arguments: [8n] });
});

const described = {
  claim: "every number is below a limit",
  severity: "high",
  cites: ["this test"],
  impact: "none",
  advice: "none",
  method: "numbers are drawn",
  corpus: [],
} as const;

/** Says of a limit that every number up to 1000 is below it. */
const below = (limit: number): Property =>
  defineProperty({
    ...described,
    id: `test/below-${limit}`,
    fits: (one) => ({ bits: one.outputs[0]?.wires.length ?? 0 }),
    async *run({ bits }, context) {
      yield fact("bits", String(bits));
      const { failure } = await context.fuzz({
        part: "numbers",
        arbitrary: fc.integer({ min: 0, max: 1000 }),
        test: (value) => (value < limit ? null : `${value} is not below ${limit}`),
      });
      if (failure !== null)
        yield found({ statement: failure.wrong, evidence: [{ file: "x" }] }, failure.path);
    },
  });

const saying = (...items: Parameters<typeof proven>[]): Property =>
  defineProperty({
    ...described,
    id: "test/saying",
    fits: () => ({}),
    async *run() {
      for (const item of items) yield proven(...item);
    },
  });

const run = (properties: readonly Property[], options: Partial<RunOptions> = {}) =>
  runProperties(circuit, properties, {
    seed: 7,
    runs: 200,
    seconds: 60,
    wishes: { signals: new Map(), values: new Map() },
    reproduce: (id, path) => `${id} ${path ?? ""}`,
    ...options,
  });

describe("the outcome of a property", () => {
  test("is a pass where no input fails, with the number of runs", async () => {
    const { checks } = await run([below(1001)]);
    expect(checks).toMatchObject([{ outcome: "pass", findings: [] }]);
    expect(checks[0]?.facts).toEqual([
      { label: "bits", value: "8" },
      { label: "runs", value: "200, no counterexample" },
      { label: "seed", value: "7" },
    ]);
  });

  test("is a fail with the smallest input that fails, and its path repeats it alone", async () => {
    const { checks } = await run([below(500)]);
    expect(checks).toMatchObject([
      { outcome: "fail", findings: [{ statement: "500 is not below 500", severity: "high" }] },
    ]);
    const path = checks[0]?.reproduce.split(" ")[1] ?? "";
    expect(path).toMatch(/^numbers:[\d:]+$/);
    const again = await run([below(500)], { path });
    expect(again.checks[0]?.findings).toEqual(checks[0]?.findings);
    expect(again.checks[0]?.facts).toContainEqual({ label: "runs", value: "1" });
  });

  test("is no pass where nothing was run and nothing proven", async () => {
    for (const one of [saying(), below(1001)]) {
      const { checks } = await run([one], { seconds: 0 });
      expect(checks).toMatchObject([{ outcome: "inconclusive" }]);
    }
    expect((await run([below(1001)], { path: "another:1" })).checks).toMatchObject([
      { outcome: "inconclusive" },
    ]);
    expect((await run([saying(["by hand"])])).checks).toMatchObject([{ outcome: "pass" }]);
  });

  test("has an equal share of the time, and what those before it left", async () => {
    const given: number[] = [];
    const idle = (id: string): Property =>
      defineProperty({
        ...described,
        id: `test/${id}`,
        fits: () => ({}),
        async *run(_, context) {
          given.push((context.deadline - now()) / 1000);
          yield proven("by hand");
        },
      });
    await run([idle("first"), idle("second"), idle("third")], { seconds: 300 });
    const near = (share: number) => share - 30;
    expect(given.map((time, i) => time > near([100, 150, 300][i] ?? 0))).toEqual([true, true, true]);
    expect(given[0]).toBeLessThanOrEqual(100);
    expect(given[1]).toBeLessThanOrEqual(150);
  });

  test("stays inconclusive where the property says so after its runs", async () => {
    const unsure = defineProperty({
      ...described,
      id: "test/unsure",
      fits: () => ({}),
      async *run(_, context) {
        context.ran(3);
        yield inconclusive("it could not be decided");
      },
    });
    expect((await run([unsure])).checks).toMatchObject([
      { outcome: "inconclusive", reason: "it could not be decided" },
    ]);
  });

  test("is not evaluated where it does not fit, and the verdict waits for it only where it was named", async () => {
    const misfit = defineProperty({
      ...described,
      id: "test/misfit",
      fits: () => new Misfit("no reason"),
      async *run() {},
    });
    const unnamed = await run([misfit]);
    expect(unnamed.checks).toMatchObject([{ outcome: "not evaluated" }]);
    expect(unnamed.excused).toEqual(new Set(["test/misfit"]));
    const named = await run([misfit], { named: new Set(["test/misfit"]) });
    expect(named.checks[0]?.reason).toContain("no reason");
    expect(named.excused).toEqual(new Set());
  });

  test("is none where the property itself is at fault", async () => {
    const faulty = defineProperty({
      ...described,
      id: "test/faulty",
      fits: () => ({}),
      async *run(_, context) {
        await context.fuzz({
          part: "a",
          arbitrary: fc.nat(),
          test: () => {
            throw new TypeError("ours");
          },
        });
        yield fact("never", "reached");
      },
    });
    await expect(run([faulty])).rejects.toThrow("ours");
  });
});
