/**
 * A repository with a release of two circuits: clean, and broken in one way at a time. Each break is stopped by exactly
 * the checks that it concerns, with exit code 1.
 */
import { copyFile, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { EXIT, exitCodeOf, UsageError } from "../../cli/exit.js";
import { openConfig } from "../../cli/releaseConfig.js";
import { assayRelease } from "../../cli/releaseParts.js";
import { phase1BeaconChecks, phase1Checks } from "../../checks/registry.js";
import type { Result } from "../../findings/index.js";
import { parseResult, renderers } from "../../reports/index.js";
import { makeKey } from "../fixtures/ceremony.js";
import { compileContract } from "../fixtures/compileContract.js";
import { makeContract } from "../fixtures/contracts.js";
import {
  contributionHashes,
  madeRelease,
  makeRepository,
  type CircuitConfig,
  type Repository,
} from "../fixtures/release.js";
import { seedHex } from "../checks/assay.js";

const TODAY = "2026-06-01";

/** Phase 1 is the same in nearly every test: it is judged where it matters, and taken as given elsewhere. */
const phase1 = new Map(
  [...phase1Checks, ...phase1BeaconChecks].map(({ id }) => [id, "judged by another test"]),
);

async function judge(repository: Repository, assumed = phase1): Promise<Result> {
  const opened = await openConfig(await repository.write());
  return assayRelease(opened, {
    command: "zkassay release",
    seed: new Uint8Array(Buffer.from(seedHex, "hex")),
    engine: { threads: 0, kernel: false },
    propertySeed: 1,
    properties: true,
    assumed,
    today: TODAY,
    progress: () => {},
  });
}

/** "check of circuit" for every row with an outcome that counts. */
function rowsWith(result: Result, outcome: "fail" | "inconclusive" | "not evaluated"): string[] {
  return result.checks
    .filter((row) => row.outcome === outcome && row.suppressed === undefined)
    .map(({ id, subject }) => `${id} of ${subject}`);
}

function shown(result: Result): string {
  const rows = result.checks.filter(({ outcome }) => outcome !== "pass");
  return rows
    .map(({ id, subject, outcome, reason, findings }) => {
      const words = reason ?? findings.map(({ statement }) => statement).join("; ");
      return `${id} of ${subject}: ${outcome}: ${words}`;
    })
    .join("\n");
}

function circuit(repository: Repository, name: "product" | "squares"): CircuitConfig {
  const found = repository.config.circuits.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no circuit ${name}`);
  return found;
}

async function edit(repository: Repository, file: string, change: (text: string) => string): Promise<void> {
  const path = repository.path(file);
  const text = await readFile(path, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`${file} was not changed`);
  await writeFile(path, changed);
}

interface Break {
  readonly name: string;
  readonly make: (repository: Repository) => Promise<void>;
  /** Whether the second circuit is judged too, which most breaks do not concern. */
  readonly both?: true;
  /** Checks that must fail, and no others. */
  readonly fails: readonly string[];
}

const deltaIsGamma = (text: string): string =>
  ["x1", "x2", "y1", "y2"].reduce((changed, end) => {
    const gamma = new RegExp(`constant gamma${end}\\s*= (\\d+)`).exec(changed)?.[1] ?? "";
    return changed.replace(new RegExp(`(constant delta${end}\\s*= )\\d+`), `$1${gamma}`);
  }, text);

const breaks: readonly Break[] = [
  {
    name: "delta = gamma in the contract",
    make: (repository) => edit(repository, "build/product.sol", deltaIsGamma),
    fails: ["solidity/delta-not-gamma of product", "solidity/matches of product"],
  },
  {
    name: "the verification key of another ceremony",
    async make(repository) {
      const { ptau, circuits } = await madeRelease();
      const other = await makeKey({
        r1cs: circuits.product.r1cs,
        ptau,
        contributions: 1,
        label: "not this one",
      });
      await copyFile(other.verificationKey, repository.path("build/product.vkey.json"));
    },
    fails: ["vkey/matches of product"],
  },
  {
    name: "one constant of IC changed in the contract",
    make: (repository) =>
      edit(repository, "build/product.sol", (text) => {
        const x = /constant IC1x = (\d+)/.exec(text)?.[1] ?? "";
        const y = /constant IC1y = (\d+)/.exec(text)?.[1] ?? "";
        return text.replace(/IC2x = \d+/, `IC2x = ${x}`).replace(/IC2y = \d+/, `IC2y = ${y}`);
      }),
    fails: ["solidity/ic of product", "solidity/matches of product"],
  },
  {
    name: "one digit of a constant changed in the contract",
    make: (repository) =>
      edit(repository, "build/product.sol", (text) =>
        text.replace(/(constant IC2x = \d+)\d/, (_, rest: string) => `${rest}0`),
      ),
    fails: ["solidity/points of product", "solidity/matches of product"],
  },
  {
    name: "code of another key",
    async make(repository) {
      const { ptau, circuits } = await madeRelease();
      const other = await makeKey({
        r1cs: circuits.product.r1cs,
        ptau,
        contributions: 1,
        label: "not this one",
      });
      const source = await readFile(await makeContract(other.final), "utf8");
      await writeFile(repository.path("build/product.hex"), compileContract(source).deployed);
    },
    fails: ["bytecode/matches of product"],
  },
  {
    name: "the source went on after the r1cs was built",
    make: (repository) => edit(repository, "product.circom", (text) => text.replace("a * b", "a * b + b")),
    fails: ["rebuild/r1cs of product", "rebuild/wasm of product"],
  },
  {
    name: "the program of witnesses of another source",
    async make(repository) {
      const { circuits } = await madeRelease();
      await copyFile(circuits.older.wasm, repository.path("build/product.wasm"));
    },
    fails: ["rebuild/wasm of product", "rebuild/witness of product"],
  },
  {
    name: "a key before the last contribution of its chain",
    async make(repository) {
      const { keys } = await madeRelease();
      await copyFile(keys.product.chain[2] ?? "", repository.path("build/product.zkey"));
    },
    fails: [
      "vkey/matches of product",
      "beacon/zkey-announced of product",
      "solidity/matches of product",
      "bytecode/matches of product",
      "policy/contributions of product",
      "policy/people of product",
      "policy/beacon of product",
      "policy/published-hashes of product",
    ],
  },
  {
    name: "too few contributions",
    async make(repository) {
      const policy = circuit(repository, "product").ceremony;
      if (policy !== undefined) Object.assign(policy, { minimumContributions: 4, distinctPeople: false });
    },
    fails: ["policy/contributions of product"],
  },
  {
    name: "one person twice, in another spelling",
    async make(repository) {
      const policy = circuit(repository, "product").ceremony;
      const [, second] = policy?.publishedHashes ?? [];
      if (second !== undefined) Object.assign(second, { person: " ADA" });
    },
    fails: ["policy/people of product"],
  },
  {
    name: "no beacon",
    async make(repository) {
      const { ptau, circuits } = await madeRelease();
      await replaceKey(
        repository,
        await makeKey({ r1cs: circuits.product.r1cs, ptau, contributions: 3, beacon: false, label: "none" }),
      );
    },
    fails: ["beacon/zkey-announced of product", "policy/beacon of product"],
  },
  {
    name: "another beacon than the announced one",
    make: (repository) =>
      edit(repository, "build/announcement.json", (text) => text.replace("0102030405", "0102030406")),
    fails: ["beacon/zkey-announced of product"],
  },
  {
    name: "a published hash that is no contribution's",
    async make(repository) {
      const policy = circuit(repository, "product").ceremony;
      policy?.publishedHashes?.push({ person: "Grace", hash: "ab".repeat(64) });
    },
    fails: ["policy/published-hashes of product"],
  },
  {
    name: "a published digest that is another file's",
    async make(repository) {
      circuit(repository, "product").ceremony?.publishedHashes?.push({
        file: "zkey",
        sha256: "cd".repeat(32),
      });
    },
    fails: ["policy/published-hashes of product"],
  },
  {
    name: "other powers of tau",
    async make(repository) {
      const { other } = await madeRelease();
      await copyFile(other, repository.path("build/other.ptau"));
      circuit(repository, "product").ptau = "build/other.ptau";
    },
    fails: [
      "zkey/alpha-beta of product",
      "zkey/query-a of product",
      "zkey/query-b1 of product",
      "zkey/query-h of product",
    ],
  },
  {
    name: "the verification keys of two circuits swapped",
    both: true,
    async make(repository) {
      const [first, second] = ["product", "squares"] as const;
      [circuit(repository, first).vkey, circuit(repository, second).vkey] = [
        `build/${second}.vkey.json`,
        `build/${first}.vkey.json`,
      ];
    },
    fails: ["vkey/matches of product", "vkey/matches of squares"],
  },
  {
    name: "the range checks of inputs removed",
    make: (repository) =>
      edit(repository, "build/product.sol", (text) => text.replace(/^ *checkField\(calldataload.*$/gm, "")),
    fails: ["solidity/range-check of product"],
  },
];

/** A key with all that is made from it, in the place of the released one. */
async function replaceKey(
  repository: Repository,
  key: { final: string; verificationKey: string },
): Promise<void> {
  const contract = await makeContract(key.final);
  await copyFile(key.final, repository.path("build/product.zkey"));
  await copyFile(key.verificationKey, repository.path("build/product.vkey.json"));
  await copyFile(contract, repository.path("build/product.sol"));
  const { deployed } = compileContract(await readFile(contract, "utf8"));
  await writeFile(repository.path("build/product.hex"), deployed);
  const hashes = await contributionHashes(key.final);
  for (const [i, one] of (circuit(repository, "product").ceremony?.publishedHashes ?? []).entries())
    Object.assign(one, { hash: hashes[i] });
}

test("a clean release passes", async () => {
  const result = await judge(await makeRepository(), new Map());
  expect(result.verdict.outcome, shown(result)).toBe("pass");
  expect(exitCodeOf(result, "low")).toBe(EXIT.held);
});

describe("broken in one way", () => {
  test.each(breaks)("$name", async ({ make, fails, both }) => {
    const repository = await makeRepository();
    await make(repository);
    if (both !== true) repository.config.circuits = [circuit(repository, "product")];
    const result = await judge(repository);
    expect(rowsWith(result, "fail").sort(), shown(result)).toEqual([...fails].sort());
    expect(exitCodeOf(result, "low")).toBe(EXIT.finding);
  });
});

describe("what a configuration names must be there, and must be decided", () => {
  test.each([
    [
      "a file that is missing",
      (one: CircuitConfig) => Object.assign(one, { zkey: "build/none.zkey" }),
      /none\.zkey/,
    ],
    [
      "inputs that are missing",
      (one: CircuitConfig) => Object.assign(one, { inputs: ["none.json"] }),
      /none\.json/,
    ],
    [
      "an announcement that is missing",
      (one: CircuitConfig) => Object.assign(one.ceremony ?? {}, { beacon: { announcement: "none.json" } }),
      /none\.json/,
    ],
    [
      "a property that is misspelt",
      (one: CircuitConfig) => Object.assign(one, { properties: [{ id: "packing/decompositon" }] }),
      /did you mean packing\/decomposition/,
    ],
  ])("%s", async (_, change, problem) => {
    const repository = await makeRepository();
    repository.config.circuits = [circuit(repository, "product")];
    change(circuit(repository, "product"));
    await expect(judge(repository)).rejects.toThrow(UsageError);
    await expect(judge(repository)).rejects.toThrow(problem);
  });

  test("a link to something outside of the folder", async () => {
    const repository = await makeRepository();
    await rm(repository.path("build/outside.zkey"), { force: true });
    await symlink("/etc/hostname", repository.path("build/outside.zkey"));
    circuit(repository, "product").zkey = "build/outside.zkey";
    await expect(judge(repository)).rejects.toThrow(/outside/);
  });

  test.each([
    [
      "another compiler than the one at hand",
      (one: CircuitConfig) => Object.assign(one.compiler ?? {}, { version: "2.1.9" }),
      "rebuild/r1cs of product",
    ],
    [
      "a beacon that nobody announced",
      (one: CircuitConfig) => Object.assign(one.ceremony ?? {}, { beacon: { required: true } }),
      "policy/beacon of product",
    ],
    ["a circuit without a ptau", (one: CircuitConfig) => delete one.ptau, "zkey/query-a of product"],
    [
      "a property that is not for the circuit",
      (one: CircuitConfig) => Object.assign(one, { properties: [{ id: "base64/padding" }] }),
      "base64/padding of product",
    ],
  ])("not decided, exit 3: %s", async (_, change, row) => {
    const repository = await makeRepository();
    repository.config.circuits = [circuit(repository, "product")];
    change(circuit(repository, "product"));
    const result = await judge(repository);
    expect(
      [...rowsWith(result, "inconclusive"), ...rowsWith(result, "not evaluated")],
      shown(result),
    ).toContain(row);
    expect(result.verdict.outcome, shown(result)).toBe("inconclusive");
    expect(exitCodeOf(result, "low")).toBe(EXIT.undecided);
  });

  test("a property that fails, and holds when it is mended", async () => {
    const repository = await makeRepository();
    const one = circuit(repository, "product");
    repository.config.circuits = [one];
    one.properties = [{ id: "packing/decomposition", template: "Bits(8)", bind: { in: "in" }, runs: 20 }];
    expect((await judge(repository)).verdict.outcome).toBe("pass");
    await edit(repository, "product.circom", (text) => text.replace("out[i] * (out[i] - 1) === 0;", ""));
    const result = await judge(repository);
    expect(rowsWith(result, "fail"), shown(result)).toEqual(["packing/decomposition of product"]);
    expect(exitCodeOf(result, "low")).toBe(EXIT.finding);
  });
});

describe("findings that are accepted for a while", () => {
  const ignored = {
    check: "solidity/range-check",
    reason: "the caller compares each input with r",
    until: "2026-06-30",
  };

  test.each([
    ["until their last day", { ...ignored, until: TODAY }, EXIT.held],
    ["no longer", { ...ignored, until: "2026-05-31" }, EXIT.finding],
    ["of this circuit", { ...ignored, circuit: "product" }, EXIT.held],
    ["of another circuit", { ...ignored, circuit: "squares" }, EXIT.finding],
    ["of another check", { ...ignored, check: "solidity/template" }, EXIT.finding],
  ])("%s", async (_, entry, code) => {
    const repository = await makeRepository();
    await edit(repository, "build/product.sol", (text) =>
      text.replace(/^ *checkField\(calldataload.*$/gm, ""),
    );
    repository.config.ignore = [entry];
    const result = await judge(repository);
    const row = result.checks.find(({ id, subject }) => id === ignored.check && subject === "product");
    expect(row?.outcome).toBe("fail");
    expect(row?.suppressed !== undefined).toBe(code === EXIT.held);
    expect(exitCodeOf(result, "low"), shown(result)).toBe(code);
    expect(result.exhibits[0]).toMatchObject({ title: "What the configuration accepts for a while" });
    if (entry.until < TODAY) expect(row?.facts.at(-1)?.label).toBe("no longer accepted");
    // The record says the same when it is read again.
    expect(parseResult(renderers.json(result))).toEqual(result);
    expect(renderers.html(result).includes("Accepted until")).toBe(code === EXIT.held);
  });
});

test("a folder of the ceremony: the released key must be its last one", async () => {
  const { keys } = await madeRelease();
  const repository = await makeRepository();
  const one = circuit(repository, "product");
  repository.config.circuits = [one];
  await mkdir(repository.path("ceremony"), { recursive: true });
  await copyFile(keys.product.final, repository.path("ceremony/final.zkey"));
  await copyFile(keys.product.chain[3] ?? "", repository.path("ceremony/third.zkey"));
  Object.assign(one.ceremony ?? {}, { folder: "ceremony", circuit: "p" });
  const manifest = {
    schema: "zkassay-ceremony/1",
    name: "c",
    circuits: [{ name: "p", final: "final.zkey" }],
  };
  const rowOf = async (final: string) => {
    manifest.circuits = [{ name: "p", final }];
    await writeFile(repository.path("ceremony/ceremony.json"), JSON.stringify(manifest));
    return (await judge(repository)).checks.find(({ id }) => id === "policy/ceremony-key")?.outcome;
  };
  expect(await rowOf("final.zkey")).toBe("pass");
  expect(await rowOf("third.zkey")).toBe("fail");
});
