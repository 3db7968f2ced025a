/**
 * Iterated digests of public beacons whose computation takes minutes. Each is computed again by a long test; a seed
 * that was wrong could make a genuine beacon fail and no false one pass, for a key must come out of it.
 */
export const knownSeeds: readonly {
  readonly what: string;
  /** Hex, as the files have it. */
  readonly value: string;
  readonly exponent: number;
  /** SHA-256 applied 2^exponent times. */
  readonly seed: string;
}[] = [
  {
    what: "Perpetual Powers of Tau 0080: RANDAO reveal of Ethereum slot 7325000",
    value:
      "af941599f6d640b5b4b6116d3ded861b3362a964c390edc270aef45ba17b67148fb3d7ab901a68b1528c9bb3e16721cc" +
      "000dda5d8466f4aa4a1c8ca9eb57d05e6c2d2e780d6a793df90a1ebd076bb3dd9b7d4075e3e68b36b86c1fb7c4feeded",
    exponent: 31,
    seed: "57c6461158fe57989110bbf87dad57c53179e6b69d73a703111b1329d92fdbb9",
  },
];
