import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { responseChecks } from "../../../checks/registry.js";
import { makePtau } from "../../fixtures/ceremony.js";
import { exportChallenge, importResponse, makeResponse } from "../../fixtures/exchange.js";
import type { CurveName } from "../../fixtures/steps.js";
import { tamperBytes } from "../../fixtures/tamper.js";
import { assayFiles, idsWith, sharedCurve, summaryOf, type Assayed } from "../assay.js";
import { copy, fill, flip, put } from "./edits.js";
import { exchangeAt, pointOutsideSubgroup, pointWithoutRoot } from "./layout.js";

const POWER = 3;

/** A challenge, the response to it and the challenge made from that. */
async function makeStep(
  contributions: number,
  curve: CurveName = "bn128",
): Promise<[string, string, string]> {
  const ptau = await makePtau({ power: POWER, curve, contributions, beacon: false, prepared: false });
  const challenge = await exportChallenge(ptau, curve);
  const response = await makeResponse(challenge, curve);
  return [challenge, response, await exportChallenge(await importResponse(ptau, response, { curve }), curve)];
}

const [challenge, response, next] = await makeStep(1);
const [first] = await makeStep(0);
const OTHER = await makeStep(0);
const NEXT = ["next-challenge/response-hash", "next-challenge/points"];
const responseAt = exchangeAt("response", POWER);
const challengeAt = exchangeAt("challenge", POWER);
const betaOfChallenge = (await readFile(challenge)).subarray(challengeAt.betaG2, challengeAt.betaG2 + 128);
const rootless = await pointWithoutRoot("bn254");
const outside = await pointOutsideSubgroup("bn254");
const curve = await sharedCurve("bn254");
const outsideCompressed = curve.toCompressed("G2", curve.fromUncompressed("G2", outside));

const assay = (...exchange: readonly string[]): Promise<Assayed> =>
  assayFiles({ exchange }, { checks: responseChecks });

describe("one step of phase 1", () => {
  test.each(["bn128", "bls12381"] as const)(
    "holds on %s, at the start of a ceremony and later",
    async (name) => {
      for (const contributions of [0, 1]) {
        const assayed = await assay(...(await makeStep(contributions, name)));
        expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
      }
    },
  );

  test("holds with the reference engine", async () => {
    const assayed = await assayFiles(
      { exchange: [challenge, response, next] },
      { checks: responseChecks, engine: "reference" },
    );
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
  });

  test("the next challenge may be missing; the challenge may not", async () => {
    expect((await assay(challenge, response)).verdict.outcome).toBe("pass");
    const alone = await assay(response);
    expect(alone.verdict.outcome).toBe("inconclusive");
    const unchecked = alone.checks.find(({ id }) => id === "response/challenge-hash");
    expect(unchecked).toMatchObject({ outcome: "not evaluated", reason: "not given: the challenge" });
  });

  test("the response's hash is shown as its contributor saw it", async () => {
    const { exhibits } = await assay(challenge, response);
    const hash = createHash("blake2b512")
      .update(await readFile(response))
      .digest("hex");
    expect(exhibits).toMatchObject([{ kind: "chain", phase: 1, links: [{ hash, outcome: "pass" }] }]);
  });

  test("the first 64 bytes of a challenge may be anything (reduce_powers), if the response answers it", async () => {
    const reduced = await tamperBytes(challenge, fill(0, 64, 0x11));
    const assayed = await assay(reduced, await makeResponse(reduced));
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
  });
});

const { tauG1, tauG2, alphaTauG1, betaTauG1, betaG2, publicKey } = responseAt;

