/** What a bad beacon means, and what to do. */

/** Kohlweiss, Maller, Siim, Volkhov: "Snarky Ceremonies" (2021) proves the ceremonies sound without one. */
export const PROCESS =
  "A beacon is not needed for soundness: one honest contributor is enough. But the ceremony did not go as it says, and " +
  "whoever relied on the beacon against a dishonest last contributor relied on nothing.";

export const ASK =
  "Ask the coordinator which public value was announced, where and when, and how it was applied.";

export const CITES = [
  "Bowe, Gabizon, Miers: MMORPG §3 (random beacon)",
  "Kohlweiss, Maller, Siim, Volkhov: Snarky Ceremonies",
] as const;
