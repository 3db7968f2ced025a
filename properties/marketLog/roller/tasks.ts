/** Rollers who keep their promises: random selection, proofs in time, fines, aggregation. */
import { hash, type Script } from "../script.js";
import { firstWeights, ROLLER_T, rollers, STAKES } from "./market.js";
import { LATE, Story } from "./story.js";

/** How a task goes. */
type RollerCourse = "both in time" | "one late" | "one invalid" | "failed once";

/** Two rollers, drawn by their stakes without replacement; the draw depends on the number alone. */
function pairOf(number: number): readonly [string, string] {
  const first = indexDrawn(STAKES, hash(`first ${number}`));
  const second = indexDrawn(
    STAKES.map((stake, i) => (i === first ? 0 : stake)),
    hash(`second ${number}`),
  );
  return [rollers[first] ?? "", rollers[second] ?? ""];
}

/** An index, by weights. @param random hexadecimal digits behind 0x */
function indexDrawn(weights: readonly number[], random: string): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = Number(BigInt(random) % BigInt(total));
  return weights.findIndex((weight) => (left -= weight) < 0);
}

/** @param t Unix time of its opening */
export function rollerTask(
  number: number,
  t: number,
  course: RollerCourse = "both in time",
  weights = firstWeights(),
): Script {
  const [winner, other] = pairOf(number);
  // A lottery: half of the winners came second.
  const drawn =
    course === "both in time" && (hash(`lot ${number}`).codePointAt(9) ?? 0) % 2 === 1 ? other : winner;
  const story = new Story(number, t, weights);
  story.opened();
  story.assigned("assign", t + 3, [winner, other]);
  if (course === "failed once") {
    const others = rollers.filter((one) => one !== winner && one !== other).slice(0, 2);
    const late = t + 3 + ROLLER_T + 1;
    story.step("fail", late, { fail: { type: "task.fail", task: story.id, attempt: 1 } });
    story.lowered("first lowered", late + 1, winner, LATE, "late");
    story.lowered("second lowered", late + 2, other, LATE, "late");
    story.step("reopen", late + 3, { reopen: { type: "task.reopen", task: story.id, attempt: 2 } });
    story.assigned("assign again", late + 4, others);
    const [third = "", fourth = ""] = others;
    story.proof("first proof", late + 60, third);
    story.proof("second proof", late + 90, fourth);
    story.done(late + 100, third);
    return story;
  }
  story.proof("first proof", t + 60, winner);
  if (course === "one invalid") {
    story.proof("second proof", t + 100, other, "invalid");
    story.fined(t + 105, other);
  } else story.proof("second proof", course === "one late" ? t + 3 + ROLLER_T + 20 : t + 100, other);
  if (course === "one late") story.lowered("late", t + 3 + ROLLER_T + 25, other, LATE, "late");
  story.done(t + 110, drawn);
  return story;
}

/** From one task to the next: none overlap. */
const SPACING = 600;

/** Honest tasks, one after another, with a snapshot of the weights before each. */
export function rollerTasks(count: number, start: number): Script[] {
  const weights = firstWeights();
  return Array.from({ length: count }, (_, i) => rollerTask(i, start + SPACING * i, courseOf(i), weights));
}

const courseOf = (i: number): RollerCourse =>
  i % 10 === 4 ? "one late" : i % 10 === 6 ? "one invalid" : i % 10 === 8 ? "failed once" : "both in time";
