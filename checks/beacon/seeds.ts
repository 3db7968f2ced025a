/** The seed of a beacon, within what the run allows. */
import { iterateWithin } from "../../algebra/hashing/iterationPolicy.js";
import type { CheckContext } from "../check.js";
import { hex } from "../shared/places.js";
import { knownSeeds } from "./knownSeeds.js";

export type Seed =
  | { readonly kind: "seed"; readonly bytes: Uint8Array; readonly origin: "computed" | "table" }
  | { readonly kind: "refused"; readonly reason: string };

/** SHA-256 applied 2^exponent times to a value of 1 to 255 bytes. */
export async function seedOf(
  value: Uint8Array,
  exponent: number,
  { iterations, progress }: Pick<CheckContext, "iterations" | "progress">,
): Promise<Seed> {
  if (value.length === 0) return { kind: "refused", reason: "the beacon's value has no bytes" };
  const known = knownSeeds.find((one) => one.exponent === exponent && one.value === hex(value));
  if (known !== undefined) {
    return { kind: "seed", bytes: new Uint8Array(Buffer.from(known.seed, "hex")), origin: "table" };
  }
  const what = `hashing a beacon 2^${exponent} times`;
  const report = (done: number, total: number): void => progress(done, total, what);
  const iterated = await iterateWithin(iterations, value, exponent, report);
  if (iterated.kind === "refused") return iterated;
  return { kind: "seed", bytes: iterated.digest, origin: "computed" };
}
