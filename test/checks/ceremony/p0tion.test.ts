/** Joining p0tion's records to keys: who contributed when, what timed out, which digests the keys should have. */
import { createHash } from "node:crypto";
import { blake3 } from "@noble/hashes/blake3.js";
import { describe, expect, test } from "vitest";
import { judge, readFolder, told, withFolder } from "../../fixtures/simulated.js";
import { changed, useEventful } from "./eventful.js";

const eventful = useEventful();

describe("p0tion's records", () => {
  const hash = (person: string): string => {
    const gist = new TextDecoder().decode(eventful.files.get(`gists/${person}-contributed.txt`));
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
      eventful.files,
      (manifest) => {
        manifest.records = [{ file: "p0tion.json" }];
        manifest.attestations = [];
        manifest.circuits.forEach((circuit) => (circuit.contributions = []));
      },
      { "p0tion.json": exported(finaliser) },
    );
    return withFolder(all, async (folder) =>
      told(await judge(await readFolder(folder), eventful.curve), folder),
    );
  };

  test("an honest run with one timeout", async () => {
    expect(await said("boss")).toEqual(["ceremony/timeouts: ceremonies/c/participants/rosa/timeouts/t"]);
  });

  const digested = (digest: (key: Uint8Array) => string): Promise<string[]> => {
    const path = "circuit_1/ph2_0001.zkey";
    const recorded = digest(eventful.files.get(path) ?? new Uint8Array());
    const root = exported("boss").replace(
      '"participantId":"ada",',
      `"participantId":"ada","files":{"lastZkeyBlake2bHash":"${recorded}"},`,
    );
    const all = changed(
      eventful.files,
      (manifest) => {
        manifest.records = [{ file: "p0tion.json" }];
        manifest.attestations = [];
        manifest.circuits.forEach((circuit) => (circuit.contributions = [{ file: path, index: 1 }]));
      },
      { "p0tion.json": root },
    );
    return withFolder(all, async (folder) =>
      told(await judge(await readFolder(folder), eventful.curve), folder).filter(
        (one) => !one.includes("timeouts"),
      ),
    );
  };
  const blake2 = (key: Uint8Array): string => createHash("blake2b512").update(key).digest("hex");
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

  test("digests of keys, Blake2b or BLAKE3 by their length", async () => {
    expect(await digested(blake2)).toEqual([]);
    expect(await digested((key) => hex(blake3(key)))).toEqual([]);
  });

  test("digests of other eventful.files, of either kind", async () => {
    const place = ["ceremony/recorded-digests: ceremonies/c/circuits/x/contributions/k1"];
    expect(await digested(() => blake2(new Uint8Array(1)))).toEqual(place);
    expect(await digested(() => hex(blake3(new Uint8Array(1))))).toEqual(place);
  });

  test("the last contributor is the coordinator", async () => {
    expect(await said("lise")).toContain("ceremony/finaliser: ceremonies/c/circuits/x/contributions/k4");
  });
});
