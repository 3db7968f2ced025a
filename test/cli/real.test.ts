/** The command line over every key and every ptau of ../shared/data/real, with the verdict that its README says. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Result } from "../../findings/index.js";
import { parseResult } from "../../reports/index.js";
import { packageRoot } from "../fixtures/root.js";
import { sharedData } from "../fixtures/sharedData.js";

interface RealCase {
  readonly title: string;
  /** Words of the command; those that name files lie under ../shared/data/real. */
  readonly words: readonly string[];
  readonly exit: 0 | 1 | 3;
  /** Every check that fails. */
  readonly failing: readonly string[];
  /** Facts that the report must show. */
  readonly facts?: readonly string[];
}

const FORGEABLE = ["zkey/contributions-present", "zkey/delta-not-gamma"];
const NEWER_HASH = "snarkjs 0.7 and later";
const OLDER_HASH = "snarkjs up to 0.6.11, or phase2-bn254 (infinity as 0x40)";
const nightfall = ["nightfall/deposit.r1cs", "nightfall/deposit.ptau"];
const pools = ["privacy-pools/commitment.r1cs", "ptau/ppot_0080_11.ptau"];

const cases: readonly RealCase[] = [
  {
    title: "Nightfall, initial key of snarkjs 0.5: genuine, no contributions",
    words: ["verify", ...nightfall, "nightfall/deposit_0000.zkey"],
    exit: 1,
    failing: FORGEABLE,
    facts: [OLDER_HASH],
  },
  {
    title: "Nightfall, three development contributions",
    words: ["verify", ...nightfall, "nightfall/contribution_deposit_v1.zkey"],
    exit: 0,
    failing: [],
    facts: [OLDER_HASH],
  },
  {
    title: "Nightfall, seven contributions on the initial key",
    words: [
      "verify",
      ...nightfall,
      "nightfall/contribution_deposit_v2.zkey",
      "--previous",
      "nightfall/deposit_0000.zkey",
    ],
    exit: 0,
    failing: [],
    facts: [OLDER_HASH],
  },
  {
    title: "Privacy Pools, final key, on the one before the beacon",
    words: [
      "verify",
      ...pools,
      "privacy-pools/commitment_final.zkey",
      "--previous",
      "privacy-pools/commitment_00513.zkey",
      "--vkey",
      "privacy-pools/commitment_vkey.json",
    ],
    exit: 0,
    failing: [],
    facts: [NEWER_HASH],
  },
  {
    title: "Privacy Pools, the key reverted the same day: its beacon is a block number",
    words: ["verify", ...pools, "privacy-pools/commitment_final_reverted.zkey"],
    exit: 1,
    failing: ["beacon/zkey-value"],
  },
  {
    title: "Privacy Pools, an r1cs that does not belong to the key",
    words: [
      "verify",
      "privacy-pools/commitment_older.r1cs",
      "ptau/ppot_0080_11.ptau",
      "privacy-pools/commitment_final.zkey",
    ],
    exit: 1,
    failing: ["zkey/shape"],
  },
  {
    title: "UniRep, 4,118 contributions",
    words: [
      "verify",
      "unirep/epochKeyLite_main.r1cs",
      "ptau/powersOfTau28_hez_final_11.ptau",
      "unirep/epochKeyLite.zkey",
      "--vkey",
      "unirep/epochKeyLite.vkey.json",
    ],
    exit: 0,
    failing: [],
    facts: [NEWER_HASH],
  },
  {
    title: "UniRep beta 3: no contributions, proofs forgeable",
    words: [
      "verify",
      "unirep/epochKeyLite_beta3.r1cs",
      "ptau/powersOfTau28_hez_final_11.ptau",
      "unirep/epochKeyLite_beta3.zkey",
    ],
    exit: 1,
    failing: FORGEABLE,
    facts: [OLDER_HASH],
  },
  {
    title: "Semaphore, 1,288 contributions",
    words: [
      "verify",
      "semaphore/semaphore-1.bmr2.r1cs",
      "ptau/ppot_0080_11.ptau",
      "semaphore/semaphore-1.zkey",
      "--vkey",
      "semaphore/semaphore-1.json",
    ],
    exit: 0,
    failing: [],
    facts: [NEWER_HASH],
  },
  {
    title: "Semaphore, another version's circuit",
    words: [
      "verify",
      "semaphore/semaphore-1.bmr1.r1cs",
      "ptau/ppot_0080_11.ptau",
      "semaphore/semaphore-1.zkey",
      "--only",
      "zkey/coefficients",
    ],
    exit: 1,
    failing: ["zkey/coefficients"],
  },
  {
    title: "Dark Forest: its only contribution is a beacon, and its phase 1 another",
    words: [
      "verify",
      "darkforest/whitelist.r1cs",
      "ptau/powersOfTau28_hez_final_11.ptau",
      "darkforest/whitelist.zkey",
      "--only",
      "zkey/alpha-beta",
      "beacon/zkey-secret",
    ],
    exit: 1,
    failing: ["zkey/alpha-beta", "beacon/zkey-secret"],
  },
  ...["hez_final_02", "hez_final_08", "hez_final_11"].map((name): RealCase => ({
    title: `Hermez ${name}, cut from 2^28`,
    words: ["ptau", `ptau/powersOfTau28_${name}.ptau`],
    exit: 0,
    failing: [],
    facts: ["τ^(2n−1): cut from a larger file"],
  })),
  { title: "PPoT 80", words: ["ptau", "ptau/ppot_0080_11.ptau"], exit: 0, failing: [] },
  {
    title: "PPoT 86: contributions alone, no powers",
    words: ["ptau", "ptau/pot28_0086_nopoints.ptau"],
    exit: 3,
    failing: [],
  },
];

const isFile = (word: string): boolean => word.includes("/") && /\.\w+$/.test(word);

function run(words: readonly string[]): Promise<{ exit: number; result: Result }> {
  const args = words.map((word) => (isFile(word) ? (sharedData(`real/${word}`) as string) : word));
  const main = join(packageRoot, "dist/cli/main.js");
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [main, ...args, "--json", "-"],
      { maxBuffer: 1 << 28 },
      (error, stdout, stderr) => {
        const exit = error === null ? 0 : error.code;
        if (typeof exit !== "number" || exit > 3 || exit === 2) reject(new Error(stderr));
        else resolve({ exit, result: parseResult(stdout) });
      },
    );
  });
}

describe("real files", () => {
  for (const { title, words, exit, failing, facts = [] } of cases) {
    const absent = words.filter(isFile).find((word) => sharedData(`real/${word}`) === null);
    const skipped = absent === undefined ? "" : ` (skipped: ../shared/data/real/${absent} is absent)`;
    it.skipIf(absent !== undefined)(`${title}${skipped}`, async () => {
      const { exit: code, result } = await run(words);
      const failed = result.checks.filter(({ outcome }) => outcome === "fail").map(({ id }) => id);
      if (failing.includes("zkey/shape")) expect(failed).toContain("zkey/shape");
      else expect(failed.toSorted()).toEqual(failing.toSorted());
      expect(code).toBe(exit);
      const shown = result.checks.flatMap((check) => check.facts.map(({ value }) => value));
      expect(shown).toEqual(expect.arrayContaining([...facts]));
    });
  }
});
