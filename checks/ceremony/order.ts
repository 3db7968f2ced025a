/** What the records say of the queue: who ran at the same time, and who got whose number. */
import { defineCheck, found } from "../check.js";
import { chainsOf } from "./chain.js";
import { classedTurns, type ClassedTurn } from "./turns.js";
import { nameOf, placeOfTurn } from "./words.js";

export const races = defineCheck({
  id: "ceremony/races",
  claim: "No two turns at a circuit that were both verified ran at the same time",
  severity: "medium",
  cites: ["setup-mpc-ui: queue index taken outside a transaction"],
  impact: "Two people who contribute at once build on the same parent: one of the two is lost.",
  advice: "Look at ceremony/conflicts for what was lost. A queue must let one person in at a time.",
  method:
    "The recorded times of two verified turns at one circuit must not overlap. Turns without times are left out.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const turns = await classedTurns(ceremony, context);
    const timed = turns.filter(
      ({ turn }) => turn.state === "complete" && turn.startedAt !== null && turn.completedAt !== null,
    );
    if (timed.length === 0)
      yield { kind: "not evaluated", reason: "not given: records with the times of turns" };
    for (const own of byCircuit(timed)) {
      const sorted = own.toSorted((a, b) => start(a) - start(b));
      let longest: ClassedTurn | null = null;
      for (const one of sorted) {
        if (longest !== null && end(longest) > start(one)) {
          yield found({
            statement: `${one.chain.circuit.name}: ${nameOf(one.turn)} began after ${nameOf(longest.turn)} had finished`,
            evidence: [placeOfTurn(longest.turn), placeOfTurn(one.turn)],
          });
        }
        if (longest === null || end(one) > end(longest)) longest = one;
      }
    }
  },
});

const start = ({ turn }: ClassedTurn): number => turn.startedAt ?? 0;
const end = ({ turn }: ClassedTurn): number => turn.completedAt ?? 0;

export const indexes = defineCheck({
  id: "ceremony/indexes",
  claim: "No two verified turns at a circuit have the same number",
  severity: "low",
  cites: ["setup-mpc-ui: queueIndex", "Zkopru, circuit 13: number 1 twice"],
  impact:
    "Files are kept by number: the second one replaces the first, and people who compare numbers see each other's.",
  advice: "Compare by hash. Look at ceremony/overwritten for files that were replaced.",
  method: "The numbers of verified turns at one circuit must all be different.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const turns = (await classedTurns(ceremony, context)).filter(({ turn }) => turn.state === "complete");
    if (turns.length === 0) yield { kind: "not evaluated", reason: "not given: records of turns" };
    for (const own of byCircuit(turns)) {
      const seen = new Map<number, ClassedTurn>();
      for (const one of own) {
        const { index } = one.turn;
        if (index === null) continue;
        const other = seen.get(index);
        if (other === undefined) {
          seen.set(index, one);
          continue;
        }
        yield found({
          statement: `${one.chain.circuit.name}: ${nameOf(other.turn)} and ${nameOf(one.turn)} have different numbers (both ${index})`,
          evidence: [placeOfTurn(other.turn), placeOfTurn(one.turn)],
        });
      }
    }
  },
});

export const overwritten = defineCheck({
  id: "ceremony/overwritten",
  claim: "Every key that was kept under a turn's number ends with that turn's contribution",
  severity: "medium",
  cites: ["setup-mpc-ui: ph2_NNNN files"],
  impact: "What the person uploaded is gone: whether it was valid can no longer be shown.",
  advice: "Ask the person for their copy of the file, and the coordinator for a backup.",
  method:
    "The hash of the last contribution in the key that was kept under a turn's number must be the hash recorded for the " +
    "turn.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const turns = await classedTurns(ceremony, context);
    const chains = await chainsOf(ceremony, context);
    let compared = 0;
    for (const one of turns) {
      const { turn, chain } = one;
      if (turn.hash === null || turn.index === null || turn.state !== "complete") continue;
      const kept = chain.circuit.uploads.filter(({ index }) => index === turn.index);
      if (kept.length === 0) continue;
      compared++;
      if (kept.some((upload) => chain.lastHashes.get(upload) === turn.hash)) continue;
      yield found({
        statement: `${chain.circuit.name}: the key kept under number ${turn.index} ends with the contribution of ${nameOf(turn)}`,
        evidence: [
          placeOfTurn(turn),
          ...kept.map((upload) => ({
            file: upload.file,
            section: upload.key.labels.contributions,
            values: { "hash of its last contribution": chain.lastHashes.get(upload) ?? "none" },
          })),
        ],
      });
    }
    if (compared === 0 && chains.length > 0) {
      yield {
        kind: "not evaluated",
        reason: "not given: records with hashes, and the keys kept under their numbers",
      };
    }
  },
});

function byCircuit(turns: readonly ClassedTurn[]): Iterable<ClassedTurn[]> {
  const groups = new Map<string, ClassedTurn[]>();
  for (const one of turns) {
    const group = groups.get(one.chain.circuit.name);
    if (group === undefined) groups.set(one.chain.circuit.name, [one]);
    else group.push(one);
  }
  return groups.values();
}
