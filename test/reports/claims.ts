/** Twenty-five claims of a key verification, as a registry would print them. */
import type { CheckDescription, Fact } from "../../findings/index.js";

/** What differs from check to check in the examples. */
export type Claim = Pick<CheckDescription, "id" | "claim" | "severity" | "cites" | "method"> & {
  readonly facts?: readonly Fact[];
};

const folded =
  "The relation is folded over the whole section with random coefficients ρᵢ of 128 bits:\n\n" +
  "e(Σ ρᵢ·Aᵢ, [δ]₂) = e(Σ ρᵢ·A′ᵢ, [δ′]₂)\n\n" +
  "If the folded equation is false, the section is split in halves until the index that is false is named.";

const compared = "The bytes of both files are read with independent readers and compared, value by value.";

const claim = (
  id: string,
  text: string,
  severity: Claim["severity"],
  cites: readonly string[],
  method = folded,
  facts?: readonly Fact[],
): Claim => ({ id, claim: text, severity, cites, method, ...(facts === undefined ? {} : { facts }) });

const groth16 = ["Groth16 §3.2"];
const mpc = ["BGM17 §6", "snarkjs zkey format"];

export const claims: readonly Claim[] = [
  claim(
    "r1cs/container",
    "the r1cs file is well formed and every section is whole",
    "high",
    ["iden3 r1cs 1.0"],
    compared,
    [
      { label: "Constraints", value: "28,297" },
      { label: "Wires", value: "28,314" },
    ],
  ),
  claim(
    "r1cs/canonical",
    "every coefficient is a canonical element of the scalar field",
    "medium",
    ["iden3 r1cs 1.0"],
    compared,
  ),
  claim(
    "ptau/container",
    "the ptau file is well formed and every section is whole",
    "high",
    ["snarkjs ptau format"],
    compared,
    [{ label: "Power", value: "15" }],
  ),
  claim(
    "ptau/points-on-curve",
    "every point is on its curve, in its subgroup, and not infinity",
    "critical",
    ["BGM17 §4"],
  ),
  claim("ptau/powers-of-tau", "the points are consecutive powers of one τ", "critical", [
    "BGM17 §4",
    "eprint 2017/1050",
  ]),
  claim("ptau/alpha-beta", "the α and β points are multiples of the same powers", "critical", ["BGM17 §4"]),
  claim(
    "zkey/container",
    "the zkey file is well formed and every section is whole",
    "high",
    ["snarkjs zkey format"],
    compared,
  ),
  claim(
    "zkey/points-on-curve",
    "every point is on its curve, in its subgroup, and not infinity",
    "critical",
    groth16,
  ),
  claim(
    "zkey/delta-not-gamma",
    "δ differs from γ and from the generator of G2",
    "critical",
    ["Groth16 §3.2", "snarkjs#620"],
    compared,
  ),
  claim("zkey/delta-same-ratio", "δ is the same scalar in G1 and in G2", "critical", groth16),
  claim("zkey/a-query", "the A query is that of the circuit over this powers of tau", "critical", groth16),
  claim("zkey/b1-query", "the B query in G1 is that of the circuit", "critical", groth16),
  claim("zkey/b2-query", "the B query in G2 is that of the circuit", "critical", groth16),
  claim("zkey/l-query", "the L query is that of the circuit, divided by δ", "critical", groth16),
  claim("zkey/h-query", "the H query is t(τ)·τⁱ, divided by δ", "critical", groth16),
  claim("zkey/ic-query", "the IC query is that of the circuit, divided by γ", "critical", groth16),
  claim(
    "zkey/coefficients",
    "the coefficients stored in the key are those of the r1cs",
    "high",
    ["snarkjs zkey format"],
    compared,
  ),
  claim(
    "zkey/unused-signals",
    "every signal occurs in a constraint",
    "low",
    ["circomspect CS0012"],
    compared,
  ),
  claim(
    "chain/proof-of-knowledge",
    "every contributor knew the scalar that they multiplied by",
    "critical",
    mpc,
    folded,
    [{ label: "Contributions", value: "5 and a beacon" }],
  ),
  claim("chain/update", "every δ is the one before it times the contributor's scalar", "critical", mpc),
  claim("chain/hash", "every contribution hash is that of its transcript", "high", mpc, compared),
  claim("chain/last-delta", "the last δ of the chain is the δ of the key", "critical", mpc, compared),
  claim("beacon/value", "the beacon's value is the published one", "high", ["drand spec §2"], compared),
  claim("beacon/signature", "the round is signed by the drand network", "high", [
    "drand spec §4",
    "RFC 9380",
  ]),
  claim(
    "beacon/after-last",
    "the round came after the last contribution was public",
    "high",
    ["BGM17 §2"],
    compared,
  ),
];
