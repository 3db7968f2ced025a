import type { GroupName, Point } from "../../algebra/curve.js";
import { sectionCursor, type Cursor } from "../bytes.js";
import { Decoding, type OpenDecoder } from "../encodedPoints.js";
import { SECRETS, type Secret, type SecretKnowledge } from "../iden3/ptau.js";
import type { ByteSource } from "../source.js";
import { publicKeyBytes, readExchanged, type Exchanged } from "./phase1Layout.js";

/** A point of the public key and where it lies. */
export interface KeyPoint {
  readonly group: GroupName;
  readonly point: Point;
  /** Absolute offset. */
  readonly offset: number;
}

/** A response: all powers, compressed, and the public key of its contributor. Its origin is the challenge's hash. */
export interface Response extends Exchanged {
  readonly knowledge: Readonly<Record<Secret, SecretKnowledge>>;
  /** The points of `knowledge` in the order of the file. */
  readonly keyPoints: readonly KeyPoint[];
}

/** @throws MalformedError where the size is not that of a response of some power */
export async function readResponse(source: ByteSource, open: OpenDecoder): Promise<Response> {
  const { exchanged, decoder } = await readExchanged(source, "response", open);
  const length = publicKeyBytes(exchanged.curve);
  const cursor = await sectionCursor(source, { label: "public key", offset: source.size - length, length });
  const decoding = new Decoding(decoder, exchanged.curve, "uncompressed");
  const keyPoints: KeyPoint[] = [];
  const next = (group: GroupName): Point => {
    const keyPoint = readPoint(cursor, group, decoding);
    keyPoints.push(keyPoint);
    return keyPoint.point;
  };
  // tau s, k·s, alpha s, k·s, beta s, k·s (G1), then k·sp of each (G2).
  const inG1 = SECRETS.map(() => ({ g1s: next("G1"), g1sx: next("G1") }));
  const [tau, alpha, beta] = inG1.map((pair): SecretKnowledge => ({ ...pair, g2spx: next("G2") })) as [
    SecretKnowledge,
    SecretKnowledge,
    SecretKnowledge,
  ];
  return { ...exchanged, knowledge: { tau, alpha, beta }, keyPoints };
}

function readPoint(cursor: Cursor, group: GroupName, decoding: Decoding): KeyPoint {
  const { offset } = cursor;
  return { group, point: decoding.decode(group, cursor.take(decoding.bytesPerPoint(group))), offset };
}
