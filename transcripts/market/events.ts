/**
 * The events of a market log, one JSON object a line (proof markets: state machines of ZKPool, Scroll's rollers,
 * Boundless and Brevis). Unknown members are refused: what is not understood is not passed over.
 */
import { z } from "zod";
import { actor, address, amount, count, element, hex, label, sum, words } from "./values.js";

const envelope = {
  seq: count.describe("Total order; each one more than the last"),
  t: count.describe("Unix time in seconds"),
  blk: z.exactOptional(count.describe("Block")),
  tx: label.describe("Lines of one transaction are adjacent and take effect together"),
  li: z.exactOptional(count.describe("Log index in the block")),
  src: z.exactOptional(actor.describe("The contract that emitted it")),
};

const event = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ ...envelope, type: z.literal(type), ...shape });

const task = label;
const point = z.tuple([element, element]);

/** What is to be proven. */
const statement = z.strictObject({
  scheme: z.exactOptional(label),
  curve: z.exactOptional(label),
  vkHash: z.exactOptional(
    hex.describe("SHA-256 or Keccak-256 of the verification key's file, or a market's own name of it"),
  ),
  publicInputs: z.exactOptional(z.array(element).max(10_000)),
  /** Hash of the instance where the log has no more. */
  digest: z.exactOptional(hex),
});

/** Groth16: affine coordinates, A in G1, B in G2 as [[x.c0, x.c1], [y.c0, y.c1]], C in G1. */
const proof = z.strictObject({ a: point, b: z.tuple([point, point]), c: point });
export type ProofPoints = z.output<typeof proof>;

const selection = z.strictObject({
  chainHash: hex,
  round: count,
  randomness: z.exactOptional(hex),
  signature: z.exactOptional(hex),
  snapshotSha256: z.exactOptional(z.string().regex(/^[0-9a-f]{64}$/)),
  algo: label,
  k: count,
});

export const reasons = ["reward", "bond", "liability", "fine", "refund", "fee", "bounty", "burn"] as const;
/** What money is moved for. */
export type MoneyReason = (typeof reasons)[number];
const money = {
  asset: label,
  from: actor,
  to: actor,
  amount,
  task: z.exactOptional(task),
  why: z.enum(reasons),
};

const holding = { actor, asset: label, amount };
const attempt = {
  task,
  attempt: z.exactOptional(count.describe("The assignment that it ends; of a task.reopen, the next")),
};
const weight = amount.describe("Decimal integer");

const eventSchemas = [
  event("param.set", { name: label, old: z.exactOptional(words), new: words }),
  event("actor.join", {
    actor,
    role: z.exactOptional(label),
    stake: z.exactOptional(sum),
    payout: z.exactOptional(actor),
  }),
  event("actor.leave", { actor, role: z.exactOptional(label) }),
  event("stake.add", holding),
  event("stake.request", holding),
  event("stake.withdraw", holding),
  // Free balances, kept by the market for somebody and locked from there (Boundless: Deposit, Withdrawal).
  event("balance.add", holding),
  event("balance.withdraw", holding),
  event("weight.set", {
    actor,
    old: weight,
    new: weight,
    reason: z.enum(["deposit", "late", "invalid", "ok", "slash", "decay"]),
    task: z.exactOptional(task),
  }),
  event("task.open", {
    task,
    requester: actor,
    statement: z.exactOptional(statement),
    reward: sum,
    liability: z.exactOptional(sum),
    proofWindow: z.exactOptional(count),
    liabilityWindow: z.exactOptional(count),
    /** What the id is a hash of, where the market says it: chain, contract, requester, nonce. */
    binds: z.exactOptional(z.array(z.enum(["chain", "contract", "requester", "nonce", "instance"])).max(5)),
  }),
  event("task.quote", {
    task,
    prover: actor,
    digest: hex,
    sig: z.exactOptional(hex),
    expiry: z.strictObject({ unit: z.enum(["block", "s"]), value: count }),
    domain: z.exactOptional(
      z.strictObject({
        chainId: z.exactOptional(count),
        contract: z.exactOptional(actor),
        prover: z.exactOptional(actor),
      }),
    ),
  }),
  event("task.assign", {
    task,
    provers: z.array(actor).max(10_000),
    mode: z.enum(["quote", "lock", "auction", "random"]),
    deadline: z.exactOptional(count.describe("Unix time")),
    selection: z.exactOptional(selection),
  }),
  event("bid.commit", { task, prover: actor, commitment: hex }),
  event("bid.reveal", { task, prover: actor, fee: amount, nonce: z.exactOptional(words) }),
  event("proof.commit", { task, prover: actor, commitment: hex }),
  event("proof.submit", {
    task,
    prover: actor,
    submitter: z.exactOptional(actor),
    proof: z.exactOptional(proof),
    proofHash: z.exactOptional(hex),
    publicInputs: z.exactOptional(z.array(element).max(10_000)),
    verdict: z.enum(["ok", "invalid", "unchecked"]),
  }),
  event("task.done", {
    task,
    prover: actor,
    proofSeq: z.exactOptional(count.describe("seq of the proof.submit")),
  }),
  event("task.reopen", attempt),
  event("task.expire", attempt),
  event("task.fail", attempt),
  event("task.refund", attempt),
  event("lock", money),
  event("release", money),
  event("pay", money),
  event("slash", {
    task: z.exactOptional(task),
    prover: actor,
    asset: label,
    amount,
    parts: z.array(z.strictObject({ to: actor, amount })).max(1000),
  }),
  event("rep.snapshot", {
    round: count.describe("Number of the snapshot: from 1, each one more than the last"),
    weights: z.record(actor, weight),
  }),
  event("transfer", { asset: label, token: z.exactOptional(address), from: actor, to: actor, amount }),
  event("tx.rejected", { actor, action: label, task: z.exactOptional(task), error: z.exactOptional(words) }),
  event("agg.include", { tasks: z.array(task).max(10_000), l1tx: label }),
] as const;

export const eventSchema = z.discriminatedUnion("type", eventSchemas);

/** One event of a log; t in Unix seconds, amounts as decimal strings. */
export type MarketEvent = z.output<typeof eventSchema>;
export type EventType = MarketEvent["type"];
export type EventOf<T extends EventType> = Extract<MarketEvent, { type: T }>;

type WithoutPlace<E> = E extends unknown ? Omit<E, "seq" | "t" | "blk" | "tx" | "li"> : never;
/** An event before it has a place in a log. */
export type EventDraft = WithoutPlace<MarketEvent>;
