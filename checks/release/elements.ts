/** The elements of a verification key by name, and where each of them stands in a file. */
import type { Curve, GroupName, Point } from "../../algebra/curve.js";
import type { Evidence as Place } from "../../findings/index.js";
import type { AffineG1, Groth16Key } from "../../transcripts/verificationKey.js";
import type { Evidence } from "../evidence.js";
import { flat, lemOf } from "../shared/affine.js";

/** What can be judged as a verification key by itself. */
export type KeyRole = "verificationKey" | "solidity";

/** A verification key and the file that it was read from. */
export interface KeySubject {
  readonly key: Groth16Key;
  readonly file: string;
  /** Where an element stands. */
  place(element: string, values?: Readonly<Record<string, string>>): Place;
}

/** One point of a key. */
export interface Element {
  /** "alpha", "delta", "IC[3]". */
  readonly name: string;
  readonly group: GroupName;
  /** Coordinates in the order of the uncompressed form; null for infinity. */
  readonly coordinates: AffineG1 | readonly bigint[];
}

export function subjectOf(role: KeyRole, evidence: Partial<Evidence>): KeySubject {
  const { verificationKey, solidity } = evidence;
  if (role === "verificationKey" && verificationKey !== undefined) {
    const file = verificationKey.source.path;
    return {
      key: verificationKey,
      file,
      place: (element, values) => placed(file, JSON_NAMES.get(element) ?? element, values),
    };
  }
  if (role === "solidity" && solidity !== undefined) {
    const file = solidity.source.path;
    return {
      key: solidity.key,
      file,
      place: (element, values) => {
        const line = lineOf(solidity.lines, element);
        return { ...placed(file, element, values), ...(line === undefined ? {} : { line }) };
      },
    };
  }
  throw new Error(`a check of ${role} was run without it`);
}

function placed(file: string, section: string, values?: Readonly<Record<string, string>>): Place {
  return { file, section, ...(values === undefined ? {} : { values }) };
}

const JSON_NAMES: ReadonlyMap<string, string> = new Map([
  ["alpha", "vk_alpha_1"],
  ["beta", "vk_beta_2"],
  ["gamma", "vk_gamma_2"],
  ["delta", "vk_delta_2"],
]);

/** Contracts name coordinates (alphax, betax1, IC0x) or elements (alpha1, IC[0]). */
function lineOf(lines: ReadonlyMap<string, number>, element: string): number | undefined {
  const index = /^IC\[(\d+)\]$/.exec(element)?.[1];
  const names =
    index === undefined
      ? [`${element}x`, `${element}x1`, `${element}1`, `${element}2`]
      : [element, `IC${index}x`];
  return names.map((name) => lines.get(name)).find((line) => line !== undefined);
}

/** All points of a key: alpha, beta, gamma, delta, IC. */
export function elementsOf(key: Groth16Key): Element[] {
  return [
    { name: "alpha", group: "G1", coordinates: key.alpha1 },
    { name: "beta", group: "G2", coordinates: flat(key.beta2) },
    { name: "gamma", group: "G2", coordinates: flat(key.gamma2) },
    { name: "delta", group: "G2", coordinates: flat(key.delta2) },
    ...key.ic.map((coordinates, i) => ({ name: `IC[${i}]`, group: "G1" as const, coordinates })),
  ];
}

/** Names of coordinates, in the order of Element.coordinates. */
export const coordinateNames: Readonly<Record<GroupName, readonly string[]>> = {
  G1: ["x", "y"],
  G2: ["x.c1", "x.c0", "y.c1", "y.c0"],
};

/** LEM bytes of an element that an earlier check found to be canonical. */
export function pointOf(curve: Curve, { group, coordinates }: Element): Point {
  const point = lemOf(curve, group, coordinates);
  if (point === null)
    throw new Error("a coordinate is not below q, which an earlier check should have found");
  return point;
}
