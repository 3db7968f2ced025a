/** Hardhat's EVM in the test's own process, as a Chain. */
import {
  ContractDecoder,
  EdrContext,
  L1_CHAIN_TYPE,
  MineOrdering,
  l1GenesisState,
  l1HardforkFromString,
  l1ProviderFactory,
} from "@nomicfoundation/edr";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { publicKeyToAddress } from "viem/utils";
import type { Chain } from "../../../properties/market/chain.js";
import { rpcChain, type Request } from "../../../properties/market/rpcChain.js";
import type { Wallet } from "../../../properties/market/world/options.js";

/** Unix time of the first block. */
export const GENESIS = 1_700_000_000;
const HARDFORK = "Cancun";

/** Accounts with ether enough for every deployment. */
export const wallets = [1, 2, 3, 4].map((n): Wallet => {
  const key = new Uint8Array(32).fill(n);
  const publicKey = Buffer.from(secp256k1.getPublicKey(key, false)).toString("hex");
  return { key, address: publicKeyToAddress(`0x${publicKey}`).toLowerCase() as `0x${string}` };
}) as [Wallet, Wallet, Wallet, Wallet];

let context: Promise<EdrContext> | undefined;

/** EDR has one context a process. */
async function edrContext(): Promise<EdrContext> {
  const made = new EdrContext();
  await made.registerProviderFactory(L1_CHAIN_TYPE, l1ProviderFactory());
  return made;
}

/** A chain of its own, with nothing on it. */
export async function openEdr(): Promise<Chain> {
  context ??= edrContext();
  const hardfork = l1HardforkFromString(HARDFORK);
  const provider = await (
    await context
  ).createProvider(
    L1_CHAIN_TYPE,
    {
      allowBlocksWithSameTimestamp: true,
      allowUnlimitedContractSize: true,
      bailOnCallFailure: true,
      bailOnTransactionFailure: false,
      chainId: 31337n,
      coinbase: new Uint8Array(20).fill(0xcc),
      defaultTransactionGasLimit: 30_000_000n,
      genesisState: [
        ...l1GenesisState(hardfork),
        ...wallets.map(({ address }) => ({
          address: Buffer.from(address.slice(2), "hex"),
          balance: 10n ** 18n,
        })),
      ],
      hardfork: HARDFORK,
      initialBaseFeePerGas: 0n,
      initialParentBeaconBlockRoot: new Uint8Array(32),
      minGasPrice: 0n,
      mining: { autoMine: true, memPool: { order: MineOrdering.Fifo } },
      network: { genesisBlockGasLimit: 30_000_000n, genesisBlockTime: BigInt(GENESIS) },
      networkId: 31337n,
      observability: {},
      ownedAccounts: wallets.map(({ key }) => `0x${Buffer.from(key).toString("hex")}`),
      precompileOverrides: [],
    },
    { enable: false, decodeConsoleLogInputsCallback: () => [], printLineCallback: () => {} },
    { subscriptionCallback: () => {} },
    new ContractDecoder(),
  );
  let id = 0;
  const request: Request = async (method, params) => {
    id += 1;
    const response = await provider.handleRequest(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    const { data } = response;
    const answer = (typeof data === "string" ? JSON.parse(data) : data) as {
      result?: unknown;
      error?: { message: string };
    };
    if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result;
  };
  return rpcChain(request);
}
