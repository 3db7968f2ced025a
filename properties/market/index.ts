/**
 * A proof market's contract against the model of what it should do, on a chain that runs in this process or beside it.
 *
 * For a contract of your own:
 * 1. a Chain. `rpcChain(request)` makes one of any development node that speaks JSON-RPC, mines at once and takes
 *    transactions without gas price (Hardhat's EDR in the same process, anvil, …);
 * 2. a World, which says what its parties are and which transaction is which action. `deployWorld` makes one for
 *    contracts/Market.sol and for contracts that differ in the names of functions (`names`); for others, write the members
 *    of World: each builds one transaction or names one reading. contracts/Actor.sol is a requester that judges proofs,
 *    refuses ether and calls back; contracts/Reader.sol answers many readings in one call;
 * 3. `assayMarket(chain, worlds, { runs, start })`. Its outcome has the seed, and of a run that parts from the model the
 *    shortest trace, the invariants that fall, and the commands, with which `replayMarket` plays it again.
 */
export { assayMarket, replayMarket, type AssayOptions, type Kill, type Outcome } from "./assay.js";
export type { MarketConfig, Offer, Party, Reading, World } from "./adapter.js";
export type { Chain, Hex, Log, Receipt, Transaction } from "./chain.js";
export { rpcChain, type Request } from "./rpcChain.js";
export { allRules, invariants, type Invariant, type MarketRules } from "./rules.js";
export {
  assaySplitting,
  type SplittingKill,
  type SplittingOptions,
  type SplittingOutcome,
  type Tally,
} from "./splitting.js";
export { deployWorld, type Bytecode } from "./world/deploy.js";
export type { ContractNames, Wallet, WorldOptions } from "./world/options.js";
