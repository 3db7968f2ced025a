/** Joining: published hashes in all their classes; records alone, where no key is at hand; p0tion's records. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { blake3 } from "@noble/hashes/blake3.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Curve } from "../../../algebra/curve.js";
import { openCurve } from "../../../algebra/open.js";
import { classedClaims } from "../../../checks/ceremony/claims.js";
import { ceremonyChecks } from "../../../checks/registry.js";
import { classedTurns } from "../../../checks/ceremony/turns.js";
import {
  enact,
  filesOf,
  type CeremonyFiles,
  type Lot,
  type Plan,
} from "../../../properties/ceremony/index.js";
import { readAttestation } from "../../../transcripts/attestations/read.js";
import type { ManifestInput } from "../../../transcripts/ceremony/manifest.js";
import { openFile } from "../../../transcripts/source.js";
import { describeWithShared } from "../../fixtures/shared.js";
import {
  judge,
  readFolder,
  SIMULATED_BEACON,
  stagedCircuits,
  told,
  withFolder,
} from "../../fixtures/simulated.js";

let curve: Curve;
let files: CeremonyFiles;
const ok: Lot = { mishap: null, secondRun: false };
const lot = (mishap: Lot["mishap"]): Lot => ({ mishap, secondRun: false });

/** Everything that can happen to a turn, at one circuit. */
const plan: Plan = {
  people: ["ada", "grace", "emmy", "sophie", "hypatia", "mary", "rosa", "vera", "lise"],
  lots: [[ok, ok, lot("race"), lot("late"), ok, lot("restart"), lot("watchdog"), lot("unfinished"), ok]],
  beacon: true,
  coordinatorLast: false,
  abandoned: [0],
  inventors: [1],
};

beforeAll(async () => {
  curve = await openCurve("bn254", { threads: 0 });
  files = filesOf(
    plan,
    await enact(plan, { curve, initial: await stagedCircuits(1), beacon: SIMULATED_BEACON }),
  );
});
afterAll(() => curve.close());

const context = { curve: async (): Promise<Curve> => curve };

function changed(
  change: (manifest: ManifestInput) => void,
  more: Readonly<Record<string, string>> = {},
): CeremonyFiles {
  const all = new Map(files);
  const manifest = JSON.parse(new TextDecoder().decode(all.get("ceremony.json"))) as ManifestInput;
  change(manifest);
  all.set("ceremony.json", new TextEncoder().encode(JSON.stringify(manifest)));
  for (const [path, contents] of Object.entries(more)) all.set(path, new TextEncoder().encode(contents));
  return all;
}

test("published hashes are in the chain, uncles, invalidated, of an abandoned ceremony, or unknown", async () => {
  const classes = await withFolder(files, async (folder) => {
    const claims = await classedClaims(await readFolder(folder), context);
    return Object.fromEntries(
      claims.map((one) => [one.attestation.file.slice(folder.length + 7), [one.class, one.number]]),
    );
  });
  expect(classes).toEqual({
    "ada-contributed.txt": ["in the chain", 1],
    "grace-contributed.txt": ["in the chain", 2],
    "emmy-contributed.txt": ["uncle", null],
    "sophie-contributed.txt": ["invalidated", null],
    "hypatia-contributed.txt": ["in the chain", 3],
    "mary-contributed.txt": ["uncle", null],
    "lise-contributed.txt": ["in the chain", 4],
    "ada-abandoned.json": ["abandoned ceremony", null],
    "grace-invented.txt": ["unknown", null],
  });
});

test("a hash is joined by what it is: the numbers that people were shown differ from the chain's", async () => {
  await withFolder(files, async (folder) => {
    const claims = await classedClaims(await readFolder(folder), context);
    const lise = claims.find((one) => one.attestation.file.endsWith("lise-contributed.txt"));
    expect([lise?.claim.number, lise?.number]).toEqual(["9", 4]);
  });
});

