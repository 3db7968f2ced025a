export { seconds, type Budget } from "./budget.js";
export { forge } from "./forge.js";
export { findPair, type PairOptions } from "./search/pair.js";
export { type Pair } from "./search/doubled.js";
export { findSecond } from "./search/second.js";
export { proveUnique, type Proof } from "./proveUnique.js";
