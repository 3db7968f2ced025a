import type { Curve } from "../../algebra/curve.js";
import { hashToG2 } from "../../algebra/draws/hashToG2.js";
import type { Phase2Contribution, ProvingKey } from "../../transcripts/provingKey.js";
import { chainHashes, rowOf } from "../phase2/chain.js";
import { equalBytes, hex } from "../shared/places.js";
import { phase2Key } from "./keys.js";
import { stepOf, type BeaconSubject, type DerivedField } from "./subject.js";

/**
 * s drawn, k·s, the transcript H(circuit hash ‖ contributions before ‖ U(s) ‖ U(k·s)), k·hashToG2(transcript), and
 * delta after = k·(delta before). The chain's own transcript stands for the derived one: it hashes the stored s and
 * k·s, which are compared first.
 */
function phase2Fields(curve: Curve, zkey: ProvingKey, index: number, seed: Uint8Array): DerivedField[] {
  const row = zkey.contributions[index] as Phase2Contribution;
  const { k, g1s, g1sx } = phase2Key(curve, seed);
  const transcript = chainHashes(curve, zkey).transcripts[index] as Uint8Array;
  const before = zkey.contributions[index - 1]?.deltaAfter ?? curve.generator("G1");
  return [
    { name: "s", derived: g1s, stored: row.g1s },
    { name: "k·s", derived: g1sx, stored: row.g1sx },
    { name: "transcript", derived: transcript, stored: row.transcript },
    { name: "k·sp", derived: curve.multiply("G2", hashToG2(curve, transcript), k), stored: row.g2spx },
    { name: "delta after", derived: stepOf(curve, "G1", before, k), stored: row.deltaAfter },
  ];
}

/** The contributions of a key. */
export function phase2Subject(zkey: ProvingKey): BeaconSubject {
  return {
    phase: 2,
    role: "zkey",
    noun: "the key",
    file: zkey.container.source.path,
    curveName: zkey.curve.name,
    rows: zkey.contributions,
    fields: (curve, index, seed) => phase2Fields(curve, zkey, index, seed),
    rowsOf(curve, seed) {
      const { g1s } = phase2Key(curve, seed);
      return zkey.contributions.flatMap((row, i) => (equalBytes(row.g1s, g1s) ? [i] : []));
    },
    place: (index, values = {}) => {
      const place = rowOf(zkey, zkey.contributions[index] as Phase2Contribution);
      return { ...place, values };
    },
    hashes: (curve, index) => [hex(chainHashes(curve, zkey).contributionHashes[index] as Uint8Array)],
  };
}
