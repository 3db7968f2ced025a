/** A simulator of whole ceremonies: drawn, played with real keys, and written out with what is to be found in them. */
export { enact, type Stage } from "./enact.js";
export { filesOf, type CeremonyFiles } from "./export.js";
export { mishaps, plans, type Lot, type Plan } from "./plan.js";
export { expectationsOf } from "./truth.js";
