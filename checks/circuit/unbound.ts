import type { R1cs } from "../../transcripts/iden3/r1cs.js";
import type { UnboundBytes } from "../../findings/index.js";

/** Bytes of a circuit that no key depends on. */
export function unboundBytes(r1cs: R1cs): Omit<UnboundBytes, "file">[] {
  const header = r1cs.container.sections.get(1);
  const { labels } = r1cs;
  // u32 n8 ‖ modulus ‖ u32 wires, outputs, public inputs ‖ u32 private inputs ‖ u64 labels ‖ u32 constraints
  const privateInputs = (header?.offset ?? 0) + 4 + r1cs.curve.n8r + 12;
  return [
    {
      what: "how many of the public signals are outputs, and how many inputs",
      why: "A key depends on their sum alone.",
      ranges: [{ start: privateInputs - 8, end: privateInputs }],
    },
    {
      what: "number of private inputs and of labels",
      why: "A key depends on the number of wires alone; these tell a compiler's user which wires are inputs.",
      ranges: [{ start: privateInputs, end: privateInputs + 12 }],
    },
    {
      what: "labels of wires",
      why: "They tie wires to the names in the circuit's source, and no key depends on names.",
      ranges: labels === null ? [] : [{ start: labels.offset, end: labels.offset + labels.length }],
    },
  ];
}
