/** The scalars of a market log, each bounded: nothing here is believed, only its form is. */
import { z } from "zod";

/** Integers that a JSON number holds exactly: seconds of Unix time, blocks, positions. */
export const count = z.int().min(0);

const UINT256 = 1n << 256n;

/** A non-negative integer below 2^256 in decimal, without leading zeros: an amount in an asset's smallest unit. */
export const amount = z
  .string()
  .regex(/^(?:0|[1-9][0-9]{0,77})$/, "an amount is a decimal string without sign, fraction or leading zeros")
  .refine((text) => text.length < 78 || BigInt(text) < UINT256, { error: "an amount is below 2^256" })
  .describe("Decimal integer below 2^256, in the asset's smallest unit");

/** A coordinate or public input in decimal; whether it is below the modulus is for the checks to say. */
export const element = z
  .string()
  .regex(/^(?:0|[1-9][0-9]{0,119})$/, "an element is a decimal string without sign or leading zeros")
  .describe("Decimal integer");

/** An address in lower case, or the name under which a market knows somebody: two spellings would be two people. */
export const actor = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._:-]{0,199}$/, "an actor is an address or key in lower case")
  .describe("Address, public key or name, in lower case");

export const address = z
  .string()
  .regex(/^0x[0-9a-f]{40}$/, "an address is 0x and 40 hexadecimal digits in lower case");

/** Bytes as lower-case hex behind 0x. */
export const hex = z
  .string()
  .max(500_000)
  .regex(/^0x(?:[0-9a-f]{2})*$/, "bytes are 0x and hexadecimal digits in lower case, two a byte");

/** Ids, names and labels: short text that is compared exactly. */
export const label = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]+$/u, "no control characters");

/** Text that is only shown. */
export const words = z.string().max(2000);

/** A ratio: "3" or "1/1000". */
export const ratio = z
  .string()
  .regex(/^[0-9]{1,78}(?:\/[1-9][0-9]{0,77})?$/, "a ratio is an integer or a fraction of two")
  .describe("Integer or fraction, such as 1/1000");

/** So much of an asset of the header. */
export const sum = z.strictObject({ asset: label, amount });
