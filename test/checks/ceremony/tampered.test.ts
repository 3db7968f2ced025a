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
import type { ManifestInput } from "../../../transcripts/ceremony/manifest.js";
import {
  judge,
  readFolder,
  SIMULATED_BEACON,
  stagedCircuits,
  told,
  withFolder,
  type StagedCircuit,
} from "../../fixtures/simulated.js";

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

type Files = Map<string, Uint8Array>;
const text = (files: Files, path: string): string => new TextDecoder().decode(files.get(path));
const put = (files: Files, path: string, contents: string): void =>
  void files.set(path, new TextEncoder().encode(contents));
const bytesOf = (files: Files, path: string): Uint8Array => {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`there is no ${path}`);
  return bytes.slice();
};
const copy = (files: Files, from: string, to: string): void => void files.set(to, bytesOf(files, from));
function manifest(files: Files, change: (manifest: ManifestInput) => void): void {
  const value = JSON.parse(text(files, "ceremony.json")) as ManifestInput;
  change(value);
  put(files, "ceremony.json", JSON.stringify(value));
}
type Fields = Record<string, unknown>;
/** Changes the fields of a turn in the export. */
function turn(files: Files, id: string, fields: Fields): void {
  const root = JSON.parse(text(files, "records.json")) as {
    ceremonies: Record<string, { contributions: Record<string, Fields> }>;
  };
  for (const { contributions } of Object.values(root.ceremonies))
    Object.assign(contributions[id] ?? {}, fields);
  put(files, "records.json", JSON.stringify(root));
}
function flip(files: Files, path: string, offset: number): void {
  const bytes = bytesOf(files, path);
  const at = offset < 0 ? bytes.length + offset : offset;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  files.set(path, bytes);
}

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

const other = "ab".repeat(64);
/** The four lines of a hash. */
const printed = (hash: string): string =>
  (hash.match(/.{32}/g) ?? []).map((line) => (line.match(/.{8}/g) ?? []).join(" ")).join("\n");

interface Tampered {
  readonly check: string;
  readonly what: string;
  readonly base?: "raced";
  readonly change: (files: Files) => void;
  /** Other checks that the same change must show in. */
  readonly also?: readonly string[];
}

