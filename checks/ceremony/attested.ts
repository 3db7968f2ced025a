import { defineCheck, fact, found } from "../check.js";
import { TELL_THE_PERSON } from "./advice.js";
import { chainsOf } from "./chain.js";
import { claimClasses, classedClaims, type ClassedClaim } from "./claims.js";

export const attested = defineCheck({
  id: "ceremony/attestations",
  claim: "Every contribution hash that somebody published is one of this ceremony's",
  severity: "medium",
  cites: ["formats: attestation formats"],
  impact:
    "Somebody holds a hash for a contribution that nothing at hand shows. They may have been shown a wrong one, their " +
    "contribution may have been dropped, or a file is missing here.",
  advice: TELL_THE_PERSON,
  method:
    "Each published contribution hash is looked up among the contributions of the final keys, of the uploaded keys, and " +
    "the recorded hashes; never by its number, which differs between what people were shown and what the chain has. " +
    "Classes: in the chain; uncle (valid, beside the chain); invalidated (of a turn that was ended); abandoned ceremony " +
    "(the statement names the id of another ceremony); unknown. Only unknown ones are findings: the others are told by " +
    "the checks of what happened to them.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }, context) {
    const chains = await chainsOf(ceremony, context);
    const claims = await classedClaims(ceremony, context);
    if (claims.length === 0)
      yield { kind: "not evaluated", reason: "not given: published contribution hashes" };
    if (chains.every(({ source }) => source === null) && ceremony.records.length === 0) {
      yield { kind: "not evaluated", reason: "not given: the final keys, or records with hashes" };
      return;
    }
    for (const name of claimClasses) {
      const count = claims.filter((one) => one.class === name).length;
      if (count > 0) yield fact(`Published hashes: ${name}`, String(count));
    }
    for (const one of claims) if (one.class === "unknown") yield found(unknownClaim(one));
    for (const one of claims) {
      if (one.chain === null || one.claim.circuit === null || namesCircuit(one)) continue;
      yield found({
        statement: `the hash published for circuit ${one.claim.circuit} is one of that circuit (it is one of ${one.chain.circuit.name})`,
        evidence: [evidenceOf(one)],
      });
    }
  },
});

function unknownClaim(one: ClassedClaim) {
  const who = one.claim.person ?? one.attestation.person ?? "somebody";
  return {
    statement: `the contribution hash that ${who} published is one of a key or a record at hand`,
    confidence: "likely",
    evidence: [evidenceOf(one)],
  } as const;
}

function evidenceOf({ attestation, claim }: ClassedClaim) {
  const values = {
    hash: claim.hash,
    ...(claim.circuit === null ? {} : { circuit: claim.circuit }),
    ...(claim.number === null ? {} : { number: claim.number }),
  };
  return { file: attestation.file, section: `line ${claim.line}`, values };
}

/** Whether the statement means the circuit that the hash is of; people shorten names, so ends count too. */
function namesCircuit({ claim, chain }: ClassedClaim): boolean {
  if (claim.circuit === null || chain === null) return true;
  const said = claim.circuit;
  return [chain.circuit.name, ...chain.circuit.ids].some((name) => name === said || said.endsWith(name));
}
