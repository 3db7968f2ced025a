/** Who says what a log is judged by: a log that chooses its own rules is never a full pass, and a reader can overrule it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ProfileName } from "../../../transcripts/market/header.js";
import { packageRoot } from "../../fixtures/root.js";
import { auditText, jsonLines, type Audited } from "./audit.js";

const PROFILE = "market/profile";
const linesOf = (profile: string): object[] =>
  readFileSync(join(packageRoot, "examples", "market", `honest-${profile}.jsonl`), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as object);

/** The honest log of a market under another name, as its reader knows it. */
function audited(of: string, calls: ProfileName, stated?: ProfileName): Promise<Audited> {
  const [header, ...events] = linesOf(of);
  const config = { schema: "zkassay-market-config/1", file: "--profile" } as const;
  return auditText(
    jsonLines([{ ...header, profile: calls }, ...events]),
    stated === undefined ? {} : { marketConfig: { ...config, profile: stated } },
  );
}

test("a log of a known market is judged by it, and its reader may say so too", async () => {
  for (const stated of [undefined, "zkpool"] as const) {
    const { of } = await audited("zkpool", "zkpool", stated);
    expect(of(PROFILE).outcome).toBe("pass");
    const said = stated === undefined ? "zkpool, as its log says" : "zkpool, as stated beside the log";
    expect(of(PROFILE).facts).toContainEqual({ label: "Profile", value: said });
  }
});

describe("a market of its own rules", () => {
  test("is not decided, whoever says it, and what it leaves out is listed", async () => {
    for (const stated of [undefined, "custom"] as const) {
      const { of, with: ids } = await audited("roller", "custom", stated);
      expect(of(PROFILE)).toMatchObject({ outcome: "inconclusive", severity: "high" });
      const left = ["market/weight", "market/rep-update", "market/auction"];
      expect(ids("not evaluated")).toEqual(expect.arrayContaining(left));
      expect(of("market/weight").reason).toMatch(/^the profile custom does not judge it/);
    }
  });

  test("is judged by the market that its reader knows it to be", async () => {
    const known = await audited("zkpool", "custom", "zkpool");
    expect(known.with("fail")).toEqual([]);
    expect(known.of(PROFILE).outcome).toBe("pass");
    const [header, ...events] = linesOf("zkpool");
    const unpaid = events.filter((event) => (event as { why?: string }).why !== "reward");
    const text = jsonLines([
      { ...header, profile: "custom" },
      ...unpaid.map((event, seq) => ({ ...event, seq })),
    ]);
    const config = { schema: "zkassay-market-config/1", file: "--profile", profile: "zkpool" } as const;
    expect((await auditText(text, { marketConfig: config })).with("fail")).toContain("market/reward-once");
  });
});

test("a log that names another market than its reader is refused", async () => {
  const { of, with: ids } = await audited("zkpool", "boundless", "zkpool");
  expect(of("market/log").findings[0]?.statement).toMatch(/^profile of the log's header/);
  expect(ids("pass")).toEqual([]);
});

test.each([
  ["weight.set", { actor: "a", old: "0", new: "5", reason: "deposit" }],
  ["balance.withdraw", { actor: "a", asset: "USD", amount: "0" }],
  ["bid.reveal", { task: "t", prover: "a", fee: "5" }],
  ["proof.commit", { task: "t", prover: "a", commitment: "0x12" }],
])("an event that nothing of the profile looks at is said: %s", async (type, more) => {
  const [header, ...events] = linesOf("zkpool");
  const last = events.at(-1) as { t: number; blk: number };
  const one = { seq: events.length, t: last.t + 1, blk: last.blk + 1, tx: "one more", type, ...more };
  const { of } = await auditText(jsonLines([header ?? {}, ...events, one]));
  expect(of(PROFILE)).toMatchObject({
    outcome: "inconclusive",
    reason: expect.stringContaining(`${type} (1)`),
  });
});
