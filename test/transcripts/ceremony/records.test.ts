/** Coordinators' records in all their forms, read into the one model. */
import { describe, expect, test } from "vitest";
import { MalformedError } from "../../../transcripts/malformed.js";
import { readRecords } from "../../../transcripts/ceremony/readRecords.js";
import { bytesSource } from "../../fixtures/bytesSource.js";

const hash = (seed: string): string => seed.padEnd(128, "0123456789abcdef");
const printed = (value: string): string =>
  (value.match(/.{32}/g) ?? []).map((line) => (line.match(/.{8}/g) ?? []).join(" ")).join("\n");
const read = (path: string, contents: unknown, circuit?: string) =>
  readRecords(bytesSource(path, typeof contents === "string" ? contents : JSON.stringify(contents)), circuit);

const at = (iso: string): number => Date.parse(iso);

describe("setup-mpc-ui's Firestore export", () => {
  const contributions = {
    a: {
      participantId: "uid-1",
      participantAuthId: "alice",
      queueIndex: 1,
      priorIndex: 0,
      index: 1,
      status: "COMPLETE",
      hash: printed(hash("aa")),
      duration: 60,
      timeCompleted: "2021-04-05T10:00:00.000Z",
      verification: `contribution #1 alice:\n${printed(hash("aa"))}\nZKey Ok!`,
    },
    b: { participantId: "uid-2", queueIndex: 2, priorIndex: 1, status: "INVALIDATED", hash: "#error" },
    c: { participantId: "RESET_uid-3", queueIndex: 3, priorIndex: 1, status: "INVALIDATED" },
    d: { participantId: "uid-4", queueIndex: 4, priorIndex: 1, status: "RUNNING" },
  };
  const events = {
    e1: {
      sender: "PARTICIPANT",
      eventType: "START_CONTRIBUTION",
      index: 4,
      timestamp: { _seconds: 1_617_616_800, _nanoseconds: 0 },
    },
    e2: {
      sender: "WATCHDOG",
      eventType: "INVALIDATED",
      index: 2,
      message: "No activity detected for 700 seconds",
      timestamp: { __datatype__: "timestamp", value: { _seconds: 1_617_616_801, _nanoseconds: 500_000_000 } },
    },
  };
  const beside = { ceremonies: { cer1: { title: "1_1", ceremonyState: "COMPLETE", contributions, events } } };
  const nested = {
    __collections__: {
      ceremonies: {
        cer1: { title: "1_1", ceremonyState: "COMPLETE", __collections__: { contributions, events } },
      },
    },
  };

  test.each([
    ["sub-collections beside the fields", beside],
    ["__collections__", nested],
  ])("%s", async (_, root) => {
    const { coordinator, circuits, turns } = await read("export.json", root);
    expect(coordinator).toBe("setup-mpc-ui");
    expect(circuits).toMatchObject([{ id: "cer1", title: "1_1", complete: true }]);
    expect(turns.map(({ state, account, reset }) => [state, account, reset])).toEqual([
      ["complete", "uid-1", false],
      ["invalidated", "uid-2", false],
      ["invalidated", "uid-3", true],
      ["running", "uid-4", false],
    ]);
    expect(turns[0]).toMatchObject({
      hash: hash("aa"),
      listed: 1,
      startedAt: at("2021-04-05T09:59:00Z"),
      completedAt: at("2021-04-05T10:00:00Z"),
      place: { file: "export.json", section: "ceremonies/cer1/contributions/a" },
    });
    expect(turns[1]).toMatchObject({
      hash: null,
      endedBy: { sender: "watchdog", words: "No activity detected for 700 seconds", at: 1_617_616_801_500 },
    });
    expect(turns[3]).toMatchObject({ startedAt: 1_617_616_800_000, endedBy: null, index: null });
  });

  test("fields of the wrong kind are read as absent", async () => {
    const odd = {
      participantId: 7,
      queueIndex: "x",
      priorIndex: -1,
      status: [],
      hash: {},
      timeCompleted: "soon",
    };
    const { turns } = await read("e.json", { ceremonies: { c: { contributions: { a: odd, b: "text" } } } });
    expect(turns).toMatchObject([
      { account: "7", queueIndex: null, priorIndex: null, state: "waiting", hash: null, completedAt: null },
    ]);
  });
});

