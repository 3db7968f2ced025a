/** The rules of selection, beside a second computation of each. */
import fc from "fast-check";
import { concatHex, encodeAbiParameters, keccak256, numberToHex, sha256, stringToHex, toHex } from "viem";
import { describe, expect, test } from "vitest";
import {
  electorateOf,
  findAlgorithm,
  snapshotDigest,
  type Algorithm,
  type Electorate,
} from "../../../../checks/market/selection/algorithms.js";

const algorithm = (name: string): Algorithm => {
  const found = findAlgorithm(name);
  if (found === null) throw new Error(`no algorithm ${name}`);
  return found;
};

const randomness = fc.uint8Array({ minLength: 32, maxLength: 32 });
const weights = fc.dictionary(
  fc.stringMatching(/^[a-z0-9]{1,12}$/),
  fc.bigInt({ min: 0n, max: 2n ** 200n }).map(String),
  { minKeys: 1, maxKeys: 8 },
);

/** The rule's words, done with other functions and no sharing of steps. */
function bySha256(bytes: Uint8Array, task: string, electorate: Electorate, k: number): string[] {
  const chosen: string[] = [];
  for (let draw = 0; draw < k; draw++) {
    const left = electorate.filter(([prover]) => !chosen.includes(prover));
    const total = left.reduce((sum, [, weight]) => sum + weight, 0n);
    if (total === 0n) break;
    let hash: bigint;
    let counter = 0;
    do {
      hash = BigInt(
        sha256(
          concatHex([
            stringToHex("zkassay-selection/1"),
            toHex(bytes),
            numberToHex(Buffer.byteLength(task), { size: 4 }),
            stringToHex(task),
            numberToHex(draw, { size: 4 }),
            numberToHex(counter++, { size: 4 }),
          ]),
        ),
      );
    } while (hash >= total * (2n ** 256n / total));
    let rest = hash % total;
    for (const [prover, weight] of left) {
      if (rest < weight) {
        chosen.push(prover);
        break;
      }
      rest -= weight;
    }
  }
  return chosen;
}

describe("sha256-rejection/1", () => {
  const rule = algorithm("sha256-rejection/1");

  test("does what its words say", () => {
    fc.assert(
      fc.property(
        randomness,
        fc.string(),
        weights,
        fc.integer({ min: 1, max: 9 }),
        (bytes, task, given, k) => {
          const electorate = electorateOf(given);
          expect(rule.choose(bytes, task, electorate, k)).toEqual(bySha256(bytes, task, electorate, k));
        },
      ),
    );
  });

  test("draws nobody twice, and nobody without weight", () => {
    fc.assert(
      fc.property(randomness, weights, fc.integer({ min: 1, max: 9 }), (bytes, given, k) => {
        const electorate = electorateOf(given);
        const chosen = rule.choose(bytes, "t", electorate, k) ?? [];
        expect(new Set(chosen).size).toBe(Math.min(k, electorate.length));
        expect(chosen.every((prover) => given[prover] !== "0")).toBe(true);
      }),
    );
  });

  test("a value that is known, so that the rule cannot change unseen", () => {
    const electorate = electorateOf({ b: "2", a: "1", c: "3", d: "0" });
    expect(rule.choose(new Uint8Array(32).fill(7), "task 1", electorate, 3)).toEqual(
      bySha256(new Uint8Array(32).fill(7), "task 1", electorate, 3),
    );
    expect(snapshotDigest(electorate)).toBe(sha256(stringToHex("a 1\nb 2\nc 3\n")).slice(2));
  });
});

describe("keccak-mod/1", () => {
  const rule = algorithm("keccak-mod/1");

  test("is keccak256(abi.encode(bytes32, uint256)) mod the sum of weights", () => {
    fc.assert(
      fc.property(randomness, fc.nat(), weights, (bytes, task, given) => {
        const electorate = electorateOf(given);
        const total = electorate.reduce((sum, [, weight]) => sum + weight, 0n);
        const encoded = encodeAbiParameters(
          [{ type: "bytes32" }, { type: "uint256" }],
          [toHex(bytes), BigInt(task)],
        );
        let rest = total === 0n ? 0n : BigInt(keccak256(encoded)) % total;
        const wanted = electorate.find(([, weight]) => (rest < weight ? true : ((rest -= weight), false)));
        expect(rule.choose(bytes, String(task), electorate, 1)).toEqual(
          wanted === undefined ? [] : [wanted[0]],
        );
        expect(rule.choose(bytes, `0x${task.toString(16)}`, electorate, 1)).toEqual(
          rule.choose(bytes, String(task), electorate, 1),
        );
      }),
    );
  });

  test("is said to be biased, and knows numbers alone", () => {
    expect(rule.bias).toMatch(/^biased/);
    expect(rule.choose(new Uint8Array(32), "block one", electorateOf({ a: "1" }), 1)).toBeNull();
  });
});

test("an unknown rule is none", () => {
  expect(findAlgorithm("sha256-rejection/2")).toBeNull();
});
