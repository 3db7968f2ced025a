export { seconds, type Budget } from "./budget.js";
export { forge } from "./forge.js";
export { findSecond } from "./search/second.js";
export { proveUnique, type Proof } from "./proveUnique.js";
