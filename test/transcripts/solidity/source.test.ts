/** Sources of verifier contracts: what is read from honest ones, and that nothing hostile is read as something else. */
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { MalformedError } from "../../../transcripts/malformed.js";
import { readSolidityVerifier } from "../../../transcripts/solidity/verifier.js";
import { readVerificationKey, type VerificationKey } from "../../../transcripts/verificationKey.js";
import { base } from "../../checks/fixtures/bases.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { isInstalled, makeContract, releases } from "../../fixtures/contracts.js";
import { libraryContract } from "./libraryContract.js";

let key: VerificationKey;
let honest: string;
let final: string;

beforeAll(async () => {
  const { key: files } = await base();
  final = files.final;
  key = await readVerificationKey(bytesSource("vkey.json", await readFile(files.verificationKey, "utf8")));
  honest = await readFile(await makeContract(final), "utf8");
});

const read = (text: string) => readSolidityVerifier(bytesSource("verifier.sol", text));

/** The text with something changed; a change that changes nothing is a mistake. */
function changed(pattern: RegExp | string, replacement: string): string {
  const text = honest.replace(pattern, replacement);
  if (text === honest) throw new Error(`${pattern} is not in the contract`);
  return text;
}

describe("releases of snarkjs", () => {
  for (const release of releases) {
    test.skipIf(!isInstalled(release))(`${release}: its key, and its code`, async () => {
      const verifier = await read(await readFile(await makeContract(final, release), "utf8"));
      const { alpha1, beta2, gamma2, delta2, ic, nPublic } = key;
      expect(verifier.key).toMatchObject({ alpha1, beta2, gamma2, delta2, ic, nPublic });
      expect(verifier.deviations).toEqual([]);
      expect(verifier.declaredInputs).toBe(nPublic);
      expect(verifier.template.modulus).toBe(release === "snarkjs-0.7.3" ? "q" : "r");
    });
  }
});

