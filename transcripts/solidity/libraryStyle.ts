/**
 * The verifier of snarkjs before 0.7, and of ZoKrates: a library Pairing, and the key as statements of a function.
 *
 *     vk.alfa1 = Pairing.G1Point(x, y);
 *     vk.beta2 = Pairing.G2Point([x.c1, x.c0], [y.c1, y.c0]); …
 *     vk.IC = new Pairing.G1Point[](n); vk.IC[0] = Pairing.G1Point(x, y); …
 */
import type { AffineG1, AffineG2 } from "../verificationKey.js";
import type { ByteSource } from "../source.js";
import { extract, fits, pattern } from "./runs.js";
import { g1Of, g2Of, pieceOf, type Piece, type TakenApart } from "./style.js";
import type { Token } from "./tokens.js";
import { refusal, statementsOf, textOf, type Part } from "./units.js";

const FUNCTION = "contract, function verifyingKey";
const CHECKED = "contract, function verify";
const RANGE_CHECK = pattern('require ( input [ i ] < snark_scalar_field , " ) ;');
const LOCATIONS: ReadonlySet<string> = new Set(["memory", "calldata"]);
const SIGNALS = pattern("uint [ # ] LOCATION input", { LOCATION: ({ text }) => LOCATIONS.has(text) });

/** Names of the members of vk, as snarkjs and as ZoKrates have them. */
const NAMES = {
  alpha1: ["alfa1", "alpha"],
  beta2: ["beta2", "beta"],
  gamma2: ["gamma2", "gamma"],
  delta2: ["delta2", "delta"],
  ic: ["IC", "gamma_abc"],
} as const;

/**
 * @param members of the contract
 * @throws MalformedError at the first statement of verifyingKey that is not the next one of the key
 */
export function takeLibraryApart(source: ByteSource, contract: string, members: readonly Part[]): TakenApart {
  const pieces: Piece[] = [];
  let key: Part | null = null;
  let declaredInputs: number | null = null;
  let rangeCheck: TakenApart["rangeCheck"] = { places: [], statements: [] };
  for (const member of members) {
    const is = (name: string): boolean => fits(member.head, 0, pattern(`function ${name} (`));
    if (is("verifyingKey")) {
      if (key !== null) throw refusal(source, member.head[0], "a second function verifyingKey");
      key = member;
      pieces.push({ name: FUNCTION, line: member.line, text: textOf(member.head) });
    } else if (is("verify") && member.body !== null) {
      const one = extract(CHECKED, member.body, RANGE_CHECK, () => ({ input: 0, offset: null }));
      rangeCheck = { places: [...rangeCheck.places, ...one.run.places], statements: one.run.statements };
      pieces.push({
        name: CHECKED,
        line: member.line,
        text: `${textOf(member.head)} { ${textOf(one.rest)} }`,
      });
    } else if (is("verifyProof") || is("verifyTx")) {
      if (declaredInputs !== null)
        throw refusal(source, member.head[0], "a second function that verifies proofs");
      const { inputs, head } = declared(source, member);
      declaredInputs = inputs;
      pieces.push(pieceOf("contract", { ...member, head }));
    } else pieces.push(pieceOf("contract", member));
  }
  if (key?.body == null)
    throw refusal(source, members[0]?.head[0], "the contract has no function verifyingKey");
  if (declaredInputs === null) throw refusal(source, key.head[0], "the contract has no function verifyProof");
  return {
    style: "library",
    contract,
    declaredInputs,
    pieces,
    combination: null,
    rangeCheck,
    ...new Statements(source, key.body).key(),
  };
}

/** N of uint[N], and the head with a sign in its place; a function without inputs has no such parameter. */
function declared(source: ByteSource, { head }: Part): { readonly inputs: number; readonly head: Token[] } {
  const at = head.findIndex((_, i) => fits(head, i, SIGNALS));
  const number = head[at + 2];
  if (at === -1 || number === undefined)
    throw refusal(source, head[0], "the function that verifies has no parameter uint[N] memory input");
  const sign: Token = { ...number, kind: "sign", text: "#" };
  return { inputs: Number(number.text), head: head.map((token) => (token === number ? sign : token)) };
}

