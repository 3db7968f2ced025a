/**
 * EVM logs → a market log. Only known topics are decoded; what is not known, and what other contracts emitted, is counted in
 * the header. What a log does not hold is taken from the configuration, and from receipts of reverted transactions.
 */
import { decodeEventLog, parseAbi, parseAbiItem, toEventSelector, type AbiEvent } from "viem";
import { MalformedError } from "../../malformed.js";
import type { ByteSource } from "../../source.js";
import { digestsOf } from "../../digest.js";
import type { MarketConfig } from "../config.js";
import type { EventDraft } from "../events.js";
import type { MarketHeader } from "../header.js";
import { boundless } from "./boundless.js";
import { brevis } from "./brevis.js";
import type { ContractKind, Leg } from "./contract.js";
import { readLogs, type RawLog } from "./logs.js";
import { proofPool } from "./proofPool.js";
import { readRejected, type Rejected } from "./receipts.js";

const kinds = { zkpool: proofPool, brevis, boundless } as const;
/** Markets whose contracts' logs can be decoded. */
export type DecodedProfile = keyof typeof kinds;

const TRANSFER = toEventSelector(
  parseAbiItem("event Transfer(address indexed from, address indexed to, uint256 value)"),
);

/**
 * What OpenZeppelin's Ownable, AccessControl, Initializable and Pausable emit: who may do what, and no money. An upgrade is not
 * among them: it makes another contract.
 */
const ADMINISTRATIVE: ReadonlySet<string> = new Set(
  parseAbi([
    "event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)",
    "event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner)",
    "event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender)",
    "event RoleRevoked(bytes32 indexed role, address indexed account, address indexed sender)",
    "event RoleAdminChanged(bytes32 indexed role, bytes32 indexed previousAdminRole, bytes32 indexed newAdminRole)",
    "event Initialized(uint8 version)",
    "event Initialized(uint64 version)",
    "event Paused(address account)",
    "event Unpaused(address account)",
  ]).map(toEventSelector),
);

/**
 * The market log as JSON Lines, the header first.
 * @param receipts of transactions to the contract, of which those that were reverted become tx.rejected
 * @throws MalformedError for logs that cannot be read, and a configuration without the contract's address
 */
export async function decodeLogs(
  source: ByteSource,
  profile: DecodedProfile,
  config: MarketConfig,
  receipts: ByteSource | null = null,
): Promise<string> {
  if (config.contract === undefined) {
    throw new MalformedError({
      file: config.file,
      section: "contract",
      offset: 0,
      problem: "the market's address is needed to tell its logs from others",
    });
  }
  const logs = await readLogs(source);
  const { drafts, counts } = decode(logs, kinds[profile], config, config.contract, source.path);
  const header: MarketHeader = {
    kind: "header",
    v: 1,
    profile,
    ...(config.chainId === undefined ? {} : { chainId: config.chainId }),
    contract: config.contract,
    assets: config.assets ?? {},
    params: config.params ?? {},
    rules: config.rules ?? {},
    source: {
      ...(logs[0] === undefined ? {} : { fromBlock: logs[0].blk, toBlock: logs.at(-1)?.blk ?? logs[0].blk }),
      logsSha256: (await digestsOf(source)).sha256,
      ...(receipts === null ? {} : { receiptsSha256: (await digestsOf(receipts)).sha256 }),
      ...counts,
    },
  };
  const rejected = receipts === null ? [] : await readRejected(receipts, config.contract);
  const lines = joined(drafts, rejected, receipts?.path ?? "").map(({ draft, log }, seq) => {
    const { type, ...rest } = draft;
    const { t, blk, tx } = log;
    return JSON.stringify({ seq, t, blk, tx, ...("li" in log ? { li: log.li } : {}), type, ...rest });
  });
  return [JSON.stringify(header), ...lines, ""].join("\n");
}

interface Entry {
  readonly draft: EventDraft;
  readonly log: RawLog | Rejected;
}

/**
 * Reverted transactions among the events: by block and position, at the end of their block where nobody says the position.
 * The task is the one that was opened before and whose id is a word of the call; none where several are.
 * @throws MalformedError for a transaction that is said to be reverted, and has logs
 */
