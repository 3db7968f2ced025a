import { createHash, type Hash } from "node:crypto";
import type { Curve, GroupName } from "../../algebra/curve.js";
import type { PowersOfTau } from "../../transcripts/iden3/ptau.js";
import type { ProvingKey } from "../../transcripts/provingKey.js";
import { defineCheck, fact, found } from "../check.js";
import { equalBytes, hex } from "../shared/places.js";
import { computeInitialL, initialLOf, type InitialL } from "./initialL.js";

/** A way in which some version of the ceremony software hashed the initial key. */
interface Variant {
  readonly label: string;
  /** First byte of infinity: 0x40 until wasmcurves 0.2.0 and in Rust, 0x00 since 0.2.1. */
  readonly infinityFlag: 0x00 | 0x40;
  /** Whether one point too many was read from the powers (domains of 2^15 and more). */
  readonly overRead: boolean;
}

const VARIANTS: readonly Variant[] = [
  { label: "snarkjs 0.7 and later", infinityFlag: 0x00, overRead: false },
  { label: "snarkjs up to 0.6.11, or phase2-bn254 (infinity as 0x40)", infinityFlag: 0x40, overRead: false },
];
const OVER_READING: readonly Variant[] = [
  { label: "snarkjs 0.7 and later, with one power read too many", infinityFlag: 0x00, overRead: true },
  {
    label: "snarkjs up to 0.6.11 (infinity as 0x40), with one power read too many",
    infinityFlag: 0x40,
    overRead: true,
  },
];
/** snarkjs hashes the powers in blocks of 2^14, and takes the full block where a part was meant. */
const OVER_READ_FROM_DOMAIN = 1 << 15;

export const circuitHash = defineCheck({
  id: "zkey/circuit-hash",
  claim: "The circuit hash, which every contribution is bound to, is the hash of this circuit's initial key",
  severity: "high",
  cites: ["phase2: MPCParameters::new", "snarkjs: zkey new, hashHPoints"],
  impact:
    "The contributors were shown the hash of another initial key. The key itself may still be sound, which the other " +
    "checks decide, but its contributions were made for something else.",
  advice: "Ask the maker for the initial key and the software versions that were used.",
  method:
    "Blake2b-512 of the initial key: alpha, beta, gamma, delta = 1, IC, τ^(i+n) − τ^i, L with delta = 1, A, B1, B2, uncompressed " +
    "and each behind its length. Published hashes depend on the software: infinity was written as 0x40 until snarkjs 0.6.11, " +
    "and domains of 2^15 and more have one power too many in them. All variants are computed; the report says which one matched.",
  needs: ["r1cs", "ptau", "zkey"],
  after: ["zkey/query-ic-l", "zkey/query-b1"],
  run: async function* (evidence, context) {
    const { r1cs, ptau, zkey } = evidence;
    if (ptau.powers === null) {
      yield { kind: "not evaluated", reason: "the ptau holds contributions alone (a -nopoints file)" };
      return;
    }
    const curve = await context.curve(zkey.curve.name);
    const progress = (done: number): void =>
      context.progress(done, r1cs.nConstraints, "computing the initial L for the circuit hash");
    const initialL =
      initialLOf([zkey]) ??
      (await computeInitialL(curve, r1cs, ptau, zkey, progress)) ??
      initialLOf(evidence.earlierKeys ?? []);
    if (initialL === null) {
      // The verdict does not wait for it: that the key is sound, the other checks decide on the powers alone.
      const reason =
        "whether the contributors were shown this circuit takes its initial L, and the ptau has no Lagrange sections to " +
        "compute it from; give a prepared ptau, or the initial key with --previous";
      yield { kind: "left open", reason };
      return;
    }
    const variants = zkey.domainSize >= OVER_READ_FROM_DOMAIN ? [...VARIANTS, ...OVER_READING] : VARIANTS;
    const hashes = await hashVariants(curve, zkey, ptau.powers, initialL, variants);
    const matched = variants.find((_, i) => equalBytes(hashes[i] as Uint8Array, zkey.circuitHash));
    if (matched !== undefined) {
      yield fact("Circuit hash as made by", matched.label);
      return;
    }
    const values = Object.fromEntries(variants.map(({ label }, i) => [label, hex(hashes[i] as Uint8Array)]));
    const start = zkey.circuitHashOffset;
    yield found({
      statement: "circuit hash = H(initial key of this circuit with these powers of tau)",
      evidence: [
        {
          file: zkey.container.source.path,
          section: `${zkey.labels.contributions}, circuit hash`,
          bytes: { start, end: start + zkey.circuitHash.length },
          values: { stored: hex(zkey.circuitHash), ...values },
        },
      ],
    });
  },
});

