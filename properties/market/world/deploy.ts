/**
 * Deploys contracts/Market.sol, or a contract with the same functions, with its token, parties and their deposits.
 * It is the example to follow for a contract of another kind: only marketWorld.ts knows names of functions, and only
 * quote.ts the form of a quote.
 */
import { encodeAbiParameters, encodeFunctionData } from "viem";
import { constructorParameters, tokenAbi } from "../abi.js";
import type { PartyRole, World } from "../adapter.js";
import type { Chain, Hex, Transaction } from "../chain.js";
import { configTuple, MarketWorld } from "./marketWorld.js";
import type { Member, Wallet, WorldOptions } from "./options.js";

/** Creation bytecode of contracts/*.sol. */
export interface Bytecode {
  readonly market: Hex;
  readonly token: Hex;
  readonly actor: Hex;
  readonly reader: Hex;
}

/** What every party owns of either asset: half of it deposited, half at hand. */
const ENDOWMENT = 2000n;

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
