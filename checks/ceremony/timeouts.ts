import { defineCheck, found } from "../check.js";
import { classedTurns, type TurnClass } from "./turns.js";
import { evidenceOf, nameOf, placeOfTurn } from "./words.js";

/** The three ways in which a turn runs out of time, and what then is false. */
const KINDS: Partial<Record<TurnClass, { readonly statement: string; readonly impact: string }>> = {
  watchdog: {
    statement: "was finished before the watchdog ended it",
    impact: "The person did not contribute in this turn.",
  },
  late: {
    statement: "was finished in time (it was finished after the watchdog had ended it, and does not count)",
    impact: "The person did the work and may have been shown a hash; their secret is not in the key.",
  },
  unfinished: {
    statement: "was finished, or ended by anybody",
    impact: "The person did not contribute in this turn, and nobody recorded why.",
  },
};

export const timeouts = defineCheck({
  id: "ceremony/timeouts",
  claim: "Every turn that was begun was finished in time",
  severity: "low",
  cites: ["setup-mpc-ui: watchdog", "p0tion: timeouts"],
  impact: "The person did not contribute in this turn.",
  advice: "Nothing is wrong with the key. Where the person was not given another turn, tell them so.",
  method:
    "From the records alone, and apart from conflicting contributions and restarts: a turn that the watchdog ended with " +
    "nothing to show for it; one that the watchdog ended and that was finished all the same, whose contribution may lie " +
    "beside the chain; and one that was begun and that nobody ever ended.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const turns = await classedTurns(ceremony, context);
    if (turns.length === 0) yield { kind: "not evaluated", reason: "not given: records of turns" };
    for (const one of turns) {
      const kind = KINDS[one.class];
      if (kind === undefined) continue;
      const { turn, chain } = one;
      const words = turn.endedBy?.words ?? null;
      yield found({
        statement: `${chain.circuit.name}: the turn of ${nameOf(turn)} ${kind.statement}`,
        impact: kind.impact,
        evidence:
          words === null
            ? evidenceOf(one)
            : [placeOfTurn(turn, { "as recorded": words }), ...evidenceOf(one).slice(1)],
      });
    }
  },
});
