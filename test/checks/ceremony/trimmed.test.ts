/** A challenge that was cut down, against the challenge that it was cut from. */
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Curve } from "../../../algebra/curve.js";
import { openCurve } from "../../../algebra/open.js";
import { ceremonyChecks } from "../../../checks/registry.js";
import { readCeremony } from "../../../transcripts/ceremony/ceremony.js";
import { openFolder } from "../../../transcripts/ceremony/folder.js";
import { manifestSchema, type ManifestInput } from "../../../transcripts/ceremony/manifest.js";
import { makePtau } from "../../fixtures/ceremony.js";
import { exportChallenge, importResponse, makeResponse } from "../../fixtures/exchange.js";
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

const findings = (reduced: Uint8Array, parent: Uint8Array): Promise<string[]> =>
  said({ challenge: "reduced", parent: "parent" }, { reduced, parent });

/** The findings on files that the manifest's phase 1 names, and on a .ptau where there is one. */
async function said(
  phase1: ManifestInput["phase1"],
  named: Readonly<Record<string, Uint8Array>>,
): Promise<string[]> {
  return withFolder(new Map(Object.entries(named)), async (path) => {
    const manifest = manifestSchema.parse({
      schema: "zkassay-ceremony/1",
      name: "phase 1",
      circuits: [{ name: "none", ...(named["pot.ptau"] === undefined ? {} : { ptau: "pot.ptau" }) }],
      phase1,
    });
    const ceremony = await readCeremony(await openFolder(path), "ceremony.json", manifest, async () => curve);
    const checks = ceremonyChecks.filter(({ id }) =>
      ["history/trimmed", "history/imported", "ceremony/files"].includes(id),
    );
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
  const found = await findings(wrong, whole);
  expect(found.length).toBeGreaterThan(0);
  expect(found.some((one) => one.includes("tauG1"))).toBe(false);
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
    expect.stringMatching(new RegExp(`^${name}.*point 0 of .*reduced = point 0 of .*parent`)),
  ]);
});

test("a reduced challenge with more powers than its parent is none", async () => {
  const parent = vectors(3);
  expect(await findings(challenge(parent, 3), challenge(parent, 2))).toHaveLength(1);
});

describe("a .ptau whose history was left out at its import", () => {
  let ptau: Uint8Array;
  let next: Uint8Array;
  let other: Uint8Array;
  beforeAll(async () => {
    const before = await makePtau({ power: 3, contributions: 1, beacon: false, prepared: false });
    const response = await makeResponse(await exportChallenge(before));
    const imported = await importResponse(before, response);
    ptau = new Uint8Array(await readFile(imported));
    next = new Uint8Array(await readFile(await exportChallenge(imported)));
    other = new Uint8Array(await readFile(await exportChallenge(before)));
  });

  test("holds the powers of the challenge that was made from the response", async () => {
    expect(await said({ nextChallenge: "next" }, { next, "pot.ptau": ptau })).toEqual([]);
  });

  test("and not those of the challenge before", async () => {
    const found = await said({ nextChallenge: "next" }, { next: other, "pot.ptau": ptau });
    expect(found).toHaveLength(5);
    expect(found[0]).toContain("point 1 of");
  });

  test("nor any other point", async () => {
    const changed = next.slice();
    const at = 64 + 64 * 4;
    changed.set(curve.toUncompressed("G1", curve.multiply("G1", curve.generator("G1"), 77n)), at);
    expect(await said({ nextChallenge: "next" }, { next: changed, "pot.ptau": ptau })).toEqual([
      expect.stringMatching(/^section 2 \(tauG1\), point 4 of/),
    ]);
  });

  test("more powers than the challenge has", async () => {
    const small = new Uint8Array(
      await readFile(
        await exportChallenge(await makePtau({ power: 2, contributions: 1, beacon: false, prepared: false })),
      ),
    );
    expect(await said({ nextChallenge: "next" }, { next: small, "pot.ptau": ptau })).toHaveLength(1);
  });
});
