/** What is published and deployed, judged alone: honest keys and contracts pass, each false one fails where it is false. */
import { beforeAll, describe, expect, test } from "vitest";
import { artefactChecks } from "../../../checks/registry.js";
import { readVerificationKey } from "../../../transcripts/verificationKey.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { idsWith, summaryOf } from "../assay.js";
import { BN254, BLS12_381, BLS_ORDER_3, multiple, ORDER_10069 } from "../fixtures/craft.js";
import {
  assayArtefacts,
  codeOf,
  contractText,
  decimal,
  keyJson,
  withPoint,
  type Given,
  type KeyJson,
} from "./artefacts.js";

let key: KeyJson;
let blsKey: KeyJson;
let contract: string;

beforeAll(async () => {
  key = await keyJson();
  blsKey = await keyJson("bls12381");
  contract = await contractText();
});

interface Tampered {
  readonly name: string;
  readonly given: () => Given;
  readonly fails: readonly string[];
  /** Checks that can no longer be decided. */
  readonly undecided?: readonly string[];
}

const vkey = (change: Partial<KeyJson>, of: KeyJson = key): Given => ({
  vkey: JSON.stringify({ ...of, ...change }),
});
const g1 = (k: bigint): string[] => decimal(BN254, "G1", multiple(BN254, "G1", k)) as string[];
const g2 = (k: bigint): string[][] => decimal(BN254, "G2", multiple(BN254, "G2", k)) as string[][];
const NEGATIVE = BN254.parameters.r - 1n;
const SECRET = 123_456_789_012_345n;

/** A point of the curve outside of its subgroup. */
const strayG2 = (): string[][] =>
  decimal(BN254, "G2", BN254.add("G2", multiple(BN254, "G2", SECRET), ORDER_10069)) as string[][];
const strayBlsG1 = (): string[] =>
  decimal(BLS12_381, "G1", BLS12_381.add("G1", multiple(BLS12_381, "G1", SECRET), BLS_ORDER_3)) as string[];

