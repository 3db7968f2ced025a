/** The two forms in which a verification key is judged by itself. */
import type { KeyRole } from "./elements.js";

export interface KeyForm {
  readonly role: KeyRole;
  /** Of the ids of its checks. */
  readonly prefix: string;
  readonly noun: string;
}

export const forms: Readonly<Record<KeyRole, KeyForm>> = {
  verificationKey: {
    role: "verificationKey",
    prefix: "verification-key",
    noun: "the verification key",
  },
  solidity: { role: "solidity", prefix: "solidity", noun: "the verifier contract" },
};
