/** Where in section 7 a contribution stands. */
import type { Evidence } from "../../findings/index.js";
import type { Phase1Contribution, Ptau } from "../../transcripts/iden3/ptau.js";

/** Evidence that points at one row of section 7. */
export function rowOf(ptau: Ptau, row: Phase1Contribution, values: Record<string, string> = {}): Evidence {
  return {
    file: ptau.container.source.path,
    section: "section 7 (contributions)",
    index: row.number - 1,
    bytes: { start: row.offset, end: row.bytes.end },
    values,
  };
}

/** Whether the challenge of the last row can be computed from the file. */
export function isWhole(ptau: Ptau): boolean {
  return ptau.powers !== null && ptau.power === ptau.ceremonyPower;
}
