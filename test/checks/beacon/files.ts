/** Chains with beacons of many kinds on one small circuit, made by one process of snarkjs; and records about them. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPtau } from "../../../transcripts/iden3/ptau.js";
import { readZkey } from "../../../transcripts/iden3/zkey.js";
import { openFile } from "../../../transcripts/source.js";
import { makePtau } from "../../fixtures/ceremony.js";
import { makeCircuit, multiplier } from "../../fixtures/circuits.js";
import { made, type Step } from "../../fixtures/steps.js";
import { tamperBytes } from "../../fixtures/tamper.js";
import { temporaryFolder } from "../../fixtures/temporary.js";

/** Round 2 of drand's quicknet, 2023-08-23T15:09:30Z. */
export const ROUND = {
  round: 2,
  signature:
    "b6b6a585449b66eb12e875b64fcbab3799861a00e4dbf092d99e969a5eac57dd3f798acf61e705fe4f093db926626807",
  randomness: "5782d6987841c654515a0e72b2d1ebb4e741234042c37cb19608ae50d93fb60c",
};
export const QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Every chain begins with "somebody", unless it is said that there is nobody. */
const CHAINS = {
  plain: ["one", "two"],
  beacon: ["one", { value: ROUND.randomness }],
  longer: ["one", { value: ROUND.randomness, exponent: 11 }],
  middle: ["one", { value: ROUND.randomness }, "two"],
  twice: ["one", { value: ROUND.randomness }, { value: "ab".repeat(40) }],
  alone: [{ value: ROUND.randomness }],
  aloneTwice: [{ value: ROUND.randomness }, { value: "ab".repeat(40) }],
  hexText: ["one", { value: sha256(ROUND.randomness) }],
  typed: ["one", { value: sha256("drand quicknet round 2, as announced") }],
  hermez: ["one", { value: "e586fccaf245c9a1d7e78294d4802018f3001149a71b8f10cd997ef8235aa372" }],
  manual: ["one", { value: "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f" }],
  short: ["one", { value: "21989617" }],
  number: ["one", { value: sha256("98765") }],
  text: ["one", { value: Buffer.from("the latest block of today").toString("hex") }],
} as const satisfies Readonly<
  Record<string, readonly (string | { readonly value: string; readonly exponent?: number })[]>
>;
export type ChainName = keyof typeof CHAINS;

function steps(group: "powersOfTau" | "zKey", extension: string, start: string): Step[] {
  return Object.entries(CHAINS).flatMap(([chain, rows]) =>
    rows.map((row, i): Step => {
      const from = i === 0 ? start : `${chain}.${i - 1}.${extension}`;
      const to = i === rows.length - 1 ? `${chain}.${extension}` : `${chain}.${i}.${extension}`;
      if (typeof row === "string") return [`${group}.contribute`, from, to, row, "entropy"];
      return [`${group}.beacon`, from, to, "beacon", row.value, "exponent" in row ? row.exponent : 10];
    }),
  );
}

/** Paths of the chains, by name. */
export async function chains(phase: 1 | 2): Promise<(name: ChainName) => string> {
  const curve = "bn128" as const;
  if (phase === 1) {
    const start: Step = ["powersOfTau.newAccumulator", "$curve", 2, "0.ptau"];
    const folder = await made({
      curve,
      threads: false,
      steps: [start, ...steps("powersOfTau", "ptau", "0.ptau")],
    });
    return (name) => join(folder, `${name}.ptau`);
  }
  const { r1cs } = await makeCircuit(multiplier());
  const start: Step = ["zKey.newZKey", r1cs, await makePtau({ power: 4 }), "0.zkey"];
  const folder = await made({ curve, threads: false, steps: [start, ...steps("zKey", "zkey", "0.zkey")] });
  return (name) => join(folder, `${name}.zkey`);
}

/** What stands in the tail of the last row, and is bound by nothing. */
export interface Tail {
  readonly flag?: 0 | 1;
  readonly exponent?: number;
  /** Replaces the first byte of the value. */
  readonly valueByte?: number;
}

/** A copy with the tail of the last row changed: u32 flag ‖ u32 length ‖ 1 name ‖ 2 exponent ‖ 3 value. */
export async function withTail(path: string, tail: Tail): Promise<string> {
  const source = await openFile(path);
  const rows = (path.endsWith("ptau") ? await readPtau(source) : await readZkey(source)).contributions;
  await source.close();
  const row = rows.at(-1);
  if (row === undefined) throw new Error(`${path} has no contribution`);
  return await tamperBytes(path, (bytes) => {
    if (tail.flag !== undefined) bytes.writeUInt32LE(tail.flag, row.bytes.start);
    const length = row.beaconValue?.length ?? 0;
    const value = row.bytes.end - length;
    // Before the value: its length and type 3; before them the exponent.
    if (tail.exponent !== undefined) bytes.writeUInt8(tail.exponent, value - 3);
    if (tail.valueByte !== undefined) bytes.writeUInt8(tail.valueByte, value);
  });
}

const folder = temporaryFolder("records");
let written = 0;

/** Path of a JSON file. */
export function json(value: unknown): string {
  const path = join(folder, `${written++}.json`);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

/** An announcement with nothing to object to, for the chain "beacon". */
export const goodAnnouncement = {
  schema: "zkassay-announcement/1",
  ceremony: "a test",
  phase: 2 as 1 | 2,
  announced: { by: "the coordinator", at: "2023-08-20T00:00:00Z", where: "https://example.org" },
  source: { kind: "drand", chain: QUICKNET, round: 2, randomness: ROUND.randomness } as Record<
    string,
    unknown
  >,
  form: "raw",
  iterationsExponent: 10,
  lastContribution: { at: "2023-08-22T00:00:00Z" },
  applied: { at: "2023-08-24T00:00:00Z" },
};
