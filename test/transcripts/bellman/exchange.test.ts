import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parametersOf } from "../../../algebra/parameters.js";
import type { Accumulator } from "../../../transcripts/accumulator.js";
import { readChallenge } from "../../../transcripts/bellman/challenge.js";
import { exchangeBytes, phase1FormatOf } from "../../../transcripts/bellman/phase1Layout.js";
import { readResponse } from "../../../transcripts/bellman/response.js";
import { readPtau } from "../../../transcripts/iden3/ptau.js";
import type { ByteSource } from "../../../transcripts/source.js";
import { sharedCurve } from "../../checks/assay.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { makePtau } from "../../fixtures/ceremony.js";
import { exportChallenge, importResponse, makeResponse } from "../../fixtures/exchange.js";

/** A file, in memory so that nothing stays open. */
const fileSource = async (path: string): Promise<ByteSource> =>
  bytesSource(path, new Uint8Array(await readFile(path)));

const ALL = (["bn254", "bls12-381"] as const)
  .map(parametersOf)
  .flatMap((curve) =>
    (["challenge", "response"] as const).flatMap((kind) =>
      Array.from({ length: curve.twoAdicity }, (_, i) => ({ kind, curve, power: i + 1 })),
    ),
  );

describe("sizes", () => {
  test("tell kind, curve and power, each its own", () => {
    for (const format of ALL) expect(phase1FormatOf(exchangeBytes(format))).toEqual(format);
    expect(new Set(ALL.map(exchangeBytes)).size).toBe(ALL.length);
  });

  test("are those of the Perpetual Powers of Tau at 2^28", () => {
    const curve = parametersOf("bn254");
    // 97 GB and 49 GB: the README of perpetualpowersoftau, and formats.md A.5.
    expect(exchangeBytes({ kind: "challenge", curve, power: 28 })).toBe(103_079_215_232);
    expect(exchangeBytes({ kind: "response", curve, power: 28 })).toBe(51_539_608_416);
  });
});

describe.each(["bn128", "bls12381"] as const)("challenge and response (%s)", (name) => {
  test("hold the points of the ptau that they come from and go to", async () => {
    const before = await makePtau({
      power: 3,
      curve: name,
      contributions: 1,
      beacon: false,
      prepared: false,
    });
    const challengeFile = await exportChallenge(before, name);
    const responseFile = await makeResponse(challengeFile, name);
    const after = await importResponse(before, responseFile, { curve: name });

    const challenge = await readChallenge(await fileSource(challengeFile), sharedCurve);
    const response = await readResponse(await fileSource(responseFile), sharedCurve);
    const ptauBefore = await readPtau(await fileSource(before));
    const ptauAfter = await readPtau(await fileSource(after));
    expect(await pointsOf(challenge.powers)).toEqual(await pointsOf(ptauBefore.powers));
    expect(await pointsOf(response.powers)).toEqual(await pointsOf(ptauAfter.powers));
    expect(response.knowledge).toEqual(ptauAfter.contributions.at(-1)?.knowledge);
    expect(response.origin).toEqual(ptauBefore.contributions.at(-1)?.nextChallenge);
    expect(response).toMatchObject({ power: 3, curve: ptauBefore.curve });
  });
});

async function pointsOf(powers: Accumulator | null): Promise<Record<string, Uint8Array>> {
  const read = Object.entries(powers ?? {}).map(async ([name, vector]) => [
    name,
    await vector.read(0, vector.count),
  ]);
  return Object.fromEntries(await Promise.all(read)) as Record<string, Uint8Array>;
}

describe("a file of no right size", () => {
  test.each([
    [0, "the size of no challenge; the nearest, a challenge of 2^1 on bn254, has 896"],
    [6273, "the size of no challenge; the nearest, a challenge of 2^4 on bn254, has 6272"],
    [
      exchangeBytes({ kind: "response", curve: parametersOf("bn254"), power: 2 }),
      "the size of a response of 2^2 on bn254, not of a challenge",
    ],
  ])("%i bytes", async (size, problem) => {
    const source = bytesSource("challenge", new Uint8Array(size));
    await expect(readChallenge(source, sharedCurve)).rejects.toThrow(problem);
  });
});
