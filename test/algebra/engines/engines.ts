/** The engines that are compared, and points to compare them on. */
import fc from "fast-check";
import type { Curve, CurveName, GroupName, Point } from "../../../algebra/curve.js";
import { fromLittleEndian, toLittleEndian } from "../../../algebra/integers.js";
import { fusedMultiplyAddFault } from "../../../algebra/kernel/fused.js";
import { isInfinity } from "../../../algebra/engines/pairs.js";
import { openCurve, type EngineOptions } from "../../../algebra/open.js";
import type { SumJob, SumReply } from "../../../algebra/sums.js";

export const CURVES = ["bn254", "bls12-381"] as const;
export const GROUPS = ["G1", "G2"] as const;

/** Everything that is compared with the reference engine, by name. */
export async function fastEngines(name: CurveName): Promise<[string, EngineOptions][]> {
  const engines: [string, EngineOptions][] = [
    ["ffjavascript in the calling thread", { threads: 0, kernel: false }],
    ["worker threads and what they choose", { threads: 3, bytesPerThread: 1 }],
  ];
  const kernelRuns = name === "bn254" && (await fusedMultiplyAddFault()) === null;
  if (kernelRuns) engines.push(["the kernel in the calling thread", { threads: 0, kernel: true }]);
  return engines;
}

/** Every curve with everything that is compared on it. */
export async function engineCases(): Promise<{ name: CurveName; label: string; options: EngineOptions }[]> {
  const cases = CURVES.map(async (name) =>
    (await fastEngines(name)).map(([label, options]) => ({ name, label, options })),
  );
  return (await Promise.all(cases)).flat();
}

/** Sums of a job whose points are given in pieces, cut at some indexes. */
export async function sumsOf(
  curve: Curve,
  { curve: name, group, points, columns }: SumJob,
  cuts: readonly number[] = [],
): Promise<SumReply> {
  const { pointBytes } = curve.parameters[group];
  const n = points.length / pointBytes;
  const ends = [...new Set([...cuts.filter((cut) => cut < n), n])].toSorted((a, b) => a - b);
  const summation = curve.summation({ curve: name, group, columns, points: n });
  const replies = await Promise.all(
    ends.map(async (to, i) => {
      const from = ends[i - 1] ?? 0;
      const scalars = columns.map((column) =>
        column.scalars.slice(from * column.scalarBytes, to * column.scalarBytes),
      );
      const piece = { points: points.slice(from * pointBytes, to * pointBytes), scalars, handOver: true };
      const { fault, infinities, firstInfinity } = await summation.add(piece);
      return {
        fault: fault === null ? null : { ...fault, index: from + fault.index },
        infinities,
        firstInfinity: firstInfinity === null ? null : from + firstInfinity,
      };
    }),
  );
  const first = <T>(found: readonly (T | null)[]): T | null => found.find((one) => one !== null) ?? null;
  const fault = first(replies.map((reply) => reply.fault));
  return {
    sums: fault === null ? await summation.finish() : [],
    fault,
    infinities: replies.reduce((sum, reply) => sum + reply.infinities, 0),
    firstInfinity: first(replies.map((reply) => reply.firstInfinity)),
  };
}

export function openReference(name: CurveName): Promise<Curve> {
  return openCurve(name, { engine: "reference" });
}

/** Cofactors, from the definition of the curves (see algebra/draws/groups.ts). */
const TWIST_COFACTORS: Record<CurveName, bigint> = {
  bn254: 0x30644e72e131a029b85045b68181585e06ceecda572a2489345f2299c0f9fa8dn,
  "bls12-381":
    0x5d543a95414e7f1091d50792876a202cd91de4547085abaa68a205b2e5a7ddfa628f1cb4d9e82ef21537e293a6691ae1616ec6e786f0c70cf1c38e31c7238e5n,
};

/** Points of the curve that make trouble: few and related, so that lists repeat them and their opposites. */
export function curvePoints(curve: Curve, group: GroupName): Point[] {
  const g = curve.generator(group);
  const members = [1n, 2n, 3n, 0x1234567890abcdefn, curve.parameters.r - 5n].map((k) =>
    curve.multiply(group, g, k),
  );
  const points = [curve.infinity(group), ...members, ...outsiders(curve, group)];
  return [...points, ...points.map((point) => curve.negate(group, point))];
}

/** Points of the curve outside the subgroup, one of them of the least prime order that there is. */
export function outsiders(curve: Curve, group: GroupName): Point[] {
  const prime = curve.parameters[group].leastCofactorPrime;
  if (prime === null) return [];
  const { name, r } = curve.parameters;
  const cofactor = group === "G2" ? TWIST_COFACTORS[name] : 0x396c8c005555e1568c00aaab0000aaabn;
  const any = anyPoints(curve, group, 4);
  let rest = r * cofactor;
  while (rest % prime === 0n) rest /= prime;
  const small = any.flatMap((point) => ofPrimeOrder(curve, group, curve.multiply(group, point, rest), prime));
  if (small.length === 0) throw new Error(`no point of order ${prime} found`);
  return [...any, ...small];
}

/** From a point whose order is a power of the prime, one whose order is the prime; none from infinity. */
function ofPrimeOrder(curve: Curve, group: GroupName, point: Point, prime: bigint): Point[] {
  if (isInfinity(point)) return [];
  const multiple = curve.multiply(group, point, prime);
  return isInfinity(multiple) ? [point] : ofPrimeOrder(curve, group, multiple, prime);
}

/** The first points of the curve with x = 1, 2, … (in G2, (x, x)), members or not. */
function anyPoints(curve: Curve, group: GroupName, count: number): Point[] {
  const { n8q } = curve.parameters;
  const found: Point[] = [];
  for (let x = 1; found.length < count; x++) {
    const coordinate = toLittleEndian(BigInt(x), n8q).reverse();
    const encoded = group === "G1" ? coordinate : new Uint8Array([...coordinate, ...coordinate]);
    try {
      found.push(curve.fromCompressed(group, encoded));
    } catch {
      continue; // no point with this x
    }
  }
  return found;
}

/** Bytes that are no point: off the curve, or with a coordinate of q or more. */
export function faultyPoints(curve: Curve, group: GroupName): Point[] {
  const { q, n8q } = curve.parameters;
  const g = curve.generator(group);
  const changed = (k: number, change: (value: bigint) => bigint): Point => {
    const point = g.slice();
    const at = k * n8q;
    point.set(toLittleEndian(change(fromLittleEndian(g.subarray(at, at + n8q))), n8q), at);
    return point;
  };
  const coordinates = g.length / n8q;
  return Array.from({ length: coordinates }, (_, k) => [
    changed(k, (value) => (value + 1n) % q),
    changed(k, (value) => value + q),
    changed(k, () => q),
    changed(k, () => (1n << BigInt(8 * n8q)) - 1n),
    changed(k, () => 0n),
  ]).flat();
}

/** Integers of a number of bytes, with the ends and small ones often. */
export function scalarsBelow(limit: bigint): fc.Arbitrary<bigint> {
  const ends = fc.constantFrom(0n, 1n, 2n, 127n, 128n, 255n, limit - 2n, limit - 1n);
  return fc.oneof(ends, fc.bigInt({ min: 0n, max: limit - 1n }));
}

/** One after the other. */
export function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** Little-endian scalars. */
export function scalarBytes(values: readonly bigint[], bytes: number): Uint8Array {
  return join(values.map((value) => toLittleEndian(value, bytes)));
}

/** For messages that can be read. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
