import { defineOutside } from "./outside.js";

export const selectorBits = defineOutside({
  id: "packing/selector-bits",
  claim: "a selector chooses one of what is there: it is a bit, or below what --set limit says",
  severity: "critical",
  cites: [
    "https://github.com/zk-kit/zk-kit.circom/issues/24",
    "https://pse.dev/blog/under-constrained-bug-in-binary-merkle-root-circuit-fixed-in-v200",
  ],
  impact:
    "(b − a)·s + a is any value for a suitable s: with path bits that are not bits a prover shows leaves that are in no " +
    "tree, and with other selectors a choice that nobody offered.",
  advice: "Constrain s·(s − 1) = 0 for every selector, or take it from Num2Bits.",
  method:
    "Inputs that the circuit accepts, and the same with 2, 3, −1, (p + 1)/2 or more in one place of the selector: no witness " +
    "may have those. Tried with the circuit's own program, then with witnesses that are solved for on the constraints.",
  corpus: ["merkle-path-bits"],
  templates: [
    "BinaryMerkleRoot",
    "Mux1",
    "MultiMux1",
    "Mux2",
    "MultiMux2",
    "Mux3",
    "MultiMux3",
    "Mux4",
    "MultiMux4",
    "Switcher",
  ],
  role: { name: "selector", meaning: "what chooses", names: ["indices", "s", "sel", "path", "pathIndices"] },
  limit: { meaning: "what selectors are below, 2 unless given", otherwise: 2n },
  values: (limit, prime) => [limit, limit + 1n, prime - 1n, (prime + 1n) / 2n, limit << 64n],
});
