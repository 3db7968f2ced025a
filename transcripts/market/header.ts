/** The first line of a market log: which market, under which rules, and where the events are from. */
import { z } from "zod";
import { actor, address, count, label, ratio } from "./values.js";

/** The profiles that checks/market/profiles knows; "custom" is judged by what the header itself says. */
export const profileNames = ["zkpool", "roller", "boundless", "brevis", "custom"] as const;
export type ProfileName = (typeof profileNames)[number];

/**
 * What happens at exactly t = W. Seed 002 asks submissions to come before the window's end and claims to come after
 * it: read to the letter, neither is possible at W ("exclusive"). A contract may also allow both ("overlapping").
 */
export const boundaries = ["submitInclusive", "claimInclusive", "exclusive", "overlapping"] as const;
export type Boundary = (typeof boundaries)[number];

export const rewardModes = ["prepaid", "onDone", "lottery"] as const;
export type RewardMode = (typeof rewardModes)[number];

/** Rules that the sources leave open. */
export const rulesSchema = z.strictObject({
  boundary: z.exactOptional(z.enum(boundaries).describe("What is possible at exactly the end of a window")),
  rewardMode: z.exactOptional(z.enum(rewardModes).describe("When the reward is paid, and to whom")),
  verdictBy: z.exactOptional(z.enum(["requester", "contract", "sequencer"])),
});

/** Numbers that a contract or coordinator is configured with; seconds unless said otherwise. */
export const paramsSchema = z.strictObject({
  proofWindow: z.exactOptional(count.describe("From opening: only the assigned prover may submit")),
  liabilityWindow: z.exactOptional(
    count.describe("From opening: after it the requester may claim the liability"),
  ),
  T: z.exactOptional(count.describe("From assignment: time limit of a prover")),
  k: z.exactOptional(count.describe("Provers selected for a task")),
  pendingWindow: z.exactOptional(count.describe("Tasks that may be pending at once")),
  capacity: z.exactOptional(count.describe("Tasks that one prover may be assigned at once")),
  maxInvalid: z.exactOptional(count.describe("Invalid proofs of one prover for one task that are verified")),
  maxAttempts: z.exactOptional(count.describe("Assignments of one task")),
  bidWindow: z.exactOptional(count.describe("From opening: sealed bids")),
  revealWindow: z.exactOptional(count.describe("After the bids: their opening")),
  slashWindow: z.exactOptional(count.describe("After the last deadline: slashing")),
  kappa: z.exactOptional(ratio.describe("Weight per unit of deposit")),
  burnBps: z.exactOptional(count.max(10_000).describe("Part of a slash that is burnt, in 1/10,000")),
});
export type MarketParams = z.output<typeof paramsSchema>;

/** What transfers of an asset are known by. */
const asset = z.strictObject({
  erc20: z.exactOptional(address.describe("The token's contract; absent for the chain's own coin")),
  decimals: count.max(255),
});

/** Assets by the label that events use. */
export const assetsSchema = z.record(label, asset);

export const headerSchema = z.strictObject({
  kind: z.literal("header"),
  v: z.literal(1),
  profile: z.enum(profileNames),
  chainId: z.exactOptional(count),
  contract: actor.describe("Whose holdings are accounted for: the market's contract, or its name"),
  assets: assetsSchema,
  params: paramsSchema.prefault({}),
  rules: rulesSchema.prefault({}),
  source: z.exactOptional(
    z.strictObject({
      fromBlock: z.exactOptional(count),
      toBlock: z.exactOptional(count),
      logsSha256: z.exactOptional(z.string().regex(/^[0-9a-f]{64}$/)),
      receiptsSha256: z.exactOptional(
        z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .describe("Of the reverted transactions that were supplied"),
      ),
      unknown: z.exactOptional(count.describe("Logs of the contract that the decoder did not know")),
      administrative: z.exactOptional(
        count.describe("Logs of ownership, roles and pauses: known, and about no money"),
      ),
      inferred: z.exactOptional(
        count.describe("Movements that no log shows: the decoder took them from the contract's rules"),
      ),
      foreign: z.exactOptional(count.describe("Logs of other contracts")),
    }),
  ),
});
export type MarketHeader = z.output<typeof headerSchema>;