describe("records alone", () => {
  const without = (): CeremonyFiles =>
    changed((manifest) => {
      for (const circuit of manifest.circuits) {
        delete circuit.final;
        delete circuit.initial;
        circuit.contributions = [];
      }
    });

  test("class the turns by their recorded parents, as likely and not as proved", async () => {
    const classes = await withFolder(without(), async (folder) =>
      (await classedTurns(await readFolder(folder), context)).map((one) => [
        one.turn.name,
        one.class,
        one.proved,
      ]),
    );
    expect(classes).toEqual([
      ["ada", "in the chain", false],
      ["grace", "in the chain", false],
      ["emmy", "conflict", false],
      ["sophie", "late", false],
      ["hypatia", "in the chain", false],
      ["mary", "restart", false],
      ["rosa", "watchdog", false],
      ["vera", "unfinished", false],
      ["lise", "in the chain", false],
    ]);
  });

  test("find the same failures, with the confidence that records deserve", async () => {
    const proved = await withFolder(files, async (folder) =>
      told(await judge(await readFolder(folder), curve), folder),
    );
    await withFolder(without(), async (folder) => {
      const report = await judge(await readFolder(folder), curve);
      expect(told(report, folder)).toEqual(proved);
      const conflicts = report.checks.find(({ id }) => id === "ceremony/conflicts");
      expect(conflicts?.findings.map(({ confidence }) => confidence)).toEqual(["likely"]);
      const enough = report.checks.find(({ id }) => id === "ceremony/enough-contributions");
      expect(enough).toMatchObject({
        outcome: "not evaluated",
        reason: "not given: the final key of circuit_1",
      });
    });
  });

  test("the CSV extract, which has neither hashes nor failures, joined to the keys by their files", async () => {
    const csv = [
      "queueIndex,priorIndex,username,userId,duration,timeCompletedMs",
      "1,0,ada,ada,600,1617617460000",
      "2,1,grace,grace,600,1617618120000",
      "3,1,emmy,emmy,600,1617618420000",
      "5,2,hypatia,hypatia,600,1617619740000",
    ].join("\n");
    const all = changed((manifest) => (manifest.records = [{ file: "c1.csv", circuit: "circuit_1" }]), {
      "c1.csv": csv,
    });
    const classes = await withFolder(all, async (folder) =>
      (await classedTurns(await readFolder(folder), context)).map((one) => [
        one.turn.name,
        one.class,
        one.number,
      ]),
    );
    expect(classes).toEqual([
      ["ada", "in the chain", 1],
      ["grace", "in the chain", 2],
      ["emmy", "conflict", null],
      ["hypatia", "in the chain", 3],
    ]);
  });
});

describe("p0tion's records", () => {
  const hash = (person: string): string => {
    const gist = new TextDecoder().decode(files.get(`gists/${person}-contributed.txt`));
    return /Hash: ([\s0-9a-f]+)\n/.exec(gist)?.[1]?.trim() ?? "";
  };
  const exported = (finaliser: string): string =>
    JSON.stringify({
      ceremonies: {
        c: {
          coordinatorId: finaliser,
          circuits: {
            x: {
              prefix: "circuit_1",
              sequencePosition: 1,
              contributions: {
                k1: { participantId: "ada", zkeyIndex: "00001", valid: true, lastUpdated: 1_617_617_000_000 },
                k2: {
                  participantId: "grace",
                  zkeyIndex: "00002",
                  valid: true,
                  lastUpdated: 1_617_618_000_000,
                },
                k3: {
                  participantId: "hypatia",
                  zkeyIndex: "00003",
                  valid: true,
                  lastUpdated: 1_617_619_000_000,
                },
                k4: {
                  participantId: "lise",
                  zkeyIndex: "00004",
                  valid: true,
                  lastUpdated: 1_617_620_000_000,
                },
              },
            },
          },
          participants: {
            ...Object.fromEntries(
              ["ada", "grace", "hypatia", "lise"].map((person, i) => [
                person,
                { contributions: [{ doc: `k${i + 1}`, hash: hash(person) }] },
              ]),
            ),
            rosa: {
              contributionProgress: 1,
              timeouts: { t: { type: "BLOCKING_CONTRIBUTION", startDate: 1_617_619_500_000 } },
            },
          },
        },
      },
    });
  const said = (finaliser: string): Promise<string[]> => {
    const all = changed(
      (manifest) => {
        manifest.records = [{ file: "p0tion.json" }];
        manifest.attestations = [];
        manifest.circuits.forEach((circuit) => (circuit.contributions = []));
      },
      { "p0tion.json": exported(finaliser) },
    );
    return withFolder(all, async (folder) => told(await judge(await readFolder(folder), curve), folder));
  };

  test("an honest run with one timeout", async () => {
    expect(await said("boss")).toEqual(["ceremony/timeouts: ceremonies/c/participants/rosa/timeouts/t"]);
  });

  const digested = (digest: (key: Uint8Array) => string): Promise<string[]> => {
    const path = "circuit_1/ph2_0001.zkey";
    const recorded = digest(files.get(path) ?? new Uint8Array());
    const root = exported("boss").replace(
      '"participantId":"ada",',
      `"participantId":"ada","files":{"lastZkeyBlake2bHash":"${recorded}"},`,
    );
    const all = changed(
      (manifest) => {
        manifest.records = [{ file: "p0tion.json" }];
        manifest.attestations = [];
        manifest.circuits.forEach((circuit) => (circuit.contributions = [{ file: path, index: 1 }]));
      },
      { "p0tion.json": root },
    );
    return withFolder(all, async (folder) =>
      told(await judge(await readFolder(folder), curve), folder).filter((one) => !one.includes("timeouts")),
    );
  };
  const blake2 = (key: Uint8Array): string => createHash("blake2b512").update(key).digest("hex");
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

  test("digests of keys, Blake2b or BLAKE3 by their length", async () => {
    expect(await digested(blake2)).toEqual([]);
    expect(await digested((key) => hex(blake3(key)))).toEqual([]);
  });

  test("digests of other files, of either kind", async () => {
    const place = ["ceremony/recorded-digests: ceremonies/c/circuits/x/contributions/k1"];
    expect(await digested(() => blake2(new Uint8Array(1)))).toEqual(place);
    expect(await digested(() => hex(blake3(new Uint8Array(1))))).toEqual(place);
  });

  test("the last contributor is the coordinator", async () => {
    expect(await said("lise")).toContain("ceremony/finaliser: ceremonies/c/circuits/x/contributions/k4");
  });
});

