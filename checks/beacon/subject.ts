/**
 * A chain of contributions as the beacon checks see it, whichever phase it is of: rows, what a seed makes of each,
 * and where a row stands in its file.
 */
import type { Curve, CurveName, GroupName, Point } from "../../algebra/curve.js";
import type { Evidence as Place } from "../../findings/index.js";
import type { ContributionTail } from "../../transcripts/iden3/contribution.js";

export type Row = ContributionTail & { readonly number: number };

/** One field of a row: what the seed derives, and what the file has. */
export interface DerivedField {
  readonly name: string;
  readonly derived: Uint8Array;
  readonly stored: Uint8Array;
}

export interface BeaconSubject {
  readonly phase: 1 | 2;
  readonly role: "ptau" | "zkey";
  /** "the powers of tau", "the key" */
  readonly noun: string;
  readonly file: string;
  readonly curveName: CurveName;
  readonly rows: readonly Row[];
  /** Every field of row `index` that follows from a seed and from the rows before. */
  readonly fields: (curve: Curve, index: number, seed: Uint8Array) => readonly DerivedField[];
  /** Indices of rows that were made with this seed, by the points that depend on nothing else. */
  readonly rowsOf: (curve: Curve, seed: Uint8Array) => readonly number[];
  readonly place: (index: number, values?: Readonly<Record<string, string>>) => Place;
  /** Hashes that name a row to people: of its contribution, or of the challenge that follows. Hex. */
  readonly hashes: (curve: Curve, index: number) => readonly string[];
}

/** k·(point before); no bytes at all where that is no member of its group, which another check says. */
export function stepOf(curve: Curve, group: GroupName, before: Point, k: bigint): Uint8Array {
  return curve.membershipFault(group, before) === null ? curve.multiply(group, before, k) : new Uint8Array();
}

/** Value and exponent as the file itself has them, whatever its flag says; null where a row has none. */
export function ownBeacon(row: Row): { readonly value: Uint8Array; readonly exponent: number } | null {
  const { beaconValue: value, iterationsExponent: exponent } = row;
  return value === null || exponent === null ? null : { value, exponent };
}
