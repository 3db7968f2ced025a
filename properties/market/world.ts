/**
 * Deploys contracts/Market.sol, or a contract with the same functions, with its token, parties and their deposits.
 * It is the example to follow for a contract of another kind: only this file knows names of functions and the form
 * of a quote.
 */
import { secp256k1 } from "@noble/curves/secp256k1.js";
import {
  decodeFunctionResult,
  encodeAbiParameters,
  encodeFunctionData,
  hashTypedData,
  toFunctionSelector,
} from "viem";
import {
  actorAbi,
  constructorParameters,
  marketAbi,
  readerAbi,
  tokenAbi,
  type MarketFunction,
} from "./abi.js";
import type { Asset, Flaw, MarketConfig, Offer, Party, PartyRole, Reading, World } from "./adapter.js";
import type { Chain, Hex, Transaction } from "./chain.js";
import type { MarketRules } from "./rules.js";

/** An account of the node that can send transactions, with the key that it signs quotes with. */
export interface Wallet {
  readonly address: Hex;
  readonly key: Uint8Array;
}

/** Creation bytecode of contracts/*.sol. */
export interface Bytecode {
  readonly market: Hex;
  readonly token: Hex;
  readonly actor: Hex;
  readonly reader: Hex;
}

export interface WorldOptions {
  readonly name: string;
  readonly rules: MarketRules;
  readonly config: MarketConfig;
  /** Owner of the market, two provers and an outsider; the contracts lead requesters and treasury. */
  readonly wallets: readonly [owner: Wallet, prover1: Wallet, prover2: Wallet, outsider: Wallet];
  /** Unix time of the deployment. */
  readonly time: number;
  /** Functions of the contract that have other names than those of Market.sol, and the same parameters. */
  readonly names?: ContractNames;
  /** What provers sign, where it is not bound to the market's address. Default: it is (EIP-712). */
  readonly quotesOfAnyMarket?: true;
}

/** What every party owns of either asset: half of it deposited, half at hand. */
const ENDOWMENT = 2000n;
const NOBODY = "0x0000000000000000000000000000000000000000";

/** Names by the function of Market.sol: { submit: "proveTask" }. */
export type ContractNames = Readonly<Partial<Record<MarketFunction, string>>>;

interface Member extends Party {
  /** The key of a prover or outsider; null for parties with code. */
  readonly wallet: Wallet | null;
}

/** @throws Error where the deployment or a deposit reverts */
export async function deployWorld(chain: Chain, code: Bytecode, options: WorldOptions): Promise<World> {
  const { wallets, rules, config, time, name } = options;
  const [owner, ...eoas] = wallets;
  const send = async (transaction: Transaction): Promise<Hex> => {
    const { ok, contract } = await chain.send(transaction, time);
    if (!ok) throw new Error(`${name} cannot be set up: a transaction to ${transaction.to} reverts`);
    return contract ?? "0x";
  };
  const deploy = (data: Hex): Promise<Hex> => send({ from: owner.address, data });
  const member = async (role: PartyRole, label: string, wallet: Wallet | null): Promise<Member> => ({
    name: label,
    role,
    wallet,
    address: (wallet?.address ?? (await deploy(code.actor))).toLowerCase() as Hex,
  });
  const members = [
    await member("requester", "requester 1", null),
    await member("requester", "requester 2", null),
    await member("prover", "prover 1", eoas[0]),
    await member("prover", "prover 2", eoas[1]),
    await member("outsider", "outsider", eoas[2]),
    await member("treasury", "treasury", null),
  ];
  const treasury = members.at(-1)?.address ?? owner.address;
  const token = await deploy(code.token);
  const reader = await deploy(code.reader);
  const setUp = encodeAbiParameters(constructorParameters, [
    token,
    treasury,
    {
      submitAtDeadline: rules.boundary === "submitInclusive",
      prepaid: rules.rewardMode === "prepaid",
      anyoneSubmits: rules.submitter === "anyone",
    },
    configTuple(config),
  ]);
  const market = await deploy(`${code.market}${setUp.slice(2)}`);
  const world = new MarketWorld(options, members, { market, token, reader });
  for (const party of members) {
    const mint = encodeFunctionData({
      abi: tokenAbi,
      functionName: "mint",
      args: [party.address, ENDOWMENT],
    });
    await send({ from: owner.address, to: token, data: mint });
    await send(world.deposit(party, ENDOWMENT / 2n));
  }
  return world;
}