describeWithShared("Hermez's statements", ["real/attestations/hermez-phase2/README.md"], ([readme]) => {
  test("one contributor labelled the files of four states by the names of the states before", async () => {
    const names = ["0001_jordi", "0002_edu", "0003_wj", "0004_jarrad", "0005_kobigurk", "0006_vfactorial"];
    const paths = ["README.md", ...names.map((name) => `${name}/README.md`)];
    const statements = await Promise.all(
      paths.map(async (path) => {
        const source = await openFile(join(readme, "..", path));
        return readAttestation(source).finally(() => source.close());
      }),
    );
    await withFolder(files, async (folder) => {
      const ceremony = { ...(await readFolder(folder)), attestations: statements };
      const report = await judge(
        ceremony,
        curve,
        ceremonyChecks.filter(({ id }) => id === "ceremony/file-hashes"),
      );
      const contradictions = report.checks.flatMap((check) => check.findings);
      expect(contradictions.map(({ statement }) => statement)).toEqual(
        [
          "circuit-400-32-256-64_hez4_0000",
          "circuit-400-32-256-64_hez4_0001",
          "withdraw_hez4_0000",
          "withdraw_hez4_0001",
        ].map((name) => `every published digest of ${name}.zkey is the same`),
      );
      for (const { evidence } of contradictions) expect(evidence[1]?.file).toContain("0002_edu");
    });
  });
});

describeWithShared(
  "Privacy Pools' key",
  [
    "real/privacy-pools/commitment_final.zkey",
    "real/privacy-pools/commitment_00513.zkey",
    "real/privacy-pools/commitment_final_reverted.zkey",
  ],
  ([final, before, reverted]) => {
    test("the last contributor has the beacon's name, and the reverted key is an uncle that verifies", async () => {
      const keys = new Map<string, Uint8Array>();
      for (const path of [final, before, reverted])
        keys.set(basename(path), new Uint8Array(await readFile(path)));
      const manifest: ManifestInput = {
        schema: "zkassay-ceremony/1",
        name: "Privacy Pools",
        circuits: [
          {
            name: "commitment",
            final: basename(final),
            contributions: [{ file: basename(before), index: 513 }, { file: basename(reverted) }],
          },
        ],
      };
      keys.set("ceremony.json", new TextEncoder().encode(JSON.stringify(manifest)));
      const said = await withFolder(keys, async (folder) =>
        told(await judge(await readFolder(folder), curve), folder),
      );
      expect(said).toEqual([
        "ceremony/conflicts: commitment_final_reverted.zkey",
        "ceremony/finaliser: commitment_final.zkey",
      ]);
    });
  },
);
