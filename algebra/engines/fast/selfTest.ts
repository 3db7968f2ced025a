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
import { exponentiatesToOne } from "./pairing.js";
import type { CurveProgram } from "./program.js";

/** Multiples of the generator that lists repeat: equal points, opposite points and infinity meet in one bucket. */
const MULTIPLES = [0n, 1n, 2n, 3n, -1n, -2n];
/** Points of a job. Small jobs meet the exceptional cases, the larger one fills buckets. */
const COUNTS = [1, 5, 30];
const WEIGHT_BYTES = 16;

/** Why the kernel is not to be trusted, or null. Takes about 0.05 s. */
export function kernelFault(kernel: Kernel, program: CurveProgram): string | null {
  const instance = new Instance(program);
  for (const group of ["G1", "G2"] as const) {
    const operations = new Group(instance, group);
    const points = multiples(instance, group);
    for (const count of COUNTS) {
      const { job, logarithms } = randomJob(instance, group, points, count);
      const given = kernel.sums(job);
      // Every point is a known multiple of the generator, and so is every sum.
      const same = logarithms.every((logarithm, c) => {
        const expected = operations.multiply(operations.generator, logarithm);
        return Buffer.compare(given.sums[c]?.[0] ?? Buffer.of(), expected) === 0;
      });
      if (!same || given.fault !== null) return `the kernel sums ${count} points of ${group} wrongly`;
    }
  }
  return multiplesFault(kernel, instance) ?? pairingFault(kernel, instance);
}

/** All multiples of G1 by all ends and a random scalar, and the cofactor's multiple of the generator of G2. */
function multiplesFault(kernel: Kernel, instance: Instance): string | null {
  const { q, r, n8r } = instance.parameters;
  const [g1, g2] = [new Group(instance, "G1"), new Group(instance, "G2")];
  const scalars = [0n, 1n, 2n, r - 1n, fromLittleEndian(randomBytes(n8r)) % r];
  const terms = multiples(instance, "G1").flatMap((point) => scalars.map((scalar) => ({ point, scalar })));
  const given = kernel.multiplyEach(
    Buffer.concat(terms.map(({ point }) => point)),
    terms.map(({ scalar }) => scalar),
  );
  const expected = Buffer.concat(terms.map(({ point, scalar }) => g1.multiply(point, scalar)));
  if (Buffer.compare(given, expected) !== 0) return "the kernel multiplies points wrongly";
  const cleared = g2.multiply(g2.generator, 2n * q - r);
  if (Buffer.compare(kernel.clearCofactors(g2.generator), cleared) !== 0)
    return "the kernel clears cofactors wrongly";
  return null;
}

/** e(2·g₁, 3·g₂)·e(−k·g₁, g₂) is one for k = 6, and for k = 5 it is not. */
function pairingFault(kernel: Kernel, instance: Instance): string | null {
  const [g1, g2] = [new Group(instance, "G1"), new Group(instance, "G2")];
  const b = Buffer.concat([g2.multiply(g2.generator, 3n), g2.generator]);
  const isOne = (k: bigint): boolean => {
    const a = Buffer.concat([g1.multiply(g1.generator, 2n), g1.negate(g1.multiply(g1.generator, k))]);
    return exponentiatesToOne(instance, [kernel.millerProduct(new Uint8Array(a), new Uint8Array(b))]);
  };
  return isOne(6n) && !isOne(5n) ? null : "the kernel pairs points wrongly";
}

function multiples(instance: Instance, group: GroupName): Point[] {
  const operations = new Group(instance, group);
  const { r } = instance.parameters;
  return MULTIPLES.map((k) => operations.multiply(operations.generator, (k + r) % r));
}

/** A job over random multiples, with the logarithm of each column's sum. */
function randomJob(
  instance: Instance,
  group: GroupName,
  points: readonly Point[],
  count: number,
): { readonly job: SumJob; readonly logarithms: readonly bigint[] } {
  const { name, r, n8r } = instance.parameters;
  const chosen = Array.from(randomBytes(count), (byte) => byte % points.length);
  const columns = [randomScalars(count, WEIGHT_BYTES, 1n << 128n), randomScalars(count, n8r, r)];
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
  count: number,
  scalarBytes: number,
  limit: bigint,
): { readonly scalars: readonly bigint[]; readonly column: Column } {
  const ends = [0n, 1n, 2n, 255n, 256n, limit - 2n, limit - 1n];
  const scalars = Array.from(randomBytes(count), (byte) =>
    byte % 2 === 0
      ? (ends[byte % ends.length] as bigint)
      : fromLittleEndian(randomBytes(scalarBytes)) % limit,
  );
  const bytes = Buffer.concat(scalars.map((scalar) => toLittleEndian(scalar, scalarBytes)));
  return { scalars, column: { scalars: bytes, scalarBytes } };
}
