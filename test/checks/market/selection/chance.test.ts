/** Selections and winners by chance that nobody can repeat: statistics, with their power. */
import { describe, expect, test } from "vitest";
import { uniformFrom } from "../../../../checks/market/selection/random.js";
import { Urn } from "../../../../checks/market/selection/sampling.js";
import { auditText, jsonLines, type Audited } from "../audit.js";
import { LogLines, selected, WEIGHTS } from "./log.js";

const audit = (log: LogLines): Promise<Audited> => auditText(jsonLines(log.lines));
const names = Object.keys(WEIGHTS);
const urnOf = (...weights: number[]): Urn => new Urn(weights);

/** So many selections of k by an urn, while the log says that it was by the weights. */
function selections(count: number, k: number, urn: Urn, weights: object = WEIGHTS): LogLines {
  const log = new LogLines();
  const uniform = uniformFrom(1n);
  log.snapshot(0, weights);
  for (let i = 0; i < count; i++) {
    log.open(10 * i + 1, `t${i}`);
    const provers = urn.drawSome(k, uniform).map((place) => names[place] ?? "");
    log.assign(10 * i + 2, `t${i}`, provers);
  }
  return log;
}

describe("market/fair", () => {
  const FAIR = "market/fair";
  const honest = urnOf(50, 30, 15, 5);

  test("honest selections pass, of one and of two, with the power stated", async () => {
    const alike = Object.fromEntries(names.map((name) => [name, "7"]));
    for (const log of [selections(700, 1, honest), selections(800, 2, urnOf(7, 7, 7, 7), alike)]) {
      const { outcome, reason, facts } = (await audit(log)).of(FAIR);
      expect(outcome, reason).toBe("pass");
      expect(facts.map(({ label }) => label)).toEqual(["X² of all provers", "Power"]);
    }
  });

  test.each([
    ["everybody alike", urnOf(1, 1, 1, 1)],
    ["the lightest preferred", urnOf(50, 30, 15, 15)],
    ["the heaviest left out", urnOf(0, 30, 15, 5)],
  ])("%s", async (_, urn) => {
    const { outcome, findings } = (await audit(selections(500, 1, urn))).of(FAIR);
    expect(outcome).toBe("fail");
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ confidence: "likely" });
  });

  test("is drawn with what the weights give: expectations that add up, and a range that a bias leaves", async () => {
    const bars = async (urn: Urn) =>
      (await audit(selections(500, 1, urn))).exhibits.flatMap((one) =>
        one.kind === "histogram" ? one.bars : [],
      );
    const outside = (all: Awaited<ReturnType<typeof bars>>): string[] =>
      all
        .filter(({ count, byChance: { from, to } = { from: 0, to: 0 } }) => count < from || count > to)
        .map(({ label }) => label);
    const fairly = await bars(honest);
    expect(fairly.map(({ byChance }) => byChance?.mean)).toEqual([250, 150, 75, 25]);
    expect(fairly.reduce((sum, { count }) => sum + count, 0)).toBe(500);
    expect(outside(fairly)).toEqual([]);
    expect(outside(await bars(urnOf(50, 30, 15, 15)))).toContain(names[3]);
    expect(outside(await bars(urnOf(0, 30, 15, 5)))).toContain(names[0]);
  });

  test("too few to notice anything decide nothing", async () => {
    expect((await audit(selections(30, 1, honest))).of(FAIR)).toMatchObject({
      outcome: "inconclusive",
      reason: /30 selections are too few to notice a bias \(power 0\.\d\d\)/,
    });
  });

  test("weights that change from task to task", async () => {
    const changing = (by: (i: number) => Urn): LogLines => {
      const log = new LogLines();
      const uniform = uniformFrom(4n);
      for (let i = 0; i < 600; i++) {
        log.snapshot(10 * i, i % 2 === 0 ? { "0xa": "9", "0xb": "1" } : { "0xa": "1", "0xb": "9" });
        log.open(10 * i + 1, `t${i}`);
        log.assign(10 * i + 2, `t${i}`, [["0xa", "0xb"][by(i).draw(uniform)] ?? ""]);
      }
      return log;
    };
    const fairly = await audit(changing((i) => (i % 2 === 0 ? urnOf(9, 1) : urnOf(1, 9))));
    expect(fairly.of(FAIR).outcome).toBe("pass");
    const always = await audit(changing(() => urnOf(9, 1)));
    expect(always.of(FAIR).outcome).toBe("fail");
  });

  test("selected without weight, or twice", async () => {
    for (const provers of [["0xe"], ["0xa", "0xa"]]) {
      const log = selections(0, 1, honest);
      log.open(1, "t1");
      const seq = log.assign(2, "t1", provers);
      const { findings } = (await audit(log)).of(FAIR);
      expect(findings.map(({ confidence, evidence }) => [confidence, evidence[0]?.index])).toEqual([
        ["proven", seq],
      ]);
    }
  });

  test("what a public round decides is no question of chance", async () => {
    expect((await audit(selected())).of(FAIR).outcome).toBe("not evaluated");
  });
});

