/** Selections from a public beacon: repeated exactly, and in the right order. */
import { describe, expect, test } from "vitest";
import { findChain, timeOfRound } from "../../../../transcripts/drand/chains.js";
import { auditText, jsonLines, type Audited } from "../audit.js";
import {
  chosenFor,
  LogLines,
  ROUND,
  ROUND_TIME,
  selected,
  SNAPSHOT_DIGEST,
  WEIGHTS,
  type Selected,
} from "./log.js";

const REDERIVE = "market/rederive";
const ORDER = "market/selection-order";

const audit = (log: LogLines, rounds: Parameters<typeof auditText>[1] = {}): Promise<Audited> =>
  auditText(jsonLines(log.lines), rounds);

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));

test("the round is due when the tests say so", () => {
  const quicknet = findChain("quicknet");
  expect(quicknet === null ? 0 : timeOfRound(quicknet, ROUND.round)).toBe(ROUND_TIME);
});

describe("market/rederive", () => {
  test("an honest selection passes, with the signature in the log or beside it", async () => {
    const inside = await audit(selected());
    expect(inside.of(REDERIVE)).toMatchObject({ outcome: "pass", findings: [] });
    const { signature, randomness, ...bare } = { ...ROUND };
    const log = selected({ selection: { ...bare, signature: undefined, randomness: undefined } });
    const rounds = [
      {
        file: "round.json",
        index: null,
        chain: null,
        round: 2,
        signature: bytes(signature.slice(2)),
        previousSignature: null,
        randomness: bytes(randomness.slice(2)),
      },
    ];
    expect((await audit(log, { rounds })).of(REDERIVE).outcome).toBe("pass");
    expect((await audit(log)).of(REDERIVE)).toMatchObject({
      outcome: "inconclusive",
      reason: "round 2 of quicknet is needed: give it with --round, for task t1",
    });
  });

  test("the order of those selected does not matter", async () => {
    const log = selected({ provers: chosenFor("t1", 2).toReversed() });
    expect((await audit(log)).of(REDERIVE).outcome).toBe("pass");
  });

  const others = Object.keys(WEIGHTS).filter((prover) => !chosenFor("t1", 2).includes(prover));
  const signature = `${ROUND.signature.slice(0, -2)}08`;
  const falsehoods: readonly (readonly [string, Partial<Selected>, RegExp])[] = [
    ["another prover", { provers: [chosenFor("t1", 2)[0] ?? "", others[0] ?? ""] }, /provers = f\(round 2/],
    [
      "one more than those drawn",
      { provers: [...chosenFor("t1", 2), others[0] ?? ""] },
      /at most k = 2 are selected for task t1/,
    ],
    ["fewer provers", { provers: chosenFor("t1", 2).slice(1) }, /provers = f\(round 2/],
    ["provers who were drawn for another task", { provers: others }, /provers = f\(round 2/],
    [
      "another randomness than the signature's",
      { selection: { randomness: `0x${"11".repeat(32)}` } },
      /randomness = SHA-256\(signature of round 2\)/,
    ],
    ["another k than the market's", { selection: { k: 1 }, provers: chosenFor("t1", 1) }, /k = 2/],
    [
      "a signature that nobody made",
      { selection: { signature, randomness: undefined } },
      /round 2 is a round of drand's quicknet: /,
    ],
    [
      "the signature of another round",
      { selection: { round: 3 } },
      /round 3 is a round of drand's quicknet: /,
    ],
  ];
  test.each(falsehoods)("%s", async (_, change, statement) => {
    const { outcome, findings } = (await audit(selected(change))).of(REDERIVE);
    expect(outcome).toBe("fail");
    expect(findings.map((finding) => finding.statement).join("\n")).toMatch(statement);
  });

  test.each([
    ["a rule that nobody states", { algo: "ask the sequencer" }, /the rule ask the sequencer is not known/],
    ["a snapshot that is not in the log", { snapshotSha256: "ab".repeat(32) }, /no such snapshot/],
    ["a chain that is not pinned", { chainHash: `0x${"12".repeat(32)}` }, /is not pinned/],
  ])("%s is not decided", async (_, selection, reason) => {
    expect((await audit(selected({ selection }))).of(REDERIVE)).toMatchObject({
      outcome: "inconclusive",
      reason,
    });
  });

  test("no selection at all is not decided, and other modes are not meant", async () => {
    const log = new LogLines();
    log.snapshot(1);
    log.open(2, "t1");
    log.assign(3, "t1", ["0xa"]);
    expect((await audit(log)).of(REDERIVE).outcome).toBe("inconclusive");
    expect((await audit(new LogLines())).of(REDERIVE).outcome).toBe("not evaluated");
  });

  test("more provers than the market selects are a finding, though nobody can repeat the selection", async () => {
    const selections = ["0xa", "0xb", "0xc"].map((_, i, all) => {
      const log = new LogLines({ k: 2 });
      log.snapshot(1);
      log.open(2, "t1");
      log.assign(3, "t1", all.slice(i));
      return log;
    });
    const results = await Promise.all(selections.map((log) => audit(log)));
    expect(results.map((audited) => audited.of(REDERIVE).outcome)).toEqual([
      "fail",
      "inconclusive",
      "inconclusive",
    ]);
  });

  test("Taiko's remainder is repeated, and said to be biased", async () => {
    const log = new LogLines({ k: 1 });
    log.snapshot(ROUND_TIME - 3);
    log.open(ROUND_TIME - 2, "77");
    const selection = { ...ROUND, algo: "keccak-mod/1", k: 1 };
    log.assign(ROUND_TIME + 1, "77", chosenFor("77", 1, "keccak-mod/1"), selection);
    const { outcome, facts } = (await audit(log)).of(REDERIVE);
    expect(outcome).toBe("pass");
    expect(facts.find(({ label }) => label === "keccak-mod/1")?.value).toMatch(/biased/);
  });
});

describe("market/selection-order", () => {
  test("task and weights first, then the round, then the assignment", async () => {
    expect((await audit(selected())).of(ORDER)).toMatchObject({ outcome: "pass", findings: [] });
    // The moment itself is too late for the one, and soon enough for the other.
    const last = selected({ openAt: ROUND_TIME - 1, snapshotAt: ROUND_TIME - 1, assignAt: ROUND_TIME });
    expect((await audit(last)).of(ORDER).outcome).toBe("pass");
  });

  test.each([
    [
      "a task that is opened when the round is known",
      { openAt: ROUND_TIME },
      /task t1 stands before round 2 exists/,
    ],
    [
      "weights that are set when the round is known",
      { snapshotAt: ROUND_TIME },
      /the snapshot of weights stands before/,
    ],
    [
      "an assignment before its round",
      { assignAt: ROUND_TIME - 1 },
      /round 2 exists when task t1 is assigned/,
    ],
  ])("%s", async (_, change, statement) => {
    const { findings } = (await audit(selected(change))).of(ORDER);
    expect(findings.map((finding) => finding.statement)).toEqual([expect.stringMatching(statement)]);
  });

  const redrawn = (between: (log: LogLines) => void, round = 2): LogLines => {
    const log = selected();
    between(log);
    log.assign(ROUND_TIME + 30, "t1", chosenFor("t1", 2), {
      ...ROUND,
      round,
      algo: "sha256-rejection/1",
      k: 2,
    });
    return log;
  };
  const reopen = (log: LogLines): void => {
    log.add(ROUND_TIME + 20, "task.fail", { task: "t1", attempt: 1 });
    log.add(ROUND_TIME + 21, "task.reopen", { task: "t1", attempt: 2 });
  };

  test("drawn again, from the same round or without a new attempt", async () => {
    const fails = async (log: LogLines): Promise<boolean> =>
      (await audit(log))
        .of(ORDER)
        .findings.some(({ statement }) => statement.includes("drawn once an attempt"));
    expect(await fails(redrawn(() => {}))).toBe(true);
    expect(await fails(redrawn(() => {}, 5))).toBe(true);
    expect(await fails(redrawn(reopen))).toBe(true);
    expect(await fails(redrawn(reopen, 9))).toBe(false);
  });

  test("a round that is not a fixed number of rounds after the opening may have been chosen", async () => {
    const log = selected();
    log.open(ROUND_TIME + 50, "t2");
    log.assign(ROUND_TIME + 90, "t2", ["0xa"], {
      ...ROUND,
      round: 28,
      snapshotSha256: SNAPSHOT_DIGEST,
      algo: "sha256-rejection/1",
      k: 2,
    });
    expect((await audit(log)).of(ORDER)).toMatchObject({
      outcome: "inconclusive",
      reason: /may have chosen/,
    });
  });
});
