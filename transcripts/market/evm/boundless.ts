/**
 * Boundless (boundless-xyz/boundless contracts/src/IBoundlessMarket.sol, types/Offer.sol). Prices and credits have no events:
 * they are computed from the request and the contract's rules, and counted as such.
 */
import { parseAbi } from "viem";
import type { EventDraft } from "../events.js";
import { decimal, lower, type ContractKind, type Decoded } from "./contract.js";

const OFFER =
  "struct Offer { uint256 minPrice; uint256 maxPrice; uint64 rampUpStart; uint32 rampUpPeriod; uint32 lockTimeout; uint32 timeout; uint256 lockCollateral; }";
const common = [
  "struct Callback { address addr; uint96 gasLimit; }",
  "struct Predicate { uint8 predicateType; bytes data; }",
  "struct Input { uint8 inputType; bytes data; }",
  OFFER,
  "struct ProofRequest { uint256 id; Requirements requirements; string imageUrl; Input input; Offer offer; }",
  "event RequestSubmitted(uint256 indexed requestId, ProofRequest request, bytes clientSignature)",
  "event RequestLocked(uint256 indexed requestId, address prover, ProofRequest request, bytes clientSignature)",
] as const;

const current = parseAbi([
  "struct Requirements { Callback callback; Predicate predicate; bytes4 selector; }",
  ...common,
  "event RequestFulfilled(uint256 indexed requestId, address indexed prover, bytes32 requestDigest)",
  "event ProverSlashed(uint256 indexed requestId, uint256 collateralBurned, uint256 collateralTransferred, address collateralRecipient)",
  "event Deposit(address indexed account, uint256 value)",
  "event Withdrawal(address indexed account, uint256 value)",
  "event CollateralDeposit(address indexed account, uint256 value)",
  "event CollateralWithdrawal(address indexed account, uint256 value)",
]);
/** Before version 1, requirements named the image. */
const earlier = parseAbi([
  "struct Requirements { bytes32 imageId; Callback callback; Predicate predicate; bytes4 selector; }",
  ...common,
]);

interface Offer {
  readonly minPrice: bigint;
  readonly maxPrice: bigint;
  readonly rampUpStart: bigint;
  readonly rampUpPeriod: number;
  readonly lockTimeout: number;
  readonly timeout: number;
  readonly lockCollateral: bigint;
}

interface Lock {
  readonly prover: string;
  readonly client: string;
  readonly price: bigint;
  readonly collateral: bigint;
  /** Unix time of the end of the lock. */
  readonly until: number;
}

