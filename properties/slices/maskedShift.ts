import fc from "fast-check";
import { bytes, index } from "../contract/arbitraries.js";
import { lengthOf, list, number } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { rotated } from "./reference/subArray.js";

export const maskedShift = defineContract({
  id: "slices/masked-shift",
  claim: "masked bytes are shown from their first one on",
  severity: "high",
  cites: [
    "https://github.com/zkemail/zk-email-verify/pull/124",
    "https://github.com/zkp2p/zk-p2p/issues/113",
  ],
  impact:
    "The mask leaves the bytes that a regular expression found, and zeros. If any shift will do, a prover shows a part of " +
    "what was found: the account 23 out of 123, the domain a.com out of ba.com.",
  advice:
    "Constrain in[shift] ≠ 0, and in[shift − 1] = 0 or shift = 0, for exactly one position equal to the shift: without " +
    "that last a shift past the array is compared with nothing.",
  method:
    "One run of non-zero bytes in an array of zeros. The shift at which it begins ⇒ out[i] = in[(i + shift) mod n]; any " +
    "other shift has no witness. Tried with the circuit's own program, then with witnesses that are solved for.",
  corpus: ["shift-malleability"],
  templates: ["VarShiftMaskedStr"],
  roles: [
    { role: "masked", among: "inputs", meaning: "the masked bytes", names: ["in"], rank: 1 },
    { role: "shift", among: "inputs", meaning: "where they begin", names: ["k"], rank: 0 },
    { role: "out", among: "outputs", meaning: "the bytes, moved to the front", names: ["shifted"], rank: 1 },
  ],
  misfit: (shape) =>
    lengthOf(shape, "out") > lengthOf(shape, "masked") ? "more bytes come out than go in" : null,
  inputs: (shape) => {
    const size = lengthOf(shape, "masked");
    const run = fc.tuple(fc.integer({ min: 1, max: lengthOf(shape, "out") }).chain(bytes), fc.nat(size - 1));
    const shift = fc.option(index(size, shape.prime), { nil: null });
    return fc.tuple(run, shift).map(([[letters, at], other]) => {
      const start = Math.min(at, size - letters.length);
      const masked = Array.from({ length: size }, (_, i) => letters[i - start] ?? 0n);
      return { masked, shift: other ?? BigInt(start) };
    });
  },
  expected: (inputs, shape) => {
    const masked = list(inputs, "masked");
    const shift = number(inputs, "shift");
    const start = masked.findIndex((value) => value !== 0n);
    if (shift === BigInt(start))
      return { kind: "outputs", outputs: { out: rotated(masked, shift, lengthOf(shape, "out")) } };
    return { kind: "none", roles: ["shift"], because: `the bytes begin at ${start}, and not at ${shift}` };
  },
  edges: {
    title: "Where the shift points",
    counted: "inputs",
    bars: () => ["the first byte", "inside", "before", "behind", "past the array"],
    of: (inputs) => {
      const masked = list(inputs, "masked");
      const shift = number(inputs, "shift");
      const start = BigInt(masked.findIndex((value) => value !== 0n));
      if (shift === start) return ["the first byte"];
      if (shift >= BigInt(masked.length)) return ["past the array"];
      if (shift < start) return ["before"];
      return [masked[Number(shift)] === 0n ? "behind" : "inside"];
    },
  },
});
