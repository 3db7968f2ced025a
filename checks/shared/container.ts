/** The check that every file gets: it is exactly the parts of its format. */
import type { Anomaly } from "../../transcripts/malformed.js";
import type { UnboundBytes } from "../../findings/index.js";
import { defineCheck, found, type Check, type FindingDraft } from "../check.js";
import type { Evidence } from "../evidence.js";
import { unboundExhibit } from "./unbound.js";

/** One finding per stretch of bytes that the format does not account for. */
export function anomalyFinding(file: string, anomaly: Anomaly): FindingDraft {
  return {
    statement: anomaly.problem,
    evidence: [{ file, section: anomaly.section, bytes: { start: anomaly.start, end: anomaly.end } }],
  };
}

const EXTENSIONS = { r1cs: ".r1cs", ptau: ".ptau", zkey: ".zkey or .params" } as const;

/** The container check of one role. */
export function containerCheck<R extends "r1cs" | "ptau" | "zkey">(
  role: R,
  example: string,
  unbound: (record: Evidence[R]) => readonly Omit<UnboundBytes, "file">[] = () => [],
): Check {
  return defineCheck({
    id: `${role}/container`,
    claim: `The ${EXTENSIONS[role]} is exactly the sections of its format: none missing, repeated or unknown, and nothing after the last`,
    severity: "medium",
    cites: ["iden3 binary container, as written by binfileutils"],
    impact:
      "Other tools skip such bytes silently. Two programs can then read different contents from the same file, " +
      "and a file hash can be changed without changing what is checked.",
    advice:
      "Ask the maker for a file without the extra bytes, or write it again with an independent tool, and compare the hashes.",
    method:
      "The table of sections is walked with every length held against the bytes that are left. Each section's length " +
      `must be exactly its count times the size of an element (${example}). Duplicate sections, unknown types and bytes ` +
      "after the last section are reported with their byte range.",
    needs: [role],
    guards: role,
    run: async function* (evidence) {
      const record = evidence[role] as Evidence[R];
      const { source, anomalies } = record.container;
      for (const anomaly of anomalies) yield found(anomalyFinding(source.path, anomaly));
      const rows = unbound(record);
      if (rows.length > 0) yield unboundExhibit(source.path, rows);
    },
  });
}