describe("the same contract in other words", () => {
  test.each([
    ["other layout", () => honest.replaceAll(/[ \t]*\n\s*/g, "\r\n\t")],
    ["without comments", () => honest.replaceAll(/\/\/.*$/gm, "").replace(/\/\*[^]*?\*\//, "")],
    [
      "comments with constants in them",
      () =>
        changed(
          "uint256 constant alphay",
          "/* uint256 constant deltax1 = 1; */ // uint256 constant deltax1 = 2;\nuint256 constant alphay",
        ),
    ],
    [
      "another name and compiler",
      () => honest.replace("Groth16Verifier", "Withdraw_$1").replace(/pragma[^;]+/, "pragma solidity 0.8.19"),
    ],
    [
      "hexadecimal numbers",
      () =>
        honest.replaceAll(
          /(constant \w+\s*=\s*)(\d+);/g,
          (_, head: string, n: string) => `${head}0x${BigInt(n).toString(16)};`,
        ),
    ],
    ["underscores in numbers", () => changed(/constant alphax\s*= (\d)(\d+)/, "constant alphax = $1_$2")],
  ])("%s", async (_, make) => {
    const verifier = await read(make());
    expect(verifier.deviations).toEqual([]);
    expect(verifier.key.delta2).toEqual(key.delta2);
    expect(verifier.key.ic).toEqual(key.ic);
  });

  test("the library style, and ZoKrates' names: read, and no known template", async () => {
    for (const names of ["snarkjs", "zokrates"] as const) {
      const verifier = await read(libraryContract(key, names));
      expect(verifier.key).toMatchObject({ alpha1: key.alpha1, delta2: key.delta2, ic: key.ic });
      expect(verifier.style).toBe("library");
      expect(verifier.deviations).not.toEqual([]);
    }
  });
});

describe("code that is not the template's is named", () => {
  test.each([
    [
      "a proof that always passes",
      () => changed("isOk := and(success, mload(_pPairing))", "isOk := 1"),
      /checkPairing$/,
    ],
    [
      "a constant under a local name",
      () =>
        changed(
          "let success := staticcall(sub(gas(), 2000), 8",
          "let deltax1 := 5 let success := staticcall(sub(gas(), 2000), 8",
        ),
      /checkPairing$/,
    ],
    ["checkField that checks nothing", () => changed("if iszero(lt(v, r))", "if lt(v, r)"), /checkField$/],
    ["another r", () => changed(/(uint256 constant r\s*= \d+)\d;/, "$19;"), /constant r$/],
    [
      "an additional function",
      () => changed("// Memory data", "function setKey(uint x) public {}"),
      /function setKey$/,
    ],
    [
      "a base contract",
      () => changed("contract Groth16Verifier {", "contract Groth16Verifier is Base {"),
      /^contract$/,
    ],
    ["an import", () => changed(/pragma/, 'import "./base.sol";\npragma'), /import/],
    ["another contract", () => `${honest}\ncontract Other { uint x; }`, /contract Other/],
    ["range checks after the answer", () => moveChecks(), /range check/],
  ])("%s", async (_, make, name) => {
    const { deviations } = await read(make());
    expect(deviations.map((one) => one.name).join("; ")).toMatch(name);
  });
});

/** All checkField statements at the end of the function, where they are never reached. */
function moveChecks(): string {
  const checks = honest.match(/^ *checkField\(calldataload.*$/gm)?.join("\n") ?? "";
  const without = honest.replace(/^ *checkField\(calldataload.*$/gm, "");
  return without.replace(/(return\(0, 0x20\)\s*)(\}\s*\}\s*\}\s*)$/, `$1${checks}\n$2`);
}

describe("refused, with the line", () => {
  test.each([
    [
      "a constant twice",
      () => changed(/(uint256 constant deltax1 = )(\d+;)/, "$1$2 $1 7;"),
      /deltax1 is declared a second time/,
    ],
    [
      "a constant that is missing",
      () => changed(/uint256 constant gammay2 = \d+;/, ""),
      /no constant gammay2/,
    ],
    [
      "a constant that is computed",
      () => changed(/(uint256 constant deltax1 = )(\d+)/, "$1$2 + 1"),
      /declared otherwise/,
    ],
    [
      "a constant that is none",
      () => changed("uint256 constant deltax1", "uint256 deltax1"),
      /declared otherwise/,
    ],
    [
      "a constant with a unit",
      () => changed(/(uint256 constant deltax1 = )\d+/, "$11 ether"),
      /declared otherwise/,
    ],
    [
      "a constant with an exponent",
      () => changed(/(uint256 constant deltax1 = )\d+/, "$11e18"),
      /only plain decimal/,
    ],
    ["IC with a gap", () => changed(/IC1x = /, "IC7x = "), /no constant IC1x/],
    [
      "letters that look like others",
      () => changed("constant alphax", "constant \u0430lphax"),
      /outside ASCII/,
    ],
    ["a comment that turns the text", () => changed("// Scalar", "// \u202e Scalar"), /direction of text/],
    ["a line comment that ends at U+2028", () => changed("// Scalar", "// x\u2028 Scalar"), /outside ASCII/],
    ["a comment without an end", () => changed("*/", ""), /comment without an end/],
    [
      "a string without an end",
      () => changed("contract Groth16Verifier {", 'contract Groth16Verifier { string s = "'),
      /string without an end/,
    ],
    ["a brace too many", () => `${honest}}`, /closes nothing/],
    ["a brace too few", () => `${honest}{`, /is not closed/],
    ["two verifiers", () => `${honest}\n${honest.replace("Groth16Verifier", "Second")}`, /both verifiers/],
    ["another contract alone", () => "contract Token { uint256 x; }", /no contract with the constants/],
    ["nothing", () => "", /no contract with the constants/],
    ["bytes", () => "\u0000\u0001", /no token/],
  ])("%s", async (_, make, problem) => {
    const reading = read(make());
    await expect(reading).rejects.toThrow(MalformedError);
    await expect(reading).rejects.toThrow(problem);
  });

  test("statements of the library style in another order, or computed", async () => {
    const text = libraryContract(key, "snarkjs");
    const swapped = text
      .replace("vk.beta2", "vk.X")
      .replace("vk.gamma2", "vk.beta2")
      .replace("vk.X", "vk.gamma2");
    await expect(read(swapped)).rejects.toThrow(/expected vk.beta2/);
    await expect(read(text.replace("vk.IC[0] =", "vk.IC[1] ="))).rejects.toThrow(/expected vk.IC\[0\]/);
    await expect(read(text.replace("vk.IC[0] =", "vk.alfa1.X = 1; vk.IC[0] ="))).rejects.toThrow(
      /expected vk.IC/,
    );
    await expect(read(text.replace("Pairing.G2Point(", "Pairing.g2("))).rejects.toThrow(/expected/);
  });
});
