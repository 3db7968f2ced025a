/** The small real files whose bytes are flipped. */
import { readFile } from "node:fs/promises";
import type { Evidence } from "../../checks/evidence.js";
import { phase1BeaconChecks, phase1Checks, phase2Checks } from "../../checks/registry.js";
import { readPtau } from "../../transcripts/iden3/ptau.js";
import { readR1cs } from "../../transcripts/iden3/r1cs.js";
import { readZkey } from "../../transcripts/iden3/zkey.js";
import { makeKey, makePtau } from "../fixtures/ceremony.js";
import { makeCircuit, multiplier } from "../fixtures/circuits.js";
import { withRecord, type Reader } from "./assay.js";
import type { Target } from "./flips.js";

const ptauFile: Reader = { role: "ptau", read: async (source) => ({ ptau: await readPtau(source) }) };
const zkeyFile: Reader = { role: "zkey", read: async (source) => ({ zkey: await readZkey(source) }) };
const r1csFile: Reader = { role: "r1cs", read: async (source) => ({ r1cs: await readR1cs(source) }) };

const bytesOf = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(path));

/** Powers of tau on disk. */
export async function ptauTarget(path: string): Promise<Target> {
  return {
    ...ptauFile,
    bytes: await bytesOf(path),
    others: {},
    checks: [...phase1Checks, ...phase1BeaconChecks],
    first: [
      ["ptau/container"],
      ["ptau/contribution-points"],
      ["ptau/points", "ptau/next-challenge", "ptau/last-state"],
    ],
  };
}

/** Four powers, one contribution and a beacon; cut from eight if asked. */
export const smallPtau = (truncatedFrom = 2): Promise<string> =>
  makePtau({ power: 2, contributions: 1, truncatedFrom });

interface Trio {
  readonly r1cs: string;
  readonly ptau: string;
  readonly zkey: string;
}

async function smallKey(): Promise<Trio> {
  const ptau = await smallPtau();
  const { r1cs } = await makeCircuit(multiplier());
  const { final } = await makeKey({ r1cs, ptau, contributions: 1 });
  return { r1cs, ptau, zkey: final };
}

async function evidenceOf(files: readonly (readonly [Reader, string])[]): Promise<Partial<Evidence>> {
  let evidence: Partial<Evidence> = {};
  for (const [reader, path] of files) {
    ({ evidence } = await withRecord(evidence, reader, await bytesOf(path)));
  }
  return evidence;
}

/** A key of one contribution and a beacon, judged by its honest circuit and powers. */
export async function zkeyTarget(): Promise<Target> {
  const { r1cs, ptau, zkey } = await smallKey();
  return {
    ...zkeyFile,
    bytes: await bytesOf(zkey),
    others: await evidenceOf([
      [r1csFile, r1cs],
      [ptauFile, ptau],
    ]),
    checks: phase2Checks,
    first: [
      ["zkey/container"],
      ["zkey/gamma", "zkey/transcript"],
      ["zkey/query-points"],
      ["zkey/coefficients"],
    ],
  };
}

/** The circuit of that key. */
export async function r1csTarget(): Promise<Target> {
  const { r1cs, ptau, zkey } = await smallKey();
  return {
    ...r1csFile,
    bytes: await bytesOf(r1cs),
    others: await evidenceOf([
      [ptauFile, ptau],
      [zkeyFile, zkey],
    ]),
    checks: phase2Checks,
    first: [["r1cs/container"], ["zkey/shape", "zkey/coefficients"]],
  };
}
