/** What every key of a chain has in common: all but delta, L, H and the contributions that are still to come. */
import type { Phase2Contribution, ProvingKey } from "../../transcripts/provingKey.js";
import type { FindingDraft } from "../check.js";
import { equalBytes, hex, placeOf } from "../shared/places.js";
import { firstDifference } from "../shared/vectors.js";
import { rowOf } from "./chain.js";

/** The first difference between an earlier key and a later one in what contributions leave as it is, or null. */
export async function differenceOf(earlier: ProvingKey, key: ProvingKey): Promise<FindingDraft | null> {
  return headDifference(earlier, key) ?? contributionDifference(earlier, key) ?? dataDifference(earlier, key);
}

/** The first difference between headers, or null. */
function headDifference(earlier: ProvingKey, zkey: ProvingKey): FindingDraft | null {
  const file = earlier.container.source.path;
  const { header, contributions } = earlier.labels;
  if (shapeOf(earlier) !== shapeOf(zkey)) {
    const values = { found: shapeOf(earlier), "of the key": shapeOf(zkey) };
    return {
      statement: `the shape of ${file} = that of the key`,
      evidence: [{ file, section: header, values }],
    };
  }
  for (const name of ["alpha1", "beta1", "beta2", "gamma2"] as const) {
    const own = earlier.points[name];
    if (equalBytes(own, zkey.points[name])) continue;
    const start = earlier.pointOffsets[name];
    const values = { found: hex(own), "of the key": hex(zkey.points[name]) };
    const place = { file, section: `${header}, ${name}`, bytes: { start, end: start + own.length }, values };
    return { statement: `${name} of ${file} = that of the key`, evidence: [place] };
  }
  if (!equalBytes(earlier.circuitHash, zkey.circuitHash)) {
    const start = earlier.circuitHashOffset;
    const values = { found: hex(earlier.circuitHash), "of the key": hex(zkey.circuitHash) };
    const place = { file, section: contributions, bytes: { start, end: start + 64 }, values };
    return { statement: `the circuit hash of ${file} = that of the key`, evidence: [place] };
  }
  return null;
}

function shapeOf({ curve, nVars, nPublic, domainSize }: ProvingKey): string {
  return `${nVars} signals, ${nPublic} of them public, a domain of ${domainSize}, on ${curve.name}`;
}

/** The first contribution that is another one in the key, or one too many. */
function contributionDifference(earlier: ProvingKey, zkey: ProvingKey): FindingDraft | null {
  const file = earlier.container.source.path;
  const other = earlier.contributions.find((row) => {
    const own = zkey.contributions[row.number - 1];
    return own === undefined || !sameContribution(row, own);
  });
  if (other === undefined) return null;
  const own = zkey.contributions[other.number - 1];
  if (own === undefined) {
    const [more, fewer] = [earlier.contributions.length, zkey.contributions.length];
    return {
      statement: `contributions of ${file} ≤ contributions of the key: ${more} ≤ ${fewer}`,
      evidence: [rowOf(earlier, other)],
      advice: `${file} is a later state of the key's own chain, not an earlier one: verify that one, and give this key behind --previous.`,
    };
  }
  return {
    statement: `contribution ${other.number} of ${file} = contribution ${other.number} of the key`,
    evidence: [rowOf(earlier, other), rowOf(zkey, own)],
  };
}

function sameContribution(a: Phase2Contribution, b: Phase2Contribution): boolean {
  return (["deltaAfter", "g1s", "g1sx", "g2spx", "transcript"] as const).every((field) =>
    equalBytes(a[field], b[field]),
  );
}

const CHUNK_BYTES = 1 << 20;

/** The first difference in what no contribution changes, or null. */
async function dataDifference(earlier: ProvingKey, zkey: ProvingKey): Promise<FindingDraft | null> {
  for (const name of ["ic", "a", "b1", "b2"] as const) {
    const [before, after] = [earlier[name], zkey[name]];
    const index = await firstDifference(before, after, zkey.curve[after.group].pointBytes);
    if (index === null) continue;
    return {
      statement: `${before.label} of ${before.file} = ${after.label} of the key`,
      evidence: [placeOf(before, index), placeOf(after, index)],
    };
  }
  return coefficientDifference(earlier, zkey);
}

async function coefficientDifference(earlier: ProvingKey, zkey: ProvingKey): Promise<FindingDraft | null> {
  const before = earlier.coefficients?.section;
  const after = zkey.coefficients?.section;
  if (before === undefined || after === undefined) return null;
  const file = earlier.container.source.path;
  const statement = `${before.label} of ${file} = ${after.label} of the key`;
  if (before.length !== after.length) return { statement, evidence: [{ file, section: before.label }] };
  for (let done = 0; done < before.length; done += CHUNK_BYTES) {
    const length = Math.min(CHUNK_BYTES, before.length - done);
    const a = await earlier.container.source.read(before.offset + done, length);
    const b = await zkey.container.source.read(after.offset + done, length);
    if (equalBytes(a, b)) continue;
    const start = before.offset + done + a.findIndex((value, i) => value !== b[i]);
    return { statement, evidence: [{ file, section: before.label, bytes: { start, end: start + 1 } }] };
  }
  return null;
}
