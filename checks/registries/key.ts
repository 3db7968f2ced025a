/** The checks of a key with its circuit and powers of tau, in the order of the report. */
import { ptauBeaconAnnounced, zkeyBeaconAnnounced } from "../beacon/announced.js";
import { announcedRound } from "../beacon/announcedRound.js";
import { announcedInOrder } from "../beacon/announcement.js";
import { ptauBeaconDerivation, zkeyBeaconDerivation } from "../beacon/derivation.js";
import { ptauBeaconPlace, zkeyBeaconPlace } from "../beacon/place.js";
import { drandRounds } from "../beacon/round.js";
import { ptauSecret, zkeySecret } from "../beacon/secret.js";
import { ptauBeaconValue, zkeyBeaconValue } from "../beacon/value.js";
import type { Check } from "../check.js";
import { r1csContainer } from "../circuit/container.js";
import { ptauContainer } from "../phase1/container.js";
import { contributionPoints } from "../phase1/contributionPoints.js";
import { contributionsPresent as phase1ContributionsPresent } from "../phase1/contributionsPresent.js";
import { firstChallengeKnown } from "../phase1/firstChallenge.js";
import { knowledge as phase1Knowledge } from "../phase1/knowledge.js";
import { knownSecrets as phase1KnownSecrets } from "../phase1/knownSecrets.js";
import { lagrangeAlphaTauG1, lagrangeBetaTauG1, lagrangeTauG1, lagrangeTauG2 } from "../phase1/lagrange.js";
import { lastState } from "../phase1/lastState.js";
import { nextChallenge } from "../phase1/nextChallenge.js";
import { contributionOrder } from "../phase1/order.js";
import { powersPoints } from "../phase1/points.js";
import { alphaTauG1Powers, betaTauG1Powers, tauG1Powers, tauG2Powers } from "../phase1/powers.js";
import { responses } from "../phase1/responses.js";
import { alphaBeta } from "../phase2/alphaBeta.js";
import { circuitHash } from "../phase2/circuitHash.js";
import { coefficients } from "../phase2/coefficients.js";
import { zkeyContainer } from "../phase2/container.js";
import { contributionsPresent as phase2ContributionsPresent } from "../phase2/contributionsPresent.js";
import { deltaOfTheChain } from "../phase2/delta.js";
import { deltaNotGamma } from "../phase2/deltaNotGamma.js";
import { extendsEarlierKeys } from "../phase2/extends.js";
import { gammaIsGenerator } from "../phase2/gamma.js";
import { knowledge as phase2Knowledge } from "../phase2/knowledge.js";
import { knownSecrets as phase2KnownSecrets } from "../phase2/knownSecrets.js";
import { keyPoints } from "../phase2/points.js";
import { queryA } from "../phase2/queryA.js";
import { queryB1 } from "../phase2/queryB1.js";
import { queryB2 } from "../phase2/queryB2.js";
import { queryH } from "../phase2/queryH.js";
import { queryIcAndL } from "../phase2/queryIcAndL.js";
import { queryPoints } from "../phase2/queryPoints.js";
import { shape } from "../phase2/shape.js";
import { transcript } from "../phase2/transcript.js";
import { verificationKeyMatches } from "../phase2/verificationKey.js";
import { alphaBetaValue } from "../release/alphaBeta.js";

/** Phase 1: the powers of tau. */
export const phase1Checks: readonly Check[] = [
  ptauContainer,
  phase1ContributionsPresent,
  contributionPoints,
  firstChallengeKnown,
  contributionOrder,
  phase1Knowledge,
  responses,
  nextChallenge,
  lastState,
  phase1KnownSecrets,
  powersPoints,
  tauG1Powers,
  tauG2Powers,
  alphaTauG1Powers,
  betaTauG1Powers,
  lagrangeTauG1,
  lagrangeTauG2,
  lagrangeAlphaTauG1,
  lagrangeBetaTauG1,
];

/** Phase 2: the key, its chain, and its circuit. */
export const phase2Checks: readonly Check[] = [
  r1csContainer,
  zkeyContainer,
  phase2ContributionsPresent,
  keyPoints,
  transcript,
  phase2Knowledge,
  deltaOfTheChain,
  deltaNotGamma,
  phase2KnownSecrets,
  gammaIsGenerator,
  shape,
  alphaBeta,
  coefficients,
  queryPoints,
  queryA,
  queryB1,
  queryB2,
  queryIcAndL,
  queryH,
  circuitHash,
  extendsEarlierKeys,
  verificationKeyMatches,
];

/** The beacon of the powers of tau, as far as the file tells. */
export const phase1BeaconChecks: readonly Check[] = [
  ptauBeaconDerivation,
  ptauSecret,
  ptauBeaconPlace,
  ptauBeaconValue,
];

/** Beacons of both phases, and what was announced of them. */
export const beaconChecks: readonly Check[] = [
  ...phase1BeaconChecks,
  zkeyBeaconDerivation,
  zkeySecret,
  zkeyBeaconPlace,
  zkeyBeaconValue,
  drandRounds,
  announcedInOrder,
  announcedRound,
  ptauBeaconAnnounced,
  zkeyBeaconAnnounced,
];

export const registry: readonly Check[] = [...phase1Checks, ...phase2Checks, ...beaconChecks];

/** What is made of one key and its verification key: the value e(alpha, beta) is in no proving key to hold it against. */
export const verifyChecks: readonly Check[] = [...registry, alphaBetaValue];
