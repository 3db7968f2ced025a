/**
 * A market of rollers whose every draw can be repeated: one prover a task, by a public round that comes after the task
 * and the weights. With one prover a task nobody gains by splitting a stake.
 */
import type { MarketHeader } from "../../../transcripts/market/header.js";
import { drawnBy, publicRounds, selectionBy, timeOf, type PublicRound } from "./publicDraw.js";
import { firstWeights, ROLLER_T, rollerHeader, rollerSetting } from "./market.js";
import { LATE, Story } from "./story.js";
import { write, type Written } from "../script.js";

/** One prover a task, who may have many. */
export const drawnHeader: MarketHeader = {
  ...rollerHeader,
  params: { ...rollerHeader.params, k: 1, capacity: 16 },
};

/** Tasks that are drawn by one round. */
const PER_ROUND = 5;
/** Of each five, the one whose first proof is wrong, and the one whose prover is late where another round follows. */
const WRONG = 1;
const LATER = 4;

/** A market that keeps its promises, and shows how it chose. */
export function drawnRollers(): Written {
  const weights = firstWeights();
  const [first] = publicRounds;
  const stories = publicRounds.flatMap((round, i) => tasksOf(round, publicRounds[i + 1], i, weights));
  return write(drawnHeader, [rollerSetting(timeOf(first) - 600), ...stories]);
}

/** The tasks of one round: all are opened and drawn by the same weights, and only then do weights change. */
function tasksOf(
  round: PublicRound,
  next: PublicRound | undefined,
  place: number,
  weights: Map<string, number>,
): Story[] {
  const drawn = Array.from({ length: PER_ROUND }, (_, i) => {
    const story = new Story(PER_ROUND * place + i, timeOf(round) - 2, weights);
    story.opened();
    return { story, prover: draw(story, "assign", round) };
  });
  for (const [i, { story, prover }] of drawn.entries()) {
    if (i === LATER && next !== undefined) late(story, prover, next);
    else proven(story, timeOf(round) + i, prover, i === WRONG);
  }
  return drawn.map(({ story }) => story);
}

/** The prover that the round gives, by the weights of now. */
function draw(story: Story, name: string, round: PublicRound): string {
  const prover = drawnBy(round, story.id, story.weights);
  story.assigned(name, timeOf(round) + 2, [prover], selectionBy(round, story.weights));
  return prover;
}

/** @param wrong whether a first proof is, which is fined */
function proven(story: Story, t: number, prover: string, wrong: boolean): void {
  if (wrong) {
    story.proof("wrong proof", t + 40, prover, "invalid");
    story.fined(t + 45, prover);
  }
  story.proof("proof", t + 60, prover);
  story.done(t + 70, prover);
}

/** The prover lets the time pass, is lowered, and the task is drawn again by a later round. */
function late(story: Story, prover: string, next: PublicRound): void {
  const end = story.t + 4 + ROLLER_T;
  story.step("fail", end + 1, { fail: { type: "task.fail", task: story.id, attempt: 1 } });
  story.lowered("lowered", end + 2, prover, LATE, "late");
  story.step("reopen", timeOf(next) - 2, {
    reopen: { type: "task.reopen", task: story.id, attempt: 2 },
    "snapshot again": story.snapshot(),
  });
  const second = draw(story, "assign again", next);
  proven(story, timeOf(next) + 20, second, false);
}