const INFINITY_FLAG = 0x40;
const CHUNK_POINTS = 1 << 12;

/** The hash of the initial key in every variant, each section read once. */
async function hashVariants(
  curve: Curve,
  zkey: ProvingKey,
  powers: PowersOfTau,
  initialL: InitialL,
  variants: readonly Variant[],
): Promise<Uint8Array[]> {
  const hashes: readonly (readonly [Variant, Hash])[] = variants.map((v) => [v, createHash("blake2b512")]);
  const [raw, room] = [0, 1].map(() => new Uint8Array(CHUNK_POINTS * curve.parameters.G2.pointBytes));
  const points = (
    group: GroupName,
    bytes: Uint8Array,
    only: (variant: Variant) => boolean = () => true,
  ): void => {
    const encoded = curve.toUncompressed(group, bytes, 0x00, room);
    const flagged = withFlags(encoded, curve.parameters[group].pointBytes);
    for (const [variant, hash] of hashes) {
      if (only(variant)) hash.update(variant.infinityFlag === 0 ? encoded : flagged);
    }
  };
  const length = (count: number): void => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(count);
    for (const [, hash] of hashes) hash.update(bytes);
  };
  const section = async (
    group: GroupName,
    count: number,
    read: (from: number, count: number) => Promise<Uint8Array>,
  ): Promise<void> => {
    for (let from = 0; from < count; from += CHUNK_POINTS) {
      points(group, await read(from, Math.min(CHUNK_POINTS, count - from)));
    }
  };
  const { alpha1, beta1, beta2, gamma2 } = zkey.points;
  points("G1", alpha1);
  points("G1", beta1);
  for (const point of [beta2, gamma2]) points("G2", point);
  points("G1", curve.generator("G1"));
  points("G2", curve.generator("G2"));

  const n = zkey.domainSize;
  length(zkey.ic.count);
  await section("G1", zkey.ic.count, (from, count) => zkey.ic.read(from, count, raw));
  length(n - 1);
  await section("G1", n - 1, (from, count) => differences(curve, powers, n, from, count));
  if (variants.some(({ overRead }) => overRead)) {
    points("G1", await onePowerTooMany(curve, powers, n), (variant) => variant.overRead);
  }
  length(zkey.l.count);
  await section("G1", zkey.l.count, initialL);
  for (const [group, vector] of [
    ["G1", zkey.a],
    ["G1", zkey.b1],
    ["G2", zkey.b2],
  ] as const) {
    length(vector.count);
    await section(group, vector.count, (from, count) => vector.read(from, count, raw));
  }
  return hashes.map(([, hash]) => new Uint8Array(hash.digest()));
}

/** Uncompressed points with 0x40 as the first byte of infinity; the same bytes where there is none. */
function withFlags(encoded: Uint8Array, pointBytes: number): Uint8Array {
  let flagged: Uint8Array | null = null;
  for (let at = 0; at < encoded.length; at += pointBytes) {
    // A byte that is not zero in most points.
    if (encoded[at + 31] !== 0 || encoded.subarray(at, at + pointBytes).some((byte) => byte !== 0)) continue;
    flagged ??= encoded.slice();
    flagged[at] = INFINITY_FLAG;
  }
  return flagged ?? encoded;
}

/** [τ^{i+n} − τⁱ]₁ for from ≤ i < from + count. */
async function differences(
  curve: Curve,
  powers: PowersOfTau,
  n: number,
  from: number,
  count: number,
): Promise<Uint8Array> {
  const upper = await powers.tauG1.read(from + n, count);
  return curve.subtractEach("G1", upper, await powers.tauG1.read(from, count));
}

/**
 * The point that over-reading versions hashed besides: element 2n−1 of section 2 minus element n−1. In a ptau of
 * the circuit's own power that element is beyond the section, and its bytes are whatever follows in the file.
 */
async function onePowerTooMany(curve: Curve, powers: PowersOfTau, n: number): Promise<Uint8Array> {
  const { source } = powers.tauG1;
  const { pointBytes } = curve.parameters.G1;
  const { start } = powers.tauG1.bytesOf(2 * n - 1);
  if (start + pointBytes > source.size) return new Uint8Array(0);
  const beyond = await source.read(start, pointBytes);
  return curve.add("G1", beyond, curve.negate("G1", await powers.tauG1.read(n - 1, 1)));
}
