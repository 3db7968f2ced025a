/** A log made by a cheat: lines left out and the rest numbered on, bytes changed, more tasks than memory holds. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { honest, scenarios, toText } from "../../../properties/marketLog/index.js";
import type { MarketEvent } from "../../../transcripts/market/events.js";
import { auditText, jsonLines } from "./audit.js";

/** What a log can lack without anybody knowing: a line that changes nothing that others rely on. */
const unnoticed: Readonly<Record<string, readonly string[]>> = {
  zkpool: [],
  // Snapshots and batches are announcements. A late proof that was never sent is late all the same.
  roller: ["rep.snapshot", "agg.include", "proof.submit"],
  // The client has the price back by the movement itself.
  boundless: ["task.refund"],
  // Fees above the second-lowest decide nothing.
  brevis: ["bid.reveal"],
};

const numbered = (events: readonly MarketEvent[]): MarketEvent[] =>
  events.map((event, seq) => ({ ...event, seq }));

describe.each(scenarios.map((scenario) => [scenario.header.profile, scenario] as const))(
  "%s",
  (profile, scenario) => {
    test("a line that is left out is noticed, though the rest is numbered on", async () => {
      const { header, events } = honest(scenario, 6);
      const open = (await auditText(toText({ header, events }))).with("inconclusive").length;
      const missed = new Set<string>();
      for (const [i, { type }] of events.entries()) {
        const audited = await auditText(toText({ header, events: numbered(events.toSpliced(i, 1)) }));
        const noticed = audited.with("fail").length > 0 || audited.with("inconclusive").length > open;
        if (!noticed) missed.add(type);
      }
      expect([...missed].filter((type) => !(unnoticed[profile] ?? []).includes(type))).toEqual([]);
    });

    test("a line that stands twice is noticed, though the rest is numbered on", async () => {
      const { header, events } = honest(scenario, 4);
      const harmless = new Set(["rep.snapshot", "weight.set", "proof.submit", "bid.commit"]);
      for (const [i, event] of events.entries()) {
        // What two people pay each other beside the market is no affair of the market's.
        const beside = event.type === "transfer" && ![event.from, event.to].includes(header.contract);
        if (harmless.has(event.type) || beside) continue;
        const twice = numbered(events.toSpliced(i, 0, event));
        const audited = await auditText(toText({ header, events: twice }));
        expect(audited.with("fail"), `${event.type} ${i} twice`).not.toEqual([]);
      }
    });

    test("changed bytes: an answer, never a crash", async () => {
      const text = toText(honest(scenario, 3));
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.tuple(fc.nat(text.length - 1), fc.constantFrom("", "0", "9", '"', "}", "\n", "-", "é", "[")),
            {
              minLength: 1,
              maxLength: 4,
            },
          ),
          async (changes) => {
            let changed = text;
            for (const [at, put] of changes) changed = changed.slice(0, at) + put + changed.slice(at + 1);
            const audited = await auditText(changed);
            expect(audited.of("market/log").outcome).toMatch(/pass|fail|inconclusive/);
          },
        ),
        { numRuns: 25 },
      );
    });
  },
);

test("more of anything than is held: inconclusive, and said so", async () => {
  const header = { kind: "header", v: 1, profile: "zkpool", contract: "0xpool", assets: {} };
  const proof = {
    seq: 0,
    t: 1,
    tx: "0x1",
    type: "proof.submit",
    task: "1",
    prover: "p",
    verdict: "unchecked",
  };
  const events = Array.from({ length: 10_002 }, (_, seq) => ({ ...proof, seq, tx: `0x${seq}` }));
  const audited = await auditText(jsonLines([header, ...events]));
  expect(audited.of("market/per-task")).toMatchObject({
    outcome: "inconclusive",
    reason: expect.stringContaining("more than 10000 events of a kind"),
  });
  expect(audited.with("pass")).toEqual([]);
});

test("names that are members of every object are names", async () => {
  const header = { kind: "header", v: 1, profile: "zkpool", contract: "0xpool", assets: {} };
  const event = {
    seq: 0,
    t: 1,
    tx: "0x1",
    type: "balance.add",
    actor: "constructor",
    asset: "__proto__",
    amount: "1",
  };
  const audited = await auditText(jsonLines([header, event]));
  expect(audited.said).toEqual(["market/events: 0"]);
});