describe("a tampered response never passes", () => {
  test.each<[string, (bytes: Buffer) => Uint8Array | void, readonly string[]]>([
    ["a byte more", (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]), ["response/container"]],
    ["a byte less", (bytes) => bytes.subarray(1), ["response/container"]],
    ["another challenge's hash", flip(0), ["response/challenge-hash", "response/knowledge"]],
    ["a hash of zeros", fill(0, 64, 0), ["response/challenge-hash", "response/knowledge"]],
    ["s of the public key at infinity", fill(publicKey, 64, 0), ["response/state-points"]],
    ["k·sp outside the subgroup", put(publicKey + 6 * 64, outside), ["response/state-points"]],
    ["[τ]₁ without a root", put(tauG1 + 32, rootless), ["response/state-points", "response/points"]],
    ["a stray flag", flip(tauG1 + 5 * 32, 0x40), ["response/points"]],
    ["x not below q", fill(alphaTauG1 + 3 * 32, 32, 0x3f), ["response/points"]],
    ["infinity among the powers", put(tauG1 + 6 * 32, infinity(32)), ["response/points", "response/powers"]],
    ["a power outside the subgroup", put(tauG2 + 3 * 64, outsideCompressed), ["response/points"]],
    ["another start in G1", copy(tauG1 + 32, tauG1, 32), ["response/start"]],
    ["another start in G2", copy(tauG2 + 64, tauG2, 64), ["response/start"]],
    [
      "proofs of tau and alpha exchanged",
      copy(publicKey + 6 * 64, publicKey + 8 * 64, 128),
      ["response/knowledge", "response/update"],
    ],
    ["k·s = s", copy(publicKey, publicKey + 64, 64), ["response/knowledge", "response/update"]],
    ["another beta in G2", copy(tauG2 + 64, betaG2, 64), ["response/update", "response/powers"]],
    ["another alpha", copy(betaTauG1, alphaTauG1, 32), ["response/update", "response/powers"]],
    ["a power twice in tauG1", copy(tauG1 + 5 * 32, tauG1 + 6 * 32, 32), ["response/powers"]],
    ["a negated power of tauG2", flip(tauG2 + 7 * 64, 0x80), ["response/powers"]],
    ["a negated power of alphaTauG1", flip(alphaTauG1 + 7 * 32, 0x80), ["response/powers"]],
    ["the last power of tauG1 negated", flip(tauG1 + 14 * 32, 0x80), ["response/powers"]],
    ["the last power of betaTauG1 negated", flip(betaTauG1 + 7 * 32, 0x80), ["response/powers"]],
  ])("%s", async (_, change, expected) => {
    const assayed = await assay(challenge, await tamperBytes(response, change));
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("fail");
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual(expected);
  });

  test("the finding names vector, index and the bytes of the compressed point", async () => {
    const start = tauG2 + 5 * 64;
    const file = await tamperBytes(response, flip(start, 0x80));
    const { checks } = await assay(challenge, file);
    const findings = checks.find(({ id }) => id === "response/powers")?.findings;
    const evidence = [{ file, section: "tauG2", index: 5, bytes: { start, end: start + 64 } }];
    expect(findings).toMatchObject([{ evidence }, {}]);
  });
});

describe("a tampered challenge never passes", () => {
  test.each<[string, string | Promise<string>, readonly string[]]>([
    ["of another size", tamperBytes(challenge, (bytes) => bytes.subarray(0, -64)), ["challenge/container"]],
    ["of no bytes", tamperBytes(challenge, () => new Uint8Array(0)), ["challenge/container"]],
    ["of another power", otherPower("bn128", POWER + 1), ["response/shape"]],
    ["of another curve", otherPower("bls12381", POWER), ["response/shape"]],
    ["with another origin", tamperBytes(challenge, flip(7)), ["response/challenge-hash"]],
    [
      "with beta off its curve",
      tamperBytes(challenge, flip(challengeAt.betaG2 + 127)),
      ["challenge/state-points", "response/challenge-hash"],
    ],
    [
      "with [τ]₁ not below q",
      tamperBytes(challenge, fill(challengeAt.tauG1 + 64, 32, 0x3f)),
      ["challenge/state-points", "response/challenge-hash"],
    ],
    [
      "with another tau",
      tamperBytes(challenge, copy(challengeAt.alphaTauG1, challengeAt.tauG1 + 64, 64)),
      ["response/challenge-hash"],
    ],
    [
      "that says it is the first and has another beta",
      tamperBytes(first, put(challengeAt.betaG2, betaOfChallenge)),
      ["challenge/start", "response/challenge-hash"],
    ],
    [
      "that starts a ceremony with other powers",
      tamperBytes(challenge, put(0, createHash("blake2b512").digest())),
      ["challenge/start", "response/challenge-hash"],
    ],
  ])("%s", async (_, before, expected) => {
    const assayed = await assay(await before, response, next);
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("fail");
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual(expected);
  });
});

