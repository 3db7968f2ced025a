export * from "./sums";
export { millerChunk, millerResult, startMiller } from "./pairing";
export { clearCofactors } from "./cofactor";
