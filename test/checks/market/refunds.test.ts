/** What a prover can still earn is not given back: refunds and slashes at the last second of a window, and one later. */
import { describe, expect, test } from "vitest";
import { scenarios, toText, write } from "../../../properties/marketLog/index.js";
import type { Script } from "../../../properties/marketLog/script.js";
import { auditText, type Audited } from "./audit.js";

const T = 1_700_001_000;

function audited(profile: string, change: (task: Script) => void): Promise<Audited> {
  const scenario = scenarios.find(({ header }) => header.profile === profile);
  if (scenario === undefined) throw new Error(`there is no scenario ${profile}`);
  const tasks = scenario.tasks(8, T);
  tasks.forEach(change);
  return auditText(toText(write(scenario.header, [scenario.setting(T - 1000), ...tasks])));
}

const has = (task: Script, step: string): boolean => task.steps.some(({ name }) => name === step);

describe("a request for bids", () => {
  const refundedAt = (after: number, ...dropped: readonly string[]) =>
    audited("brevis", (task) => {
      if (!has(task, "refunding")) return;
      task.at("refunding").t = task.openedAt + after;
      for (const name of dropped) task.drop(...[0, 1, 2].map((i) => `${name} ${i}`));
    });

  test.each([
    ["with bids that were revealed", 300, []],
    ["with bids that nobody revealed", 80, ["reveal"]],
    ["without bids", 40, ["bid", "reveal"]],
  ])("%s is not refunded by %i s", async (_, window, dropped) => {
    const early = await refundedAt(window, ...dropped);
    expect(early.with("fail")).toEqual(["market/auction"]);
    expect((await refundedAt(window + 1, ...dropped)).with("fail")).toEqual([]);
  });

  test("without a deadline that anybody states is not decided", async () => {
    const { of } = await audited("brevis", (task) => {
      if (has(task, "refunding")) task.change("open", { liabilityWindow: undefined });
    });
    expect(of("market/auction")).toMatchObject({
      outcome: "inconclusive",
      reason: expect.stringContaining("has no window that anybody states"),
    });
  });
});

describe("a locked request", () => {
  const slashedAt = (after: number, members: object = {}, ...dropped: readonly string[]) =>
    audited("boundless", (task) => {
      task.change("open", members);
      if (!has(task, "slashing")) return;
      task.at("slashing").t = task.openedAt + after;
      task.drop(...dropped);
    });

  test("whose last window nobody states: the end of the locker's own time is not that of all", async () => {
    for (const after of [110, 201]) {
      const { of } = await slashedAt(after, { liabilityWindow: undefined });
      expect(of("market/claim").outcome).toBe("inconclusive");
      expect(of("market/deadline").outcome).toBe("inconclusive");
    }
  });

  test("is not refunded while others may fulfil it, though nobody is slashed", async () => {
    const { of } = await slashedAt(200, {}, "slash", "burnt out");
    expect(of("market/claim").outcome).toBe("fail");
  });
});
