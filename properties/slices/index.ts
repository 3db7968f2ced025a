/** Slices of arrays, padding of hashes, and claims of tokens. */
import type { Property } from "../property.js";
import { itemAtIndex } from "./itemAtIndex.js";
import { jwtClaim } from "./jwtClaim.js";
import { jwtPayload } from "./jwtPayload.js";
import { jwtTopLevel } from "./jwtTopLevel.js";
import { maskedShift } from "./maskedShift.js";
import { rotation } from "./rotation.js";
import { sha2Digest } from "./sha2Digest.js";
import { sha2Padding } from "./sha2Padding.js";
import { subArray } from "./subArray.js";

export const sliceProperties: readonly Property[] = [
  itemAtIndex,
  subArray,
  rotation,
  maskedShift,
  sha2Padding,
  sha2Digest,
  jwtPayload,
  jwtClaim,
  jwtTopLevel,
];