class MarketWorld implements World {
  readonly name: string;
  readonly rules: MarketRules;
  readonly config: MarketConfig;
  readonly market: Hex;
  readonly token: Hex;
  /** Those of Market.sol → those of the contract, where they differ. */
  private readonly selectors: ReadonlyMap<string, string>;

  constructor(
    private readonly options: WorldOptions,
    readonly parties: readonly Member[],
    private readonly at: { readonly market: Hex; readonly token: Hex; readonly reader: Hex },
  ) {
    this.name = options.name;
    this.rules = options.rules;
    this.config = options.config;
    this.market = at.market;
    this.selectors = selectorsOf(options.names ?? {});
    this.token = at.token;
  }

  publish(offer: Offer, flaw: Flaw | null): Transaction {
    const sender = flaw === "no code" ? this.outsider : offer.requester;
    const named = flaw === "of another requester" ? this.otherRequester(offer) : sender;
    const quote = { ...quoteOf(offer), requester: named.address };
    const signer = flaw === "signed by another" ? this.outsider : offer.prover;
    const domain = flaw === "of another market" ? this.token : this.market;
    const signature = this.sign(signer, quote, domain);
    return this.from(
      sender,
      this.market,
      encodeFunctionData({ abi: marketAbi, functionName: "publish", args: [quote, signature] }),
    );
  }

  submit(offer: Offer, by: Party, proof: "valid" | "junk"): Transaction {
    const bytes = proof === "valid" ? statementOf(offer) : "0xdeadbeef";
    return this.from(
      by,
      this.market,
      encodeFunctionData({ abi: marketAbi, functionName: "submit", args: [this.idOf(offer), bytes] }),
    );
  }

  claim(offer: Offer, by: Party): Transaction {
    const data = encodeFunctionData({ abi: marketAbi, functionName: "claim", args: [this.idOf(offer)] });
    return this.from(by, this.market, data);
  }

  withdraw(party: Party): Transaction {
    return this.from(party, this.market, encodeFunctionData({ abi: marketAbi, functionName: "withdraw" }));
  }

  /** Half of what a party owns, before the first run. Parties with code are given the ether by the owner. */
  deposit(party: Party, amount: bigint): Transaction {
    const data = encodeFunctionData({ abi: marketAbi, functionName: "deposit", args: [amount] });
    return this.from(party, this.market, data, amount);
  }

  configure(config: MarketConfig): Transaction {
    const args = [configTuple(config)] as const;
    const data = encodeFunctionData({ abi: marketAbi, functionName: "configure", args });
    return { from: this.options.wallets[0].address, to: this.market, data: this.renamed(data) };
  }

  refuse(party: Party, refuses: boolean): Transaction {
    const data = encodeFunctionData({ abi: actorAbi, functionName: "refuse", args: [refuses] });
    return { from: this.options.wallets[0].address, to: party.address, data };
  }

  arm(party: Party, attack: Transaction | null): Transaction {
    const args = [attack?.to ?? NOBODY, attack?.data ?? "0x"] as const;
    const data = encodeFunctionData({ abi: actorAbi, functionName: "arm", args });
    return { from: this.options.wallets[0].address, to: party.address, data };
  }

  wallet({ address }: Party, asset: Asset): Reading {
    return this.balance(address, asset);
  }

  credit({ address }: Party, asset: Asset): Reading {
    const functionName = asset === "ether" ? "etherOf" : "tokensOf";
    const data = encodeFunctionData({ abi: marketAbi, functionName, args: [address] });
    return { target: this.market, data: this.renamed(data) };
  }

  held(asset: Asset): Reading {
    return this.balance(this.market, asset);
  }

  reader(readings: readonly Reading[]) {
    const args = [readings.map(({ target, data }) => ({ target, data: data ?? "0x" }) as const)] as const;
    const call = encodeFunctionData({ abi: readerAbi, functionName: "read", args });
    return async (chain: Chain): Promise<readonly bigint[]> => {
      const data = await chain.call(this.at.reader, call);
      return decodeFunctionResult({ abi: readerAbi, functionName: "read", data });
    };
  }

