/** That a file is what it is taken for. */
import { defineCheck, fact } from "../check.js";
import { forms } from "./forms.js";

export const verificationKeyReadable = defineCheck({
  id: `${forms.verificationKey.prefix}/readable`,
  claim: "The verification key is JSON of a Groth16 key on a supported curve",
  severity: "critical",
  cites: ["snarkjs: zkey export verificationkey"],
  impact: "Nothing can be said of it, and other programs may read another key from it than this one does.",
  advice: "Export the verification key from the proving key again.",
  method:
    "Members, their types, and decimal numbers without signs and leading zeros; z = 1, or 0 for infinity.",
  needs: ["verificationKey"],
  guards: "verificationKey",
  run: async function* ({ verificationKey }) {
    yield fact(
      "verification key",
      `${verificationKey.curve.name}, ${verificationKey.nPublic} public signals`,
    );
  },
});

export const solidityReadable = defineCheck({
  id: `${forms.solidity.prefix}/readable`,
  claim:
    "The contract's source is a Groth16 verifier of a style that is understood, with every constant of its key once",
  severity: "critical",
  cites: ["Solidity documentation: lexical structure", "snarkjs: zkey export solidityverifier"],
  impact: "Nothing can be said of a source that is not understood: no constant is guessed.",
  advice: "Export the contract from the proving key again, and compare it with the one that was reviewed.",
  method:
    "The text is taken apart by the language's own rules: comments, strings, numbers. One contract has the key: as constants " +
    "of the contract (snarkjs 0.7), or as the statements of verifyingKey (snarkjs before 0.7, ZoKrates). A constant that " +
    "comes twice, is missing or is no plain number is refused with its line.",
  needs: ["solidity"],
  guards: "solidity",
  run: async function* ({ solidity }) {
    const { contract, style, key, template } = solidity;
    yield fact(
      "contract",
      `${contract}, ${key.nPublic} public signals, ${style} style, nearest to ${template.name}`,
    );
  },
});

export const bytecodeReadable = defineCheck({
  id: "bytecode/readable",
  claim: "The contract's code is hexadecimal, linked, and no proxy",
  severity: "critical",
  cites: ["EIP-1167", "Solidity documentation: contract metadata"],
  impact: "Nothing can be said of the contract that is deployed.",
  advice:
    "Fetch the code at the address again (eth_getCode); for a proxy, that of the contract which it calls.",
  method:
    "Hexadecimal digits, or the JSON of Hardhat, Foundry or solc. From code that makes a contract, what it leaves behind is " +
    "read where it has the exact form that solc gives it. Metadata at the end is set apart.",
  needs: ["bytecode"],
  guards: "bytecode",
  run: async function* ({ bytecode }) {
    const { kind, operands, points, metadataBytes } = bytecode;
    yield fact(
      "code",
      `${kind}; ${operands.size} different constants, of which ${points.g1.length} points of G1 and ${points.g2.length} of G2; ` +
        `${metadataBytes} bytes of metadata`,
    );
  },
});
