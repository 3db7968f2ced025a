/**
 * A market of rollers in which everything can be verified: provers are selected from a drand round, and every proof is in
 * the log. Kept as examples/proven-market.
 */
import type { MarketHeader } from "../../../../transcripts/market/header.js";
import { drawnHeader } from "../../../../properties/marketLog/roller/drawn.js";
import { ROLLER_T, rollerSetting, scr, sequencer } from "../../../../properties/marketLog/roller/market.js";
import {
  addressOf,
  hash,
  Script,
  toText,
  write,
  type Draft,
} from "../../../../properties/marketLog/script.js";
import {
  electorateOf,
  findAlgorithm,
  snapshotDigest,
} from "../../../../checks/market/selection/algorithms.js";
import { parametersOf } from "../../../../algebra/parameters.js";
import { ROUND, ROUND_TIME } from "../selection/log.js";
import { rerandomised, type Proofs, type Proven } from "./proofs.js";

const contract = addressOf("proven rollers");
const STAKES = [4000, 3000, 2000, 1000] as const;
const stakes = new Map(STAKES.map((stake, i) => [addressOf(`roller ${i}`), stake]));
const weights = Object.fromEntries([...stakes].map(([actor, stake]) => [actor, String(stake)]));
const electorate = electorateOf(weights);
const REWARD = "60";
const ALGORITHM = "sha256-rejection/1";
const header: MarketHeader = { ...drawnHeader, contract };

function setting(): Script {
  const script = rollerSetting(ROUND_TIME - 60, stakes, contract);
  script.step("snapshot", ROUND_TIME - 10, { snapshot: { type: "rep.snapshot", round: 1, weights } });
  return script;
}

interface Course {
  readonly name: string;
  readonly asked: readonly string[];
  readonly sent: Proven;
  readonly openAt?: number;
  readonly prover?: string;
}

/** The prover that the round gives. */
function selectedFor(task: string): string {
  const randomness = new Uint8Array(Buffer.from(ROUND.randomness.slice(2), "hex"));
  return findAlgorithm(ALGORITHM)?.choose(randomness, task, electorate, 1)?.[0] ?? "";
}

function story(
  { name, asked, sent, openAt = ROUND_TIME - 2, prover: other }: Course,
  vkHash: string,
): Script {
  const task = hash(name);
  const script = new Script(task);
  const prover = other ?? selectedFor(task);
  const money = { asset: "SCR", amount: REWARD, task, why: "reward" } as const;
  const lock: Draft = { type: "lock", from: sequencer, to: contract, ...money };
  script.step("opening", openAt, {
    "reward in": scr(sequencer, contract, REWARD),
    lock,
    open: {
      type: "task.open",
      task,
      requester: sequencer,
      statement: { scheme: "groth16", curve: "bn254", vkHash, publicInputs: [...asked] },
      reward: { asset: "SCR", amount: REWARD },
      binds: ["chain", "contract", "requester", "nonce"],
    },
  });
  const { chainHash, round, signature } = ROUND;
  script.step("assignment", ROUND_TIME + 2, {
    assign: {
      type: "task.assign",
      task,
      provers: [prover],
      mode: "random",
      deadline: ROUND_TIME + 2 + ROLLER_T,
      selection: {
        chainHash,
        round,
        signature,
        snapshotSha256: snapshotDigest(electorate),
        algo: ALGORITHM,
        k: 1,
      },
    },
  });
  const proof = { ...sent.proof };
  script.step("proof", ROUND_TIME + 60, {
    proof: { type: "proof.submit", task, prover, proof, publicInputs: [...sent.inputs], verdict: "ok" },
  });
  script.step("done", ROUND_TIME + 110, {
    done: { type: "task.done", task, prover },
    pay: { type: "pay", from: contract, to: prover, ...money },
    "reward out": scr(contract, prover, REWARD),
  });
  script.step("aggregated", ROUND_TIME + 130, {
    aggregated: { type: "agg.include", tasks: [task], l1tx: hash(`batch ${name}`) },
  });
  return script;
}

const LARGE = 2n ** 200n + 77n;

export interface ProvenMarket {
  readonly honest: string;
  readonly faulty: string;
  /** What is planted in the faulty one, with the findings that show it. */
  readonly faults: readonly { readonly what: string; readonly shows: string }[];
}

/** @param proofs of at least two statements */
export async function provenMarket(proofs: Proofs, vkHash: string): Promise<ProvenMarket> {
  const [first, again, other] = proofs.made;
  const honest: readonly Course[] = [
    { name: "block 1", asked: first.inputs, sent: first },
    { name: "block 2", asked: other.inputs, sent: other },
  ];
  const { r } = parametersOf("bn254");
  const alias = first.inputs.map((input) => (BigInt(input) + r).toString());
  const stranger = hash("block with another prover");
  const notSelected =
    electorate.map(([prover]) => prover).find((prover) => prover !== selectedFor(stranger)) ?? "";
  const faulty: readonly (Course & { readonly what: string; readonly shows: readonly string[] })[] = [
    {
      name: "block with a junk proof",
      what: "a proof that does not verify is judged ok, and paid",
      asked: first.inputs,
      sent: {
        inputs: first.inputs,
        proof: { ...(await rerandomised(proofs, 3n, 1n * LARGE)).proof, c: again.proof.c },
      },
      shows: ["market/valid", "proof", "done"],
    },
    {
      name: "block with another statement",
      what: "a true proof of another statement is paid",
      asked: ["55", "5"],
      sent: await rerandomised(proofs, 5n, 2n * LARGE, 2),
      shows: ["market/statement", "proof", "open"],
    },
    {
      name: "block with an alias",
      what: "public inputs are written as x + r",
      asked: alias,
      sent: { proof: (await rerandomised(proofs, 7n, 3n * LARGE)).proof, inputs: alias },
      shows: ["market/statement", "proof"],
    },
    {
      name: "block with a copy",
      what: "a prover is paid for block 1's proof in a new form",
      asked: first.inputs,
      sent: await rerandomised(proofs, 1n, 4n * LARGE),
      shows: ["market/dup-proof", "proof"],
    },
    {
      name: "block with another prover",
      what: "the prover is not the one that the round gives",
      asked: first.inputs,
      sent: await rerandomised(proofs, 11n, 5n * LARGE),
      prover: notSelected,
      shows: ["market/rederive", "assign", "setting/snapshot"],
    },
    {
      name: "block that knew the round",
      what: "the task is opened when the round is known",
      asked: first.inputs,
      sent: await rerandomised(proofs, 13n, 6n * LARGE),
      openAt: ROUND_TIME,
      shows: ["market/selection-order", "assign", "open"],
    },
  ];
  const stories = (courses: readonly Course[]): Script[] => courses.map((course) => story(course, vkHash));
  const written = write(header, [setting(), ...stories([...honest, ...faulty])]);
  return {
    honest: toText(write(header, [setting(), ...stories(honest)])),
    faulty: toText(written),
    faults: faulty.map(({ name, what, shows: [check, ...lines] }) => ({
      what,
      shows: `${check}: ${lines.map((line) => seqOf(written, hash(name), line)).join(", ")}`,
    })),
  };
}

/** "setting/snapshot" is a line of another script. */
function seqOf(written: ReturnType<typeof write>, task: string, line: string): number {
  const [script = "", other] = line.split("/");
  return other === undefined ? written.seqOf(task, line) : written.seqOf(script, other);
}
