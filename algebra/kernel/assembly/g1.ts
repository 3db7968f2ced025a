export * from "./sums";
export { multiplyEach } from "./multiples";
