/**
 * The verifier of snarkjs since 0.7: the key as constants of the contract, one function in assembly.
 *
 *     uint256 constant alphax = …; … betax1, betax2 (imaginary part first) … deltay2
 *     uint256 constant IC0x = …; uint256 constant IC0y = …; …
 *     function verifyProof(…, uint[N] calldata _pubSignals)
 */
import { MalformedError } from "../malformed.js";
import type { ByteSource } from "../source.js";
import { extract, fits, pattern } from "./runs.js";
import { g1Of, g2Of, pieceOf, type Piece, type TakenApart } from "./style.js";
import type { Token } from "./tokens.js";
import { refusal, textOf, type Part } from "./units.js";

const OF_THE_KEY = /^(?:alpha[xy]|(?:beta|gamma|delta)[xy][12]|IC(?:0|[1-9][0-9]{0,6})[xy])$/;
const isKeyName = (token: Token): boolean => token.kind === "word" && OF_THE_KEY.test(token.text);
const CONSTANT = pattern("uint256 constant NAME = #", { NAME: isKeyName });
const isIc = (token: Token): boolean => /^IC[1-9][0-9]{0,6}[xy]$/.test(token.text);
const COMBINATION = pattern("g1_mulAccC ( _pVk , IC , IC , calldataload ( add ( pubSignals , # ) ) )", {
  IC: isIc,
});
const RANGE_CHECK = pattern("checkField ( calldataload ( add ( _pubSignals , # ) ) )");
const SIGNALS = pattern("uint [ # ] calldata _pubSignals");
const FUNCTION = "contract, function verifyProof";

/**
 * @param members of the contract
 * @throws MalformedError where a constant is repeated, missing, or no plain number
 */
export function takeAssemblyApart(
  source: ByteSource,
  contract: string,
  members: readonly Part[],
): TakenApart {
  const constants = new Constants(source);
  const pieces: Piece[] = [];
  let verify: Part | null = null;
  for (const member of members) {
    if (constants.take(member)) continue;
    if (fits(member.head, 0, pattern("function verifyProof ("))) {
      if (verify !== null) throw refusal(source, member.head[0], "a second function verifyProof");
      verify = member;
    } else pieces.push(pieceOf("contract", member));
  }
  if (verify === null || verify.body === null)
    throw refusal(source, members[0]?.head[0], "the contract has no function verifyProof");
  const { inputs, head } = declared(source, verify);
  const inner = nested(verify.body);
  const checks = extract(FUNCTION, inner.rest, RANGE_CHECK, (matched) => inputAt(matched[8]));
  pieces.push({ name: FUNCTION, line: verify.line, text: `${head} { ${textOf(checks.rest)} }` });
  const runs = inner.functions.map(({ name, tokens }) => {
    const one = extract(name, tokens, COMBINATION, (matched) => ({
      ...inputAt(matched[14]),
      input: icOf(matched[4], matched[6]),
    }));
    pieces.push({ name, line: tokens[0]?.line ?? 1, text: textOf(one.rest) });
    return one.run;
  });
  return {
    style: "assembly",
    contract,
    alpha1: g1Of(constants.value("alphax"), constants.value("alphay")),
    beta2: constants.g2("beta"),
    gamma2: constants.g2("gamma"),
    delta2: constants.g2("delta"),
    ic: constants.ic(),
    declaredInputs: inputs,
    pieces,
    combination: {
      places: runs.flatMap(({ places }) => places),
      statements: runs.flatMap(({ statements }) => statements),
    },
    rangeCheck: checks.run,
    lines: constants.lines,
  };
}

/** Input k is at 32·(k − 1) bytes. */
function inputAt(offset: Token | undefined): { readonly input: number; readonly offset: number } {
  const bytes = Number(offset?.text);
  return { input: bytes / 32 + 1, offset: bytes };
}

/** The index of a point whose coordinates are named in their order; NaN, which is no input, where they are not. */
function icOf(x: Token | undefined, y: Token | undefined): number {
  const [, index] = /^IC(\d+)x$/.exec(x?.text ?? "") ?? [];
  return index !== undefined && y?.text === `IC${index}y` ? Number(index) : Number.NaN;
}

