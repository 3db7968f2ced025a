/** Every action and reading of contracts/Market.sol as a transaction or a call. */
import { decodeFunctionResult, encodeFunctionData, toFunctionSelector } from "viem";
import { actorAbi, marketAbi, readerAbi, tokenAbi } from "../abi.js";
import type { Asset, Flaw, MarketConfig, Offer, Party, Reading, World } from "../adapter.js";
import type { Chain, Hex, Transaction } from "../chain.js";
import type { MarketRules } from "../rules.js";
import type { ContractNames, Member, WorldOptions } from "./options.js";
import { digestOf, quoteOf, signatureOf, statementOf, type Quote } from "./quote.js";

const NOBODY = "0x0000000000000000000000000000000000000000";

export class MarketWorld implements World {
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
    return signatureOf(this.digestOf(quote, domain), key);
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

/** The configuration as the contract takes it. */
export function configTuple({ window, bond, fee }: MarketConfig) {
  return { window: BigInt(window), bond, fee };
}
