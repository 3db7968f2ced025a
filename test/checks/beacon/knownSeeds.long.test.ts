import { expect, it } from "vitest";
import { iteratedSha256 } from "../../../algebra/hashing/iteratedSha256.js";
import { knownSeeds } from "../../../checks/beacon/knownSeeds.js";

it.each(knownSeeds.map((one) => [one.what, one] as const))(
  "the seed of %s",
  async (_, { value, exponent, seed }) => {
    const computed = await iteratedSha256(new Uint8Array(Buffer.from(value, "hex")), exponent);
    expect(Buffer.from(computed).toString("hex")).toBe(seed);
  },
);
