/** What templates of circomlib take for granted: their own text says little of it, and checks none of it. */

/** What a caller has to have made sure of. */
export type Need =
  /** Below 2^n for the template's first parameter. */
  | "ranged"
  /** 0 or 1. */
  | "bit"
  /** Not zero, or the division has any result. */
  | "denominator";

export interface Precondition {
  /** Inputs of the template. */
  readonly ports: readonly string[];
  readonly need: Need;
  readonly words: string;
}

const comparison: readonly Precondition[] = [
  { ports: ["in"], need: "ranged", words: "both inputs are below 2^n, which it does not check" },
];
const bits = (...ports: string[]): readonly Precondition[] => [
  { ports, need: "bit", words: `${ports.join(" and ")} must be 0 or 1, which it does not check` },
];
const denominator = (...ports: string[]): readonly Precondition[] => [
  {
    ports,
    need: "denominator",
    words: "it divides, and where the divisor is zero any quotient satisfies it",
  },
];

/** By the name of the template. */
export const preconditions: ReadonlyMap<string, readonly Precondition[]> = new Map([
  ["LessThan", comparison],
  ["LessEqThan", comparison],
  ["GreaterThan", comparison],
  ["GreaterEqThan", comparison],
  ["Bits2Num", bits("in")],
  ["Bits2Num_strict", bits("in")],
  ["Mux1", bits("s")],
  ["MultiMux1", bits("s")],
  ["Mux2", bits("s")],
  ["MultiMux2", bits("s")],
  ["Mux3", bits("s")],
  ["MultiMux3", bits("s")],
  ["Mux4", bits("s")],
  ["MultiMux4", bits("s")],
  ["Switcher", bits("sel")],
  ["AND", bits("a", "b")],
  ["OR", bits("a", "b")],
  ["XOR", bits("a", "b")],
  ["NAND", bits("a", "b")],
  ["NOR", bits("a", "b")],
  ["NOT", bits("in")],
  ["MultiAND", bits("in")],
  ["BinSum", bits("in")],
  ["AliasCheck", bits("in")],
  ["CompConstant", bits("in")],
  ["Sign", bits("in")],
  ["Sha256", bits("in")],
  ["Pedersen", bits("in")],
  ["EscalarMulAny", bits("e")],
  ["EscalarMulFix", bits("e")],
  ["Edwards2Montgomery", denominator("in")],
  ["Montgomery2Edwards", denominator("in")],
  ["MontgomeryAdd", denominator("in1", "in2")],
  ["MontgomeryDouble", denominator("in")],
]);

/** Of LessThan and its kin: their sums of n + 1 bits must stay below a prime of 254. */
export const MOST_COMPARED_BITS = 252;