/** N of uint[N], and the head with a sign in its place. */
function declared(source: ByteSource, { head }: Part): { readonly inputs: number; readonly head: string } {
  const at = head.findIndex((_, i) => fits(head, i, SIGNALS));
  if (at === -1) throw refusal(source, head[0], "verifyProof has no parameter uint[N] calldata _pubSignals");
  const number = head[at + 2];
  const before = textOf(head.slice(0, at + 2));
  return { inputs: Number(number?.text), head: `${before} # ${textOf(head.slice(at + 3))}` };
}

/** Functions inside the assembly block, and the body with their names in their place. */
function nested(body: readonly Token[]): {
  readonly rest: readonly Token[];
  readonly functions: readonly { readonly name: string; readonly tokens: readonly Token[] }[];
} {
  const rest: Token[] = [];
  const functions: { name: string; tokens: readonly Token[] }[] = [];
  for (let at = 0; at < body.length;) {
    const token = body[at];
    if (token === undefined) break;
    const name = body[at + 1];
    rest.push(token);
    at++;
    if (token.kind !== "word" || token.text !== "function" || name?.kind !== "word") continue;
    rest.push(name);
    const end = endOfFunction(body, at);
    functions.push({ name: `${FUNCTION}, assembly function ${name.text}`, tokens: body.slice(at - 1, end) });
    at = end;
  }
  return { rest, functions };
}

/** After the brace that closes the first one opened from `at` on; the braces are balanced. */
function endOfFunction(body: readonly Token[], at: number): number {
  let depth = 0;
  for (let i = at; i < body.length; i++) {
    const { kind, text } = body[i] ?? { kind: "word", text: "" };
    if (kind !== "sign") continue;
    if (text === "{") depth++;
    if (text === "}" && --depth === 0) return i + 1;
  }
  return body.length;
}

/** The constants of the key, each once. */
class Constants {
  private readonly values = new Map<string, bigint>();
  readonly lines = new Map<string, number>();

  constructor(private readonly source: ByteSource) {}

  /** Whether the member was a constant of the key. */
  take({ head, body }: Part): boolean {
    const named = head.find((token, i) => isKeyName(token) && head[i + 1]?.text === "=");
    if (named === undefined) return false;
    if (body !== null || head.length !== CONSTANT.length || !fits(head, 0, CONSTANT))
      throw refusal(
        this.source,
        named,
        `${named.text} is declared otherwise than "uint256 constant ${named.text} = <number>"`,
      );
    if (this.values.has(named.text))
      throw refusal(this.source, named, `${named.text} is declared a second time`);
    this.values.set(named.text, BigInt(head.at(-1)?.text ?? ""));
    this.lines.set(named.text, named.line);
    return true;
  }

  value(name: string): bigint {
    const value = this.values.get(name);
    if (value !== undefined) return value;
    const problem = `the contract has no constant ${name}`;
    throw new MalformedError({ file: this.source.path, section: "contract", offset: 0, problem });
  }

  g2(name: string) {
    const [x1, x2, y1, y2] = ["x1", "x2", "y1", "y2"].map((end) => this.value(`${name}${end}`)) as [
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    return g2Of(x1, x2, y1, y2);
  }

  /** IC0, IC1, … without a gap. */
  ic() {
    const count = [...this.values.keys()].filter((name) => /^IC\d+x$/.test(name)).length;
    const points = Array.from({ length: count }, (_, i) =>
      g1Of(this.value(`IC${i}x`), this.value(`IC${i}y`)),
    );
    const odd = [...this.values.keys()].filter((name) => /^IC\d+y$/.test(name)).length;
    if (odd !== count || count === 0)
      throw new MalformedError({
        file: this.source.path,
        section: "contract",
        offset: 0,
        problem: `${count} constants IC…x and ${odd} constants IC…y`,
      });
    return points;
  }
}
