/** Where a contract and the model part: in words, with the invariants that fall. */
import type { Asset, Party } from "./adapter.js";
import type { State } from "./model.js";
import type { Invariant } from "./rules.js";
import { taskAt, type Action } from "./transitions.js";

/** The contract did what the model does not, or the reverse. */
export class Breach extends Error {
  override readonly name = "Breach";
  constructor(
    /** What differs. */
    readonly difference: string,
    readonly broken: readonly Invariant[],
    /** All that was done before, oldest first, and the step that broke it. */
    readonly trace: readonly string[],
  ) {
    super(`${difference} (${broken.join(", ")})`);
  }
}

/** What falls where the contract refuses an action that the model allows. */
export function brokenByRefusal(state: State, action: Action): readonly Invariant[] {
  const own = refusalOf(state, action);
  const bystander = !(action.kind === "withdraw" && state.refusing.has(action.party.name));
  return unique([...(state.refusing.size > 0 && bystander ? (["NO_VETO"] as const) : []), ...own]);
}

function refusalOf(state: State, action: Action): readonly Invariant[] {
  switch (action.kind) {
    case "publish":
      return ["QUOTE_ONCE"];
    case "submit":
      return ["RETURN", ...atBoundary(state, action.task), ...frozen(state, action.task)];
    case "claim":
      return ["CLAIM", "NO_STUCK", ...atBoundary(state, action.task), ...frozen(state, action.task)];
    default:
      return ["NO_STUCK"];
  }
}

/** What falls where the contract accepts what the model refuses. */
export function brokenByAcceptance(
  state: State,
  action: Action,
  breaks: readonly Invariant[],
): readonly Invariant[] {
  const timed = breaks.includes("NO_GAP") && (action.kind === "submit" || action.kind === "claim");
  return unique(timed ? [...breaks, ...frozen(state, action.task)] : breaks);
}

/** What falls where an amount differs after an action: `party` is null for what the market holds. */
export function brokenByAmount(
  state: State,
  action: Action,
  party: Party | null,
  asset: Asset,
): readonly Invariant[] {
  if (party === null) return ["CONSERVE"];
  switch (action.kind) {
    case "publish":
      return asset === "tokens" ? ["STAKED"] : ["REWARD_ONCE"];
    case "submit": {
      const { offer } = taskAt(state, action.task);
      if (party.name !== offer.prover.name) return party.role === "treasury" ? ["REWARD_ONCE"] : ["PAYEE"];
      const own: Invariant = asset === "tokens" ? "RETURN" : "REWARD_ONCE";
      return [own, ...frozen(state, action.task)];
    }
    case "claim":
      return ["CLAIM", ...frozen(state, action.task)];
    default:
      return ["CONSERVE"];
  }
}

function atBoundary(state: State, index: number): readonly Invariant[] {
  return Math.abs(taskAt(state, index).deadline - state.now) <= 1 ? ["NO_GAP"] : [];
}

function frozen(state: State, index: number): readonly Invariant[] {
  return taskAt(state, index).outlived ? ["FREEZE"] : [];
}

export function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
