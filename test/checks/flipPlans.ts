/** Which bytes of which files are flipped: all of them, or as many as a quick test has time for. */
import { everyByte, sampledBytes, stretchesOf, type Flip, type Target } from "./flips.js";
import { ptauTarget, r1csTarget, smallPtau, zkeyTarget } from "./flipTargets.js";

const G1 = 64;
const G2 = 128;
/** One bit, two bits (1 ↔ 2 in a version), and the top bit, which makes lengths enormous. */
const HEADER_MASKS = [0x01, 0x03, 0x80];
/** Bytes of a point in each section of points. */
export const PTAU_POINTS: Readonly<Record<number, number>> = {
  2: G1,
  3: G2,
  4: G1,
  5: G1,
  6: G2,
  12: G1,
  13: G2,
  14: G1,
  15: G1,
};

interface Records {
  /** Masks for every byte; without, one that differs from byte to byte. */
  readonly masks?: readonly number[];
  /** A quick test takes one byte of so many. */
  readonly stride?: number;
}

export interface Plan {
  readonly name: string;
  readonly open: () => Promise<Target>;
  readonly records: Readonly<Record<number, Records>>;
  readonly points: Readonly<Record<number, number>>;
}

export const plans: readonly Plan[] = [
  {
    name: "powers of tau",
    open: async () => ptauTarget(await smallPtau()),
    records: { 1: { masks: HEADER_MASKS }, 7: { stride: 41 } },
    points: PTAU_POINTS,
  },
  {
    name: "a proving key",
    open: zkeyTarget,
    records: { 1: { masks: HEADER_MASKS }, 2: { stride: 13 }, 4: { stride: 5 }, 10: { stride: 17 } },
    points: { 3: G1, 5: G1, 6: G1, 7: G2, 8: G1, 9: G1 },
  },
  {
    name: "a circuit",
    open: r1csTarget,
    records: { 1: { masks: HEADER_MASKS }, 2: { stride: 5 }, 3: { stride: 13 } },
    points: {},
  },
];

/** Points of a section, and bytes of a point, that a quick test takes. */
const SAMPLE = { points: 3, bytes: 1 };

/** The flips of each part of the file. */
export function* flipsOf(plan: Plan, file: Uint8Array, all: boolean): Generator<readonly [string, Flip[]]> {
  const { container, sections } = stretchesOf(file);
  yield ["the container", container.flatMap((stretch) => [...everyByte(stretch, HEADER_MASKS)])];
  for (const [type, stretch] of sections) {
    const size = plan.points[type];
    const records = plan.records[type];
    if (records === undefined && size === undefined) throw new Error(`nothing flips ${stretch.name}`);
    if (size !== undefined && !all) {
      yield [stretch.name, [...sampledBytes(stretch, size, SAMPLE.points, SAMPLE.bytes)]];
    } else {
      const stride = all ? 1 : (records?.stride ?? 1);
      yield [stretch.name, [...everyByte(stretch, records?.masks)].filter((_, i) => i % stride === 0)];
    }
  }
}
