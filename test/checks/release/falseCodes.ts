/** Code of contracts, each false in one way. */
import { codeOf, withPoint } from "./artefacts.js";
import { contract, changed, g1, g2, key, NEGATIVE, SECRET, strayG2, type Tampered } from "./parts.js";

export const falseCodes: readonly Tampered[] = [
  { name: "no code", given: () => ({ bytecode: "0x" }), fails: ["bytecode/readable"] },
  {
    name: "a proxy",
    given: () => ({ bytecode: `363d3d373d3d3d363d73${"ab".repeat(20)}5af43d82803e903d91602b57fd5bf3` }),
    fails: ["bytecode/readable"],
  },
  {
    name: "code with delta = gamma",
    given: () => ({ bytecode: codeOf(withPoint(contract, "delta", key.vk_gamma_2)) }),
    fails: ["bytecode/points"],
  },
  {
    name: "code with a point outside of the subgroup",
    given: () => ({ bytecode: codeOf(withPoint(contract, "delta", strayG2())) }),
    fails: ["bytecode/points"],
  },
  {
    name: "code with delta off the curve",
    given: () => ({
      bytecode: codeOf(
        withPoint(contract, "delta", [
          ["5", "6"],
          ["7", "8"],
        ]),
      ),
    }),
    fails: ["bytecode/points"],
  },
  {
    name: "code with delta = −gamma",
    given: () => ({ bytecode: codeOf(withPoint(contract, "delta", g2(NEGATIVE))) }),
    fails: ["bytecode/delta-not-gamma"],
  },
  {
    name: "code with another gamma",
    given: () => ({ bytecode: codeOf(withPoint(contract, "gamma", g2(SECRET))) }),
    fails: ["bytecode/delta-not-gamma"],
  },
  {
    name: "code with an element of IC twice",
    given: () => ({ bytecode: codeOf(withPoint(contract, "IC2", key.IC[1] ?? [])) }),
    fails: ["bytecode/inputs"],
  },
  {
    name: "code with an element of IC at infinity",
    given: () => ({ bytecode: codeOf(withPoint(contract, "IC2", ["0", "0"])) }),
    fails: ["bytecode/inputs"],
  },
  {
    name: "code without range checks",
    given: () => ({ bytecode: codeOf(changed(/checkField\(calldataload.*/g, "")) }),
    fails: ["bytecode/range-check"],
  },
  {
    name: "code with the range check of snarkjs 0.7.0",
    given: () => ({ bytecode: codeOf(changed("iszero(lt(v, r))", "iszero(lt(v, q))")) }),
    fails: ["bytecode/range-check"],
  },
  {
    name: "code with a switch in storage",
    given: () => ({
      bytecode: codeOf(
        changed(
          "let pMem := mload(0x40)",
          "if sload(0) { mstore(0, 1) return(0, 0x20) } let pMem := mload(0x40)",
        ),
      ),
    }),
    fails: ["bytecode/unchanging"],
  },
  {
    name: "code that can end itself",
    given: () => ({
      bytecode: codeOf(
        contract
          .replace("public view returns", "public returns")
          .replace("let pMem := mload(0x40)", "if iszero(gas()) { selfdestruct(0) } let pMem := mload(0x40)"),
      ),
    }),
    fails: ["bytecode/unchanging"],
  },
  {
    name: "code of another key than the source's",
    given: () => ({ solidity: contract, bytecode: codeOf(withPoint(contract, "delta", g2(SECRET))) }),
    fails: ["bytecode/matches"],
  },
  {
    name: "code with another element of IC than the key's",
    given: () => ({ vkey: JSON.stringify(key), bytecode: codeOf(withPoint(contract, "IC1", g1(SECRET))) }),
    fails: ["bytecode/matches"],
  },
  {
    name: "code with the key's constants and another point",
    given: () => ({
      vkey: JSON.stringify(key),
      bytecode: `${g2(SECRET)
        .flat()
        .slice(0, 4)
        .map((n) => `7f${BigInt(n).toString(16).padStart(64, "0")}`)
        .join("")}${codeOf(contract)}`,
    }),
    fails: ["bytecode/matches", "bytecode/points"],
  },
  {
    name: "code that says true before all else, with every constant behind it",
    given: () => ({
      vkey: JSON.stringify(key),
      solidity: contract,
      bytecode: `600160005260206000f3${codeOf(contract)}`,
    }),
    fails: [],
    undecided: ["bytecode/compiled"],
  },
  {
    name: "code that does not look at the pairing's answer",
    given: () => ({
      solidity: contract,
      bytecode: codeOf(changed("isOk := and(success, mload(_pPairing))", "isOk := success")),
    }),
    fails: [],
    undecided: ["bytecode/compiled"],
  },
  {
    name: "code without its source",
    given: () => ({ vkey: JSON.stringify(key), bytecode: codeOf(contract) }),
    fails: [],
    undecided: ["bytecode/compiled"],
  },
];
