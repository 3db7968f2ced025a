/**
 * A Groth16 key that people contribute to: makes real contributions to small .zkey files, written from the format
 * and not with the program that made the file. (formats.md B.1, B.4, A.6)
 */
import { createHash } from "node:crypto";
import type { Curve, GroupName, Point } from "../../algebra/curve.js";
import { drawScalar } from "../../algebra/draws/fields.js";
import { hashToG2 } from "../../algebra/draws/hashToG2.js";
import { drawPoint } from "../../algebra/draws/points.js";
import { WordStream } from "../../algebra/draws/words.js";
import { iteratedSha256 } from "../../algebra/hashing/iteratedSha256.js";
import { invertMod } from "../../algebra/integers.js";
import { readZkey, type Zkey } from "../../transcripts/iden3/zkey.js";
import { memorySource } from "../../transcripts/memorySource.js";

export interface Beacon {
  readonly value: Uint8Array;
  readonly iterationsExponent: number;
}

/** One contribution's bound fields and its tail. */
interface Row {
  readonly bound: Uint8Array;
  /** What later transcripts hash of it. */
  readonly publicKey: Uint8Array;
  readonly tail: Uint8Array;
}

const HEADER = 2;
const L = 8;
const H = 9;
const CONTRIBUTIONS = 10;

export class WorkingKey {
  private constructor(
    private readonly curve: Curve,
    private readonly zkey: Zkey,
    private readonly sections: ReadonlyMap<number, Uint8Array>,
    private readonly rows: readonly Row[],
    private readonly delta: { readonly g1: Point; readonly g2: Point },
  ) {}

  /** @param bytes an initial key of snarkjs: delta is one, and nobody has contributed */
  static async begin(curve: Curve, bytes: Uint8Array): Promise<WorkingKey> {
    const zkey = await readZkey(memorySource("initial.zkey", bytes));
    if (zkey.contributions.length > 0) throw new RangeError("an initial key has no contributions");
    const sections = new Map(
      [...zkey.container.sections].map(([type, { offset, length }]) => [
        type,
        bytes.slice(offset, offset + length),
      ]),
    );
    const delta = { g1: curve.generator("G1"), g2: curve.generator("G2") };
    return new WorkingKey(curve, zkey, sections, [], delta);
  }

  get contributions(): number {
    return this.rows.length;
  }

  /** Hash of the last contribution, as its participant saw it; hex. */
  get lastHash(): string {
    const last = this.rows.at(-1);
    if (last === undefined) throw new RangeError("nobody has contributed");
    return createHash("blake2b512").update(last.publicKey).digest("hex");
  }

  /** A contribution whose secret is drawn from a text: right for a simulation, and for nothing else. */
  contribute(name: string, entropy: string): WorkingKey {
    const seed = new Uint8Array(createHash("blake2b512").update(entropy).digest());
    return this.step(new WordStream(seed), tailOf(0, name, null));
  }

  async applyBeacon(name: string, beacon: Beacon): Promise<WorkingKey> {
    const seed = await iteratedSha256(beacon.value, beacon.iterationsExponent);
    return this.step(new WordStream(seed), tailOf(1, name, beacon));
  }

  /** delta·k; L and H divided by k; the proof of knowledge on the transcript. */
  private step(words: WordStream, tail: Uint8Array): WorkingKey {
    const { curve } = this;
    const k = drawScalar(curve.parameters, words);
    const s = drawPoint(curve, "G1", words);
    const sx = curve.multiply("G1", s, k);
    const u = (group: GroupName, point: Point): Uint8Array => curve.toUncompressed(group, point);
    const hash = createHash("blake2b512").update(this.zkey.circuitHash);
    for (const row of this.rows) hash.update(row.publicKey);
    const transcript = new Uint8Array(hash.update(u("G1", s)).update(u("G1", sx)).digest());
    const spx = curve.multiply("G2", hashToG2(curve, transcript), k);
    const delta = { g1: curve.multiply("G1", this.delta.g1, k), g2: curve.multiply("G2", this.delta.g2, k) };
    const row = {
      bound: joined(delta.g1, s, sx, spx, transcript),
      publicKey: joined(u("G1", delta.g1), u("G1", s), u("G1", sx), u("G2", spx), transcript),
      tail,
    };
    const inverse = invertMod(k, curve.parameters.r);
    const sections = new Map(this.sections);
    sections.set(L, this.scaled(L, inverse));
    sections.set(H, this.scaled(H, inverse));
    return new WorkingKey(curve, this.zkey, sections, [...this.rows, row], delta);
  }

  private section(type: number): Uint8Array {
    const bytes = this.sections.get(type);
    if (bytes === undefined) throw new RangeError(`the key has no section ${type}`);
    return bytes;
  }

  private scaled(type: number, factor: bigint): Uint8Array {
    const { pointBytes } = this.curve.parameters.G1;
    const points = this.section(type).slice();
    for (let at = 0; at < points.length; at += pointBytes) {
      points.set(this.curve.multiply("G1", points.slice(at, at + pointBytes), factor), at);
    }
    return points;
  }

  /** The key as a file. */
  bytes(): Uint8Array {
    const { offset } = this.zkey.container.sections.get(HEADER) ?? { offset: 0 };
    const header = this.section(HEADER).slice();
    header.set(this.delta.g1, this.zkey.pointOffsets.delta1 - offset);
    header.set(this.delta.g2, this.zkey.pointOffsets.delta2 - offset);
    const contributions = joined(
      this.zkey.circuitHash,
      u32(this.rows.length),
      ...this.rows.flatMap(({ bound, tail }) => [bound, tail]),
    );
    const written = new Map(this.sections).set(HEADER, header).set(CONTRIBUTIONS, contributions);
    const parts = [...written].flatMap(([type, bytes]) => [u32(type), u64(bytes.length), bytes]);
    return joined(new TextEncoder().encode("zkey"), u32(1), u32(written.size), ...parts);
  }
}

/** u32 type ‖ u32 length ‖ parameters: 1 name, 2 iterations, 3 beacon value. */
function tailOf(type: 0 | 1, name: string, beacon: Beacon | null): Uint8Array {
  const text = new TextEncoder().encode(name);
  const parameters: Uint8Array[] = [Uint8Array.of(1, text.length), text];
  if (beacon !== null) {
    parameters.push(
      Uint8Array.of(2, beacon.iterationsExponent),
      Uint8Array.of(3, beacon.value.length),
      beacon.value,
    );
  }
  const bytes = joined(...parameters);
  return joined(u32(type), u32(bytes.length), bytes);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

function u64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes;
}