/** The statements of verifyingKey, read one after the other. */
class Statements {
  private readonly all: readonly (readonly Token[])[];
  private next = 0;
  private readonly lines = new Map<string, number>();

  constructor(
    private readonly source: ByteSource,
    private readonly body: readonly Token[],
  ) {
    this.all = statementsOf(body);
  }

  key(): Pick<TakenApart, "alpha1" | "beta2" | "gamma2" | "delta2" | "ic" | "lines"> {
    const alpha1 = this.g1("alpha1", this.member("alpha1"));
    const [beta2, gamma2, delta2] = (["beta2", "gamma2", "delta2"] as const).map((name) =>
      this.g2(name, this.member(name)),
    ) as [AffineG2, AffineG2, AffineG2];
    const count = Number(this.numbers("IC", this.member("ic"), "= new Pairing . G1Point [ ] ( # )")[0]);
    const ic: AffineG1[] = [];
    for (let i = 0; i < count && this.next < this.all.length; i++) {
      const left = this.member("ic");
      if (!fits(left, 0, pattern(`[ ${i} ]`))) throw this.unexpected(left[0], `vk.IC[${i}]`);
      ic.push(this.g1(`IC[${i}]`, left.slice(3)));
    }
    const more = this.all[this.next]?.[0];
    if (ic.length !== count) throw this.unexpected(this.body.at(-1), `vk.IC[${ic.length}]`);
    if (more !== undefined) throw this.unexpected(more, "the end of verifyingKey");
    return { alpha1, beta2, gamma2, delta2, ic, lines: this.lines };
  }

  /** The next statement without "vk.<name>". */
  private member(name: keyof typeof NAMES): readonly Token[] {
    const statement = this.all[this.next] ?? [];
    const known = NAMES[name].some((one) => fits(statement, 0, pattern(`vk . ${one}`)));
    if (!known) throw this.unexpected(statement[0] ?? this.body.at(-1), `vk.${NAMES[name][0]}`);
    this.next++;
    return statement.slice(3);
  }

  private g1(name: string, right: readonly Token[]): AffineG1 {
    const [x = 0n, y = 0n] = this.numbers(name, right, "= Pairing . G1Point ( # , # )");
    return g1Of(x, y);
  }

  private g2(name: string, right: readonly Token[]): AffineG2 {
    const form = "= Pairing . G2Point ( [ # , # ] , [ # , # ] )";
    const [x1 = 0n, x0 = 0n, y1 = 0n, y0 = 0n] = this.numbers(name, right, form);
    return g2Of(x1, x0, y1, y0);
  }

  /** The numbers of a right side that has exactly this form, each plain or as uint256(…). */
  private numbers(name: string, right: readonly Token[], form: string): readonly bigint[] {
    const plain = withoutCasts(right);
    const expected = pattern(form);
    if (plain.length !== expected.length || !fits(plain, 0, expected)) throw this.unexpected(right[0], form);
    this.lines.set(name, right[0]?.line ?? 1);
    return plain.filter(({ kind }) => kind === "number").map(({ text }) => BigInt(text));
  }

  private unexpected(token: Token | undefined, expected: string) {
    return refusal(
      this.source,
      token,
      `verifyingKey is read as a list of the key's elements: expected ${expected} here`,
    );
  }
}

/** uint256(n) → n. */
function withoutCasts(tokens: readonly Token[]): readonly Token[] {
  const cast = pattern("uint256 ( # )");
  const plain: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const isCast = fits(tokens, at, cast);
    const token = tokens[isCast ? at + 2 : at];
    if (token !== undefined) plain.push(token);
    at += isCast ? cast.length : 1;
  }
  return plain;
}
