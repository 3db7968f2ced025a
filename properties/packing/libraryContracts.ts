import type { Circuit } from "../circuit/index.js";
import { readTrees } from "../contract/trees.js";
import { defineProperty, fact, found, inconclusive } from "../property.js";
import { lint } from "./lint/index.js";

const CALLERS = "A comment leaves it to the callers: run this on each circuit that calls the template.";

export const libraryContracts = defineProperty<Circuit>({
  id: "packing/library-contracts",
  claim: "every call of a library's template has its preconditions made sure of",
  severity: "medium",
  confidence: "heuristic",
  cites: [
    "https://blog.trailofbits.com/2023/03/21/circomspect-static-analyzer-circom-more-passes/",
    "https://github.com/BlakeMScurr/comparator-overflow",
    "https://www.rareskills.io/post/circom-aliascheck",
  ],
  impact:
    "circomlib's templates do not check what they take for granted. A comparison of numbers out of range, a selector that " +
    "is no bit, or a division by zero says whatever the prover wants.",
  advice:
    "Put the check where the finding points: Num2Bits(n) on both sides of a comparison, s·(s − 1) = 0 on a selector, " +
    "AliasCheck on 254 bits, IsZero on a denominator; or write in the template's comment what its caller must assume.",
  method:
    "Reads the source: for every signal what constraints and other templates make sure of (a bit, a number in range, a " +
    "constant), and for every call of LessThan and its kin, Num2Bits, Bits2Num, Decoder, the multiplexers, gates and curve " +
    "conversions whether that is enough. A need of an input is followed to the callers, up to main. Also named: signals " +
    "assigned by <-- that no constraint holds, and comparisons whose answer nobody reads. Elements of an array are taken " +
    "together, and nothing is solved: each finding is a place to look at.",
  corpus: [
    "selector-index-out-of-range",
    "slice-length-unchecked",
    "merkle-path-bits",
    "comparison-out-of-range",
    "comparison-of-field-elements",
    "bits-packed-alias",
  ],
  fits: (circuit) => circuit,
  async *run(circuit, context) {
    const { trees, unread } = await readTrees(circuit);
    const { complaints, templates } = lint(trees, circuit.main.template);
    context.ran(templates);
    for (const { file, line, statement, values, isStated } of complaints) {
      const draft = { statement, evidence: [{ file, line, values }] };
      // A comment makes a finding low, and not nothing: it is a promise of others.
      yield found(isStated ? { ...draft, severity: "low", advice: CALLERS } : draft);
      if (isStated && circuit.target.kind === "main")
        yield inconclusive(`main has no caller to make sure of it: ${statement}`);
    }
    yield fact("templates read", String(templates));
    if (unread.length > 0) yield inconclusive(`not all files could be read: ${unread.join("; ")}`);
  },
});
