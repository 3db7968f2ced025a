/**
 * The kernel's entrance examination. Its arithmetic rests on how a processor rounds relaxed SIMD, and an error in
 * it would be an error of judgement, so each process compares it with ffjavascript before it trusts it.
 */
import { randomBytes } from "node:crypto";
import type { GroupName, Point } from "../../curve.js";
import type { Kernel } from "../../kernel/index.js";
import type { Column, SumJob } from "../../sums.js";
import { fromLittleEndian, mod, toLittleEndian } from "../../integers.js";
import { Group } from "./group.js";
import { Instance } from "./instance.js";
import { exponentiatesToOne, millerProduct } from "./pairing.js";
import type { CurveProgram } from "./program.js";

/** Multiples of the generator that lists repeat: equal points, opposite points and infinity meet in one bucket. */
const MULTIPLES = [0n, 1n, 2n, 3n, -1n, -2n];
/**
 * Points of a job, each of the multiples among them. Half of the scalars are ends of the range, so that lists of every
 * length from none to many come up, even and odd: additions go two by two, and the last of an odd number alone.
 */
const COUNT = 30;
const WEIGHT_BYTES = 16;

/**
 * Why the kernel is not to be trusted, or null. Of each part it does once what leads through all of its code, for what it
 * costs is paid by every run: about 0.05 s, most of it to compile code that is needed anyway. Many inputs are for the tests.
 */
export function kernelFault(kernel: Kernel, program: CurveProgram): string | null {
  const instance = new Instance(program);
  const groups = { G1: new Group(instance, "G1"), G2: new Group(instance, "G2") };
  const points = { G1: multiples(groups.G1), G2: multiples(groups.G2) };
  for (const group of ["G1", "G2"] as const) {
    const { generator } = groups[group];
    const { job, logarithms } = randomJob(instance, group, points[group]);
    const given = kernel.sums(job);
    // Every point is a known multiple of the generator, and so is every sum.
    const same = logarithms.every((logarithm, c) =>
      equal(given.sums[c]?.[0] ?? Buffer.of(), groups[group].multiply(generator, logarithm)),
    );
    if (!same || given.fault !== null) return `the kernel sums points of ${group} wrongly`;
  }
  const cleared = groups.G2.multiply(groups.G2.generator, 2n * instance.parameters.q - instance.parameters.r);
  if (!equal(kernel.clearCofactors(groups.G2.generator), cleared))
    return "the kernel clears cofactors wrongly";
  return multiplesFault(kernel, instance, groups.G1) ?? pairingFault(kernel, instance, points);
}

/** The multiples of the generator as they are listed. */
function multiples(operations: Group): Point[] {
  const times = (k: bigint): Point => {
    const point = operations.multiply(operations.generator, k < 0n ? -k : k);
    return k < 0n ? operations.negate(point) : point;
  };
  return MULTIPLES.map(times);
}

/** Multiples k·g of the generator of G1 by ends of the range and a random scalar: s·(k·g) = k·(s·g). */
function multiplesFault(kernel: Kernel, { parameters }: Instance, operations: Group): string | null {
  const { r, n8r } = parameters;
  const { generator, infinity } = operations;
  /** By 0, 1, 2, −1 and −2. */
  const times = (point: Point): Point[] => {
    const double = operations.add(point, point);
    return [infinity, point, double, operations.negate(point), operations.negate(double)];
  };
  const random = fromLittleEndian(randomBytes(n8r)) % r;
  const scalars = [0n, 1n, 2n, r - 1n, r - 2n, random];
  const ofGenerator = [...times(generator), operations.multiply(generator, random)];
  const points = times(generator);
  // Each product goes to a slot of its own and to the next one.
  const products = ofGenerator.flatMap(times);
  const slots = kernel.slots(0, products.length);
  for (const [slot] of products.entries()) {
    const coefficient = toLittleEndian(scalars[Math.floor(slot / points.length)] ?? 0n, n8r);
    const ends = [slot, (slot + 1) % products.length].map((end) => toLittleEndian(BigInt(end), 4));
    slots.add(
      points[slot % points.length] ?? generator,
      Buffer.concat(ends.flatMap((end) => [end, coefficient])),
      0,
      2,
    );
  }
  const sums = products.map((product, slot) => operations.add(product, products.at(slot - 1) ?? product));
  if (!equal(slots.read(0, products.length), Buffer.concat(sums)))
    return "the kernel multiplies points wrongly";
  const others = points.map((_, i) => points.at(i - 2) ?? infinity);
  const differences = points.map((point, i) =>
    operations.add(point, operations.negate(others[i] ?? infinity)),
  );
  const given = kernel.subtractEach(Buffer.concat(points), Buffer.concat(others));
  return equal(given, Buffer.concat(differences)) ? null : "the kernel subtracts points wrongly";
}

/**
 * e(2g₁, 3g₂)·e(−g₁, g₂)·e(g₁, −2g₂) by the kernel, two loops side by side and one alone, is e(3g₁, g₂): with what the
 * program makes of e(−3g₁, g₂) it is one. A kernel for which everything is one does not pass.
 */
function pairingFault(
  kernel: Kernel,
  instance: Instance,
  points: Readonly<Record<GroupName, readonly Point[]>>,
): string | null {
  const of = (group: GroupName, ...factors: readonly bigint[]): Uint8Array =>
    new Uint8Array(Buffer.concat(factors.map((k) => points[group][MULTIPLES.indexOf(k)] ?? Buffer.of())));
  const given = kernel.millerProduct(of("G1", 2n, -1n, 1n), of("G2", 3n, 1n, -2n));
  const negative = new Group(instance, "G1").negate(of("G1", 3n));
  const rest = millerProduct(instance, negative, of("G2", 1n));
  return exponentiatesToOne(instance, [given, rest]) ? null : "the kernel pairs points wrongly";
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** A job over random multiples, with the logarithm of each column's sum. */
function randomJob(
  instance: Instance,
  group: GroupName,
  points: readonly Point[],
): { readonly job: SumJob; readonly logarithms: readonly bigint[] } {
  const { name, r, n8r } = instance.parameters;
  const chosen = Array.from(randomBytes(COUNT), (byte, i) => (i < points.length ? i : byte % points.length));
  const columns = [randomScalars(WEIGHT_BYTES, 1n << 128n), randomScalars(n8r, r)];
  const logarithmOf = (scalars: readonly bigint[]): bigint =>
    mod(
      scalars.reduce((sum, scalar, i) => sum + scalar * (MULTIPLES[chosen[i] ?? 0] ?? 0n), 0n),
      r,
    );
  return {
    job: {
      curve: name,
      group,
      points: Buffer.concat(chosen.map((i) => points[i] ?? Buffer.of())),
      columns: columns.map(({ column }) => column),
    },
    logarithms: columns.map(({ scalars }) => logarithmOf(scalars)),
  };
}

/** Scalars below a limit, every other one at an end of the range. */
function randomScalars(
  scalarBytes: number,
  limit: bigint,
): { readonly scalars: readonly bigint[]; readonly column: Column } {
  const ends = [0n, 1n, 2n, 255n, 256n, limit - 2n, limit - 1n];
  const scalars = Array.from(randomBytes(COUNT), (byte) =>
    byte % 2 === 0
      ? (ends[byte % ends.length] as bigint)
      : fromLittleEndian(randomBytes(scalarBytes)) % limit,
  );
  const bytes = Buffer.concat(scalars.map((scalar) => toLittleEndian(scalar, scalarBytes)));
  return { scalars, column: { scalars: bytes, scalarBytes } };
}
