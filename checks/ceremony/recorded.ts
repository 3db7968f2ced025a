/** Records and published logs against the keys. */
import { defineCheck, fact, found } from "../check.js";
import { chainsOf } from "./chain.js";
import { matrixOf } from "./exhibits.js";
import { classedTurns } from "./turns.js";
import { nameOf, placeOfTurn } from "./words.js";
import { TELL_THE_PERSON } from "./advice.js";

export const recorded = defineCheck({
  id: "ceremony/recorded",
  claim: "Every turn that is recorded as verified left a contribution in some key",
  severity: "medium",
  cites: ["setup-mpc-ui: contributions, status COMPLETE"],
  impact: "The record says that the person contributed, and no key shows it.",
  advice: TELL_THE_PERSON,
  method:
    "The recorded hash of every verified turn must be that of a contribution in the final key or in an uploaded one. " +
    "Turns that the records themselves show to be conflicting or restarted are told by other checks.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const turns = await classedTurns(ceremony, context);
    if (turns.length === 0) yield { kind: "not evaluated", reason: "not given: records of turns" };
    yield* matrixOf(await chainsOf(ceremony, context), turns);
    for (const one of turns) {
      if (one.class !== "missing") continue;
      yield found({
        statement: `${one.chain.circuit.name}: the contribution recorded for ${nameOf(one.turn)} is in a key`,
        confidence: "likely",
        evidence: [placeOfTurn(one.turn)],
      });
    }
    const unproved = turns.filter((one) => one.class === "in the chain" && !one.proved).length;
    if (unproved > 0)
      yield fact("Turns taken to be in the chain without a key that shows it", String(unproved));
  },
});

export const logsAgree = defineCheck({
  id: "ceremony/logs",
  claim: "Every published verification of a final key lists exactly the contributions that the key holds",
  severity: "medium",
  cites: ["snarkjs: zkey verify"],
  impact: "The log was made from another key than the one that is given out.",
  advice: "Ask which key the log was made from, and compare file hashes.",
  method:
    "Circuit hash and contribution hashes of the log, number by number, against those computed from the key.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    let compared = 0;
    for (const { circuit, source, links } of await chainsOf(ceremony, context)) {
      if (source !== "key") continue;
      for (const log of circuit.logs) {
        compared++;
        const logged = new Map(log.contributions.map(({ number, hash }) => [number, hash]));
        const differing = links.find(({ number, hash }) => logged.get(number) !== hash);
        if (differing === undefined && logged.size === links.length) continue;
        const number = differing?.number ?? links.length + 1;
        yield found({
          statement: `${circuit.name}: contribution ${number} of the log = contribution ${number} of the key`,
          evidence: [
            {
              file: log.file,
              section: `line ${log.line}`,
              values: { logged: logged.get(number) ?? "none", "in the key": differing?.hash ?? "none" },
            },
          ],
        });
      }
    }
    if (compared === 0)
      yield { kind: "does not apply", reason: "no published verification of a final key is given" };
  },
});

export const recordedDigests = defineCheck({
  id: "ceremony/recorded-digests",
  claim: "Every key is the file whose digest the coordinator recorded for the turn",
  severity: "medium",
  cites: ["p0tion: lastZkeyBlake2bHash", "formats: p0tion storage"],
  impact: "The key that is given out under the turn's number is not the one that was verified in the turn.",
  advice: "Ask the coordinator for the file that was verified, and compare what is in both.",
  method:
    "The recorded digest of each turn against that of the key that was kept under its number, or of the final key for a " +
    "final step. 128 digits are Blake2b-512; 64 digits are BLAKE3, which p0tion's machines record under the same name.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const turns = await classedTurns(ceremony, context);
    const byFile = new Map(ceremony.digested.map((file) => [file.file, file]));
    let compared = 0;
    for (const one of turns) {
      const { turn, chain } = one;
      if (turn.fileDigest === null || turn.state !== "complete") continue;
      const kept = chain.circuit.uploads.flatMap(({ index, file }) => (index === turn.index ? [file] : []));
      const final = chain.circuit.final?.container.source.path;
      const files = (turn.final ? [final] : kept).flatMap((file) => byFile.get(file ?? "") ?? []);
      if (files.length === 0) continue;
      compared++;
      if (
        files.some(({ blake2b512, blake3 }) => turn.fileDigest === blake2b512 || turn.fileDigest === blake3)
      )
        continue;
      yield found({
        statement: `${chain.circuit.name}: the key of the turn of ${nameOf(turn)} is the file that was recorded`,
        evidence: [
          placeOfTurn(turn, { "recorded digest": turn.fileDigest }),
          ...files.map(({ file, blake2b512 }) => ({ file, values: { blake2b512 } })),
        ],
      });
    }
    if (compared === 0)
      yield { kind: "does not apply", reason: "no record has the digest of a key that is at hand" };
  },
});
