/**
 * Every check of whole ceremonies passes on an honest one and fails on two that were changed in its own way, with
 * nothing else failing but what the same change must show elsewhere. What people do wrong is planted by the
 * simulator (test/properties/ceremony); this is what else can be wrong with the files.
 */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Curve } from "../../../algebra/curve.js";
import { openCurve } from "../../../algebra/open.js";
import { ceremonyChecks } from "../../../checks/registry.js";
import type { Exhibit } from "../../../findings/index.js";
import {
  enact,
  filesOf,
  type CeremonyFiles,
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
import { bytesOf, manifest, put, type Files } from "./edits.js";
import { tamperedKeys } from "./tamperedKeys.js";
import { tamperedRecords } from "./tamperedRecords.js";

let curve: Curve;
let circuits: StagedCircuit[];
let honest: CeremonyFiles;
let raced: CeremonyFiles;

const ok: Lot = { mishap: null, secondRun: false };
const people = ["ada", "grace", "emmy", "sophie"];

async function filesFor(plan: Partial<Plan>): Promise<CeremonyFiles> {
  const whole: Plan = {
    people,
    lots: [[ok, ok, ok, ok]],
    beacon: true,
    coordinatorLast: false,
    abandoned: [],
    inventors: [],
    ...plan,
  };
  return filesOf(whole, await enact(whole, { curve, initial: circuits, beacon: SIMULATED_BEACON }));
}

beforeAll(async () => {
  curve = await openCurve("bn254", { threads: 0 });
  circuits = await stagedCircuits(2);
  honest = await filesFor({});
  raced = await filesFor({ lots: [[ok, ok, { mishap: "race", secondRun: true }, ok]] });
});
afterAll(() => curve.close());

async function run(
  base: CeremonyFiles,
  change: (files: Files) => void,
): Promise<{ said: string[]; exhibits: readonly Exhibit[] }> {
  const files = new Map(base);
  change(files);
  return withFolder(files, async (folder) => {
    const report = await judge(await readFolder(folder), curve, ceremonyChecks);
    return { said: told(report, folder), exhibits: report.exhibits };
  });
}
const ids = (said: readonly string[]): string[] => [...new Set(said.map((one) => one.split(":")[0] ?? ""))];

const table = [...tamperedKeys(() => circuits[1]?.bytes ?? new Uint8Array()), ...tamperedRecords];

test("an honest ceremony passes every check", async () => {
  expect((await run(honest, () => undefined)).said).toEqual([]);
});

test("everybody's own copy under one name, told apart by their numbers, is no contradiction", async () => {
  const attested = (number: string, digit: string): string =>
    JSON.stringify({
      contributor: number,
      contributionNumber: number,
      timestamp: "2025-10-31T16:40:20.482Z",
      files: [{ filename: "final.zkey", hash: digit.repeat(64) }],
    });
  const panther = (files: Files): void => {
    put(files, "1.json", attested("0001", "a"));
    put(files, "2.json", attested("0002", "b"));
    manifest(files, (value) => value.attestations?.push("1.json", "2.json"));
  };
  expect((await run(honest, panther)).said).toEqual([]);
});

test("right digests, and a log of the key, pass too", async () => {
  const right = (files: Files): void => {
    const bytes = bytesOf(files, "circuit_1/final.zkey");
    const oid = createHash("sha256").update(bytes).digest("hex");
    put(files, "hashes.txt", `${createHash("blake2b512").update(bytes).digest("hex")}  final.zkey\n`);
    put(
      files,
      "lfs/final.zkey",
      `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${bytes.length}\n`,
    );
    manifest(files, (value) => value.attestations?.push("hashes.txt", "lfs/final.zkey"));
  };
  expect((await run(honest, right)).said).toEqual([]);
});

describe("what is changed is told, and nothing else", () => {
  test.each(table.map((row) => [row.check, row.what, row] as const))("%s: %s", async (check, _, row) => {
    const { said } = await run(row.base === "raced" ? raced : honest, row.change);
    const expected = new Set([
      check,
      ...(row.also ?? []),
      ...(row.base === "raced" ? ["ceremony/conflicts", "ceremony/races"] : []),
    ]);
    expect(new Set(ids(said))).toEqual(expected);
  });
});

test("a branch that does not verify is drawn as in no key", async () => {
  const change =
    table.find(({ what }) => what.includes("the L of another state"))?.change ?? (() => undefined);
  const fates = async (by: (files: Files) => void): Promise<unknown> => {
    const { exhibits } = await run(raced, by);
    const drawn = exhibits.find(({ kind }) => kind === "branches");
    return drawn?.kind === "branches"
      ? drawn.chains.flatMap(({ branches }) => branches.map(({ fate, from }) => [from, fate]))
      : null;
  };
  expect(await fates(() => undefined)).toEqual([[1, "beside the chain"]]);
  expect(await fates(change)).toEqual([[1, "not in any key"]]);
});

test("the matrix shows a second turn as such", async () => {
  const { exhibits } = await run(raced, () => undefined);
  const matrix = exhibits.find(({ kind }) => kind === "matrix");
  expect(matrix).toMatchObject({
    columns: ["circuit_1"],
    rows: [
      { name: "ada", cells: [{ fate: "in the chain", number: 1 }] },
      { name: "grace", cells: [{ fate: "in the chain", number: 2 }] },
      { name: "emmy", cells: [{ fate: "in the chain by a second turn", number: 4 }] },
      { name: "sophie", cells: [{ fate: "in the chain", number: 3 }] },
    ],
  });
});
