/**
 * The same circuit written in another way is the same circuit; another one is not. snarkjs is asked in the same run: it
 * compares section 4 of the key byte for byte with what it makes of the .r1cs, and knows nothing of custom gates.
 */
import { describe, expect, test } from "vitest";
import { phase2Checks } from "../../checks/registry.js";
import { peerVerifiesKey } from "../fixtures/peer.js";
import * as edits from "../fixtures/tamper.js";
import { assayFiles, idsWith, summaryOf, type Assayed } from "./assay.js";
import { base } from "./fixtures/bases.js";
import { everywhere, inConstraint, negated, split, withConstraints } from "./fixtures/constraints.js";

const nothing = new Uint8Array(4);
/** A list of one gate without parameters, and one application of it to no signals. */
const gate = Buffer.concat([Buffer.from([1, 0, 0, 0]), Buffer.from("Gate\0"), Buffer.alloc(4)]);
const application = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

async function judge(...changes: readonly edits.Edit[]): Promise<Assayed> {
  const { r1cs, ptau, key } = await base();
  const changed = await edits.tamper(r1cs, ...changes);
  return assayFiles({ files: [changed, ptau, key.final] }, { checks: phase2Checks });
}

/** What snarkjs says of the honest key with the circuit changed. */
async function peer(...changes: readonly edits.Edit[]): Promise<boolean> {
  const { r1cs, ptau, key } = await base();
  return peerVerifiesKey(await edits.tamper(r1cs, ...changes), ptau, key.final);
}

describe("the same constraints: a pass", () => {
  test.each<[string, readonly edits.Edit[]]>([
    ["sections in another order", [edits.reverseSections()]],
    ["without labels of wires", [edits.dropSection(3)]],
    ["empty lists of custom gates", [edits.addSection(4, nothing), edits.addSection(5, nothing)]],
    ["terms in the opposite order", [everywhere((terms) => terms.toReversed())]],
    [
      "a wire twice",
      [everywhere(([first, ...rest]) => (first === undefined ? [] : [...split(first), ...rest]))],
    ],
    ["terms of zero", [everywhere((terms) => (terms.length > 3 ? terms : [...terms, [1, 0n]]))]],
  ])("%s", async (_, changes) => {
    const assayed = await judge(...changes);
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
  });
});

describe("custom gates with anything in their lists: Groth16 has none", () => {
  test.each<[string, readonly edits.Edit[]]>([
    ["a gate and its use", [edits.addSection(4, gate), edits.addSection(5, application)]],
    ["a use of a gate that is not listed", [edits.addSection(5, application)]],
    ["2^32 − 1 gates", [edits.addSection(4, new Uint8Array(4).fill(0xff))]],
    ["a list without a length", [edits.addSection(4, new Uint8Array(0))]],
    ["an empty list, and bytes behind it", [edits.addSection(5, new Uint8Array(8))]],
  ])("%s", async (_, changes) => {
    const assayed = await judge(...changes);
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual(["r1cs/container"]);
  });
});

test("snarkjs takes another order of terms for another circuit, and skips a custom gate", async () => {
  expect(await peer(everywhere((terms) => terms.toReversed()))).toBe(false);
  expect(await peer(edits.addSection(4, gate), edits.addSection(5, application))).toBe(true);
});

describe("other constraints: no pass", () => {
  test.each<[string, edits.Edit, readonly string[]]>([
    [
      "a term twice, the sum doubled",
      inConstraint(1, ([a = [], b = [], c = []]) => [[...a, ...a], b, c]),
      ["zkey/coefficients", "zkey/query-a"],
    ],
    [
      "two constraints exchanged",
      withConstraints(([a = [], b = [], ...rest]) => [b, a, ...rest]),
      ["zkey/coefficients", "zkey/query-a"],
    ],
    [
      "A and B exchanged",
      inConstraint(5, ([a = [], b = [], c = []]) => [b, a, c]),
      ["zkey/coefficients", "zkey/query-a", "zkey/query-b1"],
    ],
    [
      "A and B negated: the same equation, another key",
      inConstraint(5, ([a = [], b = [], c = []]) => [a.map(negated), b.map(negated), c]),
      ["zkey/coefficients", "zkey/query-a", "zkey/query-b1"],
    ],
    [
      "a term more in C alone, which section 4 does not hold",
      inConstraint(2, ([a = [], b = [], c = []]) => [a, b, [...c, [1, 1n]]]),
      ["zkey/query-ic-l"],
    ],
    [
      "the last constraint empty",
      inConstraint(5, () => [[], [], []]),
      ["zkey/coefficients", "zkey/query-ic-l"],
    ],
  ])("%s", async (_, change, expected) => {
    const assayed = await judge(change);
    expect(idsWith(assayed, "fail"), summaryOf(assayed)).toEqual(expect.arrayContaining([...expected]));
  });
});

test("what the header says of private inputs and labels is bound by nothing, and is listed as such", async () => {
  const assayed = await judge(edits.writeU32(1, 48, 77));
  const unbound = assayed.exhibits.flatMap((one) => (one.kind === "unbound" ? one.rows : []));
  expect(unbound.map(({ what }) => what).join()).toMatch(/private inputs/);
});

test("a fault of the circuit that shows while it is read is said once, by the check of its form", async () => {
  const { r1cs, ptau, key } = await base();
  const beyond = await edits.tamper(
    r1cs,
    inConstraint(3, ([a = [], b = [], c = []]) => [a, b, [...c, [4_000_000_000, 1n]]]),
  );
  const { checks } = await assayFiles({ files: [beyond, ptau, key.final] }, { checks: phase2Checks });
  const findings = checks.flatMap((check) => check.findings.map(({ statement }) => [check.id, statement]));
  expect(findings).toEqual([
    [
      "r1cs/container",
      expect.stringMatching(
        /^constraint 3, C: term \d is about wire 4000000000, and the header has \d+ wires$/,
      ),
    ],
  ]);
  const query = checks.find(({ id }) => id === "zkey/query-a");
  expect(query).toMatchObject({ outcome: "not evaluated", reason: `${beyond} could not be read to its end` });
  const alone = await assayFiles({ files: [beyond, ptau, key.final] }, { only: ["zkey/query-a"] });
  expect(idsWith(alone, "fail")).toContain("zkey/query-a");
});
