/** Simulated ceremonies: every planted failure is found and classed, and nothing else is reported. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Curve } from "../../../algebra/curve.js";
import { openCurve } from "../../../algebra/open.js";
import {
  enact,
  expectationsOf,
  filesOf,
  mishaps,
  plans,
  type Lot,
  type Plan,
} from "../../../properties/ceremony/index.js";
import {
  judge,
  readFolder,
  SIMULATED_BEACON,
  stagedCircuits,
  told,
  withFolder,
  type StagedCircuit,
} from "../../fixtures/simulated.js";

let curve: Curve;
let circuits: StagedCircuit[];
beforeAll(async () => {
  curve = await openCurve("bn254", { threads: 0 });
  circuits = await stagedCircuits();
});
afterAll(() => curve.close());

/** What the checks said of a plan, and what they had to say. */
async function play(plan: Plan): Promise<{ readonly said: string[]; readonly expected: string[] }> {
  const played = await enact(plan, { curve, initial: circuits, beacon: SIMULATED_BEACON });
  const expected = expectationsOf(plan, played)
    .map(({ check, place }) => `${check}: ${place}`)
    .sort();
  const said = await withFolder(filesOf(plan, played), async (folder) =>
    told(await judge(await readFolder(folder), curve), folder),
  );
  return { said, expected };
}

const ordinary: Lot = { mishap: null, secondRun: false };
const alone = (mishap: Lot["mishap"], secondRun = false): Plan => ({
  people: ["ada", "grace", "emmy", "sophie"],
  lots: [[ordinary, ordinary, { mishap, secondRun }, ordinary]],
  beacon: true,
  coordinatorLast: false,
  abandoned: [],
  inventors: [],
});

test("a ceremony in which nothing goes wrong has no findings", async () => {
  expect(await play(alone(null))).toEqual({ said: [], expected: [] });
});

describe("one thing that goes wrong is found, and nothing else", () => {
  test.each(
    mishaps.filter((mishap) => mishap !== "ended" && mishap !== "skip" && mishap !== "on a lost one"),
  )("%s", async (mishap) => {
    const { said, expected } = await play(alone(mishap));
    expect(said).toEqual(expected);
    expect(said).not.toEqual([]);
  });

  test.each([0, 1])("circuit %i left out by one person", async (left) => {
    const skip: Lot = { mishap: "skip", secondRun: false };
    const lots = [0, 1].map((circuit) => [ordinary, circuit === left ? skip : ordinary, ordinary, ordinary]);
    const { said, expected } = await play({ ...alone(null), lots });
    expect(said).toEqual(expected);
    expect(said).toEqual([expect.stringContaining("ceremony/every-circuit")]);
  });

  test("a hash that is nobody's", async () => {
    const { said } = await play({ ...alone(null), inventors: [1], abandoned: [2] });
    expect(said).toEqual(["ceremony/attestations: gists/grace-invented.txt"]);
  });

  test("the coordinator comes last", async () => {
    const { said, expected } = await play({ ...alone(null), coordinatorLast: true });
    expect(said).toEqual(expected);
    expect(said).toHaveLength(1);
  });

  test("a second turn heals a lost one, and the loss is still told", async () => {
    const without = await play(alone("race"));
    const healed = await play(alone("race", true));
    expect(healed.said).toEqual(healed.expected);
    expect(without.said.filter((one) => !healed.said.includes(one))).toEqual([
      expect.stringContaining("ceremony/second-runs"),
    ]);
  });
});

test("any ceremony", async () => {
  await fc.assert(
    fc.asyncProperty(plans({ circuits: 3, people: 6 }), async (plan) => {
      const { said, expected } = await play(plan);
      expect(said).toEqual(expected);
    }),
    { numRuns: 15 },
  );
});
