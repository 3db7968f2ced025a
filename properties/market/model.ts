/** The market as it should be: a pure state machine, derived from the rules alone. */
import { assets, type Amounts, type Asset, type MarketConfig, type Offer, type Party } from "./adapter.js";
import type { MarketRules } from "./rules.js";

export interface ModelTask {
  readonly offer: Offer;
  readonly status: "open" | "done" | "claimed";
  /** Unix time; who may act at this very second is a rule. */
  readonly deadline: number;
  readonly bond: bigint;
  readonly fee: bigint;
  /** Whether the configuration has been another since it was opened. */
  readonly outlived: boolean;
}

export interface Account {
  readonly wallet: Amounts;
  readonly credit: Amounts;
}

export interface State {
  /** Unix time of the next transaction. */
  readonly now: number;
  readonly config: MarketConfig;
  readonly tasks: readonly ModelTask[];
  /** By the party's name. */
  readonly accounts: Readonly<Record<string, Account>>;
  /** Names of parties that refuse ether. */
  readonly refusing: ReadonlySet<string>;
}

const NOTHING: Amounts = { ether: 0n, tokens: 0n };

export function accountOf(state: State, party: Party): Account {
  return state.accounts[party.name] ?? { wallet: NOTHING, credit: NOTHING };
}

/** The state with a credit changed. */
export function credited(state: State, party: Party, asset: Asset, amount: bigint): State {
  const { wallet, credit } = accountOf(state, party);
  return withAccount(state, party, { wallet, credit: { ...credit, [asset]: credit[asset] + amount } });
}

/** The state with a payment made: as a credit, or into the wallet. */
export function paid(
  state: State,
  party: Party,
  asset: Asset,
  amount: bigint,
  { payments }: MarketRules,
): State {
  if (payments === "credit") return credited(state, party, asset, amount);
  const { wallet, credit } = accountOf(state, party);
  return withAccount(state, party, { wallet: { ...wallet, [asset]: wallet[asset] + amount }, credit });
}

/** The state with all credit of the party paid out. */
export function paidOut(state: State, party: Party): State {
  const { wallet, credit } = accountOf(state, party);
  const all = Object.fromEntries(assets.map((asset) => [asset, wallet[asset] + credit[asset]]));
  return withAccount(state, party, { wallet: { ...NOTHING, ...all }, credit: NOTHING });
}

function withAccount(state: State, party: Party, account: Account): State {
  return { ...state, accounts: { ...state.accounts, [party.name]: account } };
}

/** The state with one task changed. */
export function withTask(state: State, index: number, change: Partial<ModelTask>): State {
  return { ...state, tasks: state.tasks.map((task, i) => (i === index ? { ...task, ...change } : task)) };
}

/** What the market keeps for an open task. */
export function locked({ offer, bond, status }: ModelTask, rules: MarketRules): Amounts {
  if (status !== "open") return NOTHING;
  const reward = rules.rewardMode === "onDone" ? offer.reward : 0n;
  return { ether: bond + reward, tokens: offer.liability };
}

/** What the market owes: all credits, and what is locked. */
export function owed(state: State, rules: MarketRules, asset: Asset): bigint {
  const credits = Object.values(state.accounts).map(({ credit }) => credit[asset]);
  const locks = state.tasks.map((task) => locked(task, rules)[asset]);
  return [...credits, ...locks].reduce((sum, amount) => sum + amount, 0n);
}

/** Whether a proof of the task may be handed in at that time; where not, the requester may claim. */
export function inTime({ deadline }: ModelTask, now: number, rules: MarketRules): boolean {
  return rules.boundary === "submitInclusive" ? now <= deadline : now < deadline;
}
