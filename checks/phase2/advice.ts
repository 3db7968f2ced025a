/** What to do about a key that fails. */
export const WITHDRAW =
  "Do not use the key. Fetch r1cs, ptau and zkey again and compare their hashes with the published ones; if they agree, " +
  "the key must be withdrawn and its maker asked.";

/** What to do where the circuit may simply be another version, or compiled otherwise. */
export const OTHER_CIRCUIT =
  "First make sure that this is the .r1cs that the key was made from: the version of the circuit, of the compiler, and its " +
  "optimisation (--O0, --O1, --O2) all change it. If it is: " +
  WITHDRAW;

/** What to do where the powers of tau may simply be the wrong ones: nothing in a key names its own. */
export const OTHER_POWERS =
  "First make sure that these are the powers of tau that the ceremony names, or are cut from the same ones. If they are: " +
  WITHDRAW;

/** What follows from a query that is not the circuit's. */
export const NOT_THE_CIRCUITS =
  "The key is not one of this circuit with these powers of tau: honest proofs may fail, and whoever changed it may be " +
  "able to prove false statements.";
