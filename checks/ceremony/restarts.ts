import { defineCheck, found } from "../check.js";
import { NOT_IN_THE_KEY, TELL_THE_PERSON } from "./advice.js";
import { classedTurns, othersHadFinished, type ClassedTurn, type TurnClass } from "./turns.js";
import { counted, evidenceOf, nameOf, placeOfTurn } from "./words.js";

export const restarts = defineCheck({
  id: "ceremony/restarts",
  claim: "No contribution began again from the initial key after others had contributed",
  severity: "high",
  cites: ["setup-mpc-ui: client fix c1bc446 (6 April 2021)"],
  impact: `${NOT_IN_THE_KEY} Where the chain itself began again, that holds for everybody before.`,
  advice: TELL_THE_PERSON,
  method:
    "A contribution restarts the chain when its key shares none with the final key, or it is the first of the chain, and " +
    "somebody else's turn had ended before it began (by the recorded times, or by the numbers where there are none). It " +
    "verifies: on the initial key it is as good as any. Only its place shows what happened. Where the key is not at hand, " +
    "a recorded parent of 0 shows it, and the finding says so.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const turns = await classedTurns(ceremony, context);
    if (turns.length === 0) yield { kind: "not evaluated", reason: "not given: records of turns" };
    for (const one of turns) {
      const { turn, chain } = one;
      if (one.class === "restart") {
        yield found({
          statement: `${chain.circuit.name}: the contribution of ${nameOf(turn)} continues the chain (it begins at 0)`,
          confidence: one.proved ? "proven" : "likely",
          evidence: [...evidenceOf(one), ...listedOf(one)],
        });
      }
      if (one.number !== 1) continue;
      const lost = lostTo(one, turns);
      if (lost.length === 0) continue;
      yield found({
        statement:
          `${chain.circuit.name}: the chain begins with the first contribution that was made ` +
          `(${nameOf(turn)} began again at 0, and ${counted(lost.length, "contribution")} before are lost)`,
        confidence: one.proved ? "proven" : "likely",
        evidence: [placeOfTurn(turn), ...lost.map(({ turn: other }) => placeOfTurn(other))],
      });
    }
  },
});

/** What the recorded verification listed, which for a restart is one contribution. */
function listedOf({ turn }: ClassedTurn) {
  return turn.listed === null
    ? []
    : [placeOfTurn(turn, { "contributions that its verification listed": String(turn.listed) })];
}

const OVERTAKEN: ReadonlySet<TurnClass> = new Set(["lost branch", "conflict", "missing"]);

/** Contributions of the circuit that had been finished when the chain's first one began. */
function lostTo(first: ClassedTurn, turns: readonly ClassedTurn[]): ClassedTurn[] {
  return turns.filter(
    (other) =>
      other.chain === first.chain &&
      OVERTAKEN.has(other.class) &&
      othersHadFinished(first.turn, [first.turn, other.turn]),
  );
}
