import { describe, expect, it } from "vitest";
import fc from "fast-check";
import {
  chainHash,
  drandChains,
  findChain,
  roundAt,
  timeOfRound,
} from "../../../transcripts/drand/chains.js";
import { drandScheme } from "../../../transcripts/drand/schemes.js";

describe.each(drandChains.map((chain) => [chain.name, chain] as const))("%s", (name, chain) => {
  it("has the hash of its parameters", () => {
    expect(chainHash(chain)).toBe(chain.hash);
    expect(chainHash({ ...chain, period: chain.period + 1 })).not.toBe(chain.hash);
  });

  it("has a key of its scheme, and is found by hash and name", () => {
    expect(() => drandScheme(chain.scheme).verifier(Buffer.from(chain.publicKey, "hex"))).not.toThrow();
    expect(findChain(chain.hash.toUpperCase())).toBe(chain);
    expect(findChain(name)).toBe(chain);
  });

  it("knows the time of a round and the round of a time", () => {
    const instants = fc.integer({ min: chain.genesis, max: 4_000_000_000 });
    fc.assert(
      fc.property(instants, (seconds) => {
        const round = roundAt(chain, seconds);
        expect(timeOfRound(chain, round)).toBeLessThanOrEqual(seconds);
        expect(timeOfRound(chain, round + 1)).toBeGreaterThan(seconds);
      }),
    );
    expect(roundAt(chain, chain.genesis - 1)).toBe(0);
    expect(roundAt(chain, chain.genesis)).toBe(1);
  });
});

it("dates the rounds of known ceremonies as drand does, not one period late", () => {
  const chain = findChain("default");
  if (chain === null) throw new Error("the default chain is in the table");
  const iso = (round: number): string => new Date(1000 * timeOfRound(chain, round)).toISOString();
  expect(iso(100_000)).toBe("2020-08-26T08:37:00.000Z");
  expect(iso(824_700)).toBe("2021-05-04T23:47:00.000Z");
  expect(iso(3_298_000)).toBe("2023-09-10T18:37:00.000Z");
});

it("knows no other chain", () => {
  expect(findChain("00".repeat(32))).toBeNull();
});
