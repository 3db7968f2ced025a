/** Tokens → the parts of a Solidity file: units at the top, members in them, statements in those. */
import { MalformedError } from "../malformed.js";
import type { ByteSource } from "../source.js";
import type { Token } from "./tokens.js";

/** A declaration: up to its semicolon, or with the braces that end it. */
export interface Part {
  /** Before the braces; all of it, without the semicolon, where there are none. */
  readonly head: readonly Token[];
  /** Between the braces; null where there are none. */
  readonly body: readonly Token[] | null;
  readonly line: number;
}

const OPENING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);
const CLOSING: ReadonlySet<string> = new Set(OPENING.values());

const isSign = (token: Token, text: string): boolean => token.kind === "sign" && token.text === text;

/** @throws MalformedError where brackets do not pair */
export function requireBalanced(source: ByteSource, tokens: readonly Token[]): void {
  const open: { readonly token: Token; readonly closing: string }[] = [];
  for (const token of tokens) {
    if (token.kind !== "sign") continue;
    const closing = OPENING.get(token.text);
    if (closing !== undefined) open.push({ token, closing });
    else if (CLOSING.has(token.text) && open.pop()?.closing !== token.text)
      throw refusal(source, token, `this ${token.text} closes nothing`);
  }
  const last = open.at(-1);
  if (last !== undefined) throw refusal(source, last.token, `this ${last.token.text} is not closed`);
}

/** The declarations of a file or of a contract's body; the brackets are balanced. */
export function partsOf(tokens: readonly Token[]): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  let depth = 0;
  let brace: number | null = null;
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== "sign") continue;
    if (depth === 0 && token.text === "{") brace = i;
    if (OPENING.has(token.text)) depth++;
    if (CLOSING.has(token.text)) depth--;
    const ends = depth === 0 && (token.text === ";" || (token.text === "}" && brace !== null));
    if (!ends) continue;
    parts.push({
      head: tokens.slice(start, brace ?? i),
      body: brace === null ? null : tokens.slice(brace + 1, i),
      line: tokens[start]?.line ?? token.line,
    });
    start = i + 1;
    brace = null;
  }
  const rest = tokens[start];
  if (rest !== undefined) parts.push({ head: tokens.slice(start), body: null, line: rest.line });
  return parts;
}

/** Statements that end with a semicolon, without it; what follows the last one is a statement too. */
export function statementsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const statements: (readonly Token[])[] = [];
  let start = 0;
  for (const [i, token] of tokens.entries()) {
    if (!isSign(token, ";")) continue;
    statements.push(tokens.slice(start, i));
    start = i + 1;
  }
  return start < tokens.length ? [...statements, tokens.slice(start)] : statements;
}

/** The tokens as one text: equal for the same code, however it is laid out and commented. */
export function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(" ");
}

/** The error of a token that cannot be what it should be. */
export function refusal(source: ByteSource, token: Token | undefined, problem: string): MalformedError {
  const section = token === undefined ? "file" : `line ${token.line}`;
  return new MalformedError({ file: source.path, section, offset: token?.start ?? 0, problem });
}
