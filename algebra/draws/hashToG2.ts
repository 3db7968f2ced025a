import type { Curve, Point, TwistDraws } from "../curve.js";
import { encodeLem, type AffinePoint, type Element } from "../engines/lem.js";
import { fromLittleEndian, toLittleEndian } from "../integers.js";
import { drawnGroup } from "./groups.js";
import { drawCandidate, drawPoint, pointOf } from "./points.js";
import { cubePlus } from "./quadratic.js";
import { WordStream } from "./words.js";

/**
 * The point of G2 that ceremonies derive from a 64-byte digest: one draw from the words seeded with the first
 * 32 bytes, the rest being ignored (formats.md A.6; snarkjs and phase2-bn254 alike).
 * @throws RangeError for a digest that has not 64 bytes
 */
export function hashToG2(curve: Curve, digest: Uint8Array): Point {
  return drawPoint(curve, "G2", wordsOf(digest));
}

function wordsOf(digest: Uint8Array): WordStream {
  if (digest.length !== 64) throw new RangeError(`a Blake2b-512 digest has 64 bytes, not ${digest.length}`);
  return new WordStream(digest);
}

/** Digests that are hashed together. */
const AT_ONCE = 1024;

/**
 * hashToG2 of each digest.
 * @param progress called with digests done
 */
export function hashToG2Many(
  curve: Curve,
  digests: readonly Uint8Array[],
  progress: (done: number) => void,
): Point[] {
  const points: Point[] = [];
  for (let from = 0; from < digests.length; from += AT_ONCE) {
    const chunk = digests.slice(from, from + AT_ONCE);
    points.push(
      ...(curve.twist === null
        ? chunk.map((one) => hashToG2(curve, one))
        : together(curve, curve.twist, chunk)),
    );
    progress(points.length);
  }
  return points;
}

function together(curve: Curve, twist: TwistDraws, digests: readonly Uint8Array[]): Point[] {
  const { pointBytes } = curve.parameters.G2;
  const drawn = drawTogether(curve, twist, digests.map(wordsOf));
  const encoded = drawn.map((point) => encodeLem(curve.parameters, "G2", point));
  const cleared = twist.clearCofactors(new Uint8Array(Buffer.concat(encoded)));
  return drawn.map((_, i) => cleared.slice(i * pointBytes, (i + 1) * pointBytes));
}

/** A point of the whole twist from each stream: those whose x is on no point draw again, until there are none. */
function drawTogether(curve: Curve, twist: TwistDraws, streams: readonly WordStream[]): AffinePoint[] {
  const { parameters } = curve;
  const { name, q, n8q } = parameters;
  const { b } = drawnGroup(name, "G2");
  const points = new Map<WordStream, AffinePoint>();
  for (let rest = streams; rest.length > 0; rest = rest.filter((stream) => !points.has(stream))) {
    const candidates = rest.map((stream) => drawCandidate(parameters, "G2", stream));
    const squares = candidates.map(({ x }) => elementBytes(cubePlus(x, b, q), n8q));
    const roots = twist.squareRoots(new Uint8Array(Buffer.concat(squares)));
    for (const [i, candidate] of candidates.entries()) {
      const root = roots[i] ?? null;
      if (root !== null) points.set(rest[i] as WordStream, pointOf(candidate, elementOf(root, n8q), q));
    }
  }
  return streams.map((stream) => points.get(stream) as AffinePoint);
}

/** c0 ‖ c1, little-endian. */
function elementBytes({ c0, c1 }: Element, bytes: number): Uint8Array {
  return Buffer.concat([toLittleEndian(c0, bytes), toLittleEndian(c1, bytes)]);
}

function elementOf(bytes: Uint8Array, half: number): Element {
  return { c0: fromLittleEndian(bytes.subarray(0, half)), c1: fromLittleEndian(bytes.subarray(half)) };
}
