/** Words that checks of releases share. */

export const WITHDRAW =
  "Do not deploy this. Where it is deployed, stop what relies on it, and look for transactions that used a forged proof.";
export const FORGE =
  "Whoever knows this can make proofs of false statements that the verifier accepts. Deployed contracts have lost their " +
  "funds this way.";
export const CITES = ["Groth16 §3.2", "EIP-197"] as const;
/** Of a contract whose statements are there, in code that nobody knows. */
export const UNKNOWN_CODE =
  "the statements are as they should be, and the code around them is none of a known verifier: see solidity/template";
