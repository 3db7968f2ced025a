/** What the model needs of a blockchain. One implementation speaks JSON-RPC (rpcChain.ts); any other may stand in. */

export type Hex = `0x${string}`;

export interface Transaction {
  readonly from: Hex;
  /** Absent: a contract is made of the data. */
  readonly to?: Hex;
  readonly data: Hex;
  /** In wei. */
  readonly value?: bigint;
}

export interface Log {
  /** Lower-case. */
  readonly address: Hex;
  readonly topics: readonly Hex[];
}

/** A transaction that was mined; `ok` is false where it reverted. */
export interface Receipt {
  readonly ok: boolean;
  readonly contract: Hex | null;
  readonly logs: readonly Log[];
}

export interface Chain {
  /** Mines the transaction alone in a block of that time, in Unix seconds. Gas costs its sender nothing. */
  send(transaction: Transaction, time: number): Promise<Receipt>;
  /** What a call returns, without changing anything. */
  call(to: Hex, data: Hex): Promise<Hex>;
  /** Remembers the present state. */
  snapshot(): Promise<string>;
  /** Goes back to a state; its snapshot is used up. */
  revert(snapshot: string): Promise<void>;
}
