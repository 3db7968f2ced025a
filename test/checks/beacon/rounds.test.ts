import { bls12_381 } from "@noble/curves/bls12-381.js";
import { bn254 } from "@noble/curves/bn254.js";
import { describe, expect, it } from "vitest";
import { roundFaults } from "../../../checks/beacon/rounds.js";
import { drandScheme } from "../../../transcripts/drand/schemes.js";
import { describeWithShared } from "../../fixtures/shared.js";
import { change, claimsOf, random, testForgedRounds } from "./forgedRounds.js";

/** Forgeries are made of one round in so many of each chain; rounds.long.test.ts makes them of all. */
const STRIDE = 8;

describeWithShared(
  "rounds of ../shared/data/drand",
  ["drand/rounds.json", "drand/more-rounds.json"],
  ([path]) => {
    const claims = claimsOf(path);
    const sampled = [...new Set(claims.map(({ chain }) => chain))].flatMap((chain) =>
      claims.filter((claim) => claim.chain === chain).filter((_, i) => i % STRIDE === 0),
    );

    it("are all verified, in one batch a chain", () => {
      expect(claims).toHaveLength(310);
      expect(new Set(claims.map(({ chain }) => chain.scheme)).size).toBe(5);
      expect(roundFaults(claims, random)).toEqual(claims.map(() => null));
    });

    testForgedRounds(sampled);

    it("name the false ones among many", () => {
      const wrong = new Set([3, 150, 309]);
      const mixed = claims.map((claim, i) =>
        wrong.has(i) ? change(claim, { round: claim.record.round + 1 }) : claim,
      );
      const faults = roundFaults(mixed, random);
      expect(faults.flatMap((fault, i) => (fault === null ? [] : [i]))).toEqual([...wrong]);
    });
  },
);

describe("a key of our own", () => {
  const secret = 0x1234567890abcdefn;
  const { G1, G2, longSignatures } = bls12_381;
  const publicKey = G1.Point.BASE.multiply(secret);
  const scheme = drandScheme("pedersen-bls-unchained");
  const verifier = scheme.verifier(publicKey.toBytes());
  const messages = [1, 2, 3].map((n) => new Uint8Array(32).fill(n));
  const tag = { DST: "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_" };
  const signatures = messages.map((message) => G2.hashToCurve(message, tag).multiply(secret));
  const signed = (points: typeof signatures) =>
    points.map((point, i) => ({
      message: messages[i] as Uint8Array,
      signature: longSignatures.Signature.toBytes(point),
    }));

  it("verifies one and many", () => {
    expect(verifier.faults(signed(signatures), random(3))).toEqual([null, null, null]);
    expect(verifier.faults(signed(signatures).slice(0, 1), [1n])).toEqual([null]);
    expect(verifier.faults([], [])).toEqual([]);
    expect(() => verifier.faults(signed(signatures), [1n])).toThrow(RangeError);
  });

  it("refuses S₁ + D and S₂ − D with random coefficients; with ones they would pass", () => {
    const [first, second, third] = signatures as [
      (typeof signatures)[0],
      (typeof signatures)[0],
      (typeof signatures)[0],
    ];
    const D = G2.Point.BASE.multiply(77n);
    const forged = signed([first.add(D), second.subtract(D), third]);
    const fault = "not the signature of this message";
    expect(verifier.faults(forged, random(3))).toEqual([fault, fault, null]);
    expect(verifier.faults(forged, [1n, 1n, 1n])).toEqual([null, null, null]);
  });

  it("refuses points outside the subgroup, in signatures and keys", () => {
    // x = 4 on y² = x³ + 4 of G1 is of order r·h/…: on the curve, outside the subgroup.
    const outside = (() => {
      for (let x = 1; ; x++) {
        const bytes = new Uint8Array(48);
        bytes[0] = 0x80;
        bytes[47] = x;
        try {
          G1.Point.fromBytes(bytes);
        } catch (error) {
          if (!/order|subgroup|torsion/.test(String(error))) continue;
          return bytes;
        }
      }
    })();
    expect(() => scheme.verifier(outside)).toThrow("no member of its group");
    expect(() => scheme.verifier(new Uint8Array(47))).toThrow("wrong length");
    const short = drandScheme("bls-unchained-g1-rfc9380");
    const verifierOnG1 = short.verifier(G2.Point.BASE.toBytes());
    expect(verifierOnG1.faults([{ message: new Uint8Array(32), signature: outside }], [1n])).toEqual([
      "no member of its group",
    ]);
  });

  it("refuses the identity as a key", () => {
    const identity = Uint8Array.from({ length: 48 }, (_, i) => (i === 0 ? 0xc0 : 0));
    expect(() => scheme.verifier(identity)).toThrow("no member of its group");
    expect(() => drandScheme("bls-bn254-unchained-on-g1").verifier(new Uint8Array(128))).toThrow("no member");
    expect(bn254.G2.Point.ZERO.is0()).toBe(true);
  });
});