function joined(
  drafts: readonly { readonly draft: EventDraft; readonly log: RawLog }[],
  rejected: readonly Rejected[],
  file: string,
): readonly Entry[] {
  const all: Entry[] = [];
  const succeeded = new Set(drafts.map(({ log }) => log.tx));
  const tasks = new Map<string, string>();
  let next = 0;
  const take = (until: RawLog | null): void => {
    for (let one = rejected[next]; one !== undefined && isBefore(one, until); one = rejected[++next]) {
      if (succeeded.has(one.tx)) {
        const problem = `the transaction ${one.tx} has logs: it was not reverted`;
        throw new MalformedError({ file, section: "receipts", offset: 0, problem });
      }
      const meant = [...one.words].flatMap((word) => tasks.get(word) ?? []);
      const [task] = meant.length === 1 ? meant : [];
      const { actor, action } = one;
      const draft = { type: "tx.rejected", actor, action, ...(task === undefined ? {} : { task }) } as const;
      all.push({ draft, log: one });
    }
  };
  for (const entry of drafts) {
    take(entry.log);
    all.push(entry);
    if (entry.draft.type === "task.open") tasks.set(wordOf(entry.draft.task), entry.draft.task);
  }
  take(null);
  return all;
}

/** Whether a reverted transaction stands before a log; before null, which is the end, every one does. */
function isBefore(one: Rejected, log: RawLog | null): boolean {
  if (log === null || one.blk < log.blk) return true;
  return one.blk === log.blk && one.txi !== null && log.txi !== null && one.txi < log.txi;
}

/** A task's id, a number or hexadecimal, as a word of a call. */
function wordOf(task: string): string {
  return /^(?:0x[0-9a-f]{1,64}|[0-9]{1,78})$/.test(task)
    ? `0x${BigInt(task).toString(16).padStart(64, "0")}`
    : task;
}

interface Counts {
  unknown: number;
  administrative: number;
  foreign: number;
  inferred: number;
}

function decode(
  logs: readonly RawLog[],
  kind: ContractKind,
  config: MarketConfig,
  contract: string,
  file: string,
): { drafts: { draft: EventDraft; log: RawLog }[]; counts: Counts } {
  const labels = new Map(
    Object.entries(config.assets ?? {}).flatMap(([label, { erc20 }]) =>
      erc20 === undefined ? [] : [[erc20, label]],
    ),
  );
  const byTopic = new Map(kind.events.map((event) => [toEventSelector(event), event]));
  const decoder = kind.make({
    contract,
    assetOf: (token) => labels.get(token) ?? token,
    assets: Object.keys(config.assets ?? {}),
  });
  const legs = legsByTransaction(logs, labels);
  const counts: Counts = { unknown: 0, administrative: 0, foreign: 0, inferred: 0 };
  const drafts: { draft: EventDraft; log: RawLog }[] = [];
  for (const log of logs) {
    const asset = labels.get(log.address);
    const leg = asset === undefined ? null : legOf(log, asset);
    if (leg !== null) {
      const { from, to, amount } = leg;
      drafts.push({
        draft: { type: "transfer", src: log.address, asset: leg.asset, from, to, amount: String(amount) },
        log,
      });
    } else if (log.address !== contract) counts.foreign++;
    else {
      const event = byTopic.get(log.topics[0] ?? "0x");
      if (event === undefined) {
        if (ADMINISTRATIVE.has(log.topics[0] ?? "0x")) counts.administrative++;
        else counts.unknown++;
      } else {
        const args = argsOf(event, log, file);
        for (const draft of decoder.take({ name: event.name, args, log, legs: legs.get(log.tx) ?? [] })) {
          drafts.push({ draft, log });
        }
      }
    }
  }
  counts.inferred = decoder.inferred;
  return { drafts, counts };
}

function argsOf(event: AbiEvent, log: RawLog, file: string): Readonly<Record<string, unknown>> {
  try {
    const [signature, ...topics] = log.topics;
    const decoded = decodeEventLog({ abi: [event], data: log.data, topics: [signature ?? "0x", ...topics] });
    return decoded.args as unknown as Readonly<Record<string, unknown>>;
  } catch (error) {
    const [problem = ""] = (error as Error).message.split("\n");
    throw new MalformedError({
      file,
      section: `log ${log.li} of block ${log.blk}`,
      offset: 0,
      problem: `its topic is that of ${event.name}, and its data are not: ${problem}`,
    });
  }
}

/** A token's transfer, from three topics and 32 bytes; null for any other log. */
function legOf({ topics: [signature, from, to], data }: RawLog, asset: string): Leg | null {
  if (signature !== TRANSFER || from?.length !== 66 || to?.length !== 66 || data.length !== 66) return null;
  return { asset, from: `0x${from.slice(26)}`, to: `0x${to.slice(26)}`, amount: BigInt(data) };
}

function legsByTransaction(
  logs: readonly RawLog[],
  labels: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly Leg[]> {
  const legs = new Map<string, Leg[]>();
  for (const log of logs) {
    const asset = labels.get(log.address);
    const leg = asset === undefined ? null : legOf(log, asset);
    if (leg === null) continue;
    const list = legs.get(log.tx) ?? [];
    list.push(leg);
    legs.set(log.tx, list);
  }
  return legs;
}
