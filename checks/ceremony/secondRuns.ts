import { defineCheck, fact, found } from "../check.js";
import { NOT_IN_THE_KEY, TELL_THE_PERSON } from "./advice.js";
import { classedTurns, lostClasses, type ClassedTurn } from "./turns.js";
import { counted, nameOf, personOf, placeOfTurn } from "./words.js";

export const secondRuns = defineCheck({
  id: "ceremony/second-runs",
  claim:
    "Everybody whose finished contribution was lost had another turn at the circuit, and that one is in the chain",
  severity: "medium",
  cites: ["setup-mpc-ui: RESET_ participants"],
  impact: NOT_IN_THE_KEY,
  advice: TELL_THE_PERSON,
  method:
    "Turns are brought together by account. Owed a second turn: whose contribution was finished and conflicts, restarts " +
    "the chain, grew on such a one, came late, or is missing, through no choice of theirs. Had one: whose account has " +
    "another turn at the same circuit. Counts: whose account has a turn there that is in the chain.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const turns = await classedTurns(ceremony, context);
    if (turns.length === 0) yield { kind: "not evaluated", reason: "not given: records of turns" };
    const tally = { owed: 0, had: 0, counts: 0 };
    for (const own of byPersonAndCircuit(turns)) {
      const lost = own.filter((one) => lostClasses.has(one.class));
      const [first] = lost;
      if (first === undefined) continue;
      const counts = own.some((one) => one.class === "in the chain");
      tally.owed++;
      if (own.length > 1) tally.had++;
      if (counts) {
        tally.counts++;
        continue;
      }
      const had =
        own.length === 1 ? "had no second turn" : `had ${counted(own.length, "turn")}, none of which counts`;
      yield found({
        statement: `${first.chain.circuit.name}: a contribution of ${nameOf(first.turn)} is in the chain (${had})`,
        confidence: lost.every(({ proved }) => proved) ? "proven" : "likely",
        evidence: own.map((one) => placeOfTurn(one.turn, { class: one.class })),
      });
    }
    yield fact("Second turns", `${tally.owed} owed, ${tally.had} had, ${tally.counts} in the chain`);
  },
});

function byPersonAndCircuit(turns: readonly ClassedTurn[]): Iterable<ClassedTurn[]> {
  const groups = new Map<string, ClassedTurn[]>();
  for (const one of turns) {
    const key = JSON.stringify([one.chain.circuit.name, personOf(one.turn)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups.values();
}