/** The log of a verification that lists some hashes. */
const logOf = (hashes: readonly string[]): string =>
  `Circuit Hash:\n${printed(other)}\n${hashes
    .map((hash, i) => `contribution #${hashes.length - i} x:\n${printed(hash)}\n`)
    .join("")}ZKey Ok!\n`;

const table: readonly Tampered[] = [
  {
    check: "ceremony/files",
    what: "a key is not there",
    change: (files) => files.delete("circuit_1/ph2_0002.zkey"),
  },
  {
    check: "ceremony/files",
    what: "a gist is cut",
    change: (files) => put(files, "gists/ada-contributed.txt", "I contributed"),
  },
  {
    check: "ceremony/files",
    what: "a key is no key",
    change: (files) => put(files, "circuit_1/ph2_0003.zkey", "not a key"),
  },
  {
    check: "ceremony/enough-contributions",
    what: "more were promised",
    change: (files) => manifest(files, (value) => (value.policy = { minimumContributions: 5 })),
  },
  {
    check: "ceremony/enough-contributions",
    what: "the final key is the initial one",
    change(files) {
      copy(files, "circuit_1/ph2_0000.zkey", "circuit_1/final.zkey");
    },
    // Then nothing that was made is in the chain.
    also: ["ceremony/conflicts", "ceremony/second-runs"],
  },
  {
    check: "ceremony/side-branches",
    what: "an uncle with a changed delta",
    base: "raced",
    change: (files) =>
      flip(files, "circuit_1/ph2_0003.zkey", deltaAfterOf(bytesOf(files, "circuit_1/ph2_0003.zkey"))),
    // Its hash is another one now, so that the record's is nowhere.
    also: ["ceremony/conflicts", "ceremony/overwritten"],
  },
  {
    check: "ceremony/side-branches",
    what: "an uncle whose points are no coordinates at all",
    base: "raced",
    change(files) {
      const bytes = bytesOf(files, "circuit_1/ph2_0003.zkey");
      const at = deltaAfterOf(bytes);
      bytes.fill(0xff, at, at + 64 * 3 + 128);
      files.set("circuit_1/ph2_0003.zkey", bytes);
    },
    also: ["ceremony/conflicts", "ceremony/overwritten"],
  },
  {
    check: "ceremony/side-branches",
    what: "an uncle with a copied transcript",
    base: "raced",
    change(files) {
      const bytes = bytesOf(files, "circuit_1/ph2_0003.zkey");
      const at = deltaAfterOf(bytes) + 64 * 3 + 128;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      files.set("circuit_1/ph2_0003.zkey", bytes);
    },
    also: ["ceremony/conflicts", "ceremony/overwritten"],
  },
  {
    check: "ceremony/side-branches",
    what: "an uncle with the L of another state",
    base: "raced",
    change: (files) => swapSection(files, "circuit_1/ph2_0003.zkey", "circuit_1/ph2_0001.zkey", 8),
    also: ["ceremony/conflicts"],
  },
  {
    check: "ceremony/side-branches",
    what: "a key of another circuit",
    change(files) {
      files.set("circuit_1/ph2_0009.zkey", circuits[1]?.bytes ?? new Uint8Array());
      manifest(files, ({ circuits: [first] }) =>
        first?.contributions?.push({ file: "circuit_1/ph2_0009.zkey", index: 9 }),
      );
    },
  },
  {
    check: "ceremony/recorded",
    what: "a recorded hash that no key has",
    change: (files) => turn(files, "turn0002", { hash: other, priorIndex: 1 }),
    also: ["ceremony/overwritten", "ceremony/second-runs"],
  },
  {
    check: "ceremony/recorded",
    what: "a verified turn more than there are contributions",
    change(files) {
      const root = JSON.parse(text(files, "records.json")) as {
        ceremonies: Record<string, { contributions: Record<string, Fields> }>;
      };
      for (const { contributions } of Object.values(root.ceremonies)) {
        contributions["turn9999"] = {
          participantId: "zoe",
          queueIndex: 99,
          priorIndex: 98,
          index: 99,
          status: "COMPLETE",
          hash: other,
        };
      }
      put(files, "records.json", JSON.stringify(root));
    },
    also: ["ceremony/second-runs"],
  },
  {
    check: "ceremony/logs",
    what: "a log with another hash",
    change(files) {
      put(files, "log.txt", logOf([other, other, other, other, other]));
      manifest(files, ({ circuits: [first] }) => void (first !== undefined && (first.logs = ["log.txt"])));
    },
  },
  {
    check: "ceremony/logs",
    what: "a log of one contribution",
    change(files) {
      put(files, "log.txt", logOf([other]));
      manifest(files, ({ circuits: [first] }) => void (first !== undefined && (first.logs = ["log.txt"])));
    },
  },
  {
    check: "ceremony/attestations",
    what: "a gist with one digit changed",
    change: (files) =>
      put(
        files,
        "gists/ada-contributed.txt",
        text(files, "gists/ada-contributed.txt")
          .replace(/Hash: ./, "Hash: g")
          .replace("Hash: g", "Hash: 0")
          .replace(/Hash: 0(.)/, (_, next: string) => `Hash: 0${next === "0" ? "1" : "0"}`),
      ),
  },
  {
    check: "ceremony/attestations",
    what: "a gist that names another circuit",
    change: (files) =>
      put(
        files,
        "gists/ada-contributed.txt",
        text(files, "gists/ada-contributed.txt").replace("circuit_1", "circuit_9"),
      ),
  },
  {
    check: "ceremony/file-hashes",
    what: "a digest that is not the file's",
    change(files) {
      put(files, "hashes.txt", `${other}  final.zkey\n`);
      manifest(files, (value) => value.attestations?.push("hashes.txt"));
    },
  },
  {
    check: "ceremony/file-hashes",
    what: "a git-LFS pointer with another size",
    change(files) {
      const oid = createHash("sha256").update(bytesOf(files, "circuit_1/final.zkey")).digest("hex");
      put(files, "lfs/final.zkey", `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 1\n`);
      manifest(files, (value) => value.attestations?.push("lfs/final.zkey"));
    },
  },
  {
    check: "ceremony/file-hashes",
    what: "two statements that differ about one file",
    change(files) {
      put(files, "a.txt", `${other}  elsewhere.params\n`);
      put(files, "b.txt", `${"cd".repeat(64)}  elsewhere.params\n`);
      manifest(files, (value) => value.attestations?.push("a.txt", "b.txt"));
    },
  },
  {
    check: "ceremony/finaliser",
    what: "the policy names the last contributor",
    change: (files) => manifest(files, (value) => (value.policy = { finalisers: ["sophie"] })),
  },
  {
    check: "ceremony/indexes",
    what: "two turns with one number",
    change: (files) => turn(files, "turn0004", { index: 3 }),
    also: ["ceremony/overwritten"],
  },
  {
    check: "ceremony/overwritten",
    what: "one file in place of another",
    change: (files) => copy(files, "circuit_1/ph2_0003.zkey", "circuit_1/ph2_0002.zkey"),
  },
  {
    check: "ceremony/races",
    what: "a turn that took too long",
    change: (files) =>
      turn(files, "turn0002", { timeCompleted: { _seconds: 1_617_618_900, _nanoseconds: 0 } }),
  },
];

/** Where deltaAfter of the last contribution begins: 392 bytes and its tail before the end. */
function deltaAfterOf(bytes: Uint8Array): number {
  const { offset, length } = sectionOf(bytes, 10);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let at = offset + 68;
  let last = at;
  while (at < offset + length) {
    last = at;
    at += 64 * 3 + 128 + 64 + 4;
    at += 4 + view.getUint32(at, true);
  }
  return last;
}

function sectionOf(bytes: Uint8Array, type: number): { offset: number; length: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 12; at < bytes.length;) {
    const length = Number(view.getBigUint64(at + 4, true));
    if (view.getUint32(at, true) === type) return { offset: at + 12, length };
    at += 12 + length;
  }
  throw new Error(`there is no section ${type}`);
}

function swapSection(files: Files, into: string, from: string, type: number): void {
  const bytes = bytesOf(files, into);
  const source = bytesOf(files, from);
  const { offset, length } = sectionOf(source, type);
  bytes.set(source.subarray(offset, offset + length), sectionOf(bytes, type).offset);
  files.set(into, bytes);
}

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
