/** Real Groth16 proofs by snarkjs of a·b = c, re-randomised ones by our own algebra, and logs that hold them. */
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import type { Curve, Point } from "../../../../algebra/curve.js";
import { invertMod } from "../../../../algebra/integers.js";
import { readVerificationKey, type VerificationKey } from "../../../../transcripts/verificationKey.js";
import type { ProofPoints } from "../../../../transcripts/market/events.js";
import { flat, lemOf } from "../../../../checks/shared/affine.js";
import { bytesSource } from "../../../fixtures/bytesSource.js";
import { makeKey, makePtau } from "../../../fixtures/ceremony.js";
import { makeCircuit, multiplier } from "../../../fixtures/circuits.js";
import type { Job, Step } from "../../../fixtures/steps.js";
import { runSteps, runStepsAlone } from "../../../fixtures/stepsProcess.js";
import { sharedCurve } from "../../assay.js";

/** A proof with its public inputs, as decimal strings: [c, a] of a·b = c. */
export interface Proven {
  readonly proof: ProofPoints;
  readonly inputs: readonly string[];
}

interface SnarkjsProof {
  readonly pi_a: readonly string[];
  readonly pi_b: readonly (readonly string[])[];
  readonly pi_c: readonly string[];
}

export interface Proofs {
  readonly key: VerificationKey;
  /** The key's JSON. */
  readonly keyText: string;
  /** 3·11, 3·11 again with other randomness, and 5·7. */
  readonly made: readonly [Proven, Proven, Proven];
}

const jobOf = (steps: readonly Step[]): Job => ({ curve: "bn128", threads: false, seed: "proofs", steps });

let proofs: Promise<Proofs> | undefined;

/** The same proofs for all tests, and in every run. */
export function makeProofs(): Promise<Proofs> {
  return (proofs ??= prove());
}

async function prove(): Promise<Proofs> {
  const { r1cs, wasm } = await makeCircuit(multiplier());
  const ptau = await makePtau({ power: 4 });
  const { final, verificationKey } = await makeKey({ r1cs, ptau });
  const of = (a: number, b: number): Step => ["groth16.fullProve", { a, b }, wasm, final];
  const steps = [of(3, 11), of(3, 11), of(5, 7)];
  const answers = (await runStepsAlone(tmpdir(), jobOf(steps))) as {
    proof: SnarkjsProof;
    publicSignals: string[];
  }[];
  const keyText = await readFile(verificationKey, "utf8");
  const [first, second, third] = answers.map(({ proof, publicSignals }) => ({
    proof: affine(proof),
    inputs: publicSignals,
  }));
  if (first === undefined || second === undefined || third === undefined)
    throw new Error("snarkjs made less");
  return {
    keyText,
    made: [first, second, third],
    key: await readVerificationKey(bytesSource("verification_key.json", keyText)),
  };
}

function affine({ pi_a: a, pi_b: b, pi_c: c }: SnarkjsProof): ProofPoints {
  const two = (point: readonly string[] = []): [string, string] => [point[0] ?? "", point[1] ?? ""];
  return { a: two(a), b: [two(b[0]), two(b[1])], c: two(c) };
}

/** What snarkjs.groth16.verify says of each. */
export async function peerVerdicts(keyText: string, proven: readonly Proven[]): Promise<unknown[]> {
  const key = JSON.parse(keyText) as object;
  const steps = proven.map(({ proof: { a, b, c }, inputs }): Step => {
    const proof = {
      pi_a: [...a, "1"],
      pi_b: [...b, ["1", "0"]],
      pi_c: [...c, "1"],
      protocol: "groth16",
      curve: "bn128",
    };
    return ["groth16.verify", key, inputs, proof];
  });
  return runSteps(tmpdir(), jobOf(steps));
}

