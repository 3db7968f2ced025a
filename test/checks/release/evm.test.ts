/** The peer: the contract itself, on an EVM. What the checks pass accepts true proofs alone; what they refuse does not. */
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { encodeFunctionData, parseAbi } from "viem/utils";
import { beforeAll, describe, expect, test } from "vitest";
import type { Chain, Hex } from "../../../properties/market/chain.js";
import { makeKey, makePtau } from "../../fixtures/ceremony.js";
import { makeCircuit, multiplier } from "../../fixtures/circuits.js";
import { compileContract } from "../../fixtures/compileContract.js";
import { isInstalled, makeContract, type Release } from "../../fixtures/contracts.js";
import { runSteps } from "../../fixtures/stepsProcess.js";
import { GENESIS, openEdr, wallets } from "../../properties/market/edr.js";
import { BN254 } from "../fixtures/craft.js";
import { assayArtefacts } from "./artefacts.js";

interface Proved {
  readonly proof: { readonly pi_a: string[]; readonly pi_b: string[][]; readonly pi_c: string[] };
  readonly publicSignals: string[];
}

const abi = parseAbi([
  "function verifyProof(uint256[2] a, uint256[2][2] b, uint256[2] c, uint256[2] input) view returns (bool)",
]);
type Pair = readonly [bigint, bigint];
const pair = ([x = "", y = ""]: readonly string[] = []): Pair => [BigInt(x), BigInt(y)];

let chain: Chain;
let final: string;
let proved: Proved;

beforeAll(async () => {
  chain = await openEdr();
  const { r1cs, wasm } = await makeCircuit(multiplier());
  ({ final } = await makeKey({ r1cs, ptau: await makePtau({ power: 4 }) }));
  const steps = [["groth16.fullProve", { a: 3, b: 11 }, wasm, final]] as const;
  [proved] = (await runSteps(tmpdir(), { curve: "bn128", threads: false, seed: "evm", steps })) as [Proved];
});

async function deploy(source: string): Promise<Hex> {
  const data: Hex = `0x${compileContract(source).creation}`;
  const { contract } = await chain.send({ from: wallets[0].address, data }, GENESIS + 1);
  if (contract === null) throw new Error("the contract was not made");
  return contract;
}

/** What the contract says of the proof with these inputs; a revert is a refusal. */
async function accepts(contract: Hex, inputs: readonly bigint[]): Promise<boolean> {
  const { pi_a, pi_b, pi_c } = proved.proof;
  const b = [pair(pi_b[0]?.toReversed()), pair(pi_b[1]?.toReversed())] as const;
  const args = [pair(pi_a), b, pair(pi_c), [inputs[0] ?? 0n, inputs[1] ?? 0n]] as const;
  const data = encodeFunctionData({ abi, functionName: "verifyProof", args });
  try {
    return BigInt(await chain.call(contract, data)) === 1n;
  } catch {
    return false;
  }
}

const signals = (): bigint[] => proved.publicSignals.map(BigInt);
const { r, q } = BN254.parameters;

describe.each(["snarkjs", "snarkjs-0.7.3", "snarkjs-0.6.11"] satisfies Release[])("%s", (release) => {
  test.skipIf(!isInstalled(release))("a true proof alone passes", async () => {
    const source = await readFile(await makeContract(final, release), "utf8");
    const contract = await deploy(source);
    const [first = 0n, second = 0n] = signals();
    expect(await accepts(contract, [first, second])).toBe(true);
    expect(await accepts(contract, [first + 1n, second])).toBe(false);
    expect(await accepts(contract, [second, first])).toBe(false);
    // x + r is x to the equation: only a comparison with r refuses it, and snarkjs 0.7.0 to 0.7.3 compare with q.
    expect(second + r < q).toBe(true);
    expect(await accepts(contract, [first, second + r])).toBe(release === "snarkjs-0.7.3");
    const { verdict } = await assayArtefacts({
      solidity: source,
      bytecode: compileContract(source).deployed,
    });
    expect(verdict.outcome).toBe(release === "snarkjs-0.7.3" ? "fail" : "pass");
  });
});

test("without range checks one proof passes with two inputs, and both readers say so", async () => {
  const source = (await readFile(await makeContract(final), "utf8")).replace(
    /checkField\(calldataload.*/g,
    "",
  );
  const contract = await deploy(source);
  const [first = 0n, second = 0n] = signals();
  expect(await accepts(contract, [first, second + r])).toBe(true);
  const { checks } = await assayArtefacts({ solidity: source, bytecode: compileContract(source).deployed });
  const failed = checks.filter(({ outcome }) => outcome === "fail").map(({ id }) => id);
  expect(failed).toEqual(["solidity/range-check", "bytecode/range-check"]);
});

test("code that accepts everything is not passed, though all constants are there", async () => {
  const source = (await readFile(await makeContract(final), "utf8")).replace(
    "isOk := and(success, mload(_pPairing))",
    "isOk := 1",
  );
  expect(await accepts(await deploy(source), [1n, 2n])).toBe(true);
  expect((await assayArtefacts({ solidity: source })).verdict.outcome).toBe("inconclusive");
});
