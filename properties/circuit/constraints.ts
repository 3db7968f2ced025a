/** .r1cs → constraints in memory. */
import { fromLittleEndian } from "../../algebra/integers.js";
import { MalformedError } from "../../transcripts/malformed.js";
import { linearCombinations, type LinearCombination, type R1cs } from "../../transcripts/iden3/r1cs.js";
import type { Constraint, Row } from "./system.js";

const EMPTY: Row = new Map();

/**
 * The constraints in the file's order. Equal coefficients are one value in memory, for circuits have few different ones.
 * @throws MalformedError where a wire or a coefficient is out of range, or a wire is listed twice in a combination
 */
export async function* constraintsOf(r1cs: R1cs): AsyncGenerator<Constraint> {
  const shared = new Map<bigint, bigint>();
  let a = EMPTY;
  let b = EMPTY;
  for await (const combinations of linearCombinations(r1cs)) {
    for (const combination of combinations) {
      const row = combination.count === 0 ? EMPTY : rowOf(r1cs, combination, shared);
      if (combination.matrix === "A") a = row;
      else if (combination.matrix === "B") b = row;
      else yield { a, b, c: row };
    }
  }
}

/** u32 wire ‖ n8r bytes of coefficient, `count` times. */
function rowOf(r1cs: R1cs, combination: LinearCombination, shared: Map<bigint, bigint>): Row {
  const { curve, nWires } = r1cs;
  const { bytes, offset, count, fileOffset } = combination;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const termBytes = 4 + curve.n8r;
  const row = new Map<number, bigint>();
  for (let term = 0; term < count; term++) {
    const at = offset + term * termBytes;
    const fail = (problem: string): never => {
      const { source } = r1cs.container;
      throw new MalformedError({
        file: source.path,
        section: r1cs.constraints.label,
        offset: fileOffset + term * termBytes,
        problem,
      });
    };
    const wire = view.getUint32(at, true);
    const value = fromLittleEndian(bytes.subarray(at + 4, at + termBytes));
    if (wire >= nWires) fail(`wire ${wire} of ${nWires}`);
    if (value >= curve.r) fail(`the coefficient ${value} is not below the prime`);
    if (row.has(wire)) fail(`wire ${wire} twice in one combination`);
    if (value === 0n) continue;
    const coefficient = shared.get(value) ?? value;
    shared.set(coefficient, coefficient);
    row.set(wire, coefficient);
  }
  return row;
}
