/** What a policy asks, and what was built again: each check passes where it holds, and fails or stays open where it does not. */
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { Evidence } from "../../../checks/evidence.js";
import { policyChecks, rebuildChecks } from "../../../checks/registry.js";
import { readZkey } from "../../../transcripts/iden3/zkey.js";
import { readR1cs } from "../../../transcripts/iden3/r1cs.js";
import { configSchema } from "../../../transcripts/policy/config.js";
import type { Rebuilt, ReleasePolicy, WitnessProgram } from "../../../transcripts/policy/release.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { contributionHashes, madeRelease } from "../../fixtures/release.js";
import { assayDossier, type Assayed } from "../assay.js";

type Policy = Record<string, unknown>;

let chain: Evidence["zkey"][];
let hashes: string[];
let r1cs: Uint8Array;
let older: Uint8Array;

beforeAll(async () => {
  const { keys, circuits } = await madeRelease();
  chain = [];
  for (const path of keys.product.chain)
    chain.push(await readZkey(bytesSource(path, Uint8Array.from(await readFile(path)))));
  hashes = await contributionHashes(keys.product.final);
  r1cs = await readFile(circuits.product.r1cs);
  older = await readFile(circuits.older.r1cs);
});

/** The key after so many contributions; 4 is the beacon. */
function keyAt(count: number): Evidence["zkey"] {
  const key = chain[count];
  if (key === undefined) throw new Error(`the chain has no key ${count}`);
  return key;
}

function policyOf(ceremony: Policy): ReleasePolicy {
  const { circuits } = configSchema.parse({
    schema: "zkassay-config/1",
    circuits: [{ name: "product", ceremony }],
  });
  return {
    file: "zkassay.config.json",
    circuit: "product",
    ceremony: circuits[0]?.ceremony ?? null,
    circuitInCeremony: "product",
    digests: new Map([
      ["zkey", { path: "product.zkey", sha256: "ab".repeat(32), blake2b512: "cd".repeat(64) }],
    ]),
  };
}

async function outcomeOf(id: string, evidence: Partial<Evidence>): Promise<Assayed["checks"][number]> {
  const checks = [...policyChecks, ...rebuildChecks].filter((check) => check.id === id);
  const [row] = (await assayDossier({ evidence, malformed: new Map() }, { checks })).checks;
  if (row === undefined) throw new Error(`there is no check ${id}`);
  return row;
}

const people = (...names: string[]): object[] => names.map((person, i) => ({ person, hash: hashes[i] }));

interface Case {
  readonly name: string;
  readonly check: string;
  readonly policy: () => Policy;
  readonly contributions?: number;
  readonly more?: Partial<Evidence>;
  readonly outcome: "pass" | "fail" | "inconclusive" | "not evaluated";
}

const announcement = { phase: 2 } as unknown as Evidence["announcements"][number];

