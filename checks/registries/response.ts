/** The checks of one step of phase 1, as challenge and response files, in the order of the report. */
import type { Check } from "../check.js";
import { challengeSize, nextChallengeSize, responseSize } from "../bellman/containers.js";
import { responseKnowledge, responseUpdate } from "../bellman/knowledge.js";
import { nextChallengePoints } from "../bellman/nextPoints.js";
import { challengeHash, challengeStart, nextChallengeHash } from "../bellman/origins.js";
import { challengeState, responsePoints, responseState } from "../bellman/points.js";
import { responsePowers, responseStart } from "../bellman/powers.js";
import { responseShape } from "../bellman/shape.js";

export const responseChecks: readonly Check[] = [
  challengeSize,
  responseSize,
  nextChallengeSize,
  responseShape,
  challengeStart,
  challengeState,
  challengeHash,
  responseState,
  responseKnowledge,
  responseUpdate,
  responseStart,
  responsePoints,
  responsePowers,
  nextChallengeHash,
  nextChallengePoints,
];
