/** What tasks may call a verification key by: its file's hashes, and the name that the configuration gives it. */
import { keccak_256 } from "@noble/hashes/sha3.js";
import { digestsOf } from "../../../transcripts/digest.js";
import type { VerificationKey } from "../../../transcripts/verificationKey.js";
import { hex } from "../../shared/places.js";

/** @param configured the `vkHash` of the configuration given beside the log */
export async function keyNames(
  { source }: VerificationKey,
  configured: string | undefined,
): Promise<ReadonlySet<string>> {
  const { sha256 } = await digestsOf(source);
  const keccak256 = hex(keccak_256(await source.read(0, source.size)));
  return new Set([`0x${sha256}`, `0x${keccak256}`, ...(configured === undefined ? [] : [configured])]);
}
