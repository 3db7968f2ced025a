/** The two phases, for checks that are made for both. */
import type { Evidence } from "../evidence.js";
import { phase1Subject } from "./phase1Subject.js";
import { phase2Subject } from "./phase2Subject.js";
import type { BeaconSubject } from "./subject.js";

export interface BeaconRole {
  readonly role: "ptau" | "zkey";
  readonly phase: 1 | 2;
  /** In sentences: "phase 1", "phase 2". */
  readonly noun: string;
  /** The check that every point of a row is a member. */
  readonly points: string;
}

export const phase1: BeaconRole = {
  role: "ptau",
  phase: 1,
  noun: "phase 1",
  points: "ptau/contribution-points",
};
export const phase2: BeaconRole = { role: "zkey", phase: 2, noun: "phase 2", points: "zkey/points" };

/** The chain of the role's file. */
export function subjectOf(role: "ptau" | "zkey", evidence: Pick<Evidence, "ptau" | "zkey">): BeaconSubject {
  return role === "ptau" ? phase1Subject(evidence.ptau) : phase2Subject(evidence.zkey);
}
