/** What the records say of people: who left a circuit out, and who came last. */
import { defineCheck, fact, found } from "../check.js";
import { chainsOf, type ChainLinkOf, type CircuitChain } from "./chain.js";
import { classedTurns, lostClasses, type ClassedTurn } from "./turns.js";
import { counted, nameOf, personOf, placeOfTurn } from "./words.js";

export const everyCircuit = defineCheck({
  id: "ceremony/every-circuit",
  claim: "Everybody who contributed to one circuit had a turn at every one",
  severity: "low",
  cites: ["Zkopru: gists that attest 14 of 16 circuits"],
  impact: "Their secret protects the circuits that they contributed to, and no other.",
  advice:
    "Nothing is wrong with the keys. Do not count the person among the contributors of the circuits left out.",
  method:
    "Of everybody with a finished contribution to some circuit: the circuits at which their account has no turn at all. " +
    "Turns that failed are told by other checks. Left out where the manifest says that people were not expected at " +
    "every circuit (policy.everyCircuit).",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    if (!ceremony.manifest.policy.everyCircuit) {
      yield { kind: "does not apply", reason: "the manifest does not expect people at every circuit" };
      return;
    }
    const turns = await classedTurns(ceremony, context);
    const names = [...new Set(turns.map(({ chain }) => chain.circuit.name))];
    if (turns.length === 0) yield { kind: "not evaluated", reason: "not given: records of turns" };
    for (const own of byPerson(turns.filter(({ turn }) => !turn.final))) {
      const contributed = own.find((one) => one.class === "in the chain" || lostClasses.has(one.class));
      if (contributed === undefined) continue;
      const visited = new Set(own.map(({ chain }) => chain.circuit.name));
      const skipped = names.filter((name) => !visited.has(name));
      if (skipped.length === 0) continue;
      yield found({
        statement: `${nameOf(contributed.turn)} had a turn at ${skipped.join(", ")}`,
        evidence: [placeOfTurn(contributed.turn, { "circuits with a turn": [...visited].join(", ") })],
      });
    }
  },
});

export const finaliser = defineCheck({
  id: "ceremony/finaliser",
  claim: "The last person to contribute to a circuit is not the one who applied the last step",
  severity: "medium",
  cites: ["0xbow Privacy Pools: contribution 513 and the finaliser are one account"],
  impact:
    "One person knew the state before the last step and chose when to end: they could try contributions until the " +
    "result suited them. The secrets of everybody before still protect the key.",
  advice: "Let somebody contribute between the finaliser's own turn and the beacon.",
  method:
    "The account of the last contribution of each chain that is neither a beacon nor a final step, joined to the records " +
    "by hash, is held against the accounts of final steps, the coordinators in the records and policy.finalisers. Where " +
    "the key alone is at hand, the name of the last contribution against the beacon's: names are bound by nothing, so " +
    "that this is a sign and no proof.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const turns = await classedTurns(ceremony, context);
    const finalisers = new Set([
      ...ceremony.manifest.policy.finalisers,
      ...ceremony.records.flatMap(({ coordinators }) => coordinators),
      ...turns.flatMap(({ turn }) => (turn.final && turn.account !== null ? [turn.account] : [])),
    ]);
    const chains = await chainsOf(ceremony, context);
    if (finalisers.size === 0 && chains.every((chain) => beaconOf(chain)?.name == null))
      yield { kind: "not evaluated", reason: "not given: who applied the last step" };
    for (const chain of chains) {
      const beacon = beaconOf(chain);
      const before = chain.links.findLast((link) => !link.beacon);
      if (beacon !== null && before !== undefined && beacon.name !== null && beacon.name === before.name) {
        yield found({
          statement: `${chain.circuit.name}: the name of contribution ${before.number} ≠ the name of the beacon`,
          confidence: "heuristic",
          evidence: [
            {
              file: chain.circuit.final?.container.source.path ?? ceremony.file,
              values: { name: beacon.name, "last contribution": before.hash, beacon: beacon.hash },
            },
          ],
        });
      }
      const own = turns.filter((one) => one.chain === chain && one.number !== null && !one.turn.final);
      const last = own.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0)).at(-1);
      if (last === undefined || last.turn.account === null || !finalisers.has(last.turn.account)) continue;
      yield found({
        statement: `${chain.circuit.name}: the account of the last contributor ≠ the finaliser's`,
        evidence: [placeOfTurn(last.turn, { account: last.turn.account })],
      });
    }
  },
});

/** The beacon at the end of a chain. */
function beaconOf({ links }: CircuitChain): ChainLinkOf | null {
  const last = links.at(-1);
  return last?.beacon === true && last.name !== "" ? last : null;
}

export const enough = defineCheck({
  id: "ceremony/enough-contributions",
  claim: "Every circuit has as many contributions by people as the ceremony's policy asks for",
  severity: "high",
  cites: ["snarkjs#620"],
  impact: "The key is safe if one contributor was honest: the fewer there are, the fewer must be trusted.",
  advice: "Do not use the key, or lower policy.minimumContributions if fewer were promised.",
  method:
    "The chain of the final key, beacons left out, must have at least policy.minimumContributions contributions.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const { minimumContributions } = ceremony.manifest.policy;
    const missing: string[] = [];
    for (const { circuit, links, source } of await chainsOf(ceremony, context)) {
      if (source === null) {
        missing.push(circuit.name);
        continue;
      }
      const people = links.filter(({ beacon }) => !beacon).length;
      yield fact(circuit.name, counted(people, "contribution"));
      if (people >= minimumContributions) continue;
      yield found({
        statement: `${circuit.name}: number of contributions by people ≥ ${minimumContributions}`,
        evidence: [
          {
            file: circuit.final?.container.source.path ?? circuit.logs[0]?.file ?? ceremony.file,
            values: { count: String(people) },
          },
        ],
      });
    }
    if (missing.length > 0) {
      yield { kind: "not evaluated", reason: `not given: the final key of ${missing.join(", ")}` };
    }
  },
});

function byPerson(turns: readonly ClassedTurn[]): Iterable<ClassedTurn[]> {
  const groups = new Map<string, ClassedTurn[]>();
  for (const one of turns) {
    const group = groups.get(personOf(one.turn));
    if (group === undefined) groups.set(personOf(one.turn), [one]);
    else group.push(one);
  }
  return groups.values();
}