const cases: readonly Case[] = [
  {
    name: "as many as asked for",
    check: "policy/contributions",
    policy: () => ({ minimumContributions: 3 }),
    outcome: "pass",
  },
  {
    name: "a beacon is nobody's contribution",
    check: "policy/contributions",
    policy: () => ({ minimumContributions: 4 }),
    outcome: "fail",
  },
  {
    name: "an earlier key",
    check: "policy/contributions",
    policy: () => ({ minimumContributions: 3 }),
    contributions: 2,
    outcome: "fail",
  },
  {
    name: "three people",
    check: "policy/people",
    policy: () => ({ minimumContributions: 3, distinctPeople: true, publishedHashes: people("A", "B", "C") }),
    outcome: "pass",
  },
  {
    name: "two people",
    check: "policy/people",
    policy: () => ({ minimumContributions: 3, distinctPeople: true, publishedHashes: people("A", "B", "A") }),
    outcome: "fail",
  },
  {
    name: "two people, spelt otherwise",
    check: "policy/people",
    policy: () => ({
      minimumContributions: 3,
      distinctPeople: true,
      publishedHashes: people("A", "B", "\uff21 "),
    }),
    outcome: "fail",
  },
  {
    name: "names that claim one contribution are one person's",
    check: "policy/people",
    policy: () => ({
      minimumContributions: 3,
      distinctPeople: true,
      publishedHashes: [...people("A", "B", "C"), { person: "C", hash: hashes[0] }],
    }),
    outcome: "fail",
  },
  {
    name: "names in the key count for nothing",
    check: "policy/people",
    policy: () => ({ minimumContributions: 3, distinctPeople: true }),
    outcome: "inconclusive",
  },
  {
    name: "two of three are known",
    check: "policy/people",
    policy: () => ({ minimumContributions: 3, distinctPeople: true, publishedHashes: people("A", "B") }),
    outcome: "inconclusive",
  },
  {
    name: "hashes of other keys are nobody's here",
    check: "policy/people",
    policy: () => ({
      minimumContributions: 1,
      distinctPeople: true,
      publishedHashes: [{ person: "A", hash: "ab".repeat(64) }],
    }),
    outcome: "inconclusive",
  },
  {
    name: "a beacon that was announced",
    check: "policy/beacon",
    policy: () => ({ beacon: { required: true } }),
    more: { announcements: [announcement] },
    outcome: "pass",
  },
  {
    name: "a beacon that nobody announced",
    check: "policy/beacon",
    policy: () => ({ beacon: { required: true } }),
    outcome: "inconclusive",
  },
  {
    name: "no beacon",
    check: "policy/beacon",
    policy: () => ({ beacon: { required: true } }),
    contributions: 3,
    more: { announcements: [announcement] },
    outcome: "fail",
  },
  {
    name: "no contribution at all",
    check: "policy/beacon",
    policy: () => ({ beacon: { required: true } }),
    contributions: 0,
    outcome: "fail",
  },
  {
    name: "no beacon asked for",
    check: "policy/beacon",
    policy: () => ({ beacon: { required: false } }),
    contributions: 3,
    outcome: "not evaluated",
  },
  {
    name: "hashes of the key",
    check: "policy/published-hashes",
    policy: () => ({ publishedHashes: people("A", "B", "C") }),
    outcome: "pass",
  },
  {
    name: "a hash that is gone",
    check: "policy/published-hashes",
    policy: () => ({ publishedHashes: people("A", "B", "C") }),
    contributions: 2,
    outcome: "fail",
  },
  {
    name: "a file's digest",
    check: "policy/published-hashes",
    policy: () => ({
      publishedHashes: [
        { file: "zkey", sha256: "AB".repeat(32) },
        { file: "zkey", blake2b512: "cd".repeat(64) },
      ],
    }),
    outcome: "pass",
  },
  {
    name: "another file's digest",
    check: "policy/published-hashes",
    policy: () => ({ publishedHashes: [{ file: "zkey", blake2b512: "ce".repeat(64) }] }),
    outcome: "fail",
  },
  {
    name: "a digest of a file that is not named",
    check: "policy/published-hashes",
    policy: () => ({ publishedHashes: [{ file: "r1cs", sha256: "ab".repeat(32) }] }),
    outcome: "not evaluated",
  },
];

describe("a ceremony's policy", () => {
  test.each(cases)(
    "$check: $name: $outcome",
    async ({ check, policy, contributions = 4, more = {}, outcome }) => {
      const evidence = { zkey: keyAt(contributions), release: policyOf(policy()), ...more };
      const row = await outcomeOf(check, evidence);
      expect(row.outcome, JSON.stringify(row)).toBe(outcome);
    },
  );
});

/** Evidence of a whole ceremony whose final key is one of the chain. */
function ceremonyWith(count: number, name = "product"): Evidence["ceremony"] {
  const circuit = { name, ids: [], final: keyAt(count), initial: null, uploads: [], logs: [] };
  return {
    file: "ceremony.json",
    circuits: [circuit],
    attestations: [],
    records: [],
  } as unknown as Evidence["ceremony"];
}

describe("policy/ceremony-key", () => {
  test.each([
    ["the ceremony's last key", 4, ceremonyWith, 4, "pass"],
    ["an earlier key of the ceremony", 3, ceremonyWith, 4, "fail"],
    ["a key beyond the ceremony's last one", 4, ceremonyWith, 2, "fail"],
    [
      "a ceremony of other circuits",
      4,
      (count: number) => ceremonyWith(count, "another"),
      4,
      "not evaluated",
    ],
  ])("%s", async (_, released, ceremony, count, outcome) => {
    const evidence = { zkey: keyAt(released), release: policyOf({}), ceremony: ceremony(count) };
    expect((await outcomeOf("policy/ceremony-key", evidence)).outcome).toBe(outcome);
  });
});

const bytes = (name: string, contents: Uint8Array) => readR1cs(bytesSource(name, Uint8Array.from(contents)));

