/** Hostile files: each gets a finding with its file, section and offset, in bounded memory, and never a pass. */
import { describe, expect, test } from "vitest";
import { allChecks, registry } from "../../checks/registry.js";
import { readPtau } from "../../transcripts/iden3/ptau.js";
import { readR1cs } from "../../transcripts/iden3/r1cs.js";
import { readZkey } from "../../transcripts/iden3/zkey.js";
import { MalformedError } from "../../transcripts/malformed.js";
import type { ByteSource } from "../../transcripts/source.js";
import { readVerificationKey } from "../../transcripts/verificationKey.js";
import { assayFiles, summaryOf } from "../checks/assay.js";
import { base } from "../checks/fixtures/bases.js";
import { MemorySource } from "../checks/assay.js";
import { hostileFiles } from "./hostileFiles.js";

describe("lies about lengths, counts and offsets", () => {
  test.each(hostileFiles)("$role: $name", async ({ role, file, section, problem }) => {
    const { ptau, key } = await base();
    const path = await file();
    // A circuit is read to its end only where there is a key to hold it against.
    const files = role === "r1cs" ? [path, ptau, key.final] : [path];
    const assayed = await assayFiles({ files }, { checks: registry });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("fail");
    const findings = assayed.checks.flatMap((check) => check.findings);
    const said = findings.find(({ statement }) => problem.test(statement));
    expect(said, summaryOf(assayed)).toBeDefined();
    const [place] = said?.evidence ?? [];
    expect(place?.file).toBe(path);
    expect(place?.section).toContain(section);
    expect(place?.bytes?.start).toBeGreaterThanOrEqual(0);
    expect(said?.severity).toBe("critical");
  });
});

/** A file of any size that is zero but for its head, and knows the longest stretch that was ever asked for. */
class SparseSource implements ByteSource {
  readonly path = "sparse";
  longest = 0;

  constructor(
    private readonly head: Uint8Array,
    readonly size: number,
  ) {}

  async read(offset: number, length: number): Promise<Uint8Array> {
    this.longest = Math.max(this.longest, length);
    const bytes = new Uint8Array(length);
    if (offset < this.head.length) bytes.set(this.head.subarray(offset, offset + length));
    return bytes;
  }

  async close(): Promise<void> {}
}

/** A container's head with one section that announces a length. */
function headOf(magic: string, type: number, length: bigint): Uint8Array {
  const head = Buffer.alloc(24);
  head.write(magic, 0, "latin1");
  head.writeUInt32LE(1, 4);
  head.writeUInt32LE(1, 8);
  head.writeUInt32LE(type, 12);
  head.writeBigUInt64LE(length, 16);
  return head;
}

const PETABYTE = 2 ** 50;
/** The most that a reader may hold of a section of records. */
const MOST = 256 * 1024 * 1024;

describe("sizes of zip bombs", () => {
  const readers: readonly (readonly [string, (source: ByteSource) => Promise<unknown>])[] = [
    ["ptau", readPtau],
    ["zkey", readZkey],
    ["r1cs", readR1cs],
  ];
  test.each(readers)(
    "a .%s whose header has a petabyte is refused before it is read",
    async (magic, read) => {
      const source = new SparseSource(headOf(magic, 1, BigInt(PETABYTE - 24)), PETABYTE);
      await expect(read(source)).rejects.toThrow(MalformedError);
      expect(source.longest).toBeLessThanOrEqual(64);
    },
  );

  test.each(readers)("a .%s with 256 sections of a gigabyte takes 256 short reads", async (magic, read) => {
    const source = new SparseSource(headOf(magic, 99, BigInt(2 ** 30)), PETABYTE);
    await expect(read(source)).rejects.toThrow(MalformedError);
    expect(source.longest).toBeLessThanOrEqual(64);
  });

  test("a verification key of a petabyte is refused before it is read", async () => {
    const source = new SparseSource(new Uint8Array(0), PETABYTE);
    await expect(readVerificationKey(source)).rejects.toThrow(/at most/);
    expect(source.longest).toBe(0);
    expect(MOST).toBeLessThan(PETABYTE);
  });
});

