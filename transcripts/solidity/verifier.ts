/** A Groth16 verifier contract in Solidity → the key that it verifies with, and what its code is known as. */
import { parametersOf } from "../../algebra/parameters.js";
import { MalformedError } from "../malformed.js";
import type { ByteSource } from "../source.js";
import type { Groth16Key } from "../verificationKey.js";
import { takeAssemblyApart } from "./assemblyStyle.js";
import { takeLibraryApart } from "./libraryStyle.js";
import { fits, pattern } from "./runs.js";
import { pieceOf, type Piece, type Run, type TakenApart } from "./style.js";
import { compareWithTemplates, type Deviation, type Template } from "./templates.js";
import { readTokens, type Token } from "./tokens.js";
import { partsOf, refusal, requireBalanced, textOf, type Part } from "./units.js";

export interface SolidityVerifier {
  readonly source: ByteSource;
  /** Name of the contract. Untrusted text. */
  readonly contract: string;
  readonly style: TakenApart["style"];
  /** On BN254: no other curve has a pairing precompile with this interface. */
  readonly key: Groth16Key;
  /** N of uint[N] in the signature of the function that verifies. */
  readonly declaredInputs: number;
  /** The template that the code is nearest to, with the places where it differs from it. */
  readonly template: Template;
  readonly deviations: readonly Deviation[];
  /** Where each input is multiplied with its element of IC; null where a loop does it. */
  readonly combination: Run | null;
  /** Where inputs are held against a modulus. */
  readonly rangeCheck: Run;
  /** Line of each element of the key, as the contract names it. */
  readonly lines: ReadonlyMap<string, number>;
}

/**
 * @throws MalformedError where the text is no verifier of a style that is understood: it says which token is not
 */
export async function readSolidityVerifier(source: ByteSource): Promise<SolidityVerifier> {
  const tokens = await readTokens(source);
  requireBalanced(source, tokens);
  const units = partsOf(tokens);
  const { unit, members, name } = verifierIn(source, units);
  const assembly = members.some(({ head }) => fits(head, 0, pattern("uint256 constant alphax =")));
  const read = assembly ? takeAssemblyApart : takeLibraryApart;
  const apart = read(source, name, members);
  const pieces = [...apart.pieces, ...units.flatMap((one) => (one === unit ? [] : piecesOf(one)))];
  const inherits = unit.head.length > 2;
  if (inherits) pieces.push({ name: "contract", line: unit.line, text: textOf(unit.head.slice(2)) });
  const { template, deviations } = compareWithTemplates(apart, pieces);
  const { alpha1, beta2, gamma2, delta2, ic } = apart;
  return {
    source,
    contract: apart.contract,
    style: apart.style,
    key: { curve: parametersOf("bn254"), nPublic: ic.length - 1, alpha1, beta2, gamma2, delta2, ic },
    declaredInputs: apart.declaredInputs,
    template,
    deviations,
    combination: apart.combination,
    rangeCheck: apart.rangeCheck,
    lines: apart.lines,
  };
}

interface Found {
  readonly unit: Part;
  readonly members: readonly Part[];
  readonly name: string;
}

/** The one contract that has a key; a file with two does not say which of them is deployed. */
function verifierIn(source: ByteSource, units: readonly Part[]): Found {
  const found = units.flatMap((unit): Found[] => {
    const [word, name] = unit.head;
    if (word?.text !== "contract" || name?.kind !== "word" || unit.body === null) return [];
    const members = partsOf(unit.body);
    return members.some(({ head }) => holdsKey(head)) ? [{ unit, members, name: name.text }] : [];
  });
  const [first, second] = found;
  if (second !== undefined)
    throw refusal(
      source,
      second.unit.head[0],
      `${first?.name} and ${second.name} are both verifiers; give a file with one`,
    );
  if (first !== undefined) return first;
  const problem =
    "no contract with the constants of snarkjs 0.7 (uint256 constant alphax), and none with a function verifyingKey as " +
    "snarkjs before 0.7 and ZoKrates write it";
  throw new MalformedError({ file: source.path, section: "file", offset: 0, problem });
}

function holdsKey(head: readonly Token[]): boolean {
  return ["uint256 constant alphax =", "function verifyingKey (", "function verifyProof ("].some((text) =>
    fits(head, 0, pattern(text)),
  );
}

/** A unit beside the verifier as pieces of code: a library's members, or the whole of what is none. */
function piecesOf(unit: Part): Piece[] {
  if (unit.body === null || unit.head[0]?.text !== "library") return [pieceOf("file", unit)];
  return partsOf(unit.body).map((member) => pieceOf(textOf(unit.head), member));
}
