/**
 * ZKPool's ProofPool (aoraki-labs/zkpool-protocol src/ProofPool.sol): tasks, bonds, and a Transfer of its own that only
 * looks like a token's. The liability that a task declares is in no other event; the reward is in the token's.
 */
import { createHash } from "node:crypto";
import { parseAbi } from "viem";
import type { EventDraft } from "../events.js";
import { decimal, lower, type ContractKind, type Decoded } from "./contract.js";

const abi = parseAbi([
  "event TaskSubmitted(address indexed requester, address indexed prover, bytes instance, bytes32 taskKey, address rewardToken, uint256 rewardAmount, uint64 liabilityWindow, address liabilityToken, uint256 liabilityAmount)",
  "event TaskProven(address indexed prover, bytes32 taskKey)",
  "event TaskProven(address indexed prover, bytes32 taskKey, bytes proof)",
  "event BondDeposited(address indexed from, bytes32 taskKey, uint256 amount)",
  "event BondReleased(address indexed to, bytes32 taskKey, uint256 amount)",
  "event Transfer(address indexed from, address indexed to, uint256 value)",
]);

export const proofPool: ContractKind = {
  profile: "zkpool",
  events: abi,
  make: ({ contract, assetOf, assets }) => {
    // The bond's token is configured without an event: the first asset of the configuration.
    const bond = assets[0] ?? "bond";
    const moved = (
      type: "lock" | "release",
      from: string,
      to: string,
      args: Decoded["args"],
    ): EventDraft => ({
      type,
      asset: bond,
      from,
      to,
      amount: decimal(args["amount"]),
      task: lower(args["taskKey"]),
      why: "bond",
    });
    return {
      inferred: 0,
      take({ name, args, log, legs }): readonly EventDraft[] {
        const task = lower(args["taskKey"]);
        const prover = lower(args["prover"]);
        switch (name) {
          case "BondDeposited":
            return [moved("lock", lower(args["from"]), contract, args)];
          case "BondReleased":
            return [moved("release", contract, lower(args["to"]), args)];
          case "Transfer":
            return [
              {
                type: "transfer",
                src: contract,
                asset: bond,
                from: lower(args["from"]),
                to: lower(args["to"]),
                amount: decimal(args["value"]),
              },
            ];
          case "TaskProven": {
            const { proof } = args;
            const bytes = typeof proof === "string" ? proof : log.tx;
            return [
              {
                type: "proof.submit",
                task,
                prover,
                // Where the event has no proof, its transaction stands for it: the calldata is not in the logs.
                proofHash: `0x${createHash("sha256").update(bytes).digest("hex")}`,
                verdict: "ok",
              },
              { type: "task.done", task, prover },
            ];
          }
          default:
            return submitted(task, prover, args, legs);
        }
      },
    };

    function submitted(
      task: string,
      prover: string,
      args: Decoded["args"],
      legs: Decoded["legs"],
    ): EventDraft[] {
      const requester = lower(args["requester"]);
      const reward = { asset: assetOf(lower(args["rewardToken"])), amount: decimal(args["rewardAmount"]) };
      const paid = legs.find(
        ({ asset, from, to, amount }) =>
          asset === reward.asset && from === requester && to === prover && amount === BigInt(reward.amount),
      );
      return [
        {
          type: "task.open",
          task,
          requester,
          // taskKey = keccak256(instance)
          statement: { digest: task },
          reward,
          liability: {
            asset: assetOf(lower(args["liabilityToken"])),
            amount: decimal(args["liabilityAmount"]),
          },
          liabilityWindow: Number(args["liabilityWindow"]),
          binds: ["instance"],
        },
        { type: "task.assign", task, provers: [prover], mode: "quote" },
        ...(paid === undefined
          ? []
          : [{ type: "pay" as const, ...reward, from: requester, to: prover, task, why: "reward" as const }]),
      ];
    }
  },
};
