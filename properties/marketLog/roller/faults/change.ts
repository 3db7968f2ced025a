/** What several faults of rollers change in a story. */
import type { Draft, Script } from "../../script.js";

/** The prover of a line. */
export function proverOf(script: Script, name: string): string {
  const { event } = script.line(name);
  return event.type === "proof.submit" ? event.prover : "";
}

/** The lot falls on the first. */
export function wonByFirst(script: Script): void {
  wonBy(script, proverOf(script, "first proof"));
}

/** The reward of the task goes to a prover. */
export function wonBy(script: Script, prover: string): void {
  script.change("done", { prover });
  paidTo(script, prover);
}

/** The reward goes to somebody, whoever has won it. */
export function paidTo(script: Script, to: string): void {
  script.change("pay", { to });
  script.change("reward out", { to });
}

/** What a prover's weight was when the task was opened. */
export function weightOf(script: Script, actor: string): number {
  const { event } = script.line("snapshot");
  return event.type === "rep.snapshot" ? Number(event.weights[actor] ?? 0) : 0;
}

/** A change of weight, and another that undoes it, so that later tasks find the weights as they know them. */
export function moved(
  script: Script,
  t: number,
  actor: string,
  to: number,
  reason: "ok" | "late" | "invalid",
  back: "ok" | "decay",
): void {
  const weight = weightOf(script, actor);
  const set = (old: number, now: number, why: typeof reason | "decay"): Draft => ({
    type: "weight.set",
    actor,
    old: String(old),
    new: String(now),
    reason: why,
    task: script.id,
  });
  script.step("moved", t, { moved: set(weight, to, reason) });
  script.step("moved back", t + 1, { "moved back": set(to, weight, back) });
}