describe("a verification key that is none", () => {
  const point = ["1", "2", "1"];
  const pair = [point.slice(0, 2), point.slice(0, 2), ["1", "0"]];
  const whole = {
    protocol: "groth16",
    curve: "bn128",
    nPublic: 1,
    vk_alpha_1: point,
    vk_beta_2: pair,
    vk_gamma_2: pair,
    vk_delta_2: pair,
    IC: [point, point],
  };
  test.each([
    ["not JSON", "{", /not JSON/],
    ["not UTF-8", "\u00ff\u00fe", /not JSON/],
    ["a list", "[]", /no object/],
    ["nothing", "null", /no object/],
    ["plonk", { ...whole, protocol: "plonk" }, /only groth16/],
    ["no curve", { ...whole, curve: 7 }, /a text is needed/],
    ["an unknown curve", { ...whole, curve: "__proto__" }, /unknown curve/],
    ["a negative count", { ...whole, nPublic: -1 }, /a whole number/],
    ["a fractional count", { ...whole, nPublic: 0.5 }, /a whole number/],
    ["a count as text", { ...whole, nPublic: "1" }, /a whole number/],
    ["a missing point", { ...whole, vk_alpha_1: undefined }, /a list is needed/],
    ["two coordinates", { ...whole, vk_alpha_1: ["1", "2"] }, /3 entries/],
    ["a number as coordinate", { ...whole, vk_alpha_1: [1, 2, 1] }, /a decimal text/],
    ["a hexadecimal coordinate", { ...whole, vk_alpha_1: ["0x1", "2", "1"] }, /a decimal text/],
    ["a coordinate with leading zeros", { ...whole, vk_alpha_1: ["01", "2", "1"] }, /a decimal text/],
    [
      "a coordinate of a megabyte",
      { ...whole, vk_alpha_1: ["9".repeat(1 << 20), "2", "1"] },
      /a decimal text/,
    ],
    ["a third coordinate of 2", { ...whole, vk_alpha_1: ["1", "2", "2"] }, /third coordinate/],
    [
      "a third coordinate of i",
      {
        ...whole,
        vk_beta_2: [
          ["1", "2"],
          ["1", "2"],
          ["0", "1"],
        ],
      },
      /third coordinate/,
    ],
    [
      "Groth16 with a capital",
      { ...whole, protocol: "Groth16" },
      /it is "Groth16"; only groth16, so spelled/,
    ],
    ["a curve in capitals", { ...whole, curve: "BN128" }, /unknown curve "BN128"; known are bn128/],
    ["a negative coordinate", { ...whole, vk_alpha_1: ["-1", "2", "1"] }, /a decimal text .* not "-1"/],
    ["a coordinate with an exponent", { ...whole, vk_alpha_1: ["1e3", "2", "1"] }, /not "1e3"/],
    ["a coordinate with a space", { ...whole, vk_alpha_1: [" 1", "2", "1"] }, /a decimal text/],
    ["a coordinate in other digits", { ...whole, vk_alpha_1: ["\u0661", "2", "1"] }, /a decimal text/],
    ["a coordinate that is a list", { ...whole, vk_alpha_1: [["1"], "2", "1"] }, /not a list/],
    ["a count beyond all integers", { ...whole, nPublic: 2 ** 60 }, /a whole number/],
    ["a member twice", `{"protocol":"plonk",${JSON.stringify(whole).slice(1)}`, /"protocol" stands twice/],
    [
      "a member twice, once in disguise",
      `{"vk_alph\\u0061_1":["1","2","1"],${JSON.stringify(whole).slice(1)}`,
      /"vk_alpha_1" stands twice/,
    ],
    ["two objects", `${JSON.stringify(whole)}{}`, /not JSON/],
    [
      "a coordinate nested without end",
      JSON.stringify({ ...whole, vk_alpha_1: "HERE" }).replace(
        '"HERE"',
        `[${"[".repeat(100_000)}${"]".repeat(100_000)},"2","1"]`,
      ),
      /not a list/,
    ],
    ["a point of G1 in G2", { ...whole, vk_beta_2: point }, /a list is needed/],
    ["IC as an object", { ...whole, IC: { length: 2 } }, /a list is needed/],
  ])("%s", async (_, content, problem) => {
    const bytes =
      typeof content === "string" ? Buffer.from(content, "latin1") : Buffer.from(JSON.stringify(content));
    const reading = readVerificationKey(new MemorySource("vkey.json", new Uint8Array(bytes)));
    await expect(reading).rejects.toThrow(MalformedError);
    await expect(reading).rejects.toThrow(problem);
  });
});

test("a form that nobody guards would be a finding that nobody makes", () => {
  const guarded = new Set(allChecks.flatMap(({ guards }) => (guards === undefined ? [] : [guards])));
  // What the command line makes itself of files that are guarded, or refuses before any check is made.
  const made: ReadonlySet<string> = new Set(["release", "rebuilt", "witnessProgram"]);
  const needed = new Set(allChecks.flatMap(({ needs }) => needs).filter((role) => !made.has(role)));
  expect([...needed].filter((role) => !guarded.has(role))).toEqual([]);
});
