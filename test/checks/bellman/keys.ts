/** A small ceremony whose key is in both formats, contributed to in both. */
import { makeKey, makePtau, type KeyFiles } from "../../fixtures/ceremony.js";
import { makeCircuit, squares } from "../../fixtures/circuits.js";
import { contributeParams, exportParams, importParams } from "../../fixtures/exchange.js";
import type { CurveName } from "../../fixtures/steps.js";

export interface ParamsCeremony {
  readonly r1cs: string;
  readonly ptau: string;
  /** Contributed to by snarkjs: initial, first, second, beacon. */
  readonly zkey: KeyFiles;
  /** The last of these keys, exported. */
  readonly exported: string;
  /** With one more contribution, made on the .params. */
  readonly params: string;
  /** The .params with the contribution, imported into a .zkey. */
  readonly imported: string;
}

/** Six constraints on a domain of 8, in a ptau of power 4, so that the powers go on beyond the domain. */
export async function makeParamsCeremony(curve: CurveName = "bn128"): Promise<ParamsCeremony> {
  const { r1cs } = await makeCircuit(squares(4), curve);
  const ptau = await makePtau({ power: 4, curve });
  const zkey = await makeKey({ r1cs, ptau, curve });
  const exported = await exportParams(zkey.final, curve);
  const params = await contributeParams(exported, curve);
  return { r1cs, ptau, zkey, exported, params, imported: await importParams(zkey.final, params, curve) };
}