const tampered: readonly Tampered[] = [
  { name: "no JSON", given: () => ({ vkey: "{" }), fails: ["verification-key/readable"] },
  {
    name: "another protocol",
    given: () => vkey({ protocol: "plonk" }),
    fails: ["verification-key/readable"],
  },
  {
    name: "a number with a sign",
    given: () => vkey({ vk_alpha_1: ["-1", "2", "1"] }),
    fails: ["verification-key/readable"],
  },
  {
    name: "alpha off the curve",
    given: () => vkey({ vk_alpha_1: ["1", "3", "1"] }),
    fails: ["verification-key/points"],
  },
  {
    name: "alpha not canonical",
    given: () =>
      vkey({
        vk_alpha_1: [
          String(BigInt(key.vk_alpha_1[0] ?? "") + BN254.parameters.q),
          key.vk_alpha_1[1] ?? "",
          "1",
        ],
      }),
    fails: ["verification-key/points"],
  },
  {
    name: "delta outside of the subgroup",
    given: () => vkey({ vk_delta_2: strayG2() }),
    fails: ["verification-key/points"],
  },
  {
    name: "alpha outside of the subgroup of BLS12-381",
    given: () => vkey({ vk_alpha_1: strayBlsG1() }, blsKey),
    fails: ["verification-key/points"],
  },
  {
    name: "beta at infinity",
    given: () =>
      vkey({
        vk_beta_2: [
          ["0", "0"],
          ["1", "0"],
          ["0", "0"],
        ],
      }),
    fails: ["verification-key/points"],
  },
  {
    name: "an element of IC off the curve",
    given: () => vkey({ IC: [...key.IC.slice(0, 2), ["5", "5", "1"]] }),
    fails: ["verification-key/points"],
  },
  {
    name: "delta = gamma",
    given: () => vkey({ vk_delta_2: key.vk_gamma_2 }),
    fails: ["verification-key/delta-not-gamma"],
  },
  {
    name: "delta = −gamma",
    given: () => vkey({ vk_delta_2: g2(NEGATIVE) }),
    fails: ["verification-key/delta-not-gamma"],
  },
  {
    name: "delta = gamma, neither the generator",
    given: () => vkey({ vk_delta_2: g2(SECRET), vk_gamma_2: g2(SECRET) }),
    fails: ["verification-key/delta-not-gamma", "verification-key/gamma"],
  },
  {
    name: "alpha is the generator",
    given: () => vkey({ vk_alpha_1: g1(1n) }),
    fails: ["verification-key/known-secrets", "verification-key/alpha-beta"],
  },
  {
    name: "delta = −7·[1]",
    given: () => vkey({ vk_delta_2: g2(BN254.parameters.r - 7n) }),
    fails: ["verification-key/known-secrets"],
  },
  { name: "another gamma", given: () => vkey({ vk_gamma_2: g2(SECRET) }), fails: ["verification-key/gamma"] },
  {
    name: "gamma = −[1]",
    given: () => vkey({ vk_gamma_2: g2(NEGATIVE) }),
    fails: ["verification-key/gamma"],
  },
  { name: "IC too short", given: () => vkey({ IC: key.IC.slice(0, 2) }), fails: ["verification-key/inputs"] },
  {
    name: "IC too long",
    given: () => vkey({ IC: [...key.IC, g1(SECRET)] }),
    fails: ["verification-key/inputs"],
  },
  {
    name: "an element of IC at infinity",
    given: () => vkey({ IC: [...key.IC.slice(0, 2), ["0", "1", "0"]] }),
    fails: ["verification-key/ic"],
  },
  {
    name: "an element of IC twice",
    given: () => vkey({ IC: [...key.IC.slice(0, 2), key.IC[1] ?? []] }),
    fails: ["verification-key/ic"],
  },
  {
    name: "two elements of IC opposite",
    given: () => vkey({ IC: [g1(SECRET), g1(5n), g1(BN254.parameters.r - 5n)] }),
    fails: ["verification-key/ic"],
  },
  {
    name: "e(alpha, beta) of another key",
    given: () => vkey({ vk_alphabeta_12: key.vk_alphabeta_12.toReversed() }),
    fails: ["verification-key/alpha-beta"],
  },
  {
    name: "alpha of another key",
    given: () => vkey({ vk_alpha_1: g1(SECRET) }),
    fails: ["verification-key/alpha-beta"],
  },
  {
    name: "a key of circomkit's tests",
    given: () => vkey({ vk_delta_2: circomkit }),
    fails: ["verification-key/known-key"],
  },
  {
    name: "a key of p0tion's tests",
    given: () => vkey({ vk_delta_2: p0tion }),
    fails: ["verification-key/known-key"],
  },

  { name: "no source", given: () => ({ solidity: "" }), fails: ["solidity/readable"] },
  {
    name: "a constant twice",
    given: () => ({ solidity: contract.replace(/(uint256 constant alphax.*;)/, "$1 $1") }),
    fails: ["solidity/readable"],
  },
  {
    name: "delta's coordinates exchanged",
    given: () => ({
      solidity: withPoint(
        contract,
        "delta",
        key.vk_delta_2.map((pair) => pair.toReversed()),
      ),
    }),
    fails: ["solidity/points"],
  },
  {
    name: "a point outside of the subgroup",
    given: () => ({ solidity: withPoint(contract, "beta", strayG2()) }),
    fails: ["solidity/points"],
  },
  {
    name: "delta = gamma in a contract",
    given: () => ({ solidity: withPoint(contract, "delta", key.vk_gamma_2) }),
    fails: ["solidity/delta-not-gamma"],
  },
  {
    name: "delta = −gamma in a contract",
    given: () => ({ solidity: withPoint(contract, "delta", g2(NEGATIVE)) }),
    fails: ["solidity/delta-not-gamma"],
  },
  {
    name: "beta is the generator in a contract",
    given: () => ({ solidity: withPoint(contract, "beta", g2(1n)) }),
    fails: ["solidity/known-secrets"],
  },
  {
    name: "alpha = −3·[1] in a contract",
    given: () => ({ solidity: withPoint(contract, "alpha", g1(BN254.parameters.r - 3n)) }),
    fails: ["solidity/known-secrets"],
  },
  {
    name: "another gamma in a contract",
    given: () => ({ solidity: withPoint(contract, "gamma", g2(SECRET)) }),
    fails: ["solidity/gamma"],
  },
  {
    name: "gamma = −[1] in a contract",
    given: () => ({ solidity: withPoint(contract, "gamma", g2(NEGATIVE)) }),
    fails: ["solidity/gamma"],
  },
  {
    name: "one input more in the signature",
    given: () => ({
      solidity: contract.replace("uint[2] calldata _pubSignals", "uint[3] calldata _pubSignals"),
    }),
    fails: ["solidity/inputs"],
  },
  {
    name: "an input that is left out",
    given: () => ({ solidity: contract.replace(/g1_mulAccC\(_pVk, IC2x.*/, "") }),
    fails: ["solidity/inputs"],
  },
  {
    name: "one input for two",
    given: () => ({
      solidity: contract.replace(
        "IC2x, IC2y, calldataload(add(pubSignals, 32))",
        "IC2x, IC2y, calldataload(add(pubSignals, 0))",
      ),
    }),
    fails: ["solidity/inputs"],
  },
  {
    name: "an element of IC at infinity in a contract",
    given: () => ({ solidity: withPoint(contract, "IC1", ["0", "0"]) }),
    fails: ["solidity/ic"],
  },
  {
    name: "an element of IC twice in a contract",
    given: () => ({ solidity: withPoint(contract, "IC2", key.IC[1] ?? []) }),
    fails: ["solidity/ic"],
  },
  {
    name: "no range check",
    given: () => ({ solidity: contract.replace(/checkField\(calldataload.*/g, "") }),
    fails: ["solidity/range-check"],
  },
  {
    name: "one range check too few",
    given: () => ({ solidity: contract.replace(/checkField\(calldataload\(add\(_pubSignals, 32.*/, "") }),
    fails: ["solidity/range-check"],
  },
  {
    name: "the range check of snarkjs 0.7.0",
    given: () => ({ solidity: contract.replace("iszero(lt(v, r))", "iszero(lt(v, q))") }),
    fails: ["solidity/range-check"],
  },
  {
    name: "a key of circomkit's tests in a contract",
    given: () => ({ solidity: withPoint(contract, "delta", circomkit) }),
    fails: ["solidity/known-key"],
  },
  {
    name: "a key of p0tion's tests in a contract",
    given: () => ({ solidity: withPoint(contract, "delta", p0tion) }),
    fails: ["solidity/known-key"],
  },
  {
    name: "a contract with another alpha than its key",
    given: () => ({ vkey: JSON.stringify(key), solidity: withPoint(contract, "alpha", g1(SECRET)) }),
    fails: ["solidity/matches"],
  },
  {
    name: "a contract with another delta than its key",
    given: () => ({ vkey: JSON.stringify(key), solidity: withPoint(contract, "delta", g2(SECRET)) }),
    fails: ["solidity/matches"],
  },
  {
    name: "a contract of a key on another curve",
    given: () => ({ vkey: JSON.stringify(blsKey), solidity: contract }),
    fails: ["solidity/matches"],
  },
  {
    name: "every proof passes",
    given: () => ({ solidity: contract.replace("isOk := and(success, mload(_pPairing))", "isOk := 1") }),
    fails: [],
    undecided: ["solidity/template", "solidity/inputs", "solidity/range-check"],
  },
  {
    name: "a checkField that checks nothing",
    given: () => ({ solidity: contract.replace("iszero(lt(v, r))", "lt(v, 0)") }),
    fails: [],
    undecided: ["solidity/template", "solidity/inputs", "solidity/range-check"],
  },

  { name: "no code", given: () => ({ bytecode: "0x" }), fails: ["bytecode/readable"] },
  {
    name: "a proxy",
    given: () => ({ bytecode: `363d3d373d3d3d363d73${"ab".repeat(20)}5af43d82803e903d91602b57fd5bf3` }),
    fails: ["bytecode/readable"],
  },
  {
    name: "code with delta = gamma",
    given: () => ({ bytecode: codeOf(withPoint(contract, "delta", key.vk_gamma_2)) }),
    fails: ["bytecode/points"],
  },
  {
    name: "code with a point outside of the subgroup",
    given: () => ({ bytecode: codeOf(withPoint(contract, "delta", strayG2())) }),
    fails: ["bytecode/points"],
  },
  {
    name: "code with delta off the curve",
    given: () => ({
      bytecode: codeOf(
        withPoint(contract, "delta", [
          ["5", "6"],
          ["7", "8"],
        ]),
      ),
    }),
    fails: ["bytecode/points"],
  },
  {
    name: "code with delta = −gamma",
    given: () => ({ bytecode: codeOf(withPoint(contract, "delta", g2(NEGATIVE))) }),
    fails: ["bytecode/delta-not-gamma"],
  },
  {
    name: "code with another gamma",
    given: () => ({ bytecode: codeOf(withPoint(contract, "gamma", g2(SECRET))) }),
    fails: ["bytecode/delta-not-gamma"],
  },
  {
    name: "code with an element of IC twice",
    given: () => ({ bytecode: codeOf(withPoint(contract, "IC2", key.IC[1] ?? [])) }),
    fails: ["bytecode/inputs"],
  },
  {
    name: "code with an element of IC at infinity",
    given: () => ({ bytecode: codeOf(withPoint(contract, "IC2", ["0", "0"])) }),
    fails: ["bytecode/inputs"],
  },
  {
    name: "code without range checks",
    given: () => ({ bytecode: codeOf(contract.replace(/checkField\(calldataload.*/g, "")) }),
    fails: ["bytecode/range-check"],
  },
  {
    name: "code with the range check of snarkjs 0.7.0",
    given: () => ({ bytecode: codeOf(contract.replace("iszero(lt(v, r))", "iszero(lt(v, q))")) }),
    fails: ["bytecode/range-check"],
  },
  {
    name: "code with a switch in storage",
    given: () => ({
      bytecode: codeOf(
        contract.replace(
          "let pMem := mload(0x40)",
          "if sload(0) { mstore(0, 1) return(0, 0x20) } let pMem := mload(0x40)",
        ),
      ),
    }),
    fails: ["bytecode/unchanging"],
  },
  {
    name: "code that can end itself",
    given: () => ({
      bytecode: codeOf(
        contract
          .replace("public view returns", "public returns")
          .replace("let pMem := mload(0x40)", "if iszero(gas()) { selfdestruct(0) } let pMem := mload(0x40)"),
      ),
    }),
    fails: ["bytecode/unchanging"],
  },
  {
    name: "code of another key than the source's",
    given: () => ({ solidity: contract, bytecode: codeOf(withPoint(contract, "delta", g2(SECRET))) }),
    fails: ["bytecode/matches"],
  },
  {
    name: "code with another element of IC than the key's",
    given: () => ({ vkey: JSON.stringify(key), bytecode: codeOf(withPoint(contract, "IC1", g1(SECRET))) }),
    fails: ["bytecode/matches"],
  },
  {
    name: "code with the key's constants and another point",
    given: () => ({
      vkey: JSON.stringify(key),
      bytecode: `${g2(SECRET)
        .flat()
        .slice(0, 4)
        .map((n) => `7f${BigInt(n).toString(16).padStart(64, "0")}`)
        .join("")}${codeOf(contract)}`,
    }),
    fails: ["bytecode/matches", "bytecode/points"],
  },
];

/** Public test keys: delta alone. */
const circomkit = [
  [
    "6200966883659951004781161519443819708456836606905838655105751276789704992858",
    "8887303303783309699914782728523667640818509837936416238361785602616130208721",
  ],
  [
    "13148020004380145844743863052500816601466441808554018997408833872207986286062",
    "16382689070810983061424444787205533466823844966451665611516029371464002849487",
  ],
  ["1", "0"],
];
const p0tion = [
  [
    "3351906943192106241258173069101062710430064441805762919435903448145435528973",
    "3609814357773144717518631524459248007709624660755909037176309802677798373232",
  ],
  [
    "9069438153336502951158456788763587199974358703205747886284949853078455843859",
    "15566461416342721154195875920091334398078943971015435069515020299158779682082",
  ],
  ["1", "0"],
];

test("every check has two false artefacts", () => {
  const rows = tampered.flatMap(({ fails, undecided = [] }) => [...fails, ...undecided]);
  const lacking = artefactChecks.filter(({ id }) => rows.filter((one) => one === id).length < 2);
  expect(lacking.map(({ id }) => id)).toEqual([]);
});

describe("honest artefacts", () => {
  test("a key, its contract and its code: every check passes", async () => {
    const given = { vkey: JSON.stringify(key), solidity: contract, bytecode: codeOf(contract) };
    const assayed = await assayArtefacts(given);
    expect(idsWith(assayed, "pass"), summaryOf(assayed)).toEqual(artefactChecks.map(({ id }) => id));
    expect(assayed.verdict.outcome).toBe("pass");
  });

  test("a key on BLS12-381", async () => {
    const assayed = await assayArtefacts({ vkey: JSON.stringify(blsKey) });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
  });

  test("alone, each is held against nothing, and says so", async () => {
    const assayed = await assayArtefacts({ solidity: contract });
    const matches = assayed.checks.find(({ id }) => id === "solidity/matches");
    expect(matches).toMatchObject({ outcome: "not evaluated" });
    expect(assayed.verdict.outcome).toBe("pass");
  });

  test("the key without the value of e(alpha, beta)", async () => {
    const { vk_alphabeta_12: _, ...rest } = key;
    const assayed = await assayArtefacts({ vkey: JSON.stringify(rest) });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
    const parsed = await readVerificationKey(bytesSource("key", JSON.stringify(rest)));
    expect(parsed.alphaBeta).toBeNull();
  });
});

describe("false artefacts", () => {
  test.each(tampered)("$name", async ({ given, fails, undecided = [] }) => {
    const assayed = await assayArtefacts(given());
    const shown = summaryOf(assayed);
    expect(idsWith(assayed, "fail").sort(), shown).toEqual([...fails].sort());
    expect(assayed.verdict.outcome, shown).toBe(fails.length > 0 ? "fail" : "inconclusive");
    const open = assayed.checks.filter(({ outcome }) => outcome === "inconclusive").map(({ id }) => id);
    expect(open.filter((id) => !id.endsWith("/matches")).sort(), shown).toEqual([...undecided].sort());
    const findings = assayed.checks.flatMap((one) => one.findings);
    expect(findings.filter(({ evidence }) => !evidence.some(({ file }) => file !== ""))).toEqual([]);
  });
});
