/** The first place of each kind of small change to an honest log; more of them are in mutations.long.test.ts. */
import { expect, test } from "vitest";
import { honest, scenarios, toText } from "../../../../properties/marketLog/index.js";
import { reasonOf } from "./survivors.js";
import { survivorsOf } from "./survive.js";

/** Tasks of a log: enough for each course that a task takes. */
const TASKS = { zkpool: 8, roller: 9, boundless: 6, brevis: 6, custom: 0 } as const;
/** Which kinds are tried, one in so many: of rollers each audit repeats draws, and the long test has all kinds. */
const EVERY = { zkpool: 1, roller: 4, boundless: 1, brevis: 1, custom: 1 } as const;
/** Positions only order, and members that are left out are many: the long test has them. */
const LONG = / li: |: left out$/;
/** No log here has a verification key, and the example of rollers whose draws can be repeated is the long test's. */
const TRAITS = ["no key", "not repeatable"] as const;

test.each(scenarios.map((scenario) => [scenario.header.profile, scenario] as const))(
  "%s: what is not noticed has a reason",
  async (profile, scenario) => {
    const seen = new Set<string>();
    const text = toText(honest(scenario, TASKS[profile]));
    const { tried, survivors } = await survivorsOf(text, {}, ({ kind }) => {
      if (LONG.test(kind) || seen.has(kind)) return false;
      seen.add(kind);
      return seen.size % EVERY[profile] === 0;
    });
    expect(tried).toBeGreaterThan(40);
    expect([...survivors.keys()].filter((kind) => reasonOf(kind, TRAITS) === null)).toEqual([]);
  },
);