async function rebuiltFrom(contents: Uint8Array): Promise<Rebuilt> {
  const made = {
    kind: "made",
    r1cs: await bytes("again.r1cs", contents),
    wasmSha256: "ab".repeat(32),
    sources: 1,
  } as const;
  return { source: "product.circom", compiler: "circom 2.2.3 --O1", made };
}

const unavailable: Rebuilt = {
  source: "product.circom",
  compiler: "circom 2.1.0 --O1",
  made: { kind: "unavailable", reason: "circom 2.1.0 was asked for, and this is circom 2.2.3" },
};

describe("rebuild/r1cs", () => {
  /** The r1cs with its sections in reverse order: the same circuit, not the same bytes. */
  const reordered = (file: Uint8Array): Uint8Array => {
    const buffer = Buffer.from(file);
    const sections: Buffer[] = [];
    for (let at = 12; at < buffer.length;) {
      const end = at + 12 + Number(buffer.readBigUInt64LE(at + 4));
      sections.push(buffer.subarray(at, end));
      at = end;
    }
    return Buffer.concat([buffer.subarray(0, 12), ...sections.reverse()]);
  };
  /** One byte of the last coefficient of section 2 changed. */
  const changed = async (file: Uint8Array): Promise<Uint8Array> => {
    const copy = Buffer.from(file);
    const { constraints } = await bytes("x.r1cs", file);
    const at = constraints.offset + constraints.length - 32;
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
    return copy;
  };

  test("byte for byte; or but for what no key is made from, which is said", async () => {
    const given = await bytes("product.r1cs", r1cs);
    const same = await outcomeOf("rebuild/r1cs", { r1cs: given, rebuilt: await rebuiltFrom(r1cs) });
    expect(same).toMatchObject({
      outcome: "pass",
      facts: [{ value: expect.stringContaining("byte for byte") as string }],
    });
    const other = await outcomeOf("rebuild/r1cs", {
      r1cs: given,
      rebuilt: await rebuiltFrom(reordered(r1cs)),
    });
    expect(other).toMatchObject({
      outcome: "pass",
      facts: [{ value: expect.stringContaining("not byte for byte") as string }],
    });
  });

  test("another source, and one changed coefficient", async () => {
    const given = await bytes("product.r1cs", r1cs);
    for (const contents of [older, await changed(r1cs)])
      expect(
        (await outcomeOf("rebuild/r1cs", { r1cs: given, rebuilt: await rebuiltFrom(contents) })).outcome,
      ).toBe("fail");
  });

  test("another compiler than the one at hand is no pass", async () => {
    const row = await outcomeOf("rebuild/r1cs", {
      r1cs: await bytes("product.r1cs", r1cs),
      rebuilt: unavailable,
    });
    expect(row).toMatchObject({
      outcome: "not evaluated",
      reason: expect.stringContaining("2.1.0") as string,
    });
  });
});

describe("rebuild/wasm and rebuild/witness", () => {
  const program = (more: Partial<WitnessProgram>): WitnessProgram => ({
    path: "product.wasm",
    sha256: "ab".repeat(32),
    trials: [],
    ...more,
  });

  test.each([
    ["the same program", "ab", "pass"],
    ["another program", "cd", "fail"],
    ["a third program", "ac", "fail"],
  ])("%s", async (_, digest, outcome) => {
    const evidence = {
      rebuilt: await rebuiltFrom(r1cs),
      witnessProgram: program({ sha256: digest.repeat(32) }),
    };
    expect((await outcomeOf("rebuild/wasm", evidence)).outcome).toBe(outcome);
    expect((await outcomeOf("rebuild/wasm", { ...evidence, rebuilt: unavailable })).outcome).toBe(
      "not evaluated",
    );
  });

  test.each([
    [{ kind: "satisfied" }, "pass"],
    [{ kind: "violated", constraint: 0 }, "fail"],
    [{ kind: "refused", reason: "an assertion fails" }, "fail"],
    [{ kind: "unlike", reason: "other inputs" }, "fail"],
  ] as const)("a witness that is $kind", async (trial, outcome) => {
    const witnessProgram = program({ trials: [{ inputs: "one.json", outcome: trial }] });
    const evidence = { r1cs: await bytes("product.r1cs", r1cs), witnessProgram };
    expect((await outcomeOf("rebuild/witness", evidence)).outcome).toBe(outcome);
  });

  test("no inputs: nothing was run, and it is no pass", async () => {
    const evidence = { r1cs: await bytes("product.r1cs", r1cs), witnessProgram: program({}) };
    expect((await outcomeOf("rebuild/witness", evidence)).outcome).toBe("not evaluated");
  });
});
