/** What to do about a key that fails. */
export const WITHDRAW =
  "Do not use the key. Fetch r1cs, ptau and zkey again and compare their hashes with the published ones; if they agree, " +
  "the key must be withdrawn and its maker asked.";

/** What follows from a query that is not the circuit's. */
export const NOT_THE_CIRCUITS =
  "The key is not one of this circuit with these powers of tau: honest proofs may fail, and whoever changed it may be " +
  "able to prove false statements.";
