/** What each action does to the model, or why a market must refuse it. */
import { partyOf, type Flaw, type MarketConfig, type Offer, type Party, type Proof } from "./adapter.js";
import {
  accountOf,
  credited,
  inTime,
  locked,
  paid,
  paidOut,
  withTask,
  type ModelTask,
  type State,
} from "./model.js";
import type { Invariant, MarketRules } from "./rules.js";

export type Action =
  | { readonly kind: "publish"; readonly offer: Offer; readonly flaw: Flaw | null }
  | { readonly kind: "submit"; readonly task: number; readonly by: Party; readonly proof: Proof }
  | { readonly kind: "claim"; readonly task: number; readonly by: Party }
  | { readonly kind: "withdraw"; readonly party: Party }
  | { readonly kind: "configure"; readonly config: MarketConfig }
  | { readonly kind: "refuse"; readonly party: Party; readonly refuses: boolean };

/** An action that must be refused comes with the invariants that fall if it is not. */
export type Decision =
  | { readonly allowed: true; readonly next: State }
  | { readonly allowed: false; readonly because: string; readonly breaks: readonly Invariant[] };

type Of<Kind extends Action["kind"]> = Extract<Action, { kind: Kind }>;

const refused = (because: string, ...breaks: Invariant[]): Decision => ({ allowed: false, because, breaks });
const allowed = (next: State): Decision => ({ allowed: true, next });

/** What must become of an action in a state. */
export function decide(
  state: State,
  action: Action,
  rules: MarketRules,
  parties: readonly Party[],
): Decision {
  switch (action.kind) {
    case "publish":
      return publish(state, action, rules, parties);
    case "submit":
      return submit(state, action, rules, parties);
    case "claim":
      return claim(state, action, rules);
    case "withdraw":
      return withdraw(state, action);
    case "configure":
      return configure(state, action);
    case "refuse":
      return allowed({ ...state, refusing: changed(state.refusing, action.party.name, action.refuses) });
  }
}

function publish(
  state: State,
  { offer, flaw }: Of<"publish">,
  rules: MarketRules,
  parties: readonly Party[],
): Decision {
  const { bond, fee, window } = state.config;
  if (flaw === "no code") return refused("a requester without code can agree to nothing", "REENTRANT");
  if (flaw !== null) return refused(`the quote is ${flaw}`, "QUOTE_ONCE");
  if (state.tasks.some((task) => task.offer.nonce === offer.nonce)) {
    return refused("the quote was used", "QUOTE_ONCE");
  }
  if (state.now > offer.expiry) return refused("the quote has expired", "QUOTE_ONCE");
  const prover = accountOf(state, offer.prover).credit;
  if (prover.tokens < offer.liability || prover.ether < bond) {
    return refused("the prover's credit does not cover the liability and the bond", "STAKED");
  }
  if (accountOf(state, offer.requester).credit.ether < offer.reward || offer.reward < fee) {
    return refused("the requester's credit does not cover the reward, or that not the fee", "CONSERVE");
  }
  const deadline = state.now + window;
  const task: ModelTask = { offer, status: "open", deadline, bond, fee, outlived: false };
  let next: State = { ...state, tasks: [...state.tasks, task] };
  next = credited(next, offer.requester, "ether", -offer.reward);
  next = credited(next, offer.prover, "ether", -bond);
  next = credited(next, offer.prover, "tokens", -offer.liability);
  return allowed(rules.rewardMode === "prepaid" ? rewarded(next, task, rules, parties) : next);
}

function submit(
  state: State,
  { task: index, by, proof }: Of<"submit">,
  rules: MarketRules,
  parties: readonly Party[],
): Decision {
  const task = taskAt(state, index);
  const { prover, liability } = task.offer;
  if (task.status !== "open") return refused(`the task is ${task.status}`, "ONE_TERMINAL");
  if (!inTime(task, state.now, rules)) return refused("the window is over", "DEADLINE", "NO_GAP");
  if (rules.submitter === "assigned" && by.name !== prover.name) {
    return refused("another prover is assigned", "ASSIGNED");
  }
  if (proof === "junk") return refused("the proof is none", "VALID");
  let next = withTask(state, index, { status: "done" });
  next = paid(next, prover, "ether", task.bond, rules);
  next = paid(next, prover, "tokens", liability, rules);
  return allowed(rules.rewardMode === "onDone" ? rewarded(next, task, rules, parties) : next);
}

function claim(state: State, { task: index, by }: Of<"claim">, rules: MarketRules): Decision {
  const task = taskAt(state, index);
  const { requester } = task.offer;
  if (task.status !== "open") return refused(`the task is ${task.status}`, "ONE_TERMINAL", "CLAIM");
  if (inTime(task, state.now, rules)) return refused("the window is not over", "CLAIM", "NO_GAP");
  if (by.name !== requester.name) return refused("the task is another requester's", "CLAIM", "PAYEE");
  if (rules.payments === "direct" && state.refusing.has(by.name)) {
    return refused("the payee refuses ether", "CONSERVE");
  }
  const { ether, tokens } = locked(task, rules);
  let next = withTask(state, index, { status: "claimed" });
  next = paid(next, requester, "ether", ether, rules);
  return allowed(paid(next, requester, "tokens", tokens, rules));
}

function withdraw(state: State, { party }: Of<"withdraw">): Decision {
  if (state.refusing.has(party.name)) return refused("the payee refuses ether", "CONSERVE");
  return allowed(paidOut(state, party));
}

function configure(state: State, { config }: Of<"configure">): Decision {
  const tasks = state.tasks.map((task) => (task.status === "open" ? { ...task, outlived: true } : task));
  return allowed({ ...state, config, tasks });
}

/** The reward, less the fee. */
function rewarded(
  state: State,
  { offer, fee }: ModelTask,
  rules: MarketRules,
  parties: readonly Party[],
): State {
  const next = paid(state, partyOf(parties, "treasury", 0), "ether", fee, rules);
  return paid(next, offer.prover, "ether", offer.reward - fee, rules);
}

export function taskAt(state: State, index: number): ModelTask {
  const task = state.tasks[index];
  if (task === undefined) throw new RangeError(`there is no task ${index}`);
  return task;
}

function changed(names: ReadonlySet<string>, name: string, member: boolean): ReadonlySet<string> {
  const next = new Set(names);
  if (member) next.add(name);
  else next.delete(name);
  return next;
}
