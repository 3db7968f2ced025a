/** Plays actions on the chain and on the model, and compares them after each. */
import { assets, type Asset, type Party, type Reading, type World } from "./adapter.js";
import { Breach, brokenByAcceptance, brokenByAmount, brokenByRefusal, unique } from "./breach.js";
import type { Chain, Log, Receipt, Transaction } from "./chain.js";
import { accountOf, owed, type Account, type State } from "./model.js";
import type { Invariant } from "./rules.js";
import { decide, taskAt, type Action } from "./transitions.js";
import { describe } from "./words.js";

/** keccak-256 of "Transfer(address,address,uint256)". */
const TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

/** Something to read, with the model's value for it. */
interface Expected {
  readonly reading: Reading;
  readonly party: Party | null;
  readonly asset: Asset;
  readonly where: "wallet" | "credit" | "held";
}

/** One world during one run. */
export class Player {
  readonly trace: string[] = [];
  private readonly expected: readonly Expected[];
  private readonly read: (chain: Chain) => Promise<readonly bigint[]>;

  private constructor(
    private readonly chain: Chain,
    readonly world: World,
    /** The model's state; commands are resolved against it. */
    public state: State,
  ) {
    this.expected = expectedOf(world);
    this.read = world.reader(this.expected.map(({ reading }) => reading));
  }

  /** Begins with the balances that the chain shows. @param now Unix time of the first action */
  static async begin(chain: Chain, world: World, now: number): Promise<Player> {
    const readings = world.parties.flatMap((party) =>
      assets.flatMap((asset) => [world.wallet(party, asset), world.credit(party, asset)]),
    );
    const values = await world.reader(readings)(chain);
    const accounts: Record<string, Account> = {};
    for (const [i, party] of world.parties.entries()) {
      const [wei = 0n, weiCredit = 0n, tokens = 0n, tokenCredit = 0n] = values.slice(4 * i, 4 * i + 4);
      accounts[party.name] = {
        wallet: { ether: wei, tokens },
        credit: { ether: weiCredit, tokens: tokenCredit },
      };
    }
    return new Player(chain, world, { now, config: world.config, tasks: [], accounts, refusing: new Set() });
  }

  /** Sets the clock of the next action; it never goes back. */
  wait(until: number): void {
    this.state = { ...this.state, now: Math.max(this.state.now, until) };
  }

  /** Does an action on both sides. @throws Breach where they part */
  async act(action: Action, also: readonly Invariant[] = []): Promise<void> {
    const { world, state } = this;
    const words = describe(state, action);
    const decision = decide(state, action, world.rules, world.parties);
    const receipt = await this.chain.send(transactionOf(world, state, action), state.now);
    this.trace.push(`${words}: ${receipt.ok ? "accepted" : "refused"}`);
    if (receipt.ok && !decision.allowed) {
      const broken = brokenByAcceptance(state, action, decision.breaks);
      this.fail(`accepted, although ${decision.because}`, broken);
    }
    if (!receipt.ok && decision.allowed) {
      this.fail("refused, although the model allows it", [...also, ...brokenByRefusal(state, action)]);
    }
    if (decision.allowed) this.state = decision.next;
    this.judgeLogs(receipt);
    await this.judgeBalances(state, action, also);
  }

  /** Does an action while a party with code calls back with that same call. */
  async actReentered(action: Action, attacker: Party): Promise<void> {
    const { arm } = this.world;
    if (arm === undefined) throw new Error(`${this.world.name} has no party that calls back`);
    const attack = transactionOf(this.world, this.state, action);
    await this.prepare(arm.call(this.world, attacker, attack));
    this.trace.push(`${attacker.name} will call back with the same call`);
    await this.act(action, ["REENTRANT"]);
    await this.prepare(arm.call(this.world, attacker, null));
  }