describe("market/latency-free", () => {
  const LATENCY = "market/latency-free";

  /** Tasks of three provers, who arrive in the order of their names, and of whom an urn pays one. */
  function races(count: number, urn: Urn): LogLines {
    const log = new LogLines();
    const uniform = uniformFrom(8n);
    log.snapshot(0);
    for (let i = 0; i < count; i++) {
      const t = 100 * i + 1;
      const task = `t${i}`;
      const provers = names.slice(0, 3);
      log.open(t, task);
      log.assign(t + 1, task, provers);
      for (const [j, prover] of provers.entries())
        log.add(t + 2 + j, "proof.submit", {
          task,
          prover,
          proofHash: `0x${(16 * i + j).toString(16).padStart(8, "0")}`,
          verdict: "ok",
        });
      const winner = provers[urn.draw(uniform)] ?? "";
      log.add(t + 10, "task.done", { task, prover: winner });
      log.add(t + 11, "pay", { asset: "SCR", from: "0xpool", to: winner, amount: "1", task, why: "reward" });
    }
    return log;
  }

  test("a drawn winner passes", async () => {
    expect((await audit(races(150, urnOf(1, 1, 1)))).of(LATENCY).outcome).toBe("pass");
  });

  test.each([
    ["the first wins", urnOf(1, 0, 0)],
    ["the first wins more often", urnOf(4, 1, 1)],
    ["the last wins", urnOf(0, 0, 1)],
  ])("%s", async (_, urn) => {
    expect((await audit(races(150, urn))).of(LATENCY)).toMatchObject({ outcome: "fail" });
  });

  test("too few decide nothing, and without a race there is nothing to decide", async () => {
    expect((await audit(races(5, urnOf(1, 1, 1)))).of(LATENCY).outcome).toBe("inconclusive");
    expect((await audit(selections(5, 1, urnOf(1)))).of(LATENCY).outcome).toBe("not evaluated");
  });
});

describe("market/sybil-neutral", () => {
  const SYBIL = "market/sybil-neutral";

  test("one prover a task is neutral", async () => {
    expect((await audit(selections(5, 1, urnOf(1, 1, 1, 1)))).of(SYBIL).outcome).toBe("pass");
  });

  test.each([2, 3, 4])("%i provers a task are not, and the gain is told", async (k) => {
    const { outcome, reason, facts } = (await audit(selections(5, k, urnOf(1, 1, 1, 1)))).of(SYBIL);
    expect(outcome).toBe("inconclusive");
    expect(reason).toMatch(/the rule rewards splitting a stake \(×[1-9]\.\d\d slots/);
    expect(facts[0]?.label).toBe(`Gain of splitting a stake of 50.0 % of all weight in ten, k = ${k} of 4`);
  });

  test("nothing that is selected by chance", async () => {
    expect((await audit(new LogLines())).of(SYBIL).outcome).toBe("not evaluated");
  });
});
