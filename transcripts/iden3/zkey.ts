/** .zkey: a Groth16 proving key with the contributions of its phase-2 ceremony. (formats.md B.1) */
import type { CurveParameters, Point } from "../../algebra/curve.js";
import { sectionCursor, type Cursor } from "../bytes.js";
import { PointVector } from "../points.js";
import type { CoefficientTable, KeyPoints, Phase2Contribution, ProvingKey } from "../provingKey.js";
import type { ByteSource } from "../source.js";
import {
  readContainer,
  requireSection,
  sectionLabel,
  type Container,
  type ContainerFormat,
  type Section,
} from "./container.js";
import { readTail } from "./contribution.js";
import { curveOfBaseField, readModulus } from "./field.js";

const ZKEY: ContainerFormat = {
  magic: "zkey",
  // Readers elsewhere take 2 as well, which nothing has ever written: it would be a byte that nothing binds.
  maxVersion: 1,
  sectionNames: {
    1: "protocol",
    2: "Groth16 header",
    3: "IC",
    4: "coefficients",
    5: "A",
    6: "B1",
    7: "B2",
    8: "L",
    9: "H",
    10: "contributions",
  },
};

/** A .zkey: its container, and always a table of coefficients. */
export interface Zkey extends ProvingKey {
  readonly container: Container;
  readonly coefficients: CoefficientTable;
}

const PROTOCOLS: Readonly<Record<number, string>> = { 1: "groth16", 2: "plonk", 10: "fflonk" };

/** Bytes of one record of section 4: u32 matrix ‖ u32 constraint ‖ u32 signal ‖ value·R² mod r. */
export function coefficientBytes(curve: CurveParameters): number {
  return 12 + curve.n8r;
}

/** @throws MalformedError where the bytes are no Groth16 .zkey */
export async function readZkey(source: ByteSource): Promise<Zkey> {
  const container = await readContainer(source, ZKEY);
  const protocol = await sectionCursor(source, requireSection(container, ZKEY, 1));
  const id = protocol.u32();
  if (id !== 1)
    protocol.fail(`protocol ${id} (${PROTOCOLS[id] ?? "unknown"}); only groth16 (1) has a phase 2`);
  if (protocol.remaining > 0) protocol.fail(`${protocol.remaining} bytes follow the protocol`);
  const header = await readHeader(source, container);
  const { curve, nVars, nPublic, domainSize } = header;
  const vector = (type: number, group: "G1" | "G2", count: number): PointVector =>
    PointVector.filling(source, requireSection(container, ZKEY, type), curve, group, count);
  return {
    container,
    labels: { header: sectionLabel(ZKEY, 2), contributions: sectionLabel(ZKEY, 10) },
    quotientBasis: "odd roots",
    ...header,
    ic: vector(3, "G1", nPublic + 1),
    coefficients: await readCoefficientTable(source, requireSection(container, ZKEY, 4), curve),
    a: vector(5, "G1", nVars),
    b1: vector(6, "G1", nVars),
    b2: vector(7, "G2", nVars),
    l: vector(8, "G1", nVars - nPublic - 1),
    h: vector(9, "G1", domainSize),
    ...(await readContributions(source, requireSection(container, ZKEY, 10), curve)),
  };
}

type Header = Pick<Zkey, "curve" | "nVars" | "nPublic" | "domainSize" | "points" | "pointOffsets">;

async function readHeader(source: ByteSource, container: Container): Promise<Header> {
  const cursor = await sectionCursor(source, requireSection(container, ZKEY, 2));
  const curve = curveOfBaseField(cursor, readModulus(cursor));
  const r = readModulus(cursor);
  if (r !== curve.r) cursor.fail(`the scalar field 0x${r.toString(16)} is not that of ${curve.name}`);
  const nVars = cursor.u32();
  const nPublic = cursor.u32();
  const domainSize = cursor.u32();
  if (nPublic + 1 > nVars)
    cursor.fail(`${nPublic} public signals and the constant one, of only ${nVars} signals`);
  const power = Math.log2(domainSize);
  if (!Number.isInteger(power) || power < 1 || power > curve.twoAdicity) {
    cursor.fail(`a domain of ${domainSize} elements; it must be 2^k, 1 ≤ k ≤ ${curve.twoAdicity}`);
  }
  const offsets: Partial<Record<keyof KeyPoints, number>> = {};
  const point = (name: keyof KeyPoints, bytes: number): Point => {
    offsets[name] = cursor.offset;
    return cursor.take(bytes);
  };
  const { G1, G2 } = curve;
  const points: KeyPoints = {
    alpha1: point("alpha1", G1.pointBytes),
    beta1: point("beta1", G1.pointBytes),
    beta2: point("beta2", G2.pointBytes),
    gamma2: point("gamma2", G2.pointBytes),
    delta1: point("delta1", G1.pointBytes),
    delta2: point("delta2", G2.pointBytes),
  };
  if (cursor.remaining > 0) cursor.fail(`${cursor.remaining} bytes follow the header's last field`);
  return {
    curve,
    nVars,
    nPublic,
    domainSize,
    points,
    pointOffsets: offsets as Record<keyof KeyPoints, number>,
  };
}

async function readCoefficientTable(
  source: ByteSource,
  section: Section,
  curve: CurveParameters,
): Promise<CoefficientTable> {
  const head = await source.read(section.offset, Math.min(4, section.length));
  const count = head.length < 4 ? 0 : new DataView(head.buffer).getUint32(0, true);
  const expected = 4 + count * coefficientBytes(curve);
  const cursor = await sectionCursor(source, { ...section, length: 0 });
  if (section.length !== expected) {
    cursor.fail(`${section.length} bytes where ${count} coefficients and their count take ${expected}`);
  }
  return { section, count };
}

async function readContributions(
  source: ByteSource,
  section: Section,
  curve: CurveParameters,
): Promise<Pick<Zkey, "circuitHash" | "circuitHashOffset" | "contributions">> {
  const cursor = await sectionCursor(source, section);
  const circuitHash = cursor.take(64);
  const count = cursor.u32();
  const contributions: Phase2Contribution[] = [];
  for (let number = 1; number <= count; number++) contributions.push(readContribution(cursor, number, curve));
  if (cursor.remaining > 0)
    cursor.fail(`${cursor.remaining} bytes follow the last of ${count} contributions`);
  return { circuitHash, circuitHashOffset: section.offset, contributions };
}

function readContribution(cursor: Cursor, number: number, curve: CurveParameters): Phase2Contribution {
  const offset = cursor.offset;
  const g1 = (): Point => cursor.take(curve.G1.pointBytes);
  return {
    number,
    offset,
    deltaAfter: g1(),
    g1s: g1(),
    g1sx: g1(),
    g2spx: cursor.take(curve.G2.pointBytes),
    transcript: cursor.take(64),
    ...readTail(cursor),
  };
}
