/** What was not looked at is in the row: no pass by size, by time, by a comment or by another number than the template's. */
import { expect, test } from "vitest";
import type { Circuit } from "../../../properties/circuit/index.js";
import { Searches } from "../../../properties/forgery.js";
import { byteRange } from "../../../properties/packing/byteRange.js";
import { bigLessThan } from "../../../properties/rsa/bigLessThan.js";
import { itemAtIndex } from "../../../properties/slices/itemAtIndex.js";
import { onTarget, openTarget } from "../onTarget.js";

const zkEmail = "node_modules/@zk-email/circuits";

/** The same circuit with more constraints than are solved by hand. */
function enlarged(circuit: Circuit): Circuit {
  const [first] = circuit.system.constraints;
  if (first === undefined) throw new Error("the circuit has no constraints");
  const constraints = [...circuit.system.constraints, ...Array.from({ length: 40_000 }, () => first)];
  return { ...circuit, system: { ...circuit.system, constraints } };
}

test.for([
  { property: itemAtIndex, target: `${zkEmail}/utils/array.circom:ItemAtIndex(6)` },
  {
    property: byteRange,
    target: "test/corpus/packing-bytes-unchecked/mended.circom",
    wishes: { signals: new Map([["bytes", "in"]]), values: new Map() },
  },
])(
  "$property.id on a circuit that is too large to solve is inconclusive",
  async ({ property, target, ...rest }) => {
    const { check } = await onTarget(property, enlarged(await openTarget(target)), { ...rest, runs: 10 });
    expect(check.findings).toEqual([]);
    expect(check.outcome).toBe("inconclusive");
    expect(check.reason).toContain("no witness by hand was sought");
  },
);

test("searches that time ended are a fact, and inconclusive where none was whole", () => {
  const searches = new Searches();
  searches.count(false);
  expect([...searches.report()]).toEqual([]);
  searches.count(true);
  expect([...searches.report()].map(({ kind }) => kind)).toEqual(["fact"]);
  const cut = new Searches();
  cut.count(true);
  expect([...cut.report()].map(({ kind }) => kind)).toEqual(["fact", "inconclusive"]);
});

test("what a comment leaves to the caller, and the circuit takes, is a low finding and not nothing", async () => {
  const { check } = await onTarget(bigLessThan, `${zkEmail}/lib/bigint.circom:BigLessThan(16,4)`, {
    runs: 60,
  });
  expect(check.findings.length).toBeGreaterThan(0);
  for (const { severity, statement } of check.findings) {
    expect(severity).toBe("low");
    expect(statement).toContain("left to its caller in a comment: soundness: a limb of");
  }
});

test("--set in place of the template's own number is said", async () => {
  const { check } = await onTarget(bigLessThan, `${zkEmail}/lib/bigint.circom:BigLessThan(16,4)`, {
    runs: 10,
    wishes: { signals: new Map(), values: new Map([["n", 8n]]) },
  });
  expect(check.facts).toContainEqual({
    label: "--set n=8 overrides the template",
    value: "its own parameter n is 16, and nothing was tried with that",
  });
});
