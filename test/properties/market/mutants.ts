/**
 * Faults, each as exact replacements in contracts/Market.sol. The letters are those of behaviours that were seen in a
 * deployed pool of this kind.
 */
import type { Invariant, MarketRules } from "../../../properties/market/rules.js";
import { contractSource } from "./compile.js";

export interface Mutant {
  readonly name: string;
  readonly edits: readonly (readonly [from: string, to: string])[];
  /** One of these must be among what its kill names. */
  readonly breaks: readonly Invariant[];
  /** Where the fault shows under some rules only. */
  readonly rules?: Partial<MarketRules>;
  readonly quotesOfAnyMarket?: true;
}

const IN_TIME = `        require(_inTime(task), "late");`;
const ASSIGNED = `        require(rules.anyoneSubmits || msg.sender == task.prover, "not assigned");`;
const VERDICT = `        require(IRequester(task.requester).onProof(id, task.statement, proof), "refused");`;
const OPEN = `        require(task.status == Status.Open, "not open");`;
const BOND_BACK = "_payEther(task.prover, task.bond);";
const LIABILITY_BACK = "_payTokens(task.prover, task.liability);";
const NOT_EARLY = `require(!_inTime(task), "early");`;

export const mutants: readonly Mutant[] = [
  {
    name: "(b) a task is done again",
    edits: [[`${OPEN}\n${IN_TIME}`, IN_TIME]],
    breaks: ["ONE_TERMINAL"],
  },
  { name: "late proofs are taken", edits: [[IN_TIME, ""]], breaks: ["DEADLINE"] },
  {
    name: "the deadline is off by one",
    edits: [
      ["block.timestamp <= task.deadline", "block.timestamp <= task.deadline + 1"],
      ["block.timestamp < task.deadline", "block.timestamp < task.deadline + 1"],
    ],
    breaks: ["NO_GAP"],
  },
  {
    name: "nobody may act at the deadline",
    edits: [[NOT_EARLY, `require(block.timestamp > task.deadline, "early");`]],
    rules: { boundary: "claimInclusive" },
    breaks: ["NO_GAP"],
  },
  {
    name: "the window is inverted",
    edits: [[IN_TIME, IN_TIME.replace("_inTime", "!_inTime")]],
    breaks: ["NO_GAP", "RETURN"],
  },
  {
    name: "anyone submits",
    edits: [[ASSIGNED, ""]],
    rules: { submitter: "assigned" },
    breaks: ["ASSIGNED"],
  },
  {
    name: "the sender is paid",
    edits: [
      [BOND_BACK, "_payEther(msg.sender, task.bond);"],
      [LIABILITY_BACK, "_payTokens(msg.sender, task.liability);"],
    ],
    rules: { submitter: "anyone" },
    breaks: ["PAYEE"],
  },
  {
    name: "(b) another's bond is drained",
    edits: [
      [`${OPEN}\n${IN_TIME}\n${ASSIGNED}`, IN_TIME],
      [BOND_BACK, "_payEther(msg.sender, task.bond);"],
    ],
    breaks: ["ONE_TERMINAL", "PAYEE", "ASSIGNED"],
  },
  { name: "(a) nothing is verified", edits: [[VERDICT, ""]], breaks: ["VALID"] },
  {
    name: "the verdict is not looked at",
    edits: [[VERDICT, "IRequester(task.requester).onProof(id, task.statement, proof);"]],
    breaks: ["VALID"],
  },
  { name: "the liability is kept", edits: [[LIABILITY_BACK, ""]], breaks: ["RETURN"] },
  { name: "the bond is kept", edits: [[BOND_BACK, ""]], breaks: ["REWARD_ONCE"] },
  {
    name: "claimed twice",
    edits: [["        task.status = Status.Claimed;", ""]],
    breaks: ["ONE_TERMINAL"],
  },
  {
    name: "claimed after it is done",
    edits: [
      [`${OPEN}\n        ${NOT_EARLY}`, `require(task.status != Status.Claimed, "claimed");\n${NOT_EARLY}`],
    ],
    breaks: ["ONE_TERMINAL"],
  },
  { name: "claimed early", edits: [[NOT_EARLY, ""]], breaks: ["CLAIM", "NO_GAP"] },
  { name: "(c) nothing can be claimed", edits: [[NOT_EARLY, `revert("no claims");`]], breaks: ["CLAIM"] },
  {
    name: "(c) the liability is never staked",
    edits: [["        tokensOf[quote.prover] -= quote.liability;", ""]],
    breaks: ["STAKED"],
  },
  {
    name: "anyone claims",
    edits: [
      [`        require(msg.sender == task.requester, "not the requester");`, ""],
      ["_payTokens(task.requester, task.liability);", "_payTokens(msg.sender, task.liability);"],
    ],
    breaks: ["PAYEE"],
  },
  {
    name: "(d) after the window anyone has the bond for nothing",
    edits: [
      [
        IN_TIME,
        "if (!_inTime(task)) { task.status = Status.Done; _payEther(msg.sender, task.bond); return; }",
      ],
    ],
    breaks: ["DEADLINE"],
  },
  {
    name: "the window of the configuration in force",
    edits: [
      ["block.timestamp + config.window", "block.timestamp"],
      [
        "block.timestamp <= task.deadline : block.timestamp < task.deadline",
        "block.timestamp <= task.deadline + config.window : block.timestamp < task.deadline + config.window",
      ],
    ],
    breaks: ["FREEZE"],
  },
  {
    name: "(f) the bond of the configuration in force",
    edits: [[BOND_BACK, "_payEther(task.prover, config.bond);"]],
    breaks: ["FREEZE"],
  },
  {
    name: "(e) a quote holds in every market",
    edits: [["block.chainid, address(this)", "block.chainid, address(0)"]],
    quotesOfAnyMarket: true,
    breaks: ["QUOTE_ONCE"],
  },
  {
    name: "a quote is used again",
    edits: [[`        require(tasks[id].status == Status.None, "quote used");`, ""]],
    breaks: ["QUOTE_ONCE"],
  },
  {
    name: "a quote for another requester",
    edits: [[`        require(msg.sender == quote.requester, "not the requester");`, ""]],
    breaks: ["QUOTE_ONCE"],
  },
  {
    name: "(g) the expiry is counted in blocks",
    edits: [["block.timestamp <= quote.expiry", "block.number <= quote.expiry"]],
    breaks: ["QUOTE_ONCE"],
  },
  {
    name: "an address without code agrees to everything",
    edits: [
      [`        require(quote.requester.code.length > 0, "no code");`, ""],
      [
        VERDICT,
        `(bool done, bytes memory answer) = task.requester.call(abi.encodeCall(IRequester.onProof, (id, task.statement, proof)));
        require(done && (answer.length == 0 || abi.decode(answer, (bool))), "refused");`,
      ],
    ],
    breaks: ["REENTRANT"],
  },
  {
    name: "submit can be re-entered",
    edits: [
      [
        "function submit(bytes32 id, bytes calldata proof) external once",
        "function submit(bytes32 id, bytes calldata proof) external",
      ],
      ["        task.status = Status.Done;\n", ""],
      ["        emit Done(", "        task.status = Status.Done;\n        emit Done("],
    ],
    rules: { submitter: "anyone" },
    breaks: ["REENTRANT"],
  },
  {
    name: "withdraw can be re-entered",
    edits: [
      ["function withdraw() external once", "function withdraw() external"],
      [
        "        etherOf[msg.sender] = 0;\n        tokensOf[msg.sender] = 0;\n        _sendEther(msg.sender, amount);",
        "        _sendEther(msg.sender, amount);\n        etherOf[msg.sender] = 0;\n        tokensOf[msg.sender] = 0;",
      ],
    ],
    breaks: ["REENTRANT"],
  },
  {
    name: "a payee that refuses holds up others",
    edits: [
      ["        etherOf[to] += amount;", "        _sendEther(to, amount);"],
      ["        tokensOf[to] += amount;", `        require(token.transfer(to, amount), "no tokens");`],
    ],
    rules: { payments: "direct" },
    breaks: ["NO_VETO"],
  },
  {
    name: "what is refused is forfeited",
    edits: [[`        require(sent, "not received");`, "sent;"]],
    breaks: ["CONSERVE"],
  },
  {
    name: "paid in advance and on completion",
    edits: [["        if (!rules.prepaid) _payReward(task);", "        _payReward(task);"]],
    rules: { rewardMode: "prepaid" },
    breaks: ["REWARD_ONCE"],
  },
  {
    name: "the fee is paid out of others' funds",
    edits: [["task.reward - task.fee", "task.reward"]],
    breaks: ["REWARD_ONCE"],
  },
  {
    name: "the reward of an expired task is stuck",
    edits: [["        if (!rules.prepaid) _payEther(task.requester, task.reward);", ""]],
    rules: { rewardMode: "onDone" },
    breaks: ["CLAIM"],
  },
  {
    name: "claims expire and escrow is stuck",
    edits: [[NOT_EARLY, `${NOT_EARLY}\nrequire(block.timestamp <= task.deadline + 1, "forfeited");`]],
    breaks: ["NO_STUCK"],
  },
  {
    name: "(h) the market's own logs look like transfers",
    edits: [
      [
        "    event Claimed(",
        "    event Transfer(address indexed from, address indexed to, uint256 value);\n    event Claimed(",
      ],
      [
        "        emit Published(",
        "        emit Transfer(quote.prover, address(this), quote.liability);\n        emit Published(",
      ],
    ],
    breaks: ["EVENTS"],
  },
];

/** The market with a fault. */
export function mutate({ name, edits }: Pick<Mutant, "name" | "edits">): string {
  return edited(name, contractSource("Market"), edits);
}

/**
 * A text with replacements.
 * @throws Error where an edit does not match exactly once: the mutant would be another one, or none
 */
export function edited(name: string, source: string, edits: Mutant["edits"]): string {
  return edits.reduce((text, [from, to]) => {
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`${name}: ${parts.length - 1} matches of ${from}`);
    return parts.join(to);
  }, source);
}