  /** Whether exactly one of submit and claim is possible now, and the one that should be. */
  async probe(task: number): Promise<void> {
    const { prover, requester } = taskAt(this.state, task).offer;
    const actions: readonly Action[] = [
      { kind: "submit", task, by: prover, proof: "valid" },
      { kind: "claim", task, by: requester },
    ];
    for (const action of actions) {
      const snapshot = await this.chain.snapshot();
      const { ok } = await this.chain.send(transactionOf(this.world, this.state, action), this.state.now);
      await this.chain.revert(snapshot);
      const { allowed } = decide(this.state, action, this.world.rules, this.world.parties);
      if (ok === allowed) continue;
      this.trace.push(`${describe(this.state, action)}: ${ok ? "possible" : "not possible"}`);
      this.fail(`${action.kind} is ${ok ? "possible" : "not possible"} at this moment`, ["NO_GAP"]);
    }
  }

  /** Ends everything that is open and pays everything out: nothing may remain. */
  async drain(): Promise<void> {
    for (const name of this.state.refusing) {
      const party = this.world.parties.find((one) => one.name === name);
      if (party !== undefined) await this.act({ kind: "refuse", party, refuses: false }, ["NO_STUCK"]);
    }
    const open = [...this.state.tasks.entries()].filter(([, { status }]) => status === "open");
    this.wait(Math.max(0, ...open.map(([, { deadline }]) => deadline + 1)));
    for (const [task, { offer }] of open) {
      await this.act({ kind: "claim", task, by: offer.requester }, ["NO_STUCK"]);
    }
    for (const party of this.world.parties) {
      const { ether, tokens } = accountOf(this.state, party).credit;
      if (ether + tokens > 0n) await this.act({ kind: "withdraw", party }, ["NO_STUCK"]);
    }
  }

  private async prepare(transaction: Transaction): Promise<void> {
    const { ok } = await this.chain.send(transaction, this.state.now);
    if (!ok) throw new Error("a party of the test cannot be prepared: its own contract reverts");
  }

  private judgeLogs({ logs }: Receipt): void {
    const forged = logs.find((log) => isTransfer(log) && log.address !== this.world.token.toLowerCase());
    if (forged !== undefined) this.fail(`${forged.address} emits Transfer, and is not the token`, ["EVENTS"]);
  }

  private async judgeBalances(before: State, action: Action, also: readonly Invariant[]): Promise<void> {
    const values = await this.read(this.chain);
    const differences: string[] = [];
    const broken: Invariant[] = [];
    for (const [i, { party, asset, where }] of this.expected.entries()) {
      const value = values[i] ?? 0n;
      const wanted = this.wanted(party, asset, where);
      if (value === wanted) continue;
      const whose = party === null ? "the market holds" : `${party.name}'s ${where} is`;
      differences.push(`${whose} ${value} ${unitOf(asset)} and should be ${wanted}`);
      broken.push(...brokenByAmount(before, action, party, asset));
    }
    if (differences.length > 0) this.fail(differences.join("; "), [...also, ...broken]);
  }

  private wanted(party: Party | null, asset: Asset, where: Expected["where"]): bigint {
    if (party === null || where === "held") return owed(this.state, this.world.rules, asset);
    return accountOf(this.state, party)[where][asset];
  }

  private fail(difference: string, broken: readonly Invariant[]): never {
    throw new Breach(difference, unique(broken), [...this.trace]);
  }
}

function isTransfer({ topics }: Log): boolean {
  return topics[0] === TRANSFER;
}

function unitOf(asset: Asset): string {
  return asset === "ether" ? "wei" : "tokens";
}

function expectedOf(world: World): Expected[] {
  return assets.flatMap((asset) => [
    ...world.parties.flatMap((party): Expected[] => [
      { reading: world.wallet(party, asset), party, asset, where: "wallet" },
      { reading: world.credit(party, asset), party, asset, where: "credit" },
    ]),
    { reading: world.held(asset), party: null, asset, where: "held" },
  ]);
}

function transactionOf(world: World, state: State, action: Action): Transaction {
  switch (action.kind) {
    case "publish":
      return world.publish(action.offer, action.flaw);
    case "submit":
      return world.submit(taskAt(state, action.task).offer, action.by, action.proof);
    case "claim":
      return world.claim(taskAt(state, action.task).offer, action.by);
    case "withdraw":
      return world.withdraw(action.party);
    case "configure":
      if (world.configure === undefined) throw new Error(`${world.name} has no configuration`);
      return world.configure(action.config);
    case "refuse":
      if (world.refuse === undefined) throw new Error(`${world.name} has no party that refuses`);
      return world.refuse(action.party, action.refuses);
  }
}
