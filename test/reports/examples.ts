/** Results as a run would make them, for tests and for looking at pages: a sound key, a forged one, a long chain. */
import { createHash } from "node:crypto";
import {
  outcomes,
  RESULT_SCHEMA,
  type ChainLink,
  type CheckResult,
  type Exhibit,
  type Finding,
  type InputRecord,
  type Outcome,
  type Result,
} from "../../findings/index.js";
import { claims, type Claim } from "./claims.js";

const digest = (algorithm: "sha256" | "blake2b512", text: string): string =>
  createHash(algorithm).update(text).digest("hex");

const input = (role: string, path: string, bytes: number): InputRecord => ({
  role,
  path,
  bytes,
  sha256: digest("sha256", path),
  blake2b512: digest("blake2b512", path),
});

const inputs: readonly InputRecord[] = [
  input("r1cs", "build/withdraw.r1cs", 4_183_220),
  input("ptau", "powersOfTau28_hez_final_15.ptau", 37_831_860),
  input("zkey", "ceremony/withdraw_final.zkey", 18_204_348),
];

const seed = digest("sha256", "seed");

function checkOf(
  { id, claim, severity, cites, method, facts }: Claim,
  files: readonly InputRecord[],
): CheckResult {
  const arguments_ = files.map(({ path }) => path).join(" ");
  return {
    id,
    claim,
    severity,
    cites,
    impact: "Proofs made with this key say nothing: whoever knows the trapdoor can prove any public input.",
    advice:
      "Do not deploy this key. Ask the coordinator for the transcript, and verify the previous contribution.",
    method,
    outcome: "pass",
    findings: [],
    facts: facts ?? [],
    reproduce: `zkassay verify ${arguments_} --only ${id} --seed ${seed}`,
  };
}

const link = (number: number, last: number): ChainLink => {
  const common = { number, hash: digest("blake2b512", `link ${number}`), outcome: "pass" } as const;
  return number === last
    ? {
        ...common,
        name: "Final Beacon",
        kind: "beacon",
        beacon: { value: digest("sha256", "drand round 2381600"), iterationsExponent: 10 },
      }
    : { ...common, name: names[number % names.length] ?? null, kind: "contribution" };
};

const names = [
  "zoë",
  "0xPARC office",
  "Ana Lucía",
  "מיכל",
  "陳大文",
  "anon #3381",
  "kilo-lima",
  "",
  "Vitalik (not really)",
];

/** A chain of `length` links that ends in a beacon. */
export const chain = (length: number): readonly ChainLink[] =>
  Array.from({ length }, (_, index) => link(index + 1, length));

const exhibitsOf = (links: readonly ChainLink[]): readonly Exhibit[] => [
  { kind: "chain", title: "Contributions to the key", phase: 2, file: "ceremony/withdraw_final.zkey", links },
  {
    kind: "facts",
    title: "Shape of the key",
    rows: [
      { label: "Protocol and curve", value: "Groth16 on bn128 (BN254)" },
      { label: "Domain", value: "2^15 = 32,768" },
      { label: "Variables", value: "28,314" },
      { label: "Public signals", value: "6 (outputs 0, inputs 6)" },
      { label: "Constraints", value: "28,297" },
    ],
  },
  {
    kind: "unbound",
    title: "Bytes that nothing binds",
    rows: [
      {
        file: "ceremony/withdraw_final.zkey",
        what: "Names of contributors, section 10",
        why: "The contribution hash covers the points and not the name.",
        ranges: [{ start: 901_000, end: 901_026 }],
      },
    ],
  },
  {
    kind: "timeline",
    title: "The beacon of the key",
    events: [
      {
        kind: "announcement",
        label: "announced",
        at: "2021-05-04T21:37:00Z",
        datedBy: "Ethereum transaction",
      },
      {
        kind: "contributions",
        label: "last of 6 contributions",
        at: "2021-05-04T20:10:00Z",
        datedBy: "self-asserted",
      },
      {
        kind: "value",
        label: "drand round 824700",
        at: "2021-05-04T23:47:00Z",
        datedBy: "computed from the round",
      },
      { kind: "application", label: "applied", at: null, datedBy: "nobody" },
    ],
  },
];

const tally = (checks: readonly CheckResult[]): Readonly<Record<Outcome, number>> => ({
  pass: 0,
  fail: 0,
  inconclusive: 0,
  "not evaluated": 0,
  ...Object.fromEntries(
    outcomes.map((outcome) => [outcome, checks.filter((check) => check.outcome === outcome).length]),
  ),
});