/** (A/r₁, r₁·B + r₁·r₂·δ, C + r₂·A): another proof of the same statement (BKSV20, Theorem 3). */
export async function rerandomised(
  { key, made }: Proofs,
  r1: bigint,
  r2: bigint,
  which: 0 | 1 | 2 = 0,
): Promise<Proven> {
  const curve = await sharedCurve("bn254");
  const { r } = curve.parameters;
  const { proof, inputs } = made[which];
  const a = g1(curve, proof.a);
  const b = g2(curve, proof.b);
  const delta = lemOf(curve, "G2", flat(key.delta2)) as Point;
  const newB = curve.add("G2", curve.multiply("G2", b, r1), curve.multiply("G2", delta, (r1 * r2) % r));
  const newC = curve.add("G1", g1(curve, proof.c), curve.multiply("G1", a, r2));
  return {
    inputs,
    proof: {
      a: decimals1(curve, curve.multiply("G1", a, invertMod(r1, r))),
      b: decimals2(curve, newB),
      c: decimals1(curve, newC),
    },
  };
}

function g1(curve: Curve, coordinates: readonly string[]): Point {
  return lemOf(curve, "G1", coordinates.map(BigInt)) as Point;
}

function g2(curve: Curve, [x, y]: ProofPoints["b"]): Point {
  const coordinates = [x[1], x[0], y[1], y[0]].map(BigInt);
  return lemOf(curve, "G2", coordinates) as Point;
}

function integers(curve: Curve, group: "G1" | "G2", point: Point): string[] {
  const bytes = Buffer.from(curve.toUncompressed(group, point));
  const { n8q } = curve.parameters;
  return Array.from({ length: bytes.length / n8q }, (_, i) =>
    BigInt(`0x${bytes.toString("hex", i * n8q, (i + 1) * n8q)}`).toString(),
  );
}

function decimals1(curve: Curve, point: Point): [string, string] {
  return integers(curve, "G1", point) as [string, string];
}

function decimals2(curve: Curve, point: Point): ProofPoints["b"] {
  const [x1 = "", x0 = "", y1 = "", y0 = ""] = integers(curve, "G2", point);
  return [
    [x0, x1],
    [y0, y1],
  ];
}

/** One submitted proof of a log. */
export interface Sent {
  readonly task: string;
  readonly prover: string;
  readonly proof?: ProofPoints;
  readonly proofHash?: string;
  /** Absent: none are sent with the proof. */
  readonly publicInputs?: readonly string[];
  readonly verdict?: "ok" | "invalid" | "unchecked";
  /** What the task is to prove; the first proof of a task says it. */
  readonly asked: readonly string[] | null;
  readonly vkHash?: string;
  /** Whether the task is done by it. */
  readonly done?: boolean;
}

/** A log of a market of any rules with these proofs; the first submission is seq 1, and each takes two or three. */
export function logOf(sent: readonly Sent[]): object[] {
  const lines: object[] = [
    { kind: "header", v: 1, profile: "custom", contract: "0xpool", assets: { B: { decimals: 18 } } },
  ];
  let seq = 0;
  const opened = new Set<string>();
  const push = (type: string, more: object): number => {
    lines.push({ seq, t: 1000 + seq, blk: seq, tx: `0x${seq.toString(16)}`, type, ...more });
    return seq++;
  };
  for (const { task, prover, proof, proofHash, publicInputs, verdict = "ok", asked, vkHash, done } of sent) {
    const statement = {
      ...(asked === null ? {} : { publicInputs: asked }),
      ...(vkHash === undefined ? {} : { vkHash }),
    };
    if (!opened.has(task))
      push("task.open", { task, requester: "0xrq", statement, reward: { asset: "B", amount: "5" } });
    opened.add(task);
    const at = push("proof.submit", {
      task,
      prover,
      ...(proof === undefined ? {} : { proof }),
      ...(proofHash === undefined ? {} : { proofHash }),
      ...(publicInputs === undefined ? {} : { publicInputs }),
      verdict,
    });
    if (done === true) push("task.done", { task, prover, proofSeq: at });
  }
  return lines;
}
