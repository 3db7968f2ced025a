/** Where a statement about points is false, as evidence. */
import type { MembershipBreach } from "../../algebra/obligations/equation.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import type { Evidence } from "../../findings/index.js";
import type { FindingDraft } from "../check.js";

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** Evidence that points at one element of a vector. */
export function placeOf(source: PointSource, index: number): Evidence {
  return { file: source.file, section: source.label, index, bytes: source.bytesOf(index) };
}

const REASONS: Readonly<Record<MembershipBreach["reason"], string>> = {
  "not canonical": "has a coordinate that is not below the field modulus",
  "not on curve": "does not satisfy the curve equation",
  "not in subgroup": "is on the curve and outside the subgroup of order r",
  infinity: "is the point at infinity",
};

/** The finding of a vector that holds a point that is no member. */
export function breachFinding({ source, index, reason }: MembershipBreach): FindingDraft {
  return {
    statement: `${source.label}: point ${index} ${REASONS[reason]}`,
    evidence: [placeOf(source, index)],
  };
}
