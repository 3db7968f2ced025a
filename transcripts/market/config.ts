/** What logs cannot hold: a market's configuration, written by whoever reads it from the contract. */
import { z } from "zod";
import { readJson } from "../json.js";
import type { ByteSource } from "../source.js";
import { assetsSchema, paramsSchema, profileNames, rulesSchema } from "./header.js";
import { actor, count, hex, sum } from "./values.js";

const CONFIG_SCHEMA = "zkassay-market-config/1";

export const configSchema = z.strictObject({
  $schema: z.exactOptional(z.string()),
  schema: z.literal(CONFIG_SCHEMA),
  profile: z.exactOptional(z.enum(profileNames).describe("Which market it is, whatever its log says")),
  chainId: z.exactOptional(count),
  contract: z.exactOptional(actor.describe("Address of the market, in lower case")),
  assets: z.exactOptional(assetsSchema),
  params: z.exactOptional(paramsSchema),
  rules: z.exactOptional(rulesSchema),
  /** ProofPool's bond: set without an event. */
  bond: z.exactOptional(sum),
  vkHash: z.exactOptional(hex.describe("What tasks call the verification key that is given beside the log")),
  reward: z.exactOptional(sum.describe("For markets whose logs do not say what a task is paid")),
});
export type ConfigFile = z.output<typeof configSchema>;

/** A configuration with the file that it is from. */
export interface MarketConfig extends ConfigFile {
  readonly file: string;
}

export const MAX_CONFIG_BYTES = 1024 * 1024;

/** @throws MalformedError naming the member that is not as it should be */
export async function readMarketConfig(source: ByteSource): Promise<MarketConfig> {
  return {
    ...(await readJson(source, configSchema, "a market's configuration", MAX_CONFIG_BYTES)),
    file: source.path,
  };
}
