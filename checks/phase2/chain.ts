/** The hash chain of phase 2: transcripts and contribution hashes. (formats.md B.4) */
import { createHash } from "node:crypto";
import type { Curve } from "../../algebra/curve.js";
import type { Phase2Contribution, ProvingKey } from "../../transcripts/provingKey.js";
import { hex } from "../shared/places.js";

/** The 384 bytes (BN254) that a contribution adds to every later transcript. */
function publicKey(curve: Curve, row: Phase2Contribution): Uint8Array {
  return new Uint8Array(
    Buffer.concat([
      curve.toUncompressed("G1", row.deltaAfter),
      curve.toUncompressed("G1", row.g1s),
      curve.toUncompressed("G1", row.g1sx),
      curve.toUncompressed("G2", row.g2spx),
      row.transcript,
    ]),
  );
}

export interface ChainHashes {
  /** H(circuit hash ‖ public keys of all before ‖ U(s) ‖ U(k·s)), to be equal to the stored transcript. */
  readonly transcripts: readonly Uint8Array[];
  /** H(public key), as the participant saw it. */
  readonly contributionHashes: readonly Uint8Array[];
}

/** H(public key) of one contribution. */
export function contributionHash(curve: Curve, row: Phase2Contribution): Uint8Array {
  return new Uint8Array(createHash("blake2b512").update(publicKey(curve, row)).digest());
}

const latest = new WeakMap<ProvingKey, ChainHashes>();

/** All hashes of the chain, each transcript from the state of the one before: linear in the chain. */
export function chainHashes(curve: Curve, zkey: ProvingKey): ChainHashes {
  const known = latest.get(zkey);
  if (known !== undefined) return known;
  const before = createHash("blake2b512").update(zkey.circuitHash);
  const transcripts: Uint8Array[] = [];
  const contributionHashes: Uint8Array[] = [];
  for (const row of zkey.contributions) {
    const own = before.copy();
    own.update(curve.toUncompressed("G1", row.g1s)).update(curve.toUncompressed("G1", row.g1sx));
    transcripts.push(new Uint8Array(own.digest()));
    const key = publicKey(curve, row);
    contributionHashes.push(new Uint8Array(createHash("blake2b512").update(key).digest()));
    before.update(key);
  }
  const hashes = { transcripts, contributionHashes };
  latest.set(zkey, hashes);
  return hashes;
}

/** Evidence that points at one contribution. */
export function rowOf(
  zkey: ProvingKey,
  row: Phase2Contribution,
  values: Readonly<Record<string, Uint8Array>> = {},
) {
  return {
    file: zkey.container.source.path,
    section: zkey.labels.contributions,
    index: row.number - 1,
    bytes: { start: row.offset, end: row.bytes.end },
    values: Object.fromEntries(Object.entries(values).map(([name, bytes]) => [name, hex(bytes)])),
  };
}
