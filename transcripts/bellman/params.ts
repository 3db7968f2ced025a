/**
 * .params: the MPCParameters of phase2-bn254 and its kin, which snarkjs writes by `zkey export bellman`.
 * Lengths are big-endian and points uncompressed, infinity as 0x40 or as zeros. (formats.md B.6)
 *
 *     alpha1 beta1 beta2 gamma2 delta1 delta2 ‖ six counted vectors IC H L A B1 B2 ‖ circuit hash 64 ‖
 *     u32 n ‖ n × { deltaAfter s k·s (G1) k·sp (G2) transcript 64 }
 */
import type { GroupName, Point } from "../../algebra/curve.js";
import { sectionCursor, type Cursor } from "../bytes.js";
import { Decoding, EncodedVector, type OpenDecoder } from "../encodedPoints.js";
import type { Anomaly } from "../malformed.js";
import type { KeyPoints, Phase2Contribution, ProvingKey } from "../provingKey.js";
import type { ByteSource, Stretch } from "../source.js";
import {
  findLayout,
  HASH_BYTES,
  HEADER,
  LABELS,
  VECTORS,
  type Layout,
  type VectorName,
} from "./paramsLayout.js";

/** @throws MalformedError where the bytes are no .params of BN254 or BLS12-381 */
export async function readParams(source: ByteSource, open: OpenDecoder): Promise<ProvingKey> {
  const layout = await findLayout(source);
  const { curve, counts, offsets } = layout;
  const decoding = new Decoding(await open(curve.name), curve, "uncompressed");
  const vectors = Object.fromEntries(
    VECTORS.map(([name, label, group]) => [
      name,
      new EncodedVector(source, label, offsets[name], group, counts[name], decoding),
    ]),
  ) as Record<VectorName, EncodedVector>;
  return {
    container: { source, anomalies: trailing(source, layout.tail) },
    curve,
    nVars: counts.a,
    nPublic: counts.ic - 1,
    domainSize: counts.h + 1,
    labels: LABELS,
    quotientBasis: "powers",
    coefficients: null,
    ...vectors,
    ...(await readHeader(source, layout, decoding)),
    ...(await readTail(source, layout, decoding)),
  };
}

function trailing(source: ByteSource, tail: Stretch): Anomaly[] {
  const start = tail.offset + tail.length;
  if (start === source.size) return [];
  const problem = `${source.size - start} bytes follow the last contribution`;
  return [{ kind: "trailing bytes", section: tail.label, start, end: source.size, problem }];
}

async function readHeader(
  source: ByteSource,
  { header }: Layout,
  decoding: Decoding,
): Promise<Pick<ProvingKey, "points" | "pointOffsets">> {
  const cursor = await sectionCursor(source, header);
  const points: Partial<Record<keyof KeyPoints, Point>> = {};
  const offsets: Partial<Record<keyof KeyPoints, number>> = {};
  for (const [name, group] of HEADER) {
    offsets[name] = cursor.offset;
    points[name] = decodePoint(cursor, group, decoding);
  }
  return { points: points as KeyPoints, pointOffsets: offsets as Record<keyof KeyPoints, number> };
}

async function readTail(
  source: ByteSource,
  { tail }: Layout,
  decoding: Decoding,
): Promise<Pick<ProvingKey, "circuitHash" | "circuitHashOffset" | "contributions">> {
  const cursor = await sectionCursor(source, tail);
  const circuitHash = cursor.take(HASH_BYTES);
  const count = cursor.u32be();
  const contributions: Phase2Contribution[] = [];
  for (let number = 1; number <= count; number++)
    contributions.push(readContribution(cursor, number, decoding));
  return { circuitHash, circuitHashOffset: tail.offset, contributions };
}

/** The format has no names and does not mark beacons. */
function readContribution(cursor: Cursor, number: number, decoding: Decoding): Phase2Contribution {
  const { offset } = cursor;
  const row = {
    number,
    offset,
    deltaAfter: decodePoint(cursor, "G1", decoding),
    g1s: decodePoint(cursor, "G1", decoding),
    g1sx: decodePoint(cursor, "G1", decoding),
    g2spx: decodePoint(cursor, "G2", decoding),
    transcript: cursor.take(HASH_BYTES),
  };
  const end = cursor.offset;
  return {
    ...row,
    flag: "contribution",
    name: null,
    iterationsExponent: null,
    beaconValue: null,
    bytes: { start: end, end },
  };
}

function decodePoint(cursor: Cursor, group: GroupName, decoding: Decoding): Point {
  return decoding.decode(group, cursor.take(decoding.bytesPerPoint(group)));
}
