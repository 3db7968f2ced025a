import type { Curve } from "../../../algebra/curve.js";
import { fact } from "../../check.js";
import { at, type MarketClaim } from "../claim.js";
import type { Task } from "../replay/task.js";
import { TooMuch } from "../replay/tooMuch.js";
import { named } from "../words.js";
import { Groth16Verifier } from "./groth16.js";
import { keyNames } from "./keyNames.js";
import { isContradicted, prepared, type Item } from "./items.js";
import { inputsOf, otherSystem, statements } from "./statements.js";

interface Opened {
  readonly curve: Curve;
  /** What tasks may call the given key by. */
  readonly names: ReadonlySet<string>;
  /** Or why the key is none. */
  readonly verifier: Groth16Verifier | string;
}

/** Proofs are verified in batches of so many. */
const BATCH = 128;
/** Keys that tasks may name by their hashes. */
const MOST_KEYS = 10_000;

export const valid: MarketClaim = {
  id: "market/valid",
  claim:
    "Every task that is done is done by a proof that verifies, and every verdict on a proof is the true one",
  severity: "critical",
  cites: [
    "Groth16 §3.2",
    "ZKPool: once the prover submits the correct proof",
    "Trail of Bits TOB-SUCC-10",
    "snarkjs groth16 verify accepts points of other encodings; verifier contracts do not",
  ],
  impact:
    "Somebody was paid for a proof that proves nothing, or refused for one that does; who relies on the task's result relies on " +
    "nothing.",
  advice: "Verify the proof again with another tool, and look at what the contract calls to verify it.",
  method:
    "e(A, B) = e(α, β)·e(IC(x), γ)·e(C, δ) under the key that is given, for the inputs that were submitted with the proof, or " +
    "the task's where none were. First each coordinate must be below the field modulus and each point on its curve, in its " +
    "subgroup and not infinity: other encodings of a valid proof are refused, as verifier contracts refuse them. Proofs are " +
    "settled 128 at a time with random 128-bit coefficients and halved where that fails. A proof judged ok, or named by a " +
    "task that is done, must verify; one judged invalid must not. A task that names its key by a hash names the given one: SHA-256 or " +
    "Keccak-256 of its file, or what the configuration calls it (vkHash); where it does not, nothing is decided. Proofs of which the log has a hash alone are not decided.",
  needs: ["verificationKey"],
  nothing: "the log has no proof",
  observe: ({ evidence: { verificationKey: key, marketConfig }, context }, report) => {
    const known = statements();
    const waiting: Item[] = [];
    const ofTask = new Map<Task, Item[]>();
    const left: Item[] = [];
    /** False under the key that was given, which nothing of their key's hash has verified under so far. */
    const doubtful: Item[] = [];
    /** Of proofs for tasks of one key's hash, how many verified under the key that was given. */
    const verified = new Map<string, number>();
    const keys = new Set<string>();
    /** Hashes by which tasks name keys that nobody says are the given one. */
    const strange = new Set<string>();
    let opened: Promise<Opened> | undefined;
    let settled = 0;

    const open = async (): Promise<Opened> => {
      if (key === undefined) throw new Error("market/valid was observed without a key");
      const curve = await context.curve(key.curve.name);
      const names = await keyNames(key, marketConfig?.vkHash);
      return { curve, names, verifier: Groth16Verifier.of(curve, key) };
    };

    /** Verifies what waits, and judges the proofs of tasks that have left. */
    const flush = async (): Promise<void> => {
      opened ??= open();
      const { curve, names, verifier } = await opened;
      const batch = waiting.splice(0);
      for (const { vkHash } of batch) if (vkHash !== "" && !names.has(vkHash)) strange.add(vkHash);
      if (typeof verifier === "string") {
        for (const item of batch) item.fault = "undecided";
        if (batch.length > 0) report.undecided(`the key is none: ${verifier}`);
      } else {
        const stated = batch.flatMap((item) => prepared(curve, item, verifier.inputs));
        const weights = context.weights("market proofs").integers(settled, stated.length);
        settled += stated.length;
        const verdicts = await verifier.verify(
          stated.map(({ statement }) => statement),
          weights,
        );
        for (const [i, { item }] of stated.entries()) {
          item.fault = verdicts[i] === true ? null : "the equation is false";
        }
      }
      for (const { vkHash, fault } of batch)
        verified.set(vkHash, (verified.get(vkHash) ?? 0) + (fault === null ? 1 : 0));
      for (const item of left.splice(0)) judge(item);
    };

    const judge = (item: Item): void => {
      const { fault, verdict, task, place } = item;
      if (fault === "undecided" || !isContradicted(item)) return;
      if (fault === null) {
        return report.found(`a proof that verifies is not judged invalid, for task ${task}`, [place], {
          severity: "high",
          values: { task, prover: item.prover, verdict },
        });
      }
      // A key that nothing verifies under may be the wrong one, where the task names its own by a hash.
      if (strange.has(item.vkHash) && verified.get(item.vkHash) === 0) return void doubtful.push(item);
      blame(item, "proven");
    };

    const blame = (
      { task, prover, verdict, fault, place, doneAt }: Item,
      confidence: "proven" | "likely",
    ): void =>
      report.found(
        `e(A, B) = e(α, β)·e(IC(x), γ)·e(C, δ), for task ${task}`,
        [place, ...(doneAt === null ? [] : [doneAt])],
        { values: { task, prover, verdict, fault: fault ?? "" }, confidence },
      );

    return {
      on: {
        "task.open": (line, task) => known.opened(line.event, task),
        "proof.submit"(line, task) {
          if (task === null) return;
          const { proof, verdict, prover } = line.event;
          report.looked();
          const stated = known.of(task);
          const other = stated === null || key === undefined ? null : otherSystem(stated, key.curve.name);
          if (other !== null) return report.undecided(`${named(task)} ${other}`);
          const { inputs, vkHash } = inputsOf(known, line.event, task);
          if (proof === undefined || inputs === null) {
            const what = proof === undefined ? "points" : "public inputs";
            return report.undecided(`the log does not have the ${what} of a proof for ${named(task)}`);
          }
          const item: Item = {
            task: task.id,
            place: at(line),
            prover,
            verdict,
            proof,
            inputs,
            vkHash,
            fault: null,
            doneAt: null,
          };
          keys.add(vkHash);
          if (keys.size > MOST_KEYS) throw new TooMuch(`tasks name more than ${MOST_KEYS} keys`);
          waiting.push(item);
          const items = ofTask.get(task);
          if (items === undefined) ofTask.set(task, [item]);
          else items.push(item);
        },
        "task.done"(line, task) {
          if (task === null) return;
          const { prover, proofSeq } = line.event;
          const item = ofTask
            .get(task)
            ?.findLast(
              (one) => one.prover === prover && (proofSeq === undefined || one.place.seq === proofSeq),
            );
          if (item !== undefined) item.doneAt ??= at(line);
        },
      },
      leaves(task) {
        left.push(...(ofTask.get(task) ?? []));
        ofTask.delete(task);
        known.leaves(task);
      },
      group: () => (waiting.length >= BATCH ? flush() : undefined),
      async *finish() {
        await flush();
        yield fact("Proofs verified", String(settled));
        const hashes = [...verified.keys()].filter((hash) => hash !== "");
        for (const item of doubtful) {
          if (verified.get(item.vkHash) !== 0) blame(item, "proven");
          else if (hashes.length === 1) blame(item, "likely");
        }
        for (const hash of strange) {
          report.undecided(
            verified.get(hash) === 0
              ? `no proof of a task of key ${hash} verifies under the key that was given: is it that key?`
              : `tasks name the key ${hash}, which is no hash of the given key's file: give its name as vkHash with --config`,
          );
        }
      },
    };
  },
};
