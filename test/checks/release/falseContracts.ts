/** Sources of contracts, each false in one way. */
import { BN254 } from "../fixtures/craft.js";
import { withPoint } from "./artefacts.js";
import {
  blsKey,
  circomkit,
  contract,
  changed,
  g1,
  g2,
  key,
  NEGATIVE,
  p0tion,
  SECRET,
  strayG2,
  type Tampered,
} from "./parts.js";

export const falseContracts: readonly Tampered[] = [
  { name: "no source", given: () => ({ solidity: "" }), fails: ["solidity/readable"] },
  {
    name: "a constant twice",
    given: () => ({ solidity: changed(/(uint256 constant alphax.*;)/, "$1 $1") }),
    fails: ["solidity/readable"],
  },
  {
    name: "delta's coordinates exchanged",
    given: () => ({
      solidity: withPoint(
        contract,
        "delta",
        key.vk_delta_2.map((pair) => pair.toReversed()),
      ),
    }),
    fails: ["solidity/points"],
  },
  {
    name: "a point outside of the subgroup",
    given: () => ({ solidity: withPoint(contract, "beta", strayG2()) }),
    fails: ["solidity/points"],
  },
  {
    name: "delta = gamma in a contract",
    given: () => ({ solidity: withPoint(contract, "delta", key.vk_gamma_2) }),
    fails: ["solidity/delta-not-gamma"],
  },
  {
    name: "delta = −gamma in a contract",
    given: () => ({ solidity: withPoint(contract, "delta", g2(NEGATIVE)) }),
    fails: ["solidity/delta-not-gamma"],
  },
  {
    name: "beta is the generator in a contract",
    given: () => ({ solidity: withPoint(contract, "beta", g2(1n)) }),
    fails: ["solidity/known-secrets"],
  },
  {
    name: "alpha = −3·[1] in a contract",
    given: () => ({ solidity: withPoint(contract, "alpha", g1(BN254.parameters.r - 3n)) }),
    fails: ["solidity/known-secrets"],
  },
  {
    name: "another gamma in a contract",
    given: () => ({ solidity: withPoint(contract, "gamma", g2(SECRET)) }),
    fails: ["solidity/gamma"],
  },
  {
    name: "gamma = −[1] in a contract",
    given: () => ({ solidity: withPoint(contract, "gamma", g2(NEGATIVE)) }),
    fails: ["solidity/gamma"],
  },
  {
    name: "one input more in the signature",
    given: () => ({
      solidity: changed("uint[2] calldata _pubSignals", "uint[3] calldata _pubSignals"),
    }),
    fails: ["solidity/inputs"],
  },
  {
    name: "an input that is left out",
    given: () => ({ solidity: changed(/g1_mulAccC\(_pVk, IC2x.*/, "") }),
    fails: ["solidity/inputs"],
  },
  {
    name: "one input for two",
    given: () => ({
      solidity: changed(
        "IC2x, IC2y, calldataload(add(pubSignals, 32))",
        "IC2x, IC2y, calldataload(add(pubSignals, 0))",
      ),
    }),
    fails: ["solidity/inputs"],
  },
  {
    name: "an element of IC at infinity in a contract",
    given: () => ({ solidity: withPoint(contract, "IC1", ["0", "0"]) }),
    fails: ["solidity/ic"],
  },
  {
    name: "an element of IC twice in a contract",
    given: () => ({ solidity: withPoint(contract, "IC2", key.IC[1] ?? []) }),
    fails: ["solidity/ic"],
  },
  {
    name: "no range check",
    given: () => ({ solidity: changed(/checkField\(calldataload.*/g, "") }),
    fails: ["solidity/range-check"],
  },
  {
    name: "one range check too few",
    given: () => ({ solidity: changed(/checkField\(calldataload\(add\(_pubSignals, 32.*/, "") }),
    fails: ["solidity/range-check"],
  },
  {
    name: "the range check of snarkjs 0.7.0",
    given: () => ({ solidity: changed("iszero(lt(v, r))", "iszero(lt(v, q))") }),
    fails: ["solidity/range-check"],
  },
  {
    name: "a key of circomkit's tests in a contract",
    given: () => ({ solidity: withPoint(contract, "delta", circomkit) }),
    fails: ["solidity/known-key"],
  },
  {
    name: "a key of p0tion's tests in a contract",
    given: () => ({ solidity: withPoint(contract, "delta", p0tion) }),
    fails: ["solidity/known-key"],
  },
  {
    name: "a contract with another alpha than its key",
    given: () => ({ vkey: JSON.stringify(key), solidity: withPoint(contract, "alpha", g1(SECRET)) }),
    fails: ["solidity/matches"],
  },
  {
    name: "a contract with another delta than its key",
    given: () => ({ vkey: JSON.stringify(key), solidity: withPoint(contract, "delta", g2(SECRET)) }),
    fails: ["solidity/matches"],
  },
  {
    name: "a contract of a key on another curve",
    given: () => ({ vkey: JSON.stringify(blsKey), solidity: contract }),
    fails: ["solidity/matches"],
  },
  {
    name: "every proof passes",
    given: () => ({ solidity: changed("isOk := and(success, mload(_pPairing))", "isOk := 1") }),
    fails: [],
    undecided: ["solidity/template", "solidity/inputs", "solidity/range-check"],
  },
  {
    name: "a checkField that checks nothing",
    given: () => ({ solidity: changed("iszero(lt(v, r))", "lt(v, 0)") }),
    fails: [],
    undecided: ["solidity/template", "solidity/inputs", "solidity/range-check"],
  },
];
