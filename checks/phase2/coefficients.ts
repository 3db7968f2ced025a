import type { Curve } from "../../algebra/curve.js";
import type { Weights } from "../../algebra/obligations/weights.js";
import { coefficientRecords, coefficientRuns } from "../../transcripts/iden3/coefficients.js";
import { MalformedError } from "../../transcripts/malformed.js";
import type { CoefficientTable, ProvingKey } from "../../transcripts/provingKey.js";
import { defineCheck, fact, found } from "../check.js";
import { equalBytes, hex } from "../shared/places.js";
import { readMatrices } from "./matrices.js";
import { circuitProducts, publicRows } from "./products.js";

export const coefficients = defineCheck({
  id: "zkey/coefficients",
  claim:
    "The matrices that provers multiply with (section 4) are A and B of the circuit, with a row for each public signal",
  severity: "high",
  cites: ["snarkjs: groth16_prove, buildABC", "formats: zkey section 4"],
  impact:
    "Provers compute other values than the circuit's constraints: their proofs fail, or leak what they should hide.",
  advice: "Make the key again from the circuit and the powers of tau, and import the contributions into it.",
  method:
    "For random 128-bit zₛ and every row j of A and B: Σ value·zₛ over the records of section 4 must equal R²·Σ A_{jₛ}·zₛ of " +
    "the r1cs. The order of the records does not matter, and records of the same place add up, as they do for a prover.",
  needs: ["r1cs", "zkey"],
  run: async function* ({ r1cs, zkey }, context) {
    const fits = r1cs.nConstraints + publicRows(r1cs) <= zkey.domainSize;
    if (zkey.nVars !== r1cs.nWires || r1cs.curve.name !== zkey.curve.name || !fits) {
      yield {
        kind: "not evaluated",
        reason: "key and circuit differ in signals, domain or curve; see zkey/shape",
      };
      return;
    }
    const table = zkey.coefficients;
    if (table === null) {
      yield { kind: "does not apply", reason: "the key's format leaves the matrices to the circuit" };
      return;
    }
    const curve = await context.curve(zkey.curve.name);
    const weights = context.weights("wires");
    const fromCircuit = await circuitProducts(curve, r1cs, zkey.domainSize, weights);
    const fromKey = await keyProducts(curve, zkey, table, weights);
    const { n8r, r } = curve.parameters;
    const montgomery = 2n ** BigInt(8 * n8r);
    for (const matrix of ["a", "b"] as const) {
      const expected = curve.scalars.scaleByPowers(fromCircuit[matrix], (montgomery * montgomery) % r, 1n);
      if (equalBytes(expected, fromKey[matrix])) continue;
      const row = firstDifference(expected, fromKey[matrix], n8r);
      const { section } = table;
      yield found({
        statement: `row ${row} of ${matrix.toUpperCase()} in the key = row ${row} of ${matrix.toUpperCase()} in the circuit`,
        evidence: [
          {
            file: zkey.container.source.path,
            section: section.label,
            index: row,
            bytes: { start: section.offset, end: section.offset + section.length },
            values: {
              "Σ value·z of the key": hex(fromKey[matrix].slice(row * n8r, (row + 1) * n8r)),
              "Σ value·z of the circuit": hex(expected.slice(row * n8r, (row + 1) * n8r)),
            },
          },
        ],
      });
    }
    yield fact("Coefficients", String(table.count));
  },
});

async function keyProducts(
  curve: Curve,
  zkey: ProvingKey,
  table: CoefficientTable,
  weights: Weights,
): Promise<{ a: Uint8Array; b: Uint8Array }> {
  const z = weights.range(0, zkey.nVars);
  const read = await readMatrices(
    () => curve.scalars.matrices?.coefficients(z, zkey.domainSize) ?? null,
    coefficientRecords(zkey, table),
  );
  return read ?? rowByRow(curve, zkey, table, z);
}

/** The same by runs of records, so that the place of a fault is known. */
async function rowByRow(
  curve: Curve,
  zkey: ProvingKey,
  table: CoefficientTable,
  z: Uint8Array,
): Promise<{ a: Uint8Array; b: Uint8Array }> {
  const { n8r } = curve.parameters;
  const product = curve.scalars.sparse(z);
  const rows = { A: new Uint8Array(zkey.domainSize * n8r), B: new Uint8Array(zkey.domainSize * n8r) };
  // Records of a row usually stand together: their sum is written as it is, and added only when more follow.
  const written = { A: new Uint8Array(zkey.domainSize), B: new Uint8Array(zkey.domainSize) };
  const more = new Uint8Array(n8r);
  for await (const run of coefficientRuns(zkey, table)) {
    const offset = run.constraint * n8r;
    const again = written[run.matrix][run.constraint] === 1;
    written[run.matrix][run.constraint] = 1;
    try {
      if (again) product.row(run.terms, 0, run.count, more, 0);
      else product.row(run.terms, 0, run.count, rows[run.matrix], offset);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new MalformedError({
        file: zkey.container.source.path,
        section: table.section.label,
        offset: run.fileOffset,
        problem: `row ${run.constraint} of ${run.matrix}: ${error.message}`,
      });
    }
    if (again) curve.scalars.addScaled(rows[run.matrix].subarray(offset, offset + n8r), more, 1n);
  }
  return { a: rows.A, b: rows.B };
}

function firstDifference(a: Uint8Array, b: Uint8Array, stride: number): number {
  const byte = a.findIndex((value, i) => value !== b[i]);
  return Math.floor(byte / stride);
}
