import type { OpenDecoder } from "../encodedPoints.js";
import type { ByteSource } from "../source.js";
import { readExchanged, type Exchanged } from "./phase1Layout.js";

/**
 * A challenge: all powers, uncompressed. Its origin is the hash of the response that it was made from; of nothing at
 * the start of a ceremony, and of two numbers in a file made by `reduce_powers` (formats.md A.8).
 */
export type Challenge = Exchanged;

/** @throws MalformedError where the size is not that of a challenge of some power */
export async function readChallenge(source: ByteSource, open: OpenDecoder): Promise<Challenge> {
  return (await readExchanged(source, "challenge", open)).exchanged;
}
