/** Verification keys and contracts with something changed, and what the checks say of them. */
import { readFile } from "node:fs/promises";
import type { Curve, GroupName, Point } from "../../../algebra/curve.js";
import type { Check } from "../../../checks/check.js";
import type { Dossier, Evidence, Role } from "../../../checks/evidence.js";
import { artefactChecks } from "../../../checks/registry.js";
import { recompile } from "../../../cli/recompile.js";
import { MalformedError } from "../../../transcripts/malformed.js";
import { readContractCode } from "../../../transcripts/solidity/bytecode.js";
import { readSolidityVerifier } from "../../../transcripts/solidity/verifier.js";
import type { ByteSource } from "../../../transcripts/source.js";
import { readVerificationKey } from "../../../transcripts/verificationKey.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { compileContract } from "../../fixtures/compileContract.js";
import { makeContract } from "../../fixtures/contracts.js";
import type { CurveName } from "../../fixtures/steps.js";
import { assayDossier, type Assayed } from "../assay.js";
import { base } from "../fixtures/bases.js";

/** verification_key.json as snarkjs writes it. */
export interface KeyJson {
  [name: string]: unknown;
  nPublic: number;
  vk_alpha_1: string[];
  vk_beta_2: string[][];
  vk_gamma_2: string[][];
  vk_delta_2: string[][];
  vk_alphabeta_12: string[][][];
  IC: string[][];
}

export async function keyJson(curve: CurveName = "bn128"): Promise<KeyJson> {
  return JSON.parse(await readFile((await base(curve)).key.verificationKey, "utf8")) as KeyJson;
}

export async function contractText(): Promise<string> {
  return readFile(await makeContract((await base()).key.final), "utf8");
}

/** Texts of what is given; code is of the contract unless given otherwise. */
export interface Given {
  readonly vkey?: string;
  readonly solidity?: string;
  readonly bytecode?: string;
}

const readers: Readonly<Record<keyof Given, readonly [Role, (source: ByteSource) => Promise<unknown>]>> = {
  vkey: ["verificationKey", readVerificationKey],
  solidity: ["solidity", readSolidityVerifier],
  bytecode: ["bytecode", readContractCode],
};

/** Runs the checks of what is given, as the command line does. */
export async function assayArtefacts(given: Given, others: Partial<Evidence> = {}): Promise<Assayed> {
  const evidence: Record<string, unknown> = { ...others };
  const malformed = new Map<Role, MalformedError>();
  for (const [name, text] of Object.entries(given) as [keyof Given, string][]) {
    const [role, read] = readers[name];
    try {
      evidence[role] = await read(bytesSource(name, text));
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      malformed.set(role, error);
    }
  }
  const { solidity, bytecode } = evidence as Partial<Evidence>;
  if (solidity !== undefined && bytecode !== undefined) evidence["recompiled"] = await recompile(solidity);
  const dossier = { evidence, malformed } as Dossier;
  return assayDossier(dossier, { checks: checksOf(dossier) });
}

function checksOf({ evidence, malformed }: Dossier): readonly Check[] {
  return artefactChecks.filter(({ needs }) =>
    needs.every((role) => evidence[role] !== undefined || malformed.has(role)),
  );
}

/** Decimal coordinates, as JSON of keys has them. */
export function decimal(curve: Curve, group: GroupName, point: Point): string[] | string[][] {
  const plain = curve.toUncompressed(group, point);
  const { n8q } = curve.parameters;
  const values = Array.from({ length: plain.length / n8q }, (_, i) =>
    BigInt(`0x${Buffer.from(plain.subarray(i * n8q, (i + 1) * n8q)).toString("hex")}`).toString(),
  );
  if (group === "G1") return [...values, "1"];
  const [x1 = "", x0 = "", y1 = "", y0 = ""] = values;
  return [
    [x0, x1],
    [y0, y1],
    ["1", "0"],
  ];
}

/** The contract's constants of an element replaced by those of a point. */
export function withPoint(text: string, element: string, point: string[] | string[][]): string {
  const isG2 = Array.isArray(point[0]);
  const names = isG2 ? ["x1", "x2", "y1", "y2"] : ["x", "y"];
  const [x = "", y = ""] = point;
  const values = isG2 ? [x[1], x[0], y[1], y[0]] : [x, y];
  return names.reduce((changed, name, i) => {
    const declaration = new RegExp(`(uint256 constant ${element}${name}\\s*= )\\d+`);
    if (!declaration.test(changed)) throw new Error(`the contract has no ${element}${name}`);
    return changed.replace(declaration, `$1${String(values[i])}`);
  }, text);
}

export const codeOf = (text: string): string => compileContract(text).deployed;

/** The row of one check of a list. */
export async function outcomeOf(
  list: readonly Check[],
  id: string,
  evidence: Partial<Evidence>,
): Promise<Assayed["checks"][number]> {
  const checks = list.filter((check) => check.id === id);
  const [row] = (await assayDossier({ evidence, malformed: new Map() }, { checks })).checks;
  if (row === undefined) throw new Error(`there is no check ${id}`);
  return row;
}
