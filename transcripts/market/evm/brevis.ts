/**
 * Brevis (brevis-network/prover-network-contracts src/market/interfaces/IBrevisMarket.sol). The log has every proof; who asked is
 * in the fee token's log. What is paid to whom is taken from the contract's rules: actualFee to the winner, the rest back.
 */
import { parseAbi } from "viem";
import type { EventDraft } from "../events.js";
import { decimal, lower, type ContractKind, type Decoded } from "./contract.js";

const abi = parseAbi([
  "struct FeeParams { uint256 maxFee; uint256 minStake; uint64 deadline; }",
  "struct ProofRequest { uint64 nonce; bytes32 vk; bytes32 publicValuesDigest; string imgURL; bytes inputData; string inputURL; FeeParams fee; }",
  "event NewRequest(bytes32 indexed reqid, ProofRequest req)",
  "event NewBid(bytes32 indexed reqid, address indexed prover, bytes32 bidHash)",
  "event BidRevealed(bytes32 indexed reqid, address indexed prover, uint256 fee)",
  "event ProofSubmitted(bytes32 indexed reqid, address indexed prover, uint256[8] proof, uint256 actualFee)",
  "event Refunded(bytes32 indexed reqid, address indexed requester, uint256 amount)",
  "event ProverSlashed(bytes32 indexed reqid, address indexed prover, uint256 slashAmount)",
  "event BiddingPhaseDurationUpdated(uint64 oldDuration, uint64 newDuration)",
  "event RevealPhaseDurationUpdated(uint64 oldDuration, uint64 newDuration)",
  "event SlashWindowUpdated(uint256 oldWindow, uint256 newWindow)",
  "event SlashBpsUpdated(uint256 oldBps, uint256 newBps)",
  "event MinMaxFeeUpdated(uint256 oldFee, uint256 newFee)",
  "event MaxMaxFeeUpdated(uint256 oldFee, uint256 newFee)",
  "event ProtocolFeeBpsUpdated(uint256 oldBps, uint256 newBps)",
  "event OvercommitBpsUpdated(uint256 oldBps, uint256 newBps)",
]);

interface Request {
  readonly requester: string;
  readonly most: bigint;
}

/** Names of parameters as a header has them; others keep the event's. */
const PARAMETERS: Readonly<Record<string, string>> = {
  BiddingPhaseDurationUpdated: "bidWindow",
  RevealPhaseDurationUpdated: "revealWindow",
  SlashWindowUpdated: "slashWindow",
};

export const brevis: ContractKind = {
  profile: "brevis",
  events: abi.filter((item) => item.type === "event"),
  make: ({ contract, assets }) => {
    const fee = assets[0] ?? "fee";
    const open = new Map<string, Request>();
    let inferred = 0;
    const release = (task: string, to: string, amount: bigint, why: "reward" | "refund"): EventDraft => {
      inferred++;
      return { type: "release", asset: fee, from: contract, to, amount: String(amount), task, why };
    };
    return {
      get inferred() {
        return inferred;
      },
      take(event): readonly EventDraft[] {
        const { name, args } = event;
        const task = lower(args["reqid"]);
        const prover = lower(args["prover"]);
        switch (name) {
          case "NewRequest":
            return requested(task, event);
          case "NewBid":
            return [{ type: "bid.commit", task, prover, commitment: lower(args["bidHash"]) }];
          case "BidRevealed":
            return [{ type: "bid.reveal", task, prover, fee: decimal(args["fee"]) }];
          case "ProofSubmitted":
            return proven(task, prover, args);
          case "Refunded":
            open.delete(task);
            return [
              { type: "task.refund", task },
              release(task, lower(args["requester"]), BigInt(decimal(args["amount"])), "refund"),
            ];
          case "ProverSlashed": {
            const amount = decimal(args["slashAmount"]);
            return [{ type: "slash", task, prover, asset: fee, amount, parts: [{ to: contract, amount }] }];
          }
          default: {
            const [old, now] = Object.values(args).map(decimal);
            return [{ type: "param.set", name: PARAMETERS[name] ?? name, old: old ?? "", new: now ?? "" }];
          }
        }
      },
    };

    function requested(task: string, { args, log, legs }: Decoded): EventDraft[] {
      const request = args["req"] as {
        readonly vk: string;
        readonly publicValuesDigest: string;
        readonly fee: { readonly maxFee: bigint; readonly deadline: bigint };
      };
      const most = request.fee.maxFee;
      const paid = legs.find(({ asset, to, amount }) => asset === fee && to === contract && amount === most);
      const requester = paid?.from ?? "unknown";
      open.set(task, { requester, most });
      const reward = { asset: fee, amount: String(most) };
      return [
        { type: "lock", ...reward, from: requester, to: contract, task, why: "reward" },
        {
          type: "task.open",
          task,
          requester,
          statement: {
            scheme: "groth16",
            vkHash: lower(request.vk),
            digest: lower(request.publicValuesDigest),
          },
          reward,
          liabilityWindow: Math.max(0, Number(request.fee.deadline) - log.t),
          // reqid = keccak256(nonce, vk, publicValuesDigest)
          binds: ["nonce", "instance"],
        },
      ];
    }

    function proven(task: string, prover: string, args: Decoded["args"]): EventDraft[] {
      const numbers = (args["proof"] as readonly bigint[]).map(String);
      const [ax = "", ay = "", bx1 = "", bx0 = "", by1 = "", by0 = "", cx = "", cy = ""] = numbers;
      const actual = BigInt(decimal(args["actualFee"]));
      const request = open.get(task);
      open.delete(task);
      const rest = (request?.most ?? actual) - actual;
      return [
        {
          type: "proof.submit",
          task,
          prover,
          // In calldata order: the imaginary part of each coordinate of B comes first (EIP-197).
          proof: {
            a: [ax, ay],
            b: [
              [bx0, bx1],
              [by0, by1],
            ],
            c: [cx, cy],
          },
          verdict: "ok",
        },
        { type: "task.done", task, prover },
        release(task, prover, actual, "reward"),
        ...(request === undefined || rest <= 0n ? [] : [release(task, request.requester, rest, "refund")]),
      ];
    }
  },
};