export const boundless: ContractKind = {
  profile: "boundless",
  events: [...current, ...earlier].filter((item) => item.type === "event"),
  make: ({ contract, assets: [coin = "ETH", collateral = "collateral"] }) => {
    const opened = new Set<string>();
    const locks = new Map<string, Lock>();
    let inferred = 0;
    const move = (
      type: "lock" | "release",
      asset: string,
      [from, to]: readonly [string, string],
      amount: bigint,
      task: string,
      why: "reward" | "bond" | "refund",
    ): EventDraft => {
      inferred++;
      return { type, asset, from, to, amount: String(amount), task, why };
    };
    const balance = (
      type: "balance.add" | "balance.withdraw",
      asset: string,
      args: Decoded["args"],
    ): EventDraft[] => [{ type, actor: lower(args["account"]), asset, amount: decimal(args["value"]) }];
    return {
      get inferred() {
        return inferred;
      },
      take({ name, args, log }): readonly EventDraft[] {
        const task = args["requestId"] === undefined ? "" : decimal(args["requestId"]);
        switch (name) {
          case "RequestSubmitted":
            return open(task, args, log.t, null);
          case "RequestLocked":
            return locked(task, args, log.t);
          case "RequestFulfilled":
            return fulfilled(task, lower(args["prover"]), log.t);
          case "ProverSlashed":
            return slashed(task, args);
          case "Deposit":
            return balance("balance.add", coin, args);
          case "Withdrawal":
            return balance("balance.withdraw", coin, args);
          case "CollateralDeposit":
            return balance("balance.add", collateral, args);
          default:
            return balance("balance.withdraw", collateral, args);
        }
      },
    };

    /** Opens a request at its first event. The client is in its id: address · 2³² + index. */
    function open(task: string, args: Decoded["args"], t: number, price: bigint | null): EventDraft[] {
      if (opened.has(task)) return [];
      opened.add(task);
      const { offer } = args["request"] as { readonly offer: Offer };
      const start = Number(offer.rampUpStart);
      return [
        {
          type: "task.open",
          task,
          requester: clientOf(task),
          reward: { asset: coin, amount: String(price ?? offer.maxPrice) },
          liability: { asset: collateral, amount: String(offer.lockCollateral) },
          proofWindow: Math.max(0, start + offer.lockTimeout - t),
          liabilityWindow: Math.max(0, start + offer.timeout - t),
          binds: ["chain", "contract", "requester", "nonce"],
        },
      ];
    }

    function locked(task: string, args: Decoded["args"], t: number): EventDraft[] {
      const { offer } = args["request"] as { readonly offer: Offer };
      const prover = lower(args["prover"]);
      const price = priceAt(offer, t);
      const until = Number(offer.rampUpStart) + offer.lockTimeout;
      const client = clientOf(task);
      locks.set(task, { prover, client, price, collateral: offer.lockCollateral, until });
      return [
        ...open(task, args, t, price),
        { type: "task.assign", task, provers: [prover], mode: "lock", deadline: until },
        move("lock", coin, [client, contract], price, task, "reward"),
        move("lock", collateral, [prover, contract], offer.lockCollateral, task, "bond"),
      ];
    }

    function fulfilled(task: string, prover: string, t: number): EventDraft[] {
      const lock = locks.get(task);
      const done: EventDraft[] = [
        { type: "proof.submit", task, prover, verdict: "ok" },
        { type: "task.done", task, prover },
      ];
      if (lock === undefined) return done;
      if (lock.prover === prover && t <= lock.until) {
        locks.delete(task);
        return [
          ...done,
          move("release", coin, [contract, prover], lock.price, task, "reward"),
          move("release", collateral, [contract, prover], lock.collateral, task, "bond"),
        ];
      }
      // priceAt is 0 after the lock: the client has the price back, and the collateral waits for the slash.
      return [...done, move("release", coin, [contract, lock.client], lock.price, task, "refund")];
    }

    function slashed(task: string, args: Decoded["args"]): EventDraft[] {
      const lock = locks.get(task);
      locks.delete(task);
      const [burnt, sent] = [decimal(args["collateralBurned"]), decimal(args["collateralTransferred"])];
      const to = lower(args["collateralRecipient"]);
      const slash: EventDraft = {
        type: "slash",
        task,
        prover: lock?.prover ?? "unknown",
        asset: collateral,
        amount: String(BigInt(burnt) + BigInt(sent)),
        parts: [
          { to: BURN, amount: burnt },
          { to, amount: sent },
        ],
      };
      if (lock === undefined || to !== contract) return [slash];
      return [
        slash,
        { type: "task.refund", task },
        move("release", coin, [contract, lock.client], lock.price, task, "refund"),
      ];
    }
  },
};

const BURN = `0x${"0".repeat(36)}dead`;

const clientOf = (task: string): string =>
  `0x${((BigInt(task) >> 32n) & ((1n << 160n) - 1n)).toString(16).padStart(40, "0")}`;

/** The reverse Dutch auction: minPrice, then linear to maxPrice, then flat until the lock's deadline. (Offer.sol priceAt) */
function priceAt(offer: Offer, t: number): bigint {
  const start = Number(offer.rampUpStart);
  if (t <= start) return offer.minPrice;
  if (t > start + offer.lockTimeout) return 0n;
  if (t > start + offer.rampUpPeriod) return offer.maxPrice;
  return (
    offer.minPrice + (BigInt(t - start) * (offer.maxPrice - offer.minPrice)) / BigInt(offer.rampUpPeriod)
  );
}
