/** Circuits of npm, in the version that had a published bug and in the one that mended it. */
import { describe, expect, test } from "vitest";
import { runOnPackage as run, type Run } from "../packages.js";

const array = "@zk-email/circuits/utils/array.circom";
const regex = "circuits/common/email_domain_regex.circom:EmailDomainRegex(4)";

const broken: readonly (readonly [string, Run])[] = [
  [
    "shift malleability",
    {
      target: "zk-email-circuits-1.1.2/helpers/extract.circom:VarShiftLeft(8,4)",
      id: "slices/masked-shift",
      bind: { masked: "in" },
    },
  ],
  [
    "an index out of range",
    { target: "zk-email-circuits-3.2.4/helpers/utils.circom:QuinSelector(6,4)", id: "slices/item-at-index" },
  ],
  [
    "the same, in its source",
    {
      target: "zk-email-circuits-3.2.4/helpers/utils.circom:QuinSelector(6,4)",
      id: "packing/library-contracts",
    },
  ],
  [
    "path bits",
    {
      target: "binary-merkle-root-1.0.0/src/binary-merkle-root.circom:BinaryMerkleRoot(1)",
      id: "packing/selector-bits",
    },
  ],
  [
    "the same, in its source",
    {
      target: "binary-merkle-root-1.0.0/src/binary-merkle-root.circom:BinaryMerkleRoot(1)",
      id: "packing/library-contracts",
    },
  ],
  [
    "byte 255",
    { target: `zk-regex-circom-2.1.0/${regex}`, id: "packing/start-marker", bind: { text: "msg" } },
  ],
  ["254 bits", { target: "circomlib/circuits/bitify.circom:Num2Bits(254)", id: "packing/decomposition" }],
  [
    "a decoder that may say nothing",
    { target: "circomlib/circuits/multiplexer.circom:Decoder(4)", id: "packing/one-hot" },
  ],
];

test.for(broken)("%s: found in the package", async ([, one]) => {
  const check = await run(one);
  expect(check.outcome).toBe("fail");
  expect(check.findings[0]?.evidence[0]?.line).toBeGreaterThan(0);
});

const mended: readonly Run[] = [
  { target: "zk-email-circuits-6.1.1/utils/array.circom:ItemAtIndex(6)", id: "slices/item-at-index" },
  { target: `${array}:ItemAtIndex(6)`, id: "packing/library-contracts" },
  {
    target: "binary-merkle-root-2.0.0/src/binary-merkle-root.circom:BinaryMerkleRoot(1)",
    id: "packing/selector-bits",
    bind: { selector: "index" },
    limit: 2n,
  },
  {
    target: "binary-merkle-root-2.0.0/src/binary-merkle-root.circom:BinaryMerkleRoot(1)",
    id: "packing/library-contracts",
  },
  { target: `zk-regex-circom-2.3.2/${regex}`, id: "packing/start-marker", bind: { text: "msg" } },
  { target: `${array}:VarShiftLeft(16,5)`, id: "slices/rotation" },
  {
    target: "@zk-email/circuits/helpers/reveal-substring.circom:RevealSubstring(24,6,0)",
    id: "slices/sub-array",
    bind: { index: "substringStartIndex" },
  },
  { target: "circomlib/circuits/bitify.circom:Num2Bits(8)", id: "packing/decomposition" },
  { target: "circomlib/circuits/comparators.circom:LessThan(8)", id: "packing/comparison" },
  {
    target: "@zk-email/circuits/utils/hash.circom:PoseidonLarge(121,17)",
    id: "packing/injective",
    bind: { bytes: "in" },
  },
];

test.for(mended)("$id is silent on $target", async (one) => {
  const check = await run(one);
  expect(check.findings).toEqual([]);
  expect(check.outcome).toBe("pass");
});

test.for([
  { target: `${array}:SelectSubArray(32,10)`, id: "slices/sub-array" },
  { target: "@zk-email/circuits/utils/bytes.circom:PackBytes(40)", id: "packing/injective" },
])("$id has of $target only what its comment leaves to its caller", async (one) => {
  const { findings } = await run(one);
  expect(findings.map(({ severity }) => severity)).toEqual(["low"]);
  expect(findings[0]?.statement).toContain("left to its caller in a comment");
});

test("Sha256Bytes digests as node:crypto does, and is too large for witnesses by hand: no pass", async () => {
  const target = "@zk-email/circuits/lib/sha.circom:Sha256Bytes(128)";
  const check = await run({ target, id: "slices/sha2-digest" });
  expect(check.findings.filter(({ severity }) => severity !== "low")).toEqual([]);
  expect(check.facts).toContainEqual(expect.objectContaining({ label: "runs" }));
  expect(check.outcome).not.toBe("pass");
});

describe("what is still open in code that is said to be mended", () => {
  test("VarShiftMaskedStr 3.2.4 compares a shift past the array with nothing, and moves by it", async () => {
    const target = "zk-email-circuits-3.2.4/helpers/extract.circom:VarShiftMaskedStr(8,4)";
    const { findings } = await run({ target, id: "slices/masked-shift" });
    const [finding] = findings;
    expect(Number(finding?.evidence[0]?.values?.shift)).toBeGreaterThanOrEqual(8);
  });

  test("zk-regex 2.3.2 compares bytes that it does not range-check: −1 is below 255", async () => {
    const one = { target: `zk-regex-circom-2.3.2/${regex}`, bind: { bytes: "msg" }, limit: 255n };
    const { findings } = await run({ ...one, id: "packing/byte-range" });
    expect(findings[0]?.evidence[0]?.values?.msg).toContain("−1");
    expect((await run({ ...one, id: "packing/library-contracts" })).findings[0]?.statement).toContain(
      "LessEqThan(8)",
    );
  });

  test("VarShiftLeft 6.3.4 takes a shift past an array whose length is no power of two", async () => {
    const { findings } = await run({ target: `${array}:VarShiftLeft(11,5)`, id: "slices/rotation" });
    expect(findings[0]?.evidence[0]?.values?.shift).toBe("11");
  });
});

test("what a library leaves to its caller is no finding, and no pass either", async () => {
  const check = await run({
    target: "circomlib/circuits/mux1.circom:MultiMux1(2)",
    id: "packing/selector-bits",
  });
  expect(check.outcome).toBe("inconclusive");
  expect(check.reason).toContain("leaves s to its caller");
});
