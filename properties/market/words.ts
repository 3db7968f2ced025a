/** Actions as traces say them. */
import type { State } from "./model.js";
import { taskAt, type Action } from "./transitions.js";

export function describe(state: State, action: Action): string {
  switch (action.kind) {
    case "publish": {
      const { offer, flaw } = action;
      const quote = `quote ${offer.nonce} of ${offer.prover.name}, reward ${offer.reward}, liability ${offer.liability}`;
      const expiry = offer.expiry - state.now;
      return `${offer.requester.name} publishes ${quote}, expiry ${signed(expiry)} s${flaw === null ? "" : `, ${flaw}`}`;
    }
    case "submit":
      return `${action.by.name} submits a ${action.proof} proof of task ${action.task} at ${moment(state, action.task)}`;
    case "claim":
      return `${action.by.name} claims task ${action.task} at ${moment(state, action.task)}`;
    case "withdraw":
      return `${action.party.name} withdraws`;
    case "configure": {
      const { window, bond, fee } = action.config;
      return `the owner sets window ${window} s, bond ${bond}, fee ${fee}`;
    }
    case "refuse":
      return `${action.party.name} ${action.refuses ? "refuses ether from now on" : "takes ether again"}`;
  }
}

/** The time beside the task's deadline. */
function moment(state: State, index: number): string {
  const left = state.now - taskAt(state, index).deadline;
  return left === 0 ? "its deadline" : `deadline ${signed(left)} s`;
}

function signed(value: number): string {
  return value < 0 ? `−${-value}` : `+${value}`;
}
