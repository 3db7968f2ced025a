/** A quote of contracts/Market.sol, and what a prover signs of it. */
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { hashTypedData } from "viem";
import type { Offer } from "../adapter.js";
import type { Hex } from "../chain.js";

export interface Quote {
  readonly requester: Hex;
  readonly prover: Hex;
  readonly statement: Hex;
  readonly reward: bigint;
  readonly liability: bigint;
  readonly expiry: bigint;
  readonly nonce: bigint;
}

export function quoteOf(offer: Offer): Quote {
  return {
    requester: offer.requester.address,
    prover: offer.prover.address,
    statement: statementOf(offer),
    reward: offer.reward,
    liability: offer.liability,
    expiry: BigInt(offer.expiry),
    nonce: BigInt(offer.nonce),
  };
}

/** The third of tasks share a statement: it does not tell them apart. */
export function statementOf({ nonce }: Offer): Hex {
  return `0x${(1 + (nonce % 3)).toString(16).padStart(64, "0")}`;
}

/** EIP-712; 31337 is the chain id of development nodes. */
export function digestOf(quote: Quote, verifyingContract: Hex): Hex {
  return hashTypedData({
    domain: { name: "Market", chainId: 31337n, verifyingContract },
    types: {
      EIP712Domain: [
        { name: "name", type: "string" },
        { name: "chainId", type: "uint256" },
        { name: "verifyingContract", type: "address" },
      ],
      Quote: [
        { name: "requester", type: "address" },
        { name: "prover", type: "address" },
        { name: "statement", type: "bytes32" },
        { name: "reward", type: "uint256" },
        { name: "liability", type: "uint256" },
        { name: "expiry", type: "uint256" },
        { name: "nonce", type: "uint256" },
      ],
    },
    primaryType: "Quote",
    message: quote,
  });
}

/** r ‖ s ‖ v, v = 27 + recovery, as the contract reads it. */
export function signatureOf(digest: Hex, key: Uint8Array): Hex {
  // recovery ‖ r ‖ s
  const signed = Buffer.from(
    secp256k1.sign(Buffer.from(digest.slice(2), "hex"), key, { prehash: false, format: "recovered" }),
  );
  return `0x${signed.toString("hex", 1)}${(27 + signed.readUInt8(0)).toString(16)}`;
}
