/**
 * The code of known verifiers, as digests: a contract whose pieces are all those of one template uses its constants in
 * the roles that their names say. Any other code may do anything with them.
 *
 * A digest is SHA-256 of a piece's tokens with a space between each two, without comments, constants of the key,
 * statements repeated for every input, and the number of inputs. test/transcripts/solidity/templates.test.ts computes
 * them again from the packages.
 */
import { createHash } from "node:crypto";
import type { Piece, TakenApart } from "./style.js";

export interface Template {
  /** "snarkjs 0.7.4 to 0.7.6". */
  readonly name: string;
  readonly style: TakenApart["style"];
  /** Place at which inputs are multiplied with IC, "<piece>:<tokens before>"; null where a loop does it. */
  readonly combination: string | null;
  /** Place at which inputs are held against a modulus. */
  readonly rangeCheck: string;
  /** The modulus of the range check: that of scalars, or by mistake that of coordinates. */
  readonly modulus: "r" | "q";
  /** Digest of each piece, by its name. */
  readonly pieces: Readonly<Record<string, string>>;
}

/** Code that the nearest template does not have, or has otherwise. */
export interface Deviation {
  readonly name: string;
  readonly line: number;
  readonly how: "differs" | "is not in the template" | "is missing";
}

function digestOfPiece({ text }: Pick<Piece, "text">): string {
  return createHash("sha256").update(text, "latin1").digest("hex");
}

/** The template with the fewest differences, and these. */
export function compareWithTemplates(
  apart: TakenApart,
  pieces: readonly Piece[],
): { readonly template: Template; readonly deviations: readonly Deviation[] } {
  const compared = templates
    .filter(({ style }) => style === apart.style)
    .map((template) => ({ template, deviations: [...differences(template, apart, pieces)] }))
    .toSorted((a, b) => a.deviations.length - b.deviations.length);
  const [nearest] = compared;
  if (nearest === undefined) throw new Error(`no template has the style ${apart.style}`);
  return nearest;
}

function* differences(template: Template, apart: TakenApart, pieces: readonly Piece[]): Generator<Deviation> {
  const seen = new Set<string>();
  for (const piece of pieces) {
    const { name, line } = piece;
    const known = Object.hasOwn(template.pieces, name) ? template.pieces[name] : undefined;
    // Of two pieces with one name, which Solidity allows for functions, only one can be the template's.
    if (known === undefined || seen.has(name)) yield { name, line, how: "is not in the template" };
    else if (known !== digestOfPiece(piece)) yield { name, line, how: "differs" };
    seen.add(name);
  }
  for (const name of Object.keys(template.pieces))
    if (!seen.has(name)) yield { name, line: 1, how: "is missing" };
  yield* displaced("the sum over IC", template.combination, apart.combination?.places ?? [], apart);
  yield* displaced("the range check of inputs", template.rangeCheck, apart.rangeCheck.places, apart);
}

/** Statements for inputs that stand elsewhere than in the template, where they may never be reached. */
function* displaced(
  name: string,
  place: string | null,
  places: readonly string[],
  { rangeCheck, combination }: TakenApart,
): Generator<Deviation> {
  if (places.every((one) => one === place)) return;
  const line = [...rangeCheck.statements, ...(combination?.statements ?? [])][0]?.line ?? 1;
  yield { name, line, how: "differs" };
}

const VERIFY = "contract, function verifyProof";
const CHECK_FIELD = `${VERIFY}, assembly function checkField`;

/** What all releases of 0.7 have in common. */
const ASSEMBLY_PIECES = {
  "contract, uint256 constant r": "fee23f78d572bf48cc8e577eff68e12e0a7c93cfffe54d5fda738d1b7c076c69",
  "contract, uint256 constant q": "27476999c8f602f7451dfd12dfed11aa45a57dcc481bec8c8830da1a1eb0cc59",
  "contract, uint16 constant pVk": "110fce938af4a8de4f4682e0dae2bff3303e45d0f857bbccce9dcb0cfff6787d",
  "contract, uint16 constant pPairing": "67d50295c8c9bf657e5d675896a65b6994c1628c5495a71241cd8c23907b12d1",
  "contract, uint16 constant pLastMem": "d005e667f5c29a2672e633f411065cf8c0941a38a5b829648aa7fdd7de3878ad",
  "contract, function verifyProof": "0cf7e33d6a1d2697270982b6992c24f99c65846699b4586c67bcfcf371b5a90e",
  "contract, function verifyProof, assembly function g1_mulAccC":
    "e7a82757c4183c562ebffd9c7bb11124445a7460a6bfdbff989c5d1e546c39e5",
  "contract, function verifyProof, assembly function checkPairing":
    "3e6a293a0ecf6905866bf07349be2d148b507ff337c6ee3c7f8883f5f7196f21",
};

