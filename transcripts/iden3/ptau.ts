/** .ptau: the powers of tau of a phase-1 ceremony and its contributions. (formats.md A.3, A.4) */
import type { CurveParameters, Point } from "../../algebra/curve.js";
import type { Accumulator } from "../accumulator.js";
import { PointVector } from "../points.js";
import type { ByteSource } from "../source.js";
import { sectionCursor, type Cursor } from "../bytes.js";
import {
  readContainer,
  requireSection,
  type Container,
  type ContainerFormat,
  type Section,
} from "./container.js";
import { readTail, type ContributionTail } from "./contribution.js";
import { curveOfBaseField, readModulus } from "./field.js";

const PTAU: ContainerFormat = {
  magic: "ptau",
  maxVersion: 1,
  sectionNames: {
    1: "header",
    2: "tauG1",
    3: "tauG2",
    4: "alphaTauG1",
    5: "betaTauG1",
    6: "betaG2",
    7: "contributions",
    12: "Lagrange tauG1",
    13: "Lagrange tauG2",
    14: "Lagrange alphaTauG1",
    15: "Lagrange betaTauG1",
  },
};

/** Proof of knowledge of one secret: s and s·k in G1, k·sp in G2 with sp derived from a hash of the rest. */
export interface SecretKnowledge {
  readonly g1s: Point;
  readonly g1sx: Point;
  readonly g2spx: Point;
}

export const SECRETS = ["tau", "alpha", "beta"] as const;
export type Secret = (typeof SECRETS)[number];

/** One row of section 7: the state after a contribution and the proofs of its three secrets. */
export interface Phase1Contribution extends ContributionTail {
  /** 1-based, as participants count. */
  readonly number: number;
  /** The first element after the generator of each vector, after this contribution. */
  readonly tauG1: Point;
  readonly tauG2: Point;
  readonly alphaG1: Point;
  readonly betaG1: Point;
  readonly betaG2: Point;
  readonly knowledge: Readonly<Record<Secret, SecretKnowledge>>;
  /** Serialised Blake2b-512 state after the response's points, before its public key. 216 bytes. */
  readonly partialHash: Uint8Array;
  /** Hash of the challenge made from this contribution, 64 bytes; all 0xFF where it was never made. */
  readonly nextChallenge: Uint8Array;
  /** Absolute offset of the record. */
  readonly offset: number;
}

/** Sections 2 to 6. */
export interface PowersOfTau extends Accumulator {
  readonly tauG1: PointVector;
  readonly tauG2: PointVector;
  readonly alphaTauG1: PointVector;
  readonly betaTauG1: PointVector;
  readonly betaG2: PointVector;
}

/** Levels k = 0 … p concatenated, level k from point 2^k − 1 on with 2^k points; tauG1 has level p+1 too. */
export interface LagrangeBases {
  readonly tauG1: PointVector;
  readonly tauG2: PointVector;
  readonly alphaTauG1: PointVector;
  readonly betaTauG1: PointVector;
}

export interface Ptau {
  readonly container: Container;
  readonly curve: CurveParameters;
  /** log2 of the number of powers in this file. */
  readonly power: number;
  /** log2 of the number of powers of the ceremony; larger than `power` when the file is truncated. */
  readonly ceremonyPower: number;
  readonly contributions: readonly Phase1Contribution[];
  /** null in a "-nopoints" file, which holds the contributions alone. */
  readonly powers: PowersOfTau | null;
  /** null before `prepare phase2`. */
  readonly lagrange: LagrangeBases | null;
}

/**
 * The largest ceremony that is read: BN254's largest domain, and no ceremony on BLS12-381 was larger. Up to it a table
 * has the first challenge, which would otherwise have to be hashed: 576·2^p bytes on BLS12-381.
 */
const MAX_POWER = 28;

/** @throws MalformedError where the bytes are no .ptau */
export async function readPtau(source: ByteSource): Promise<Ptau> {
  const container = await readContainer(source, PTAU);
  const header = await sectionCursor(source, requireSection(container, PTAU, 1));
  const curve = curveOfBaseField(header, readModulus(header));
  const power = header.u32();
  const ceremonyPower = header.u32();
  if (power < 1 || power > ceremonyPower || ceremonyPower > MAX_POWER) {
    header.fail(
      `power ${power} of a ceremony of power ${ceremonyPower}; 1 ≤ power ≤ ceremony power ≤ ${MAX_POWER}, and larger ` +
        "ceremonies are not read",
    );
  }
  if (header.remaining > 0) header.fail(`${header.remaining} bytes follow the header's last field`);
  const vector = (section: Section, group: "G1" | "G2", count: number): PointVector =>
    PointVector.filling(source, section, curve, group, count);
  return {
    container,
    curve,
    power,
    ceremonyPower,
    contributions: await readContributions(source, requireSection(container, PTAU, 7), curve),
    powers: readPowers(container, power, vector),
    lagrange: readLagrange(container, power, vector),
  };
}

type VectorReader = (section: Section, group: "G1" | "G2", count: number) => PointVector;

function readPowers(container: Container, power: number, vector: VectorReader): PowersOfTau | null {
  const n = 2 ** power;
  if (![2, 3, 4, 5, 6].some((type) => container.sections.has(type))) return null;
  const at = (type: number): Section => requireSection(container, PTAU, type);
  return {
    tauG1: vector(at(2), "G1", 2 * n - 1),
    tauG2: vector(at(3), "G2", n),
    alphaTauG1: vector(at(4), "G1", n),
    betaTauG1: vector(at(5), "G1", n),
    betaG2: vector(at(6), "G2", 1),
  };
}

function readLagrange(container: Container, power: number, vector: VectorReader): LagrangeBases | null {
  const n = 2 ** power;
  if (![12, 13, 14, 15].some((type) => container.sections.has(type))) return null;
  const at = (type: number): Section => requireSection(container, PTAU, type);
  return {
    tauG1: vector(at(12), "G1", 4 * n - 1),
    tauG2: vector(at(13), "G2", 2 * n - 1),
    alphaTauG1: vector(at(14), "G1", 2 * n - 1),
    betaTauG1: vector(at(15), "G1", 2 * n - 1),
  };
}

async function readContributions(
  source: ByteSource,
  section: Section,
  curve: CurveParameters,
): Promise<Phase1Contribution[]> {
  const cursor = await sectionCursor(source, section);
  const count = cursor.u32();
  const contributions: Phase1Contribution[] = [];
  for (let number = 1; number <= count; number++) contributions.push(readContribution(cursor, number, curve));
  if (cursor.remaining > 0)
    cursor.fail(`${cursor.remaining} bytes follow the last of ${count} contributions`);
  return contributions;
}

function readContribution(cursor: Cursor, number: number, curve: CurveParameters): Phase1Contribution {
  const offset = cursor.offset;
  const g1 = (): Point => cursor.take(curve.G1.pointBytes);
  const g2 = (): Point => cursor.take(curve.G2.pointBytes);
  const state = { tauG1: g1(), tauG2: g2(), alphaG1: g1(), betaG1: g1(), betaG2: g2() };
  const inG1 = SECRETS.map(() => ({ g1s: g1(), g1sx: g1() }));
  const [tau, alpha, beta] = inG1.map((pair): SecretKnowledge => ({ ...pair, g2spx: g2() })) as [
    SecretKnowledge,
    SecretKnowledge,
    SecretKnowledge,
  ];
  return {
    number,
    offset,
    ...state,
    knowledge: { tau, alpha, beta },
    partialHash: cursor.take(216),
    nextChallenge: cursor.take(64),
    ...readTail(cursor),
  };
}
