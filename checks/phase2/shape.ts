import { defineCheck, fact, found } from "../check.js";
import { OTHER_CIRCUIT, OTHER_POWERS, WITHDRAW } from "./advice.js";
import { publicRows } from "./products.js";

export const shape = defineCheck({
  id: "zkey/shape",
  claim:
    "Key, circuit and powers of tau are of one curve, and the key has the circuit's numbers of signals and its domain",
  severity: "critical",
  cites: ["Groth16 §3.2", "snarkjs: zkey new"],
  impact: "The key belongs to another circuit, or cannot have been made from these powers.",
  advice: WITHDRAW,
  method:
    "nVars = wires; nPublic = outputs + public inputs; domain = 2^(⌊log2(constraints + nPublic)⌋ + 1), the least power of " +
    "two that also holds a row for each public signal and the constant one; power of the ptau ≥ log2(domain).",
  needs: ["r1cs", "ptau", "zkey"],
  run: async function* ({ r1cs, ptau, zkey }) {
    const rows = r1cs.nConstraints + publicRows(r1cs);
    const expected = 2 ** (Math.floor(Math.log2(rows - 1)) + 1);
    yield fact("Constraints", String(r1cs.nConstraints));
    yield fact("Signals", `${zkey.nVars}, of which ${zkey.nPublic} public`);
    yield fact("Domain", `2^${Math.log2(zkey.domainSize)}`);
    const key = { file: zkey.container.source.path, section: zkey.labels.header };
    const circuit = r1cs.container.source.path;
    const powers = ptau.container.source.path;
    const statements: readonly (readonly [boolean, string, Record<string, string>, file: string])[] = [
      [
        zkey.curve.name === r1cs.curve.name && zkey.curve.name === ptau.curve.name,
        "curve of the key = curve of the circuit = curve of the powers of tau",
        { key: zkey.curve.name, circuit: r1cs.curve.name, powers: ptau.curve.name },
        zkey.curve.name === r1cs.curve.name ? powers : circuit,
      ],
      [
        zkey.nVars === r1cs.nWires,
        "nVars = wires",
        { nVars: String(zkey.nVars), wires: String(r1cs.nWires) },
        circuit,
      ],
      [
        zkey.nPublic === r1cs.nOutputs + r1cs.nPublicInputs,
        "nPublic = outputs + public inputs",
        { nPublic: String(zkey.nPublic), outputs: String(r1cs.nOutputs), inputs: String(r1cs.nPublicInputs) },
        circuit,
      ],
      [
        zkey.domainSize === expected,
        "domain = 2^(⌊log2(constraints + nPublic)⌋ + 1)",
        { domain: String(zkey.domainSize), expected: String(expected) },
        circuit,
      ],
      [
        2 ** ptau.power >= zkey.domainSize,
        "2^power of the ptau ≥ domain",
        { power: String(ptau.power), domain: `${zkey.domainSize} = 2^${Math.log2(zkey.domainSize)}` },
        powers,
      ],
    ];
    for (const [holds, statement, values, file] of statements) {
      if (holds) continue;
      const advice = file === powers ? OTHER_POWERS : OTHER_CIRCUIT;
      yield found({ statement, evidence: [{ ...key, values }, { file }], advice });
    }
  },
});
