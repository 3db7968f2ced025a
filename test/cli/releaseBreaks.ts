/** Ways in which a release can be false, one at a time, each with the checks that stop it. */
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { makeKey, type KeyFiles, type KeyRecipe } from "../fixtures/ceremony.js";
import { compileContract } from "../fixtures/compileContract.js";
import { makeContract } from "../fixtures/contracts.js";
import { contributionHashes, madeRelease, type Repository } from "../fixtures/release.js";
import { circuit, edit } from "./judgeRelease.js";

export interface Break {
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

/** A key of the same circuit from another ceremony. */
async function anotherKey(recipe: Pick<KeyRecipe, "contributions" | "beacon" | "label">): Promise<KeyFiles> {
  const { ptau, circuits } = await madeRelease();
  return makeKey({ r1cs: circuits.product.r1cs, ptau, ...recipe });
}

export const breaks: readonly Break[] = [
  {
    name: "delta = gamma in the contract",
    make: (repository) => edit(repository, "build/product.sol", deltaIsGamma),
    fails: ["solidity/delta-not-gamma of product", "solidity/matches of product"],
  },
  {
    name: "the verification key of another ceremony",
    async make(repository) {
      const other = await anotherKey({ contributions: 1, label: "not this one" });
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
      const other = await anotherKey({ contributions: 1, label: "not this one" });
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
      if (second !== undefined) Object.assign(second, { person: " A\u200bDA\u2060" });
    },
    fails: ["policy/people of product"],
  },
  {
    name: "no beacon",
    async make(repository) {
      await replaceKey(repository, await anotherKey({ contributions: 3, beacon: false, label: "none" }));
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
      circuit(repository, "product").digests = { wasm: { sha256: "cd".repeat(32) } };
    },
    fails: ["policy/digests of product"],
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
async function replaceKey(repository: Repository, key: KeyFiles): Promise<void> {
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