const LIBRARY_PIECES = {
  "contract, using Pairing for": "4a8a496c867a5b30a5c59331062bf9c242567e08dcdf02cc42d59d5d1fda553c",
  "contract, struct VerifyingKey": "b7f3c004de99be6cf366fd1730cc128806bdb3fc7c07c8405350f3847276f5b5",
  "contract, struct Proof": "fddccd050a318bd96f5bca11d76188cd04f4a805313be4ef4478ccf959595142",
  "contract, function verifyingKey": "df0afe515d2d07553db19c668603e7fa291828f0d669e752c7211b3c99823a03",
  "contract, function verify": "6dbe99f2a90f094c552a35c819d35e34b7c44d14b161a6db38d24d34c4356e4b",
  "contract, function verifyProof": "3a7c3ba3c224ddc6371047108125a16a9881f7e6137bff9d00eff249fa58c64a",
  "library Pairing, struct G1Point": "56b2399bf365c10b463b198ce8ccb369b2b3cd8e8961a655603206c54b5c1201",
  "library Pairing, struct G2Point": "7e1bd90110582394d8f089eadd4169697181ca4a2c43882945bb4593805e3738",
  "library Pairing, function P1": "2cf7b832779d43619c92b800bd4b333258f6fbade020dab0be58cfb573ac777f",
  "library Pairing, function P2": "72cee8a8980008892353dbeb954d24999ab8e474021e5b6f2dfd12102bc278a5",
  "library Pairing, function negate": "8a07479e33b9dc322c71b86d1275f2de396bbfa1c0595adb22cb63fe3bbfcc0e",
  "library Pairing, function addition": "c175815f6c43e5b2bc5a7cabf5ed2655651beb8b0d431e7a5703a3a868c98e25",
  "library Pairing, function scalar_mul": "07addc27a065fd29982d8b8ab947f9c69ded60132e9b1c7c46bd8d672e7aba22",
  "library Pairing, function pairing": "e99f351d6e829669764a3ddf36947aff35768a0ba448088d836699108096ee37",
  "library Pairing, function pairingProd2":
    "429021b44f79f269dd535c1e4846f7abb3b261c3061de414b0cddd2dc7d640ca",
  "library Pairing, function pairingProd3":
    "1ad4d8c6fec06dcf3903879419f089b38c74866f301ec10df384c962005b3c0e",
  "library Pairing, function pairingProd4":
    "60312df186dacf07d4e1509215c902abe0371047357050f25f8fc754a04533ca",
};

const ASSEMBLY = {
  style: "assembly",
  combination: `${VERIFY}, assembly function checkPairing:51`,
  rangeCheck: `${VERIFY}:26`,
} as const;

const templates: readonly Template[] = [
  {
    ...ASSEMBLY,
    name: "snarkjs 0.7.4 to 0.7.6",
    modulus: "r",
    pieces: {
      ...ASSEMBLY_PIECES,
      [CHECK_FIELD]: "da5ac4fe9bbafea0bbbff23e71f629dcaf146730f2d1569de1a1b4fc0f2d891a",
    },
  },
  {
    ...ASSEMBLY,
    // checkField compares with q, the modulus of coordinates, and so accepts x + r beside x for x < q − r.
    name: "snarkjs 0.7.0 to 0.7.3",
    modulus: "q",
    pieces: {
      ...ASSEMBLY_PIECES,
      [CHECK_FIELD]: "f616c17aa083103ea855e873712402a7265f62cc5ce7eab3a587ff6bacbdc602",
    },
  },
  {
    name: "snarkjs 0.3 to 0.6",
    style: "library",
    combination: null,
    rangeCheck: "contract, function verify:62",
    modulus: "r",
    pieces: LIBRARY_PIECES,
  },
];