test("a challenge with the hash that the response answers, and other powers, is not what it was made from", async () => {
  const other = await tamperBytes(challenge, copy(challengeAt.alphaTauG1, challengeAt.tauG1 + 64, 64));
  const hash = createHash("blake2b512")
    .update(await readFile(other))
    .digest();
  const assayed = await assay(other, await tamperBytes(response, put(0, hash)));
  expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual(["response/knowledge", "response/update"]);
});

describe("files of other steps", () => {
  const [otherFirst, otherResponse, otherNext] = OTHER;

  test.each<[string, readonly string[], readonly string[]]>([
    ["a response to another challenge", [challenge, otherResponse], ["response/challenge-hash"]],
    [
      "the next challenge of another response",
      [challenge, response, otherNext],
      ["next-challenge/response-hash", "next-challenge/points"],
    ],
    ["the challenge as the next one, too", [challenge, response, challenge], NEXT],
    ["the next challenge in the place of the challenge", [next, response], ["response/challenge-hash"]],
    ["the first challenge of the ceremony", [otherFirst, response], ["response/challenge-hash"]],
  ])("%s", async (_, exchange, expected) => {
    const assayed = await assay(...exchange);
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("fail");
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual([...expected]);
  });

  test("alphaTauG1 and betaTauG1 exchanged, with the proofs of alpha and beta", async () => {
    const exchanged = await tamperBytes(response, (bytes) => {
      const honest = Buffer.from(bytes);
      const swap = (a: number, b: number, length: number): void => {
        honest.copy(bytes, a, b, b + length);
        honest.copy(bytes, b, a, a + length);
      };
      swap(alphaTauG1, betaTauG1, 8 * 32);
      swap(publicKey + 2 * 64, publicKey + 4 * 64, 2 * 64);
      swap(publicKey + 6 * 64 + 128, publicKey + 6 * 64 + 2 * 128, 128);
    });
    const assayed = await assay(challenge, exchanged);
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual(
      expect.arrayContaining(["response/knowledge", "response/powers"]),
    );
  });
});

test("two responses, or two of anything, are refused", async () => {
  await expect(assay(response, response)).rejects.toThrow("are both the response; give one");
  await expect(assay(challenge, challenge, response)).rejects.toThrow("are both the challenge; give one");
});

describe("a tampered next challenge never passes", () => {
  test.each<[string, (bytes: Buffer) => Uint8Array | void, readonly string[]]>([
    ["of another size", (bytes) => bytes.subarray(0, 100), ["next-challenge/container"]],
    ["of a byte more", (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]), ["next-challenge/container"]],
    ["made from another response", flip(63), ["next-challenge/response-hash"]],
    ["of nothing", fill(0, 64, 0), ["next-challenge/response-hash"]],
    [
      "with a power twice",
      copy(challengeAt.tauG1 + 64, challengeAt.tauG1 + 128, 64),
      ["next-challenge/points"],
    ],
    ["with another beta", copy(challengeAt.tauG2 + 128, challengeAt.betaG2, 128), ["next-challenge/points"]],
    ["with a point off its curve", flip(challengeAt.betaTauG1 + 63), ["next-challenge/points"]],
    ["with a point outside the subgroup", put(challengeAt.tauG2 + 128, outside), ["next-challenge/points"]],
    [
      "with an infinity of the old form",
      put(challengeAt.tauG1 + 64, infinity(64)),
      ["next-challenge/points"],
    ],
  ])("%s", async (_, change, expected) => {
    const assayed = await assay(challenge, response, await tamperBytes(next, change));
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("fail");
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual(expected);
  });
});

function infinity(length: number): Uint8Array {
  return Uint8Array.of(0x40, ...new Uint8Array(length - 1));
}

async function otherPower(name: CurveName, power: number): Promise<string> {
  const ptau = await makePtau({ power, curve: name, contributions: 1, beacon: false, prepared: false });
  return exportChallenge(ptau, name);
}
