/** What a policy asks of its ceremony: each check passes where it holds, and fails or stays open where it does not. */
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { Evidence } from "../../../checks/evidence.js";
import { policyChecks } from "../../../checks/registry.js";
import { readZkey } from "../../../transcripts/iden3/zkey.js";
import { configSchema } from "../../../transcripts/policy/config.js";
import type { ReleasePolicy } from "../../../transcripts/policy/release.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { contributionHashes, madeRelease } from "../../fixtures/release.js";
import { outcomeOf } from "./artefacts.js";

type Policy = Record<string, unknown>;

let chain: Evidence["zkey"][];
let hashes: string[];

beforeAll(async () => {
  const { keys } = await madeRelease();
  chain = [];
  for (const path of keys.product.chain)
    chain.push(await readZkey(bytesSource(path, Uint8Array.from(await readFile(path)))));
  hashes = await contributionHashes(keys.product.final);
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
    published: {},
    digests: new Map(),
  };
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
    name: "two of three names look alike: Latin, and Cyrillic А",
    check: "policy/people",
    policy: () => ({
      minimumContributions: 3,
      distinctPeople: true,
      publishedHashes: people("Ada", "Emmy", "Аda"),
    }),
    outcome: "inconclusive",
  },
  {
    name: "names that look alike where fewer are asked for",
    check: "policy/people",
    policy: () => ({
      minimumContributions: 2,
      distinctPeople: true,
      publishedHashes: people("Ada", "Emmy", "Аda"),
    }),
    outcome: "pass",
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
];

describe("a ceremony's policy", () => {
  test.each(cases)(
    "$check: $name: $outcome",
    async ({ check, policy, contributions = 4, more = {}, outcome }) => {
      const evidence = { zkey: keyAt(contributions), release: policyOf(policy()), ...more };
      const row = await outcomeOf(policyChecks, check, evidence);
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

describe("policy/digests", () => {
  const own = { path: "product.wasm", sha256: "ab".repeat(32), blake2b512: "cd".repeat(64) };
  test.each([
    ["of the file, one or both", { wasm: { sha256: "AB".repeat(32), blake2b512: "cd".repeat(64) } }, "pass"],
    ["one of another file", { wasm: { sha256: "ac".repeat(32) } }, "fail"],
    ["the other of another file", { wasm: { sha256: "ab".repeat(32), blake2b512: "ce".repeat(64) } }, "fail"],
    ["none", {}, "not evaluated"],
  ])("%s", async (_, digests, outcome) => {
    const { circuits } = configSchema.parse({
      schema: "zkassay-config/1",
      circuits: [{ name: "product", wasm: "product.wasm", digests }],
    });
    const published = circuits[0]?.digests ?? {};
    const release = { ...policyOf({}), published, digests: new Map([["wasm" as const, own]]) };
    expect((await outcomeOf(policyChecks, "policy/digests", { release })).outcome).toBe(outcome);
  });

  test("of a file that was not read: not evaluated, and the verdict waits for it", async () => {
    const release = { ...policyOf({}), published: { r1cs: { sha256: "ab".repeat(32) } } };
    const row = await outcomeOf(policyChecks, "policy/digests", { release });
    expect(row.outcome).toBe("not evaluated");
  });
});

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
    expect((await outcomeOf(policyChecks, "policy/ceremony-key", evidence)).outcome).toBe(outcome);
  });
});
