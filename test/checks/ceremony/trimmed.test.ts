/** A challenge that was cut down, against the challenge that it was cut from. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Curve } from "../../../algebra/curve.js";
import { openCurve } from "../../../algebra/open.js";
import { ceremonyChecks } from "../../../checks/registry.js";
import { readCeremony } from "../../../transcripts/ceremony/ceremony.js";
import { openFolder } from "../../../transcripts/ceremony/folder.js";
import { manifestSchema } from "../../../transcripts/ceremony/manifest.js";
import { judge, withFolder } from "../../fixtures/simulated.js";

let curve: Curve;
beforeAll(async () => {
  curve = await openCurve("bn254", { threads: 0 });
});
afterAll(() => curve.close());

const VECTORS = [
  ["G1", (n: number) => 2 * n - 1],
  ["G2", (n: number) => n],
  ["G1", (n: number) => n],
  ["G1", (n: number) => n],
  ["G2", () => 1],
] as const;

/** Points that differ: multiples of the generator. The check compares bytes; no powers are needed. */
function vectors(power: number): Uint8Array[] {
  return VECTORS.map(([group, count], v) => {
    const points: Uint8Array[] = [];
    let point = curve.multiply(group, curve.generator(group), BigInt(v + 2));
    for (let i = 0; i < count(2 ** power); i++) {
      points.push(curve.toUncompressed(group, point));
      point = curve.add(group, point, curve.generator(group));
    }
    return new Uint8Array(Buffer.concat(points));
  });
}

/** A challenge of 2^power with the first points of the vectors of a bigger one. */
function challenge(of: readonly Uint8Array[], power: number): Uint8Array {
  const parts = VECTORS.map(([group, count], v) => {
    const bytes = group === "G1" ? 64 : 128;
    return (of[v] ?? new Uint8Array()).subarray(0, count(2 ** power) * bytes);
  });
  return new Uint8Array(Buffer.concat([new Uint8Array(64), ...parts]));
}

async function findings(reduced: Uint8Array, parent: Uint8Array): Promise<string[]> {
  const files = new Map([
    ["reduced", reduced],
    ["parent", parent],
  ]);
  return withFolder(files, async (path) => {
    const manifest = manifestSchema.parse({
      schema: "zkassay-ceremony/1",
      name: "trimmed",
      circuits: [{ name: "none" }],
      phase1: { challenge: "reduced", parent: "parent" },
    });
    const ceremony = await readCeremony(await openFolder(path), "ceremony.json", manifest, async () => curve);
    const checks = ceremonyChecks.filter(({ id }) => id === "history/trimmed" || id === "ceremony/files");
    const report = await judge(ceremony, curve, checks);
    return report.checks.flatMap((check) => check.findings.map(({ statement }) => statement));
  });
}

test("the first powers of every vector, in files of any two sizes", async () => {
  const parent = vectors(3);
  for (const power of [1, 2, 3])
    expect(await findings(challenge(parent, power), challenge(parent, 3))).toEqual([]);
});

test("points read at the offsets of the reduced sizes, as reduce_powers once did", async () => {
  const parent = vectors(3);
  const whole = challenge(parent, 3);
  // All vectors after the first begin too early.
  const wrong = new Uint8Array(Buffer.concat([whole.subarray(0, challenge(parent, 2).length)]));
  const said = await findings(wrong, whole);
  expect(said.length).toBeGreaterThan(0);
  expect(said.some((one) => one.includes("tauG1"))).toBe(false);
});

test.each([
  ["tauG1", 0],
  ["tauG2", 1],
  ["alphaTauG1", 2],
  ["betaTauG1", 3],
  ["betaG2", 4],
] as const)("another point in %s is named", async (name, v) => {
  const parent = vectors(2);
  const whole = challenge(parent, 2);
  const changed = parent.map((bytes, i) => {
    if (i !== v) return bytes;
    const [group] = VECTORS[v];
    const other = curve.toUncompressed(group, curve.multiply(group, curve.generator(group), 99n));
    const out = bytes.slice();
    out.set(other, 0);
    return out;
  });
  expect(await findings(challenge(changed, 1), whole)).toEqual([
    expect.stringMatching(new RegExp(`^${name}.*point 0 of the reduced challenge`)),
  ]);
});

test("a reduced challenge with more powers than its parent is none", async () => {
  const parent = vectors(3);
  expect(await findings(challenge(parent, 3), challenge(parent, 2))).toHaveLength(1);
});
