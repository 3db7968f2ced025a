import { defineCheck, fact, found } from "../check.js";

export const ceremonyFiles = defineCheck({
  id: "ceremony/files",
  claim: "Every file that the manifest names is in the folder and can be read as what it is said to be",
  severity: "medium",
  cites: ["zkassay-ceremony/1"],
  impact: "What such a file would have shown is not checked.",
  advice: "Fetch the file again, or take it out of ceremony.json.",
  method:
    "Every path of ceremony.json is opened inside its folder, links included, and read: keys, records, statements, logs.",
  needs: ["ceremony"],
  guards: "ceremony",
  run: async function* ({ ceremony }) {
    yield fact("Ceremony", ceremony.manifest.name);
    yield fact("Circuits", String(ceremony.circuits.length));
    const turns = ceremony.records.reduce((sum, records) => sum + records.turns.length, 0);
    if (turns > 0) yield fact("Recorded turns", String(turns));
    if (ceremony.attestations.length > 0)
      yield fact("Published statements", String(ceremony.attestations.length));
    for (const { error } of ceremony.unreadable) {
      const { file, section, offset, problem } = error.details;
      yield found({
        statement: problem,
        evidence: [{ file, section, bytes: { start: offset, end: offset } }],
      });
    }
  },
});
