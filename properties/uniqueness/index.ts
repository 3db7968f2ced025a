/** Whether the inputs of a system determine its outputs, and witnesses that nobody's program makes. */
import type { Property } from "../property.js";
import { outputsDetermined } from "./property.js";

export { isOver, seconds, type Budget } from "./budget.js";
export { forge } from "./forge.js";
export { proveUnique, type Proof } from "./proveUnique.js";
export { findPair } from "./search/pair.js";
export { findSecond } from "./search/second.js";

export const uniquenessProperties: readonly Property[] = [outputsDetermined];
