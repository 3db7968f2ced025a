/** What is judged of what was made from a key: the verification key, the contract's source, the contract's code. */
import type { Check } from "../check.js";
import { alphaBetaValue } from "../release/alphaBeta.js";
import { bytecodeDelta, bytecodeInputs, bytecodePoints, bytecodeRangeCheck } from "../release/bytecode.js";
import { bytecodeCompiled } from "../release/compiled.js";
import { bytecodeUnchanging, solidityRangeCheck, solidityTemplate } from "../release/contract.js";
import { solidityIc, solidityInputs, verificationKeyIc, verificationKeyInputs } from "../release/inputs.js";
import { solidityKnown, verificationKeyKnown } from "../release/knownKeys.js";
import { bytecodeMatches, solidityMatches } from "../release/matches.js";
import { distinctPeople, enoughContributions } from "../release/people.js";
import { beaconPresent, keyOfTheCeremony, publishedDigests, publishedHashes } from "../release/policy.js";
import { rebuiltR1cs, rebuiltWasm } from "../release/rebuild.js";
import { solidityPoints, verificationKeyPoints } from "../release/points.js";
import { bytecodeReadable, solidityReadable, verificationKeyReadable } from "../release/readable.js";
import {
  solidityDelta,
  solidityGamma,
  soliditySecrets,
  verificationKeyDelta,
  verificationKeyGamma,
  verificationKeySecrets,
} from "../release/secrets.js";
import { witnessSatisfies } from "../release/witness.js";

/** Of what is published or deployed, each by itself and held against what it was made from. */
export const artefactChecks: readonly Check[] = [
  verificationKeyReadable,
  verificationKeyPoints,
  verificationKeyDelta,
  verificationKeySecrets,
  verificationKeyGamma,
  verificationKeyInputs,
  verificationKeyIc,
  alphaBetaValue,
  verificationKeyKnown,
  solidityReadable,
  solidityPoints,
  solidityDelta,
  soliditySecrets,
  solidityGamma,
  solidityInputs,
  solidityIc,
  solidityTemplate,
  solidityRangeCheck,
  solidityKnown,
  solidityMatches,
  bytecodeReadable,
  bytecodePoints,
  bytecodeDelta,
  bytecodeInputs,
  bytecodeRangeCheck,
  bytecodeUnchanging,
  bytecodeMatches,
  bytecodeCompiled,
];

/** That what is released was built from the source. */
export const rebuildChecks: readonly Check[] = [rebuiltR1cs, rebuiltWasm, witnessSatisfies];

/** What the policy of a release asks of its ceremony. */
export const policyChecks: readonly Check[] = [
  enoughContributions,
  distinctPeople,
  beaconPresent,
  publishedHashes,
  publishedDigests,
  keyOfTheCeremony,
];
