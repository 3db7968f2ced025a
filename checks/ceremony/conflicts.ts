import { defineCheck, fact, found, type FindingDraft } from "../check.js";
import { NOT_IN_THE_KEY, TELL_THE_PERSON } from "./advice.js";
import { chainsOf, type CircuitChain, type Stray } from "./chain.js";
import { classedTurns, type ClassedTurn } from "./turns.js";
import { evidenceOf, nameOf, placeOfStray } from "./words.js";

export const conflicts = defineCheck({
  id: "ceremony/conflicts",
  claim:
    "No two valid contributions were made on the same parent: every one that was verified is in the chain",
  severity: "high",
  cites: ["setup-mpc-ui: priorIndex", "privacy-ethereum/multisetups#15"],
  impact: NOT_IN_THE_KEY,
  advice: TELL_THE_PERSON,
  method:
    "A contribution that is in an uploaded key and not in the final one is a conflicting contribution, an uncle: the " +
    "chain has another contribution in its place. Where the key is at hand its branch is found by comparing the keys " +
    "contribution by contribution, and ceremony/side-branches proves that it is valid on its own parent. Where only the " +
    "records are, two verified turns with the same recorded parent show it, and the finding says so. What grew on an " +
    "uncle is lost with it. Contributions that began again from the initial key are told by ceremony/restarts, those of " +
    "turns that had timed out by ceremony/timeouts.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const turns = await classedTurns(ceremony, context);
    const chains = await chainsOf(ceremony, context);
    const nothing = turns.length === 0 && chains.every(({ circuit }) => circuit.uploads.length === 0);
    if (nothing)
      yield { kind: "not evaluated", reason: "not given: records of turns, or the keys that were uploaded" };
    let inChain = 0;
    for (const one of turns) {
      if (one.class === "in the chain") inChain++;
      if (one.class === "conflict" || one.class === "lost branch") yield found(ofTurn(one));
    }
    const recorded = new Set(turns.flatMap(({ hash }) => hash ?? []));
    for (const chain of chains) {
      for (const stray of chain.strays.values()) {
        if (!recorded.has(stray.hash)) yield found(ofStray(chain, stray));
      }
    }
    if (turns.length > 0)
      yield fact("Turns whose contribution is in the chain", `${inChain} of ${turns.length}`);
  },
});

function ofTurn(one: ClassedTurn): FindingDraft {
  const { turn, chain, stray } = one;
  const lost = one.class === "lost branch";
  const where = stray === null ? `recorded parent ${turn.priorIndex ?? "unknown"}` : rival(chain, stray);
  const overtaken = stray?.depth === 1;
  const statement = lost
    ? overtaken
      ? `${chain.circuit.name}: the contribution of ${nameOf(turn)} is in the chain (which began again after it)`
      : `${chain.circuit.name}: the contribution of ${nameOf(turn)} builds on one that is in the chain`
    : `${chain.circuit.name}: the contribution of ${nameOf(turn)} is in the chain (${where})`;
  return {
    statement,
    confidence: one.proved ? "proven" : "likely",
    evidence: evidenceOf(one),
  };
}

/** The contribution that the chain has in a stray's place. */
function rival({ links }: CircuitChain, stray: Stray): string {
  const instead = links[stray.fork];
  const parent = stray.fork === 0 ? "the initial key" : `contribution ${stray.fork}`;
  const name = instead?.name ?? null;
  return instead === undefined
    ? `on ${parent}`
    : `on ${parent} the chain has ${instead.hash.slice(0, 16)}…${name === null ? "" : ` by ${name}`} instead`;
}

/** A stray that no record tells of. */
function ofStray(chain: CircuitChain, stray: Stray): FindingDraft {
  return {
    statement: `${chain.circuit.name}: every contribution in ${stray.upload.file} is in the chain (${rival(chain, stray)})`,
    evidence: [placeOfStray(stray)],
  };
}
