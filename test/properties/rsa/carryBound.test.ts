/**
 * The bound on the carries of CheckCarryToZero, as circuits that hold every carry to one less, to exactly that, and to one more.
 * With |in_i| < 2^(m−1), carry i is at most h_i = ⌊(2^(m−1) − 1 + h_(i−1))/2^n⌋.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mod } from "../../../algebra/integers.js";
import { openCircuit, parseTarget } from "../../../properties/circuit/index.js";
import { carryToZero } from "../../../properties/rsa/carryToZero.js";
import { power } from "../../../properties/rsa/limbs.js";
import { packageRoot } from "../../fixtures/root.js";
import { temporaryFolder } from "../../fixtures/temporary.js";
import { onTarget } from "../onTarget.js";

const [N, M, K] = [16, 40, 4];
const folder = temporaryFolder("carry-bound");

/** @param beyond by how much the bound is above the largest carry */
const source = (beyond: number): string => `pragma circom 2.1.6;
include "circomlib/circuits/bitify.circom";
template CheckCarryToZero(n, m, k) {
    signal input in[k];
    signal carry[k - 1];
    var before = 0;
    var high = 0;
    for (var i = 0; i < k - 1; i++) {
        carry[i] <-- (in[i] + before) / (1 << n);
        in[i] + before === carry[i] * (1 << n);
        high = ((1 << (m - 1)) - 1 + high) >> n;
        _ <== Num2Bits(m - n + 1)(high + ${beyond} + carry[i]);
        _ <== Num2Bits(m - n + 1)(high + ${beyond} - carry[i]);
        before = carry[i];
    }
    in[k - 1] + before === 0;
}
component main = CheckCarryToZero(${N}, ${M}, ${K});
`;

async function circuitWith(beyond: number) {
  const file = join(folder, `beyond${beyond}.circom`);
  writeFileSync(file, source(beyond));
  return openCircuit(parseTarget(file, [join(packageRoot, "node_modules")]));
}

/** h_0 … h_(k−2) */
const largest = Array.from({ length: K - 1 }).reduce<bigint[]>(
  (some) => [...some, (power(M - 1) - 1n + (some.at(-1) ?? 0n)) / power(N)],
  [],
);
/** Coefficients with these carries: in_i = c_i·2^n − c_(i−1). */
const withCarries = (carries: readonly bigint[]): bigint[] =>
  [...carries, 0n].map((carry, i) => carry * power(N) - (carries[i - 1] ?? 0n));
/** What coefficients of m bits with their sign allow, and the last carry one beyond it. */
const atBound = withCarries(largest);
const beyondBound = withCarries(largest.with(K - 2, (largest[K - 2] ?? 0n) + 1n));

test("the largest carries are those of coefficients in range, and one more is not", () => {
  const inRange = (some: readonly bigint[]): boolean =>
    some.every((one) => one > -power(M - 1) && one < power(M - 1));
  expect(inRange(atBound)).toBe(true);
  expect(inRange(beyondBound)).toBe(false);
});

describe.for([
  { beyond: -1, atIt: false, oneMore: false, outcome: "fail" },
  { beyond: 0, atIt: true, oneMore: false, outcome: "pass" },
  // Room for a carry that no coefficient in range has: harmless, and of the others the contract says nothing.
  { beyond: 1, atIt: true, oneMore: true, outcome: "pass" },
] as const)("carries held to the bound and $beyond", ({ beyond, atIt, oneMore, outcome }) => {
  test.for([1n, -1n])("carries times %s", async (sign) => {
    const circuit = await circuitWith(beyond);
    const accepts = async (coefficients: readonly bigint[]): Promise<boolean> => {
      const made = await circuit.witness({ in: coefficients.map((one) => mod(sign * one, circuit.prime)) });
      return Array.isArray(made) && circuit.violated(made) === null;
    };
    expect([await accepts(atBound), await accepts(beyondBound)]).toEqual([atIt, oneMore]);
  });

  test(`rsa/carry-to-zero: ${outcome}`, async () => {
    const { check } = await onTarget(carryToZero, await circuitWith(beyond));
    expect(check.outcome).toBe(outcome);
  });
});
