/** All properties, in the order in which they are run and shown. */
import { base64Properties } from "./base64/index.js";
import { packingProperties } from "./packing/index.js";
import type { Property } from "./property.js";
import { rsaProperties } from "./rsa/index.js";
import { sliceProperties } from "./slices/index.js";
import { uniquenessProperties } from "./uniqueness/index.js";

export const properties: readonly Property[] = [
  ...rsaProperties,
  ...base64Properties,
  ...sliceProperties,
  ...packingProperties,
  ...uniquenessProperties,
];
