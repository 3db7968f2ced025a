import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { phase1Checks, phase2Checks } from "../../../checks/registry.js";
import { tamperBytes } from "../../fixtures/tamper.js";
import { assayFiles, idsWith, summaryOf } from "../assay.js";
import { contributeParams, exportParams } from "../../fixtures/exchange.js";
import { copy, fill, flip, put, set } from "./edits.js";
import { makeParamsCeremony } from "./keys.js";
import { contributionAt, HEADER_AT, paramsVectors, pointOutsideSubgroup } from "./layout.js";

const checks = [...phase1Checks, ...phase2Checks];
const { r1cs, ptau, zkey, exported, params, imported } = await makeParamsCeremony();
const honest = await readFile(params);
const at = paramsVectors(honest);
const outside = await pointOutsideSubgroup("bn254");

describe("a .params with r1cs and ptau", () => {
  test.each(["fast", "reference"] as const)("holds (%s engine)", async (engine) => {
    const assayed = await assayFiles(
      { files: [r1cs, ptau, params], previous: [exported] },
      { checks, engine },
    );
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
  });

  test("its contribution hashes are those of the same key as a .zkey", async () => {
    const chains = [params, imported].map(async (key) => {
      const { exhibits } = await assayFiles({ files: [key] }, { checks });
      return exhibits.flatMap((exhibit) =>
        exhibit.kind === "chain" ? exhibit.links.map(({ hash }) => hash) : [],
      );
    });
    const [inParams, inZkey] = await Promise.all(chains);
    expect(inParams).toHaveLength(4);
    expect(inParams).toEqual(inZkey);
  });

  test("alone: its chain holds, and the verdict waits for the rest", async () => {
    const assayed = await assayFiles({ files: [params] }, { checks });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("inconclusive");
    expect(idsWith(assayed, "fail")).toEqual([]);
  });

  test("on BLS12-381", async () => {
    const other = await makeParamsCeremony("bls12381");
    const given = { files: [other.r1cs, other.ptau, other.params], previous: [other.exported] };
    const assayed = await assayFiles(given, { checks });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
  });
});

describe("keys of one chain in both formats", () => {
  test.each([
    [
      "a .zkey that came back from .params extends both",
      imported,
      [zkey.initial, zkey.final, exported, params],
    ],
    ["a .params extends the .zkey that it was exported from", params, [...zkey.chain, exported]],
    ["a .zkey extends its own export", zkey.final, [exported]],
  ])("%s", async (_, key, previous) => {
    const assayed = await assayFiles({ files: [r1cs, ptau, key], previous }, { checks });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
  });

  test.each([
    ["having a contribution more", params, ["zkey/extends"]],
    ["L", tamperBytes(exported, copy(at.l.offset + 64, at.l.offset, 64)), ["zkey/extends"]],
    ["H, at its end", tamperBytes(exported, copy(at.h.offset, at.h.offset + 6 * 64, 64)), ["zkey/extends"]],
    ["A", tamperBytes(exported, copy(at.a.offset + 64, at.a.offset + 2 * 64, 64)), ["zkey/extends"]],
    ["delta2", tamperBytes(exported, copy(HEADER_AT.beta2, HEADER_AT.delta2, 128)), ["zkey/extends"]],
    ["delta2 at infinity", tamperBytes(exported, fill(HEADER_AT.delta2, 128, 0)), ["zkey/extends"]],
    ["circuit hash", tamperBytes(exported, flip(at.tail)), ["zkey/extends"]],
  ])("an earlier .params that differs in %s is not extended", async (_, previous, expected) => {
    const key = zkey.final;
    const assayed = await assayFiles({ files: [r1cs, ptau, key], previous: [await previous] }, { checks });
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual(expected);
  });

  test("an earlier file that is cut off is a finding", async () => {
    const cut = await tamperBytes(exported, (bytes) => bytes.subarray(0, -1));
    const assayed = await assayFiles({ files: [r1cs, ptau, params], previous: [cut] }, { checks });
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual(["zkey/extends"]);
  });
});

