/** .r1cs: the constraints ⟨A,w⟩·⟨B,w⟩ = ⟨C,w⟩ of a compiled circuit. (iden3 r1csfile, r1cs_bin_format.md) */
import type { CurveParameters } from "../../algebra/curve.js";
import { MalformedError, type Anomaly } from "../malformed.js";
import type { ByteSource } from "../source.js";
import { sectionCursor, viewOf } from "../bytes.js";
import {
  readContainer,
  requireSection,
  type Container,
  type ContainerFormat,
  type Section,
} from "./container.js";
import { curveOfScalarField, readModulus } from "./field.js";

const R1CS: ContainerFormat = {
  magic: "r1cs",
  maxVersion: 1,
  sectionNames: {
    1: "header",
    2: "constraints",
    3: "wire to label",
    4: "custom gates",
    5: "custom gate applications",
  },
};

export interface R1cs {
  readonly container: Container;
  readonly curve: CurveParameters;
  /** Wires: the constant one, outputs, public inputs, private inputs, intermediate signals. */
  readonly nWires: number;
  readonly nOutputs: number;
  readonly nPublicInputs: number;
  readonly nPrivateInputs: number;
  readonly nLabels: bigint;
  readonly nConstraints: number;
  readonly constraints: Section;
  /** u64 label of each wire, or null where the file has no section 3. */
  readonly labels: Section | null;
}

/** One linear combination of a constraint: `count` terms {u32 wire, n8r coefficient} at `offset` of `bytes`. */
export interface LinearCombination {
  readonly constraint: number;
  readonly matrix: "A" | "B" | "C";
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly count: number;
  /** Absolute offset of the first term in the file. */
  readonly fileOffset: number;
}

/** Sections 4 and 5, unless they list nothing: Groth16 has no custom gates, and what they demand would be lost. */
async function customGates({ source, sections }: Container): Promise<Anomaly[]> {
  const anomalies: Anomaly[] = [];
  for (const section of [sections.get(4), sections.get(5)]) {
    if (section === undefined) continue;
    const head = await source.read(section.offset, Math.min(section.length, 4));
    if (section.length === 4 && head.every((byte) => byte === 0)) continue;
    anomalies.push({
      kind: "ignored bytes",
      section: section.label,
      start: section.offset,
      end: section.offset + section.length,
      problem: `${section.label}: Groth16 has no custom gates, and no key holds what they demand`,
    });
  }
  return anomalies;
}

/** @throws MalformedError where the bytes are no .r1cs of a supported field */
export async function readR1cs(source: ByteSource): Promise<R1cs> {
  const container = await readContainer(source, R1CS);
  const cursor = await sectionCursor(source, requireSection(container, R1CS, 1));
  const curve = curveOfScalarField(cursor, readModulus(cursor));
  const nWires = cursor.u32();
  const nOutputs = cursor.u32();
  const nPublicInputs = cursor.u32();
  const nPrivateInputs = cursor.u32();
  const nLabels = cursor.u64();
  const nConstraints = cursor.u32();
  if (cursor.remaining > 0) cursor.fail(`${cursor.remaining} bytes follow the header's last field`);
  if (1 + nOutputs + nPublicInputs > nWires) {
    cursor.fail(
      `${nOutputs} outputs, ${nPublicInputs} public inputs and the constant one, of ${nWires} wires`,
    );
  }
  const constraints = requireSection(container, R1CS, 2);
  const labels = container.sections.get(3) ?? null;
  if (labels !== null && labels.length !== nWires * 8) {
    throw new MalformedError({
      file: source.path,
      section: labels.label,
      offset: labels.offset,
      problem: `${labels.length} bytes where the labels of ${nWires} wires take ${nWires * 8}`,
    });
  }
  return {
    container: { ...container, anomalies: [...container.anomalies, ...(await customGates(container))] },
    curve,
    nWires,
    nOutputs,
    nPublicInputs,
    nPrivateInputs,
    nLabels,
    nConstraints,
    constraints,
    labels,
  };
}

/** The bytes of the constraints section in slices, cut anywhere; the bytes of one are those of the next. */
export async function* constraintBytes(r1cs: R1cs): AsyncGenerator<Uint8Array> {
  const { offset, length } = r1cs.constraints;
  const room = new Uint8Array(Math.min(SLICE_BYTES, length));
  for (let from = 0; from < length; from += SLICE_BYTES) {
    yield await r1cs.container.source.read(offset + from, Math.min(SLICE_BYTES, length - from), room);
  }
}

/** Bytes read at once; a linear combination that does not fit is read whole. */
const SLICE_BYTES = 1 << 20;
const MATRICES = ["A", "B", "C"] as const;

/** Combinations that come together: what waits for each one by itself waits longer than it works. */
const MOST_TOGETHER = 256;

/**
 * Streams the linear combinations in the file's order, some at a time: A, B, C of constraint 0, of constraint 1, … Their
 * bytes are good until the next ones are asked for.
 * @throws MalformedError where a combination runs past the section, or bytes are left after the last one
 */
export async function* linearCombinations(r1cs: R1cs): AsyncGenerator<readonly LinearCombination[]> {
  const { source } = r1cs.container;
  const { offset: start, length, label } = r1cs.constraints;
  const termBytes = 4 + r1cs.curve.n8r;
  const fail = (position: number, problem: string): never => {
    throw new MalformedError({ file: source.path, section: label, offset: start + position, problem });
  };
  let position = 0;
  let room = new Uint8Array(0);
  let slice: Uint8Array = room;
  let view = viewOf(slice);
  let sliceStart = 0;
  const together: LinearCombination[] = [];
  const isMissing = (bytes: number): boolean => position + bytes > sliceStart + slice.length;
  const load = async (bytes: number): Promise<void> => {
    if (position + bytes > length)
      fail(position, `${bytes} bytes are needed here, ${length - position} are left`);
    const wanted = Math.min(Math.max(SLICE_BYTES, bytes), length - position);
    if (room.length < wanted) room = new Uint8Array(wanted);
    slice = await source.read(start + position, wanted, room);
    view = viewOf(slice);
    sliceStart = position;
  };
  for (let constraint = 0; constraint < r1cs.nConstraints; constraint++) {
    for (const matrix of MATRICES) {
      if (isMissing(4)) {
        yield together.splice(0);
        await load(4);
      }
      const count = view.getUint32(position - sliceStart, true);
      if (count > r1cs.nWires) fail(position, `${count} terms in a combination of ${r1cs.nWires} wires`);
      position += 4;
      const bytes = count * termBytes;
      if (isMissing(bytes)) {
        yield together.splice(0);
        await load(bytes);
      }
      const offset = position - sliceStart;
      together.push({ constraint, matrix, bytes: slice, offset, count, fileOffset: start + position });
      position += bytes;
      if (together.length === MOST_TOGETHER) yield together.splice(0);
    }
  }
  yield together;
  if (position < length)
    fail(position, `${length - position} bytes follow the last of ${r1cs.nConstraints} constraints`);
}
