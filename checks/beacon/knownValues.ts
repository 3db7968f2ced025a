/** Beacon values that belong to a ceremony, and turn up in others by copying a build script. */
export interface KnownValue {
  /** Hex. */
  readonly value: string;
  readonly exponent: number;
  readonly owner: string;
  /** The phase that it was made for; null for a value out of a manual, which belongs to none. */
  readonly phase: 1 | 2 | null;
  /**
   * A hash of the owner's own beacon row (phase 1: of the challenge after it; phase 2: of the contribution), hex; null
   * where it is not known, so that any file of that phase may be the owner's.
   */
  readonly row: string | null;
}

export const knownValues: readonly KnownValue[] = [
  {
    value: "e586fccaf245c9a1d7e78294d4802018f3001149a71b8f10cd997ef8235aa372",
    exponent: 10,
    owner: "Hermez powers of tau (drand round 100000)",
    phase: 1,
    row:
      "74ba2bcac21fad58bf413799d5ac962ac4a344fb1b4c1e880bd89e4bb4221270" +
      "113cb4c48aa8cd37eb4fa234904ff959f726e785ce7c5608bb061b2e0d7480be",
  },
  {
    value: "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
    exponent: 10,
    owner: "the manual of snarkjs",
    phase: null,
    row: null,
  },
  {
    value: "e60921c4dac7b78e57fbc308f429b22d056f027058143d8b6e30dd6b629aaf9f",
    exponent: 10,
    owner: "Sui zkLogin phase 1 (drand round 3298000)",
    phase: 1,
    row: null,
  },
  {
    value: "70b277761bd889e0df98a45aff7d76b3744170c403136b312c1fcec0362a4543",
    exponent: 10,
    owner: "Sui zkLogin phase 2 (drand round 3320606)",
    phase: 2,
    row: null,
  },
  {
    value: "971913073332c517b6c1e7e55c30eecbc8f10b0fe0e3930975ed42e4b750f897",
    exponent: 10,
    owner: "Hermez phase 2, ceremony 3 (drand round 697500)",
    phase: 2,
    row: null,
  },
  {
    value: "c62e6422dd91eeac7d2e0ad2af0fd904b73bb3095d8756f88a7a01bda97e639e",
    exponent: 10,
    owner: "Hermez phase 2, ceremony 4 (drand round 824700)",
    phase: 2,
    row: null,
  },
  {
    value: "664d7dfc80d6a1b485370f8b7802a81d53595b30408104132bfeb936c9013283",
    exponent: 10,
    owner: "clr.fund phase 2 (drand round 1204000)",
    phase: 2,
    row: null,
  },
  {
    value: "da44fdb1c88a25fd68d8581e077dd9e4d6d4c8af22c30b127a23dd8343995565",
    exponent: 10,
    owner: "Aptos keyless, February 2024 (drand round 3793809)",
    phase: 2,
    row: null,
  },
];