describe("a tampered .params never passes", () => {
  const last = contributionAt(at, 3);
  test.each<[string, (bytes: Buffer) => Uint8Array | void, readonly string[]]>([
    ["a byte behind the end", (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]), ["zkey/container"]],
    ["a file cut off", (bytes) => bytes.subarray(0, -1), ["zkey/container"]],
    ["a coordinate not below q in the header", fill(HEADER_AT.alpha1, 32, 0x3f), ["zkey/points"]],
    ["infinity in the header", fill(HEADER_AT.beta2, 128, 0), ["zkey/points"]],
    ["a stray flag in a contribution", set(last.g1s, 0xc0), ["zkey/points"]],
    ["delta off its curve in a contribution", flip(last.deltaAfter + 63), ["zkey/points"]],
    ["k·sp outside the subgroup", put(last.g2spx, outside), ["zkey/points"]],
    ["transcript of the last contribution", flip(last.transcript), ["zkey/transcript"]],
    ["circuit hash", flip(at.tail), ["zkey/transcript", "zkey/circuit-hash"]],
    ["k·sp of another contribution", copy(contributionAt(at, 0).g2spx, last.g2spx, 128), ["zkey/knowledge"]],
    ["delta1", copy(HEADER_AT.alpha1, HEADER_AT.delta1, 64), ["zkey/delta"]],
    ["delta2", copy(HEADER_AT.beta2, HEADER_AT.delta2, 128), ["zkey/delta"]],
    [
      "delta2 = gamma2",
      copy(HEADER_AT.gamma2, HEADER_AT.delta2, 128),
      ["zkey/delta", "zkey/delta-not-gamma"],
    ],
    ["gamma2", copy(HEADER_AT.beta2, HEADER_AT.gamma2, 128), ["zkey/gamma"]],
    ["alpha1", copy(HEADER_AT.beta1, HEADER_AT.alpha1, 64), ["zkey/alpha-beta"]],
    ["beta1", copy(HEADER_AT.alpha1, HEADER_AT.beta1, 64), ["zkey/alpha-beta"]],
    ["a coordinate not below q in H", fill(at.h.offset + 32, 32, 0xff), ["zkey/query-points"]],
    ["a point off its curve in IC", flip(at.ic.offset + 10), ["zkey/query-points"]],
    ["a point outside the subgroup in B2", put(at.b2.offset + 128, outside), ["zkey/query-points"]],
    ["the first element of A", copy(at.a.offset + 64, at.a.offset, 64), ["zkey/query-a"]],
    ["the last element of A at infinity", fill(at.a.offset + (at.a.count - 1) * 64, 64, 0), ["zkey/query-a"]],
    ["an element of B1", copy(at.a.offset + 64, at.b1.offset, 64), ["zkey/query-b1"]],
    ["an element of B2", copy(HEADER_AT.beta2, at.b2.offset, 128), ["zkey/query-b2"]],
    ["an element of IC", copy(at.ic.offset, at.ic.offset + 64, 64), ["zkey/query-ic-l"]],
    ["an element of L", copy(at.l.offset, at.l.offset + 64, 64), ["zkey/query-ic-l"]],
    ["the first element of H", copy(at.h.offset + 64, at.h.offset, 64), ["zkey/query-h"]],
    ["the last element of H", copy(at.h.offset, at.h.offset + 6 * 64, 64), ["zkey/query-h"]],
  ])("%s", async (_, change, expected) => {
    const assayed = await assayFiles(
      { files: [r1cs, ptau, await tamperBytes(params, change)] },
      { checks: phase2Checks },
    );
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("fail");
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual(expect.arrayContaining([...expected]));
  });

  test.each<[string, (rows: readonly Buffer[]) => readonly (Buffer | undefined)[], readonly string[]]>([
    ["exchanged", ([a, b, ...more]) => [b, a, ...more], ["zkey/transcript"]],
    ["one taken out", ([a, , ...more]) => [a, ...more], ["zkey/transcript"]],
    ["the last taken away", (rows) => rows.slice(0, -1), ["zkey/delta"]],
    ["one twice", ([a, ...more]) => [a, a, ...more], ["zkey/transcript"]],
    ["the last twice", (rows) => [...rows, ...rows.slice(-1)], ["zkey/transcript"]],
  ])("contributions: %s", async (_, arrange, expected) => {
    const changed = await tamperBytes(params, (bytes) => withRows(bytes, arrange));
    const assayed = await assayFiles({ files: [changed], previous: [exported] }, { checks: phase2Checks });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("fail");
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual(expected);
  });

  test("L and H from before a contribution whose proofs are right", async () => {
    const before = await readFile(exported);
    const forged = await tamperBytes(params, (bytes) => {
      for (const { offset, count } of [at.l, at.h]) before.copy(bytes, offset, offset, offset + count * 64);
    });
    const withAll = await assayFiles({ files: [r1cs, ptau, forged] }, { checks: phase2Checks });
    expect(idsWith(withAll, "fail"), summaryOf(withAll)).toEqual(["zkey/query-ic-l", "zkey/query-h"]);
    const withKey = await assayFiles({ files: [forged], previous: [exported] }, { checks: phase2Checks });
    expect(idsWith(withKey, "fail"), summaryOf(withKey)).toEqual(["zkey/extends"]);
    const alone = await assayFiles({ files: [forged] }, { checks: phase2Checks });
    expect(alone.verdict.outcome, summaryOf(alone)).toBe("inconclusive");
  });

  test("delta, L and H of another chain on the same initial key", async () => {
    const other = await readFile(await contributeParams(await exportParams(zkey.initial)));
    const forged = await tamperBytes(params, (bytes) => {
      other.copy(bytes, HEADER_AT.delta1, HEADER_AT.delta1, HEADER_AT.delta2 + 128);
      for (const { offset, count } of [at.l, at.h]) other.copy(bytes, offset, offset, offset + count * 64);
    });
    const assayed = await assayFiles({ files: [r1cs, ptau, forged] }, { checks: phase2Checks });
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual(["zkey/delta"]);
  });

  test("zero contributions", async () => {
    const assayed = await assayFiles(
      { files: [r1cs, ptau, await tamperBytes(params, (bytes) => withoutContributions(bytes))] },
      { checks },
    );
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toContain("zkey/contributions-present");
  });

  test("the finding names vector, index and bytes", async () => {
    const index = 4;
    const start = at.h.offset + index * 64;
    const swapped = await tamperBytes(params, copy(at.h.offset, start, 64));
    const { checks: rows } = await assayFiles({ files: [r1cs, ptau, swapped] }, { checks });
    const [finding] = rows.find(({ id }) => id === "zkey/query-h")?.findings ?? [];
    expect(finding?.evidence).toEqual([
      { file: swapped, section: "H", index, bytes: { start, end: start + 64 } },
    ]);
  });
});

/** The contributions laid out anew. */
function withRows(
  bytes: Buffer,
  arrange: (rows: readonly Buffer[]) => readonly (Buffer | undefined)[],
): Buffer {
  const start = at.tail + 68;
  const rows = Array.from({ length: 4 }, (_, i) => bytes.subarray(start + 384 * i, start + 384 * (i + 1)));
  const arranged = arrange(rows).filter((row) => row !== undefined);
  const head = Buffer.from(bytes.subarray(0, start));
  head.writeUInt32BE(arranged.length, at.tail + 64);
  return Buffer.concat([head, ...arranged]);
}

function withoutContributions(bytes: Buffer): Buffer {
  const end = at.tail + 64;
  return Buffer.concat([bytes.subarray(0, end), Buffer.alloc(4)]);
}