/** A result around checks: counts and verdict follow from them. */
function resultOf(checks: readonly CheckResult[], links: readonly ChainLink[], summary: string): Result {
  const counts = tally(checks);
  const undecided = counts.inconclusive > 0 ? "inconclusive" : "pass";
  return {
    schema: RESULT_SCHEMA,
    tool: { name: "zkassay", version: "0.1.0" },
    command: `zkassay verify ${inputs.map(({ path }) => path).join(" ")}`,
    startedAt: "2026-05-04T12:03:17Z",
    seconds: 41.7,
    engine: "fast (WebAssembly, 4 threads)",
    soundness: {
      errorBits: 117,
      source: "operating system",
      seed,
      statement:
        "Pairing equations are folded with 128-bit random coefficients, drawn after all bytes were hashed.",
    },
    inputs,
    verdict: { outcome: counts.fail > 0 ? "fail" : undecided, summary, counts },
    checks,
    exhibits: exhibitsOf(links),
  };
}

const sound = (): readonly CheckResult[] => claims.map((claim) => checkOf(claim, inputs));

/** A key of six links for which everything holds; the toxic waste of phase 1 is beyond any check. */
export const soundKey = (links = chain(6)): Result =>
  resultOf(
    sound().map((check) =>
      check.id.startsWith("beacon/")
        ? { ...check, outcome: "not evaluated", reason: "no drand round was given (--drand-round)" }
        : check,
    ),
    links,
    "The key is a sound Groth16 key for this circuit, made from this powers of tau, through the 6 contributions that it records.",
  );

const g2 =
  "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c21800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed";

/** The finding that gave this check its name. */
const deltaIsGamma: Finding = {
  statement: "[δ]₂ ≠ [γ]₂",
  severity: "critical",
  confidence: "proven",
  evidence: [
    {
      file: "ceremony/withdraw_final.zkey",
      section: "section 2 (header)",
      bytes: { start: 532, end: 660 },
      values: { "[δ]₂, x": g2, "δ is": "the generator of G2, as it was before the first contribution" },
    },
    {
      file: "ceremony/withdraw_final.zkey",
      section: "section 2 (header)",
      bytes: { start: 340, end: 468 },
      values: { "[γ]₂, x": g2 },
    },
  ],
  impact:
    "Anyone can forge a proof of any public input: with δ = γ the terms of C absorb those of the public inputs. No trapdoor is needed.",
  advice:
    "Do not deploy this key, and pause verifiers that use it. Run phase 2 with at least one contribution; then verify again.",
};

/** The key that was deployed without phase 2: delta equals gamma. */
export const forgedKey = (): Result => {
  const relying = new Set(["chain/proof-of-knowledge", "chain/update", "chain/hash", "chain/last-delta"]);
  return resultOf(
    sound().map((check): CheckResult => {
      if (check.id === "zkey/delta-not-gamma") return { ...check, outcome: "fail", findings: [deltaIsGamma] };
      if (relying.has(check.id))
        return { ...check, outcome: "not evaluated", reason: "the key records no contribution" };
      if (check.id.startsWith("beacon/"))
        return { ...check, outcome: "not evaluated", reason: "no drand round was given (--drand-round)" };
      return check.id === "zkey/unused-signals"
        ? { ...check, outcome: "inconclusive", reason: "3 signals occur in linear constraints only" }
        : check;
    }),
    [],
    "Anyone can forge proofs for this key: δ equals γ, so no contribution was ever made.",
  );
};

const skipped = "[δ₄₀₃]₁ = x₄₀₃·[δ₄₀₂]₁";

/** A long chain: two links broken, three not looked at, a beacon at the end. */
export const longChain = (length = 1_288): Result => {
  const broken = new Set([403, 404]);
  const unread = new Set([1_101, 1_102, 1_103]);
  const links = chain(length).map((item): ChainLink => {
    if (broken.has(item.number)) return { ...item, outcome: "fail" };
    return unread.has(item.number) ? { ...item, outcome: "not evaluated" } : item;
  });
  const checks = sound().map((check): CheckResult => {
    if (check.id !== "chain/update") return check;
    const finding: Finding = {
      statement: skipped,
      severity: "critical",
      confidence: "proven",
      evidence: [{ file: "ceremony/withdraw_final.zkey", section: "section 10 (contributions)", index: 402 }],
      impact: "Contributions before link 403 are not in the key.",
      advice: "Ask the coordinator for the key as it was after link 402.",
    };
    return { ...check, outcome: "fail", findings: [finding] };
  });
  return resultOf(checks, links, "The chain is broken at link 403: what came before it is not in this key.");
};
