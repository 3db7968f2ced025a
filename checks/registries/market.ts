/** Checks of proof markets, in the order of the report: one walk through the log for all of them. */
import { assigned } from "../market/assigned.js";
import { auction } from "../market/auction.js";
import { batch } from "../market/batch.js";
import { marketChecksOf } from "../market/checks.js";
import { claimed } from "../market/claimed.js";
import { conserve } from "../market/conserve.js";
import { deadline } from "../market/deadline.js";
import { events } from "../market/events.js";
import { flood } from "../market/flood.js";
import { freeze } from "../market/freeze.js";
import { incentive } from "../market/incentive.js";
import { log } from "../market/log.js";
import { noGap } from "../market/noGap.js";
import { noStuck, noVeto, reentrant } from "../market/ofTheContract.js";
import { oneTerminal } from "../market/oneTerminal.js";
import { payee } from "../market/payee.js";
import { perTask } from "../market/perTask.js";
import { dupProof } from "../market/proofs/dupProof.js";
import { statement } from "../market/proofs/statement.js";
import { valid } from "../market/proofs/valid.js";
import { profile } from "../market/profile.js";
import { quoteOnce } from "../market/quoteOnce.js";
import { reassign } from "../market/reassign.js";
import { repUpdate } from "../market/repUpdate.js";
import { returned } from "../market/return.js";
import { rewardOnce } from "../market/rewardOnce.js";
import { fair } from "../market/selection/fair.js";
import { latencyFree } from "../market/selection/latencyFree.js";
import { order } from "../market/selection/order.js";
import { rederive } from "../market/selection/rederive.js";
import { sybilNeutral } from "../market/selection/sybilNeutral.js";
import { sequence } from "../market/sequence.js";
import { split } from "../market/split.js";
import { staked } from "../market/staked.js";
import { taskId } from "../market/taskId.js";
import { tokenLegs } from "../market/tokenLegs.js";
import { weight } from "../market/weight.js";
import { window } from "../market/window.js";

export const marketChecks = marketChecksOf([
  log,
  profile,
  sequence,
  conserve,
  tokenLegs,
  perTask,
  oneTerminal,
  valid,
  statement,
  deadline,
  noGap,
  assigned,
  payee,
  staked,
  returned,
  claimed,
  freeze,
  rewardOnce,
  incentive,
  taskId,
  quoteOnce,
  dupProof,
  weight,
  rederive,
  order,
  fair,
  sybilNeutral,
  repUpdate,
  latencyFree,
  flood,
  window,
  reassign,
  noStuck,
  noVeto,
  reentrant,
  split,
  auction,
  events,
  batch,
]);
