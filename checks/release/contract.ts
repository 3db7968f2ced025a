/** What a verifier contract does with its constants. */
import { defineCheck, fact, found, type Yielded } from "../check.js";
import { UNKNOWN_CODE, WITHDRAW } from "./advice.js";
import { forms } from "./forms.js";

export const solidityTemplate = defineCheck({
  id: `${forms.solidity.prefix}/template`,
  claim:
    "The contract's code is that of a known verifier, so that its constants have the roles that their names say",
  severity: "high",
  cites: ["snarkjs: templates/verifier_groth16.sol.ejs, releases 0.3 to 0.7.6"],
  impact: "Other code can do anything with the right constants: leave one out, or accept every proof.",
  advice:
    "Read what differs. Where the contract must be another than the template's, have the change reviewed, and take the " +
    "check's answer for what it is: not decided.",
  method:
    "Every function, struct and constant of the source without its key is held against the digests of those of snarkjs' " +
    "releases; layout, comments, the contract's name and the versions of compilers do not matter. Statements for each input " +
    "stand where the template has them. What differs is not judged, only named.",
  needs: ["solidity"],
  after: [`${forms.solidity.prefix}/readable`],
  run: async function* ({ solidity }): AsyncGenerator<Yielded> {
    const { template, deviations } = solidity;
    if (deviations.length === 0) {
      yield fact("code", `as in ${template.name}`);
      return;
    }
    const shown = deviations
      .slice(0, 3)
      .map(({ name, line, how }) =>
        how === "is missing" ? `${name} ${how}` : `line ${line}, ${name}: ${how}`,
      );
    const more = deviations.length > shown.length ? `; and ${deviations.length - shown.length} more` : "";
    const reason = `the code is none of a known verifier, and nearest to ${template.name}: ${shown.join("; ")}${more}`;
    yield { kind: "inconclusive", reason };
  },
});

export const solidityRangeCheck = defineCheck({
  id: `${forms.solidity.prefix}/range-check`,
  claim: "The contract refuses inputs that are not below r, the order of the groups",
  severity: "high",
  cites: ["snarkjs: checkField compared with q in 0.7.0 to 0.7.3", "EIP-197: scalars are taken mod r"],
  impact:
    "x and x + r are the same input to the equation and two values to the contract that calls: one proof is accepted twice, " +
    "so that a nullifier can be spent again.",
  advice:
    "Export the contract with snarkjs 0.7.4 or newer, or require each input to be below r where the verifier is called.",
  method:
    "A statement that refuses an input ≥ r for every input (in the library style one in the loop over all), and the function " +
    "behind it compares with r. Releases 0.7.0 to 0.7.3 of snarkjs compare with q > r, which lets x + r pass for x < q − r " +
    "(about 2¹²⁷).",
  needs: ["solidity"],
  after: [`${forms.solidity.prefix}/readable`],
  run: async function* ({ solidity }): AsyncGenerator<Yielded> {
    const { source, rangeCheck, template, style, key, deviations } = solidity;
    const checked = new Set(rangeCheck.statements.map(({ input }) => input));
    const inLoop = style === "library" && rangeCheck.statements.length > 0;
    for (let input = 1; input <= key.nPublic; input++) {
      if (inLoop || checked.has(input)) continue;
      const statement =
        style === "library" ? "every input < r is required" : `input ${input} < r is required`;
      yield found({ statement, evidence: [{ file: source.path, section: "range checks", index: input }] });
      if (style === "library") return;
    }
    if (template.modulus === "q" && key.nPublic > 0) {
      const line = rangeCheck.statements[0]?.line;
      yield found({
        statement: "inputs are compared with r (they are with q)",
        evidence: [
          {
            file: source.path,
            section: "checkField",
            ...(line === undefined ? {} : { line }),
            values: { code: template.name },
          },
        ],
      });
    }
    if (deviations.length > 0) yield { kind: "inconclusive", reason: UNKNOWN_CODE };
  },
});

export const bytecodeUnchanging = defineCheck({
  id: "bytecode/unchanging",
  claim: "The contract's code has no instruction by which it could do otherwise tomorrow",
  severity: "high",
  cites: ["EIP-7", "EIP-6780", "Ethereum yellow paper: appendix H"],
  impact:
    "What is verified today can be replaced: by other code that is called, by values in storage, or by another contract.",
  advice: WITHDRAW,
  method:
    "The code, disassembled from its first byte to its metadata, has no SLOAD, SSTORE, CALL, CALLCODE, DELEGATECALL, CREATE, " +
    "CREATE2 and SELFDESTRUCT. Verifiers of snarkjs call precompiled contracts by STATICCALL and have no state. Where the " +
    "bytes of the metadata, taken as code, have one of them behind a place to jump to, it is not decided.",
  needs: ["bytecode"],
  after: ["bytecode/readable"],
  run: async function* ({ bytecode }): AsyncGenerator<Yielded> {
    for (const [name, offset] of bytecode.changing) {
      yield found({
        statement: `the code has no ${name}`,
        evidence: [
          { file: bytecode.source.path, section: "bytecode", bytes: { start: offset, end: offset + 1 } },
        ],
      });
    }
    if (bytecode.changing.size > 0) return;
    for (const [name, offset] of bytecode.hidden) {
      const reason = `byte ${offset} of the metadata is a ${name} that code could jump to; whether any does is not known`;
      yield { kind: "inconclusive", reason };
    }
  },
});