describe("setup-mpc-ui's CSV", () => {
  const header = "queueIndex,priorIndex,username,userId,duration,timeCompletedMs";

  test("rows, quoted cells and empty ones", async () => {
    const csv = `${header}\n1,0,alice,uid-1,60,1617616800000\n2,1,"b, ""the"" bob",uid-2,,\n`;
    const { turns, circuits } = await read("c05.csv", csv, "1_5");
    expect(circuits).toMatchObject([{ id: "1_5" }]);
    expect(turns).toMatchObject([
      { circuit: "1_5", name: "alice", index: 1, priorIndex: 0, startedAt: 1_617_616_740_000 },
      { name: 'b, "the" bob', index: 2, completedAt: null, startedAt: null, place: { section: "line 3" } },
    ]);
  });

  test("the circuit is the file's name unless told", async () => {
    expect((await read("folder/c05.csv", `${header}\n`)).circuits).toMatchObject([{ id: "c05" }]);
  });

  test.each([
    ["a missing column", "queueIndex,username\n1,a\n", 1],
    ["a row of another length", `${header}\n1,0,alice\n`, 2],
    ["an index that is no number", `${header}\n1,0,a,u,1,1\n-2,0,b,v,1,1\n`, 3],
    ["nothing at all", "", 1],
  ])("refused: %s", async (_, csv, line) => {
    const reading = read("c.csv", csv);
    await expect(reading).rejects.toThrow(MalformedError);
    await expect(reading).rejects.toMatchObject({ details: { section: `line ${line}` } });
  });
});

describe("p0tion's export", () => {
  const root = {
    ceremonies: {
      c1: {
        title: "Semaphore V4",
        coordinatorId: "boss",
        circuits: {
          x: {
            name: "semaphore 1",
            prefix: "semaphorev4-1",
            sequencePosition: 1,
            files: { r1csFilename: "semaphorev4-1.r1cs" },
            contributions: {
              k1: {
                participantId: "p1",
                zkeyIndex: "00001",
                valid: true,
                lastUpdated: 1_720_000_100_000,
                contributionComputationTime: 60_000,
                verificationComputationTime: 40_000,
                files: {
                  transcriptFilename: "semaphorev4-1_00001_alice-bob-123_verification_transcript.log",
                  lastZkeyBlake2bHash: "AB".repeat(32),
                },
              },
              k2: { participantId: "p2", zkeyIndex: "00002", valid: false, lastUpdated: 1_720_000_300_000 },
              kf: {
                participantId: "boss",
                zkeyIndex: "final",
                valid: true,
                lastUpdated: 1_720_000_900_000,
                beacon: { value: "21989617", hash: "c87b" },
              },
            },
          },
        },
        participants: {
          p1: {
            status: "DONE",
            contributions: [
              { doc: "k1", computationTime: 60_000, hash: `Contribution Hash:\n${printed(hash("11"))}` },
            ],
          },
          p3: {
            status: "TIMEDOUT",
            contributionProgress: 1,
            timeouts: {
              t: { type: "BLOCKING_CONTRIBUTION", startDate: 1_720_000_500_000, endDate: 1_720_000_600_000 },
            },
          },
          boss: { contributions: [{ doc: "kf", hash: printed(hash("ff")) }] },
        },
      },
    },
  };

  test("contributions with their hashes, the final step, and who timed out", async () => {
    const { coordinator, circuits, turns, coordinators } = await read("firestore.json", root);
    expect({ coordinator, coordinators }).toEqual({ coordinator: "p0tion", coordinators: ["boss"] });
    expect(circuits).toMatchObject([
      { id: "semaphorev4-1", circuitFileName: "semaphorev4-1.r1cs", sequence: 1, complete: true },
    ]);
    expect(turns).toMatchObject([
      {
        account: "p1",
        name: "alice-bob",
        index: 1,
        priorIndex: 0,
        state: "complete",
        hash: hash("11"),
        fileDigest: "ab".repeat(32),
        startedAt: 1_720_000_000_000,
      },
      { account: "p2", index: 2, priorIndex: 1, state: "invalidated", endedBy: { sender: "server" } },
      { account: "boss", index: 3, final: true, hash: hash("ff") },
      {
        account: "p3",
        state: "invalidated",
        endedBy: { sender: "watchdog", words: "BLOCKING_CONTRIBUTION" },
        index: null,
      },
    ]);
  });
});

test.each([
  ["no JSON", "x.json", "{"],
  ["no ceremonies", "x.json", "{}"],
  ["a list", "x.json", "[]"],
])("refused: %s", async (_, path, contents) => {
  await expect(read(path, contents)).rejects.toThrow(MalformedError);
});
