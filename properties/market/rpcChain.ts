/** A development node (Hardhat's EDR, anvil, …) as a Chain. The node mines each transaction at once, and gas is free. */
import type { Chain, Hex, Log, Receipt, Transaction } from "./chain.js";

/** One JSON-RPC request: resolves with its result, rejects with its error. */
export type Request = (method: string, params: readonly unknown[]) => Promise<unknown>;

const GAS = "0x1000000";

interface RpcReceipt {
  readonly status: Hex;
  readonly contractAddress: Hex | null;
  readonly logs: readonly Log[];
}

/** A chain over a node whose sending accounts are unlocked, and that answers for reverted transactions with a receipt. */
export function rpcChain(request: Request): Chain {
  return {
    async send(transaction: Transaction, time: number): Promise<Receipt> {
      await request("evm_setNextBlockTimestamp", [time]);
      const { value = 0n, ...rest } = transaction;
      const hash = await request("eth_sendTransaction", [
        { ...rest, value: `0x${value.toString(16)}`, gas: GAS, gasPrice: "0x0" },
      ]);
      const receipt = (await request("eth_getTransactionReceipt", [hash])) as RpcReceipt;
      return { ok: receipt.status === "0x1", contract: receipt.contractAddress, logs: receipt.logs };
    },
    async call(to, data) {
      return (await request("eth_call", [{ to, data }, "latest"])) as Hex;
    },
    async snapshot() {
      return (await request("evm_snapshot", [])) as string;
    },
    async revert(snapshot) {
      if ((await request("evm_revert", [snapshot])) !== true) throw new Error(`no snapshot ${snapshot}`);
    },
  };
}
