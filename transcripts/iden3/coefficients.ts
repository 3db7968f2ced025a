/** Section 4 of a .zkey: the non-zero entries of A and B that a prover multiplies with. (formats.md B.1) */
import { MalformedError } from "../malformed.js";
import { viewOf } from "../bytes.js";
import type { CoefficientTable, ProvingKey } from "../provingKey.js";
import { coefficientBytes } from "./zkey.js";

/** A run of records about one row of one matrix, its terms laid out as {u32 signal, n8r value·R² mod r}. */
export interface CoefficientRun {
  readonly matrix: "A" | "B";
  readonly constraint: number;
  readonly terms: Uint8Array;
  readonly count: number;
  /** Absolute offset of the first record. */
  readonly fileOffset: number;
}

const RECORDS_AT_ONCE = 1 << 15;

/** The bytes of all records in slices; the bytes of one are those of the next. */
export async function* coefficientRecords(
  zkey: ProvingKey,
  { section, count }: CoefficientTable,
): AsyncGenerator<Uint8Array> {
  const { source } = zkey.container;
  const recordBytes = coefficientBytes(zkey.curve);
  const room = new Uint8Array(Math.min(RECORDS_AT_ONCE, count) * recordBytes);
  for (let done = 0; done < count; done += RECORDS_AT_ONCE) {
    const records = Math.min(RECORDS_AT_ONCE, count - done);
    yield await source.read(section.offset + 4 + done * recordBytes, records * recordBytes, room);
  }
}

/**
 * Streams the section; records of the same row that follow each other come as one run.
 * @throws MalformedError where a record names a third matrix, or a constraint beyond the domain
 */
export async function* coefficientRuns(
  zkey: ProvingKey,
  { section, count }: CoefficientTable,
): AsyncGenerator<CoefficientRun> {
  const { source } = zkey.container;
  const recordBytes = coefficientBytes(zkey.curve);
  const termBytes = recordBytes - 8;
  for (let done = 0; done < count; done += RECORDS_AT_ONCE) {
    const records = Math.min(RECORDS_AT_ONCE, count - done);
    const fileOffset = section.offset + 4 + done * recordBytes;
    const bytes = await source.read(fileOffset, records * recordBytes);
    const view = viewOf(bytes);
    const terms = new Uint8Array(records * termBytes);
    let start = 0;
    for (let i = 0; i < records; i++) {
      const matrix = view.getUint32(i * recordBytes, true);
      const constraint = view.getUint32(i * recordBytes + 4, true);
      if (matrix > 1 || constraint >= zkey.domainSize) {
        throw new MalformedError({
          file: source.path,
          section: section.label,
          offset: fileOffset + i * recordBytes,
          problem: `record ${done + i} is about row ${constraint} of matrix ${matrix}; there are 2 matrices of ${zkey.domainSize} rows`,
        });
      }
      terms.set(bytes.subarray(i * recordBytes + 8, (i + 1) * recordBytes), i * termBytes);
      const next = i + 1;
      const goesOn =
        next < records &&
        view.getUint32(next * recordBytes, true) === matrix &&
        view.getUint32(next * recordBytes + 4, true) === constraint;
      if (goesOn) continue;
      yield {
        matrix: matrix === 0 ? "A" : "B",
        constraint,
        terms: terms.subarray(start * termBytes, next * termBytes),
        count: next - start,
        fileOffset: fileOffset + start * recordBytes,
      };
      start = next;
    }
  }
}
