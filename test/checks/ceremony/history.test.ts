/** Phase 1 as a history: the real fork, the rows of real files, and what is wrong with tampered statements. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Curve } from "../../../algebra/curve.js";
import { openCurve } from "../../../algebra/open.js";
import { buildHistory, forksOf } from "../../../checks/ceremony/history.js";
import { ceremonyChecks } from "../../../checks/registry.js";
import { claim, attestation, type Attestation } from "../../../transcripts/attestations/attestation.js";
import { readAttestation } from "../../../transcripts/attestations/read.js";
import type { Ceremony } from "../../../transcripts/ceremony/ceremony.js";
import { manifestSchema } from "../../../transcripts/ceremony/manifest.js";
import { readPtau, type Ptau } from "../../../transcripts/iden3/ptau.js";
import { openFile } from "../../../transcripts/source.js";
import { describeWithShared } from "../../fixtures/shared.js";
import { judge } from "../../fixtures/simulated.js";

let curve: Curve;
beforeAll(async () => {
  curve = await openCurve("bn254", { threads: 0 });
});
afterAll(() => curve.close());

/** A ceremony that is nothing but the history of its phase 1. */
function historical(attestations: readonly Attestation[], ptaus: readonly Ptau[] = []): Ceremony {
  const manifest = manifestSchema.parse({
    schema: "zkassay-ceremony/1",
    name: "history",
    circuits: [{ name: "none" }],
  });
  return {
    file: "ceremony.json",
    manifest,
    circuits: [{ name: "none", ids: [], final: null, initial: null, uploads: [], logs: [] }],
    records: [],
    attestations: [],
    digested: [],
    phase1: { attestations, ptaus, challenge: null, parent: null, nextChallenge: null },
    unreadable: [],
    files: [],
  };
}

/** The statements of the findings of one check. */
async function statements(id: string, ceremony: Ceremony): Promise<string[]> {
  const checks = ceremonyChecks.filter((check) => check.id === id);
  const { checks: results } = await judge(ceremony, curve, checks);
  return results.flatMap(({ findings }) => findings.map(({ statement }) => statement));
}

const hashOf = (name: string): string => Buffer.from(name.padEnd(64, ".")).toString("hex");
/** The challenge that a ceremony of 2^28 begins with. */
const FIRST =
  "93da91920d5a54a8a0fde55cd9dc3a10c4f3eef768b62c0948741370864254b4c1920f3f29d4ebc0ef3acecf2e2db63a755713d77e1ed77347a56fbc317c7a93";

/** Statement number n, which answers the challenge of statement `on`. */
const stated = (n: string, on: string | null): Attestation =>
  attestation(`${n}_x_response/README.md`, "phase-1 attestation", [
    claim("challenge", on === null ? FIRST : hashOf(`challenge after ${on}`), 1),
    claim("response", hashOf(`response ${n}`), 2),
    claim("new challenge", hashOf(`challenge after ${n}`), 3),
  ]);

describe("made histories", () => {
  const chain = [stated("0001", null), stated("0002", "0001"), stated("0003", "0002")];

  test("a chain from the first challenge has nothing wrong with it", async () => {
    expect(await statements("history/linked", historical(chain))).toEqual([]);
    expect(await statements("history/forks", historical(chain))).toEqual([]);
  });

  test("a statement that is missing leaves the next one unlinked", async () => {
    const [first, , third] = chain as [Attestation, Attestation, Attestation];
    expect(await statements("history/linked", historical([first, third]))).toEqual([
      "0003: the challenge that it answers is the new challenge of another contribution",
    ]);
  });

  test("a changed challenge, and a second one in the same statement, are told", async () => {
    const [first, second, third] = chain as [Attestation, Attestation, Attestation];
    const changed = {
      ...second,
      claims: [claim("challenge", hashOf("another"), 1), ...second.claims.slice(1)],
    };
    expect(await statements("history/linked", historical([first, changed, third]))).toHaveLength(1);
    const twice = { ...second, claims: [...second.claims, claim("challenge", hashOf("another"), 9)] };
    expect(await statements("history/linked", historical([first, twice, third]))).toEqual([
      "0002: the statement names one challenge that it answers",
    ]);
  });

  test("two contributions on one challenge are a fork, with both branches named", async () => {
    const forked = [...chain, stated("0004", "0001"), stated("0005", "0004"), stated("0006", "0005")];
    expect(await statements("history/forks", historical(forked))).toEqual([
      "0001: one contribution builds on it (branches: 0004 … 0006 (3); 0002 … 0003 (2))",
    ]);
    const twice = [...forked, stated("0007", "0003"), stated("0008", "0003")];
    expect(await statements("history/forks", historical(twice))).toHaveLength(2);
  });
});

