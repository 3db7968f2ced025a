export * from "./sums";
export { subtractEach } from "./differences";
export { emptySlots, openSlots, readSlots, takePoint, takeTerms, termFault } from "./slots";
