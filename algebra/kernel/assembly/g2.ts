export * from "./g1";
export { millerChunk, millerResult, startMiller } from "./pairing";
export { clearCofactors } from "./cofactor";
