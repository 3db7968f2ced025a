/** Rounds of drand changed in every way that must be refused. */
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { randomnessOf } from "../../../checks/beacon/randomness.js";
import { roundFaults, type RoundClaim } from "../../../checks/beacon/rounds.js";
import { drandChains, findChain, type DrandChain } from "../../../transcripts/drand/chains.js";
import { roundsOf } from "../../transcripts/drand/shared.js";

export const random = (count: number): bigint[] =>
  Array.from({ length: count }, () => BigInt(`0x${randomBytes(16).toString("hex")}`));

/** The rounds of a file of ../shared/data/drand, each as a claim about its chain. */
export const claimsOf = (path: string): RoundClaim[] =>
  roundsOf(path).map((record) => {
    const chain = findChain(record.chain ?? "");
    if (chain === null) throw new Error(`no chain ${record.chain}`);
    return { chain, record };
  });

/** What a test says of a claim that must not pass; the claims' randomness follows their signature. */
const refused = (claims: readonly RoundClaim[]): void => {
  const passing = roundFaults(claims, random).flatMap((fault, i) => (fault === null ? [claims[i]] : []));
  expect(passing).toEqual([]);
};

export function change(claim: RoundClaim, record: Partial<RoundClaim["record"]>): RoundClaim {
  const changed = { ...claim.record, ...record };
  return { ...claim, record: { ...changed, randomness: record.randomness ?? randomnessOf(changed) } };
}

const flipped = (bytes: Uint8Array, at: number, mask: number): Uint8Array =>
  bytes.map((byte, i) => (i === at ? byte ^ mask : byte));

/** Tests that none of the claims is accepted with anything changed. */
export function testForgedRounds(claims: readonly RoundClaim[]): void {
  it("are all refused with a form that is not the scheme's", () => {
    for (const claim of claims) {
      const { record, chain } = claim;
      const { signature, previousSignature } = record;
      refused([
        { chain, record: { ...record, randomness: flipped(randomnessOf(record), 5, 1) } },
        change(claim, { signature: signature.subarray(1) }),
        change(claim, { signature: Uint8Array.of(...signature, 0) }),
        change(claim, { previousSignature: previousSignature === null ? new Uint8Array(96) : null }),
        ...(previousSignature === null
          ? []
          : [change(claim, { previousSignature: previousSignature.subarray(1) })]),
      ]);
    }
  });

  it("are all refused with a signature that is no member: flags, flipped bits, identity, coordinates from q on", () => {
    for (const claim of claims) {
      const { signature } = claim.record;
      const identity = new Uint8Array(signature.length);
      const overflowing = signature.slice();
      overflowing.fill(0xff, signature.length === 64 ? 0 : 1, 32);
      if (signature.length !== 64) {
        identity[0] = 0xc0;
        overflowing[0] = 0x9f;
        refused([change(claim, { signature: flipped(signature, 0, 0x80) })]);
        refused([change(claim, { signature: flipped(signature, 0, 0x40) })]);
      }
      refused([change(claim, { signature: identity }), change(claim, { signature: overflowing })]);
      refused([change(claim, { signature: flipped(signature, signature.length - 1, 0x01) })]);
    }
  });

  it("are all refused with another round, and every chained one with another previous signature", () => {
    for (const claim of claims) {
      const { round, previousSignature } = claim.record;
      // Round 1 is refused for its form already: what it signs in place of a signature has another length.
      refused([change(claim, { round: round + 1 })]);
      if (previousSignature !== null)
        refused([change(claim, { previousSignature: flipped(previousSignature, 9, 4) })]);
    }
  });

  it("are refused negated, under the key of another chain, and with the signature of another round", () => {
    for (const [index, claim] of claims.entries()) {
      const { signature, round } = claim.record;
      if (signature.length !== 64) refused([change(claim, { signature: flipped(signature, 0, 0x20) })]);
      if (index % 2 !== 0) continue;
      const like = (one: DrandChain): boolean => one !== claim.chain && one.scheme === claim.chain.scheme;
      const other = drandChains.find(like);
      if (other !== undefined) refused([{ ...claim, chain: other }]);
      const another = claims.find(({ chain, record }) => chain === claim.chain && record.round !== round);
      if (another !== undefined) refused([change(claim, { signature: another.record.signature })]);
    }
  });
}