  private balance(address: Hex, asset: Asset): Reading {
    if (asset === "ether") return { target: address, data: null };
    const data = encodeFunctionData({ abi: tokenAbi, functionName: "balanceOf", args: [address] });
    return { target: this.token, data };
  }

  private idOf(offer: Offer): Hex {
    return this.digestOf(quoteOf(offer), this.market);
  }

  private digestOf(quote: Quote, market: Hex): Hex {
    return digestOf(quote, this.options.quotesOfAnyMarket === true ? NOBODY : market);
  }

  private sign(party: Party, quote: Quote, domain: Hex): Hex {
    const key = this.parties.find(({ name }) => name === party.name)?.wallet?.key;
    if (key === undefined) throw new Error(`${party.name} signs no quotes`);
    const digest = Buffer.from(this.digestOf(quote, domain).slice(2), "hex");
    // recovery ‖ r ‖ s, and the contract reads r ‖ s ‖ v with v = 27 + recovery.
    const signed = Buffer.from(secp256k1.sign(digest, key, { prehash: false, format: "recovered" }));
    return `0x${signed.toString("hex", 1)}${(27 + signed.readUInt8(0)).toString(16)}`;
  }

  /** A call with the contract's own selector. */
  private renamed(data: Hex): Hex {
    return `0x${this.selectors.get(data.slice(2, 10)) ?? data.slice(2, 10)}${data.slice(10)}`;
  }

  private get outsider(): Member {
    const found = this.parties.find(({ role }) => role === "outsider");
    if (found === undefined) throw new Error("the world has no outsider");
    return found;
  }

  private otherRequester({ requester }: Offer): Party {
    return (
      this.parties.find(({ role, name }) => role === "requester" && name !== requester.name) ?? requester
    );
  }

  /** A call by a party: its own, or led by the owner where the party is a contract. */
  private from(party: Party, to: Hex, data: Hex, value = 0n): Transaction {
    const call = to === this.market ? this.renamed(data) : data;
    if (party.role !== "requester" && party.role !== "treasury")
      return { from: party.address, to, data: call, value };
    const led = encodeFunctionData({ abi: actorAbi, functionName: "run", args: [to, value, call] });
    return { from: this.options.wallets[0].address, to: party.address, data: led, value };
  }
}

function selectorsOf(names: ContractNames): ReadonlyMap<string, string> {
  const functions = marketAbi.filter((item) => item.type === "function");
  return new Map(
    functions.flatMap((item) => {
      const name = names[item.name];
      if (name === undefined) return [];
      return [[toFunctionSelector(item).slice(2), toFunctionSelector({ ...item, name }).slice(2)]];
    }),
  );
}

interface Quote {
  readonly requester: Hex;
  readonly prover: Hex;
  readonly statement: Hex;
  readonly reward: bigint;
  readonly liability: bigint;
  readonly expiry: bigint;
  readonly nonce: bigint;
}

function quoteOf(offer: Offer): Quote {
  return {
    requester: offer.requester.address,
    prover: offer.prover.address,
    statement: statementOf(offer),
    reward: offer.reward,
    liability: offer.liability,
    expiry: BigInt(offer.expiry),
    nonce: BigInt(offer.nonce),
  };
}

/** The third of tasks share a statement: it does not tell them apart. */
function statementOf({ nonce }: Offer): Hex {
  return `0x${(1 + (nonce % 3)).toString(16).padStart(64, "0")}`;
}

/** EIP-712; 31337 is the chain id of development nodes. */
function digestOf(quote: Quote, verifyingContract: Hex): Hex {
  return hashTypedData({
    domain: { name: "Market", chainId: 31337n, verifyingContract },
    types: {
      EIP712Domain: [
        { name: "name", type: "string" },
        { name: "chainId", type: "uint256" },
        { name: "verifyingContract", type: "address" },
      ],
      Quote: [
        { name: "requester", type: "address" },
        { name: "prover", type: "address" },
        { name: "statement", type: "bytes32" },
        { name: "reward", type: "uint256" },
        { name: "liability", type: "uint256" },
        { name: "expiry", type: "uint256" },
        { name: "nonce", type: "uint256" },
      ],
    },
    primaryType: "Quote",
    message: quote,
  });
}

function configTuple({ window, bond, fee }: MarketConfig) {
  return { window: BigInt(window), bond, fee };
}
