/** All properties, in the order in which they are run and shown. */
import { packingProperties } from "./packing/index.js";
import type { Property } from "./property.js";
import { sliceProperties } from "./slices/index.js";

export const properties: readonly Property[] = [...sliceProperties, ...packingProperties];
