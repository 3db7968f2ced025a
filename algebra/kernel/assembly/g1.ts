export * from "./sums";
export { emptySlots, openSlots, readSlots, takePoint, takeTerms, termFault } from "./slots";
