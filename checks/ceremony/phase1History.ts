/** Claims about phase 1's published history, and about files cut from it. */
import type { Ptau } from "../../transcripts/iden3/ptau.js";
import { defineCheck, fact, found, type CheckContext } from "../check.js";
import { firstChallenge, responseHash } from "../phase1/challenge.js";
import { rowOf } from "../phase1/rows.js";
import { hex } from "../shared/places.js";
import { forksOf, historyOf, type HistoryNode } from "./history.js";

const CITES = ["Perpetual Powers of Tau: attestations", "formats: phase-1 hash chain"];
const RECORDS = "not given: statements of phase 1's contributors (phase1.attestations)";

function evidenceOf(node: HistoryNode) {
  const values = {
    response: node.response,
    ...(node.challenge === null ? {} : { challenge: node.challenge }),
    ...(node.newChallenge === null ? {} : { "new challenge": node.newChallenge }),
  };
  return { file: node.attestation.file, values };
}

export const historyLinked = defineCheck({
  id: "history/linked",
  claim:
    "Every published contribution of phase 1 answers the challenge that another one made, back to the first",
  severity: "medium",
  cites: CITES,
  impact: "From the statements alone it cannot be seen what the contribution was built on.",
  advice: "Look for the statement that is missing, or compare with the rows of the .ptau.",
  method:
    "A statement names the challenge that it answers, its response, and the challenge made from it. Each challenge must be " +
    "another statement's new challenge, or the hash of the challenge that a ceremony of some power 2^p begins with. A " +
    "statement must not name two challenges.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const history = historyOf(ceremony);
    if (history.length === 0) yield { kind: "not evaluated", reason: RECORDS };
    const curve = await context.curve("bn254");
    const firsts = new Set(Array.from({ length: 28 }, (_, i) => hex(firstChallenge(curve, i + 1))));
    let linked = 0;
    for (const node of history) {
      if (node.parent !== null || (node.challenge !== null && firsts.has(node.challenge))) linked++;
      else {
        yield found({
          statement: `${node.label}: the challenge that it answers is the new challenge of another contribution`,
          confidence: "likely",
          evidence: [evidenceOf(node)],
        });
      }
      if (node.otherChallenges.length > 0) {
        yield found({
          statement: `${node.label}: the statement names one challenge that it answers`,
          severity: "low",
          impact: "The statement contradicts itself; the hashes that link say which one was meant.",
          evidence: [
            {
              file: node.attestation.file,
              values: { first: node.challenge ?? "", others: node.otherChallenges.join(", ") },
            },
          ],
        });
      }
    }
    if (history.length > 0)
      yield fact("Published contributions of phase 1", `${history.length}, ${linked} linked`);
  },
});

export const historyForks = defineCheck({
  id: "history/forks",
  claim: "The published history of phase 1 is one chain",
  severity: "low",
  cites: [...CITES, "Perpetual Powers of Tau: 58 → 59…77 and 58 → 78…86"],
  impact: "Contributions on the branch that was given up are in no file that is used.",
  advice: "Read phase 1 as the branch that the .ptau is on; do not count the other branch's contributors.",
  method: "No challenge may be answered by two contributions.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }) {
    const history = historyOf(ceremony);
    if (history.length === 0) yield { kind: "not evaluated", reason: RECORDS };
    for (const { at, branches } of forksOf(history)) {
      const shown = branches.map((nodes) => labels(nodes)).join("; ");
      yield found({
        statement: `${at.label}: one contribution builds on it (branches: ${shown})`,
        evidence: [evidenceOf(at), ...branches.map(([first]) => evidenceOf(first as HistoryNode))],
      });
    }
  },
});

/** "59 … 77 (19)". */
function labels(nodes: readonly HistoryNode[]): string {
  const sorted = nodes.map(({ label }) => label).toSorted();
  return sorted.length === 1 ? `${sorted[0]}` : `${sorted[0]} … ${sorted.at(-1)} (${sorted.length})`;
}

/** A challenge that an import without points left open. */
const NEVER_MADE = "ff".repeat(64);

export const historyRows = defineCheck({
  id: "history/rows",
  claim: "Every contribution in the .ptau, beacons left out, is published with the same hashes",
  severity: "medium",
  cites: [...CITES, "ptau/response-hash"],
  impact:
    "Hashes in a .ptau are bound by nothing but the statements of its contributors: a row that nobody published may be " +
    "anybody's.",
  advice: "Ask the ceremony for the missing statement.",
  method:
    "Response hash (the stored state finished with the public key) and next challenge of each row that is no beacon " +
    "against the response and the new challenge of a statement, joined by response hash. A challenge of only ff bytes was " +
    "never made, and is not compared.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const history = historyOf(ceremony);
    const { ptaus } = ceremony.phase1;
    if (history.length === 0) yield { kind: "not evaluated", reason: RECORDS };
    else if (ptaus.length === 0)
      yield { kind: "not evaluated", reason: "not given: the powers of tau (.ptau)" };
    const byResponse = new Map(history.map((node) => [node.response, node]));
    for (const ptau of history.length === 0 ? [] : ptaus) {
      let matched = 0;
      for (const { row, response, next } of await rowsOf(ptau, context)) {
        const node = response === null ? undefined : byResponse.get(response);
        if (node === undefined) {
          const values = response === null ? {} : { response };
          yield found({
            statement: `row ${row.number} of ${ptau.container.source.path}: its response is published`,
            evidence: [rowOf(ptau, row, values)],
          });
        } else if (node.newChallenge !== null && next !== NEVER_MADE && next !== node.newChallenge) {
          yield found({
            statement: `row ${row.number} of ${ptau.container.source.path}: its next challenge is the published one`,
            evidence: [rowOf(ptau, row, { "next challenge": next }), evidenceOf(node)],
          });
        } else matched++;
      }
      yield fact(ptau.container.source.path, `${matched} rows as published`);
    }
  },
});

async function rowsOf(ptau: Ptau, context: CheckContext) {
  const curve = await context.curve(ptau.curve.name);
  return ptau.contributions
    .filter(({ flag }) => flag === "contribution")
    .map((row) => {
      let response: string | null = null;
      try {
        response = hex(responseHash(curve, row));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
      return { row, response, next: hex(row.nextChallenge) };
    });
}