async function everyStatement(folder: string): Promise<Attestation[]> {
  const folders = readdirSync(folder).filter((name) => /^\d{4}_.*_response$/.test(name));
  return Promise.all(
    folders.map(async (name) => {
      const source = await openFile(join(folder, name, "README.md"));
      return readAttestation(source).finally(() => source.close());
    }),
  );
}

async function ptauOf(path: string): Promise<Ptau> {
  return readPtau(await openFile(path));
}

describeWithShared(
  "the Perpetual Powers of Tau",
  [
    "real/ppot/attestations",
    "real/ptau/powersOfTau28_hez_final_08.ptau",
    "real/ptau/ppot_0080_11.ptau",
    "real/ptau/pot28_0086_nopoints.ptau",
  ],
  ([folder, hermez, ppot80, ppot86]) => {
    test("the fork after 58: 59 to 77 were given up, 78 to 86 go on", async () => {
      const forks = forksOf(buildHistory(await everyStatement(folder)));
      expect(forks.map(({ at }) => at.label)).toEqual(["0058"]);
      const [given, kept] = forks[0]?.branches.map((nodes) => nodes.map(({ label }) => label).sort()) ?? [];
      const numbers = (from: number, to: number): string[] =>
        Array.from({ length: to - from + 1 }, (_, i) => String(from + i).padStart(4, "0"));
      expect(given).toEqual(numbers(59, 77));
      expect(kept).toEqual(numbers(78, 86));
    });

    test("every statement is linked back to the first challenge", async () => {
      const said = await statements("history/linked", historical(await everyStatement(folder)));
      expect(said).toEqual([
        // Number 1 does not say which challenge was made from its response.
        "0002: the challenge that it answers is the new challenge of another contribution",
        // Number 76 says that its response was based on the hash of the response before, not of the challenge.
        "0076: the statement names one challenge that it answers",
      ]);
    });

    test("54, 61 and 67 rows of three files are as published", async () => {
      const attestations = await everyStatement(folder);
      for (const [path, rows] of [
        [hermez, 54],
        [ppot80, 61],
        [ppot86, 67],
      ] as const) {
        const ptau = await ptauOf(path);
        expect(ptau.contributions.filter(({ flag }) => flag === "contribution")).toHaveLength(rows);
        expect(await statements("history/rows", historical(attestations, [ptau])), path).toEqual([]);
      }
    });

    test("a row that nobody published, and one with another challenge, are told", async () => {
      const attestations = await everyStatement(folder);
      const ptau = await ptauOf(hermez);
      const without = attestations.filter(({ file }) => !file.includes("0040_"));
      expect(await statements("history/rows", historical(without, [ptau]))).toEqual([
        expect.stringContaining("row 40"),
      ]);
      const [first, ...rest] = ptau.contributions;
      if (first === undefined) throw new Error("the file has rows");
      const changed = { ...ptau, contributions: [{ ...first, nextChallenge: new Uint8Array(64) }, ...rest] };
      expect(await statements("history/rows", historical(attestations, [changed]))).toEqual([]);
      const second = { ...(rest[0] ?? first), nextChallenge: new Uint8Array(64) };
      const other = { ...ptau, contributions: [first, second, ...rest.slice(1)] };
      expect(await statements("history/rows", historical(attestations, [other]))).toEqual([
        expect.stringContaining("row 2"),
      ]);
    });
  },
);
