/**
 * The container that iden3's formats share (.ptau, .zkey, .r1cs, .wtns): four bytes of magic, u32 version,
 * u32 number of sections, then per section u32 type ‖ u64 length ‖ bytes. Little-endian throughout.
 * Order is free. Readers of other tools ignore unknown sections, repeated ones and trailing bytes; here each
 * is recorded as an anomaly. (formats.md A.1)
 */
import { MalformedError, type Anomaly } from "../malformed.js";
import type { ByteSource, Envelope, Stretch } from "../source.js";
import { viewOf } from "../bytes.js";

/** The contents of a section. */
export interface Section extends Stretch {
  readonly type: number;
}

export interface Container extends Envelope {
  readonly version: number;
  /** The first section of each known type. */
  readonly sections: ReadonlyMap<number, Section>;
}

/** What a format allows: its magic, its versions, and the names of its sections. */
export interface ContainerFormat {
  readonly magic: string;
  readonly maxVersion: number;
  readonly sectionNames: Readonly<Record<number, string>>;
}

const HEADER_BYTES = 12;
const SECTION_HEADER_BYTES = 12;
/** No format of the family has 20 section types; a file with more sections than this is hostile. */
const MAX_SECTIONS = 256;

/** "section 9 (H)" */
export function sectionLabel(format: ContainerFormat, type: number): string {
  const name = format.sectionNames[type];
  return name === undefined ? `section ${type}` : `section ${type} (${name})`;
}

/**
 * Reads the table of sections.
 * @throws MalformedError on a wrong magic or version, or a section that runs past the end of the file
 */
export async function readContainer(source: ByteSource, format: ContainerFormat): Promise<Container> {
  const malformed = (offset: number, problem: string): MalformedError =>
    new MalformedError({ file: source.path, section: "container", offset, problem });
  if (source.size < HEADER_BYTES) {
    throw malformed(
      0,
      `the file has ${source.size} bytes, fewer than a container's header of ${HEADER_BYTES}`,
    );
  }
  const header = viewOf(await source.read(0, HEADER_BYTES));
  const magic = Array.from({ length: 4 }, (_, i) => String.fromCharCode(header.getUint8(i))).join("");
  if (magic !== format.magic) {
    throw malformed(0, `the magic is ${JSON.stringify(magic)}, not ${JSON.stringify(format.magic)}`);
  }
  const version = header.getUint32(4, true);
  if (version < 1 || version > format.maxVersion) {
    throw malformed(4, `version ${version} is not one of 1 to ${format.maxVersion}`);
  }
  const count = header.getUint32(8, true);
  if (count > MAX_SECTIONS)
    throw malformed(8, `${count} sections are announced; at most ${MAX_SECTIONS} are read`);

  const sections = new Map<number, Section>();
  const anomalies: Anomaly[] = [];
  let position = HEADER_BYTES;
  for (let i = 0; i < count; i++) {
    if (position + SECTION_HEADER_BYTES > source.size) {
      throw malformed(position, `${count} sections are announced, and the file ends before number ${i + 1}`);
    }
    const view = viewOf(await source.read(position, SECTION_HEADER_BYTES));
    const type = view.getUint32(0, true);
    const length = view.getBigUint64(4, true);
    const offset = position + SECTION_HEADER_BYTES;
    const label = sectionLabel(format, type);
    if (length > BigInt(source.size - offset)) {
      throw new MalformedError({
        file: source.path,
        section: label,
        offset: position + 4,
        problem: `a length of ${length} bytes is announced, and ${source.size - offset} are left in the file`,
      });
    }
    const section: Section = { type, label, offset, length: Number(length) };
    position = offset + section.length;
    const anomaly = (kind: Anomaly["kind"], problem: string): void => {
      anomalies.push({ kind, section: label, start: offset - SECTION_HEADER_BYTES, end: position, problem });
    };
    if (format.sectionNames[type] === undefined)
      anomaly("unknown section", `the format has no section ${type}`);
    else if (sections.has(type)) anomaly("duplicate section", `${label} occurs again`);
    else sections.set(type, section);
  }
  if (position < source.size) {
    anomalies.push({
      kind: "trailing bytes",
      section: "container",
      start: position,
      end: source.size,
      problem: `${source.size - position} bytes follow the last section`,
    });
  }
  return { source, version, sections, anomalies };
}

/** The section, @throws MalformedError when the file has none of that type. */
export function requireSection(container: Container, format: ContainerFormat, type: number): Section {
  const section = container.sections.get(type);
  if (section === undefined) {
    throw new MalformedError({
      file: container.source.path,
      section: sectionLabel(format, type),
      offset: container.source.size,
      problem: "the section is missing",
    });
  }
  return section;
}
