/**
 * Where the parts of a .params lie. The file has no magic and does not name its curve: its lengths must fit together
 * with the sizes of one curve's points. (formats.md B.6)
 */
import type { CurveName, CurveParameters, GroupName } from "../../algebra/curve.js";
import { parametersOf } from "../../algebra/parameters.js";
import { viewOf } from "../bytes.js";
import { encodedBytes } from "../encodedPoints.js";
import { MalformedError } from "../malformed.js";
import type { KeyPoints } from "../provingKey.js";
import type { ByteSource, Stretch } from "../source.js";

export const HEADER: readonly (readonly [keyof KeyPoints, GroupName])[] = [
  ["alpha1", "G1"],
  ["beta1", "G1"],
  ["beta2", "G2"],
  ["gamma2", "G2"],
  ["delta1", "G1"],
  ["delta2", "G2"],
];

export const VECTORS = [
  ["ic", "IC", "G1"],
  ["h", "H", "G1"],
  ["l", "L", "G1"],
  ["a", "A", "G1"],
  ["b1", "B1", "G1"],
  ["b2", "B2", "G2"],
] as const;

export type VectorName = (typeof VECTORS)[number][0];
type Counts = Readonly<Record<VectorName, number>>;

export const LABELS = { header: "header", contributions: "contributions" };
export const HASH_BYTES = 64;
const CURVES: readonly CurveName[] = ["bn254", "bls12-381"];

/** Where everything lies in a file of one curve. */
export interface Layout {
  readonly curve: CurveParameters;
  readonly header: Stretch;
  /** Absolute offset of each vector's first point. */
  readonly offsets: Readonly<Record<VectorName, number>>;
  readonly counts: Counts;
  /** Circuit hash, number of contributions and contributions. */
  readonly tail: Stretch;
}

/**
 * The layout of the curve that the file's lengths are consistent with: nothing else in it names the curve.
 * @throws MalformedError of the curve whose layout goes furthest
 */
export async function findLayout(source: ByteSource): Promise<Layout> {
  const faults: MalformedError[] = [];
  for (const name of CURVES) {
    try {
      return await layoutOf(source, parametersOf(name));
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      faults.push(error);
    }
  }
  throw faults.reduce((furthest, one) => (one.details.offset > furthest.details.offset ? one : furthest));
}

async function layoutOf(source: ByteSource, curve: CurveParameters): Promise<Layout> {
  const bytesOf = (group: GroupName): number => encodedBytes(curve, group, "uncompressed");
  const malformed = (section: string, offset: number, problem: string): MalformedError =>
    new MalformedError({ file: source.path, section, offset, problem });
  let position = HEADER.reduce((sum, [, group]) => sum + bytesOf(group), 0);
  const header: Stretch = { label: LABELS.header, offset: 0, length: position };
  const counts: Partial<Record<VectorName, number>> = {};
  const offsets: Partial<Record<VectorName, number>> = {};
  /** Reads the count at the position and steps over it and over that many elements. */
  const counted = async (label: string, elementBytes: number): Promise<number> => {
    if (position + 4 > source.size)
      throw malformed(label, source.size, "the file ends before the length of this part");
    const count = viewOf(await source.read(position, 4)).getUint32(0, false);
    const left = source.size - position - 4;
    if (count * elementBytes > left) {
      throw malformed(
        label,
        position,
        `${count} elements of ${elementBytes} bytes are announced, and ${left} bytes are left`,
      );
    }
    position += 4 + count * elementBytes;
    return count;
  };
  for (const [name, label, group] of VECTORS) {
    offsets[name] = position + 4;
    counts[name] = await counted(label, bytesOf(group));
  }
  assertShape(counts as Counts, curve, (name, problem) => {
    const label = VECTORS.find(([one]) => one === name)?.[1] ?? name;
    throw malformed(label, (offsets[name] as number) - 4, problem);
  });
  const start = position;
  position += HASH_BYTES;
  await counted(LABELS.contributions, recordBytes(curve));
  return {
    curve,
    header,
    counts: counts as Counts,
    offsets: offsets as Record<VectorName, number>,
    tail: { label: LABELS.contributions, offset: start, length: position - start },
  };
}

/** The counts of the vectors must be those of one key. */
function assertShape(
  { ic, h, l, a, b1, b2 }: Counts,
  curve: CurveParameters,
  fail: (name: VectorName, problem: string) => never,
): void {
  if (ic < 1) fail("ic", "no element, where the constant one needs one");
  const power = Math.log2(h + 1);
  if (!Number.isInteger(power) || power < 1 || power > curve.twoAdicity) {
    fail("h", `${h} elements; there must be 2^k − 1, 1 ≤ k ≤ ${curve.twoAdicity}`);
  }
  if (ic + l !== a)
    fail("a", `${a} elements, where IC and L have ${ic} + ${l}: one for each signal is needed`);
  if (b1 !== a) fail("b1", `${b1} elements, where A has ${a}`);
  if (b2 !== a) fail("b2", `${b2} elements, where A has ${a}`);
}

/** deltaAfter, s, k·s in G1, k·sp in G2, transcript. */
function recordBytes(curve: CurveParameters): number {
  return (
    3 * encodedBytes(curve, "G1", "uncompressed") + encodedBytes(curve, "G2", "uncompressed") + HASH_BYTES
  );
}

/** Whether a file without a name of its own is laid out as .params. */
export async function looksLikeParams(source: ByteSource): Promise<boolean> {
  try {
    await findLayout(source);
    return true;
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return false;
  }
}
