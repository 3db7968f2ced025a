/** All properties, in the order in which they are run and shown. */
import type { Property } from "./property.js";

export const properties: readonly Property[] = [];
