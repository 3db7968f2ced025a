/** Packing, and what templates of libraries take for granted. */
import type { Property } from "../property.js";
import { byteRange } from "./byteRange.js";
import { comparison } from "./comparison.js";
import { decomposition } from "./decomposition.js";
import { injective } from "./injective.js";
import { libraryContracts } from "./libraryContracts.js";
import { oneHot } from "./oneHot.js";
import { recomposition } from "./recomposition.js";
import { selectorBits } from "./selectorBits.js";
import { startMarker } from "./startMarker.js";

export const packingProperties: readonly Property[] = [
  injective,
  byteRange,
  startMarker,
  selectorBits,
  comparison,
  decomposition,
  recomposition,
  oneHot,
  libraryContracts,
];
