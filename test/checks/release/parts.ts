/** What the tables of false artefacts are made of: an honest key and contract, and points to put into them. */
import { BN254, BLS12_381, BLS_ORDER_3, multiple, ORDER_10069 } from "../fixtures/craft.js";
import { contractText, decimal, keyJson, type Given, type KeyJson } from "./artefacts.js";

export const key = await keyJson();
export const blsKey = await keyJson("bls12381");
export const contract = await contractText();

/** One false artefact, or several that do not go together. */
export interface Tampered {
  readonly name: string;
  readonly given: () => Given;
  /** Checks that fail, and no others. */
  readonly fails: readonly string[];
  /** Checks that can no longer be decided. */
  readonly undecided?: readonly string[];
}

/** The contract with something changed; a change that changes nothing is a mistake. */
export function changed(pattern: RegExp | string, replacement: string): string {
  const text = contract.replace(pattern, replacement);
  if (text === contract) throw new Error(`${String(pattern)} is not in the contract`);
  return text;
}

export const vkey = (change: Partial<KeyJson>, of: KeyJson = key): Given => ({
  vkey: JSON.stringify({ ...of, ...change }),
});
export const g1 = (k: bigint): string[] => decimal(BN254, "G1", multiple(BN254, "G1", k)) as string[];
export const g2 = (k: bigint): string[][] => decimal(BN254, "G2", multiple(BN254, "G2", k)) as string[][];
export const NEGATIVE = BN254.parameters.r - 1n;
export const SECRET = 123_456_789_012_345n;

/** A point of the curve outside of its subgroup. */
export const strayG2 = (): string[][] =>
  decimal(BN254, "G2", BN254.add("G2", multiple(BN254, "G2", SECRET), ORDER_10069)) as string[][];
export const strayBlsG1 = (): string[] =>
  decimal(BLS12_381, "G1", BLS12_381.add("G1", multiple(BLS12_381, "G1", SECRET), BLS_ORDER_3)) as string[];

/** Public test keys: delta alone. */
export const circomkit = [
  [
    "6200966883659951004781161519443819708456836606905838655105751276789704992858",
    "8887303303783309699914782728523667640818509837936416238361785602616130208721",
  ],
  [
    "13148020004380145844743863052500816601466441808554018997408833872207986286062",
    "16382689070810983061424444787205533466823844966451665611516029371464002849487",
  ],
  ["1", "0"],
];
export const p0tion = [
  [
    "3351906943192106241258173069101062710430064441805762919435903448145435528973",
    "3609814357773144717518631524459248007709624660755909037176309802677798373232",
  ],
  [
    "9069438153336502951158456788763587199974358703205747886284949853078455843859",
    "15566461416342721154195875920091334398078943971015435069515020299158779682082",
  ],
  ["1", "0"],
];
