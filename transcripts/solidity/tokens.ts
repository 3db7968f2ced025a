/**
 * Solidity text → tokens with their places. Comments and white space are gone; what is no token of the language is
 * refused, never skipped. (Solidity documentation, "Lexical structure")
 *
 * The text is walked byte by byte: outside of comments and strings the language is ASCII, so that an offset is a byte
 * offset, and a letter that only looks like another one cannot pass for it.
 */
import { MalformedError } from "../malformed.js";
import type { ByteSource } from "../source.js";

export interface Token {
  readonly kind: "word" | "number" | "string" | "sign";
  /** As written; a number as its decimal digits, so that 0x20 and 32 are the same. */
  readonly text: string;
  /** Absolute byte offset. */
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
}

/** A verifier is some ten kilobytes, and 300 bytes more for every public signal. */
const MAX_BYTES = 16 * 1024 * 1024;

const SPACE = /[ \t\n\v\f\r]+/y;
/** A line comment ends at any line terminator of Unicode: NEL, LS and PS end it too. */
const LINE_COMMENT = /\/\/(?:(?!\xc2\x85|\xe2\x80[\xa8\xa9])[^\n\v\f\r])*/y;
const BLOCK_COMMENT = /\/\*[^]*?\*\//y;
/** Which compilers may be used: no code, and no tokens of the language. */
const VERSIONS = /pragma[ \t\r\n]+solidity[ \t\r\n]+["^~<>=|\d.x* \t\r\n-]+;/y;
const WORD = /[A-Za-z_$][\w$]*/y;
const HEX = /0x[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*/y;
const DECIMAL = /(?:0|[1-9][0-9]*(?:_[0-9]+)*)/y;
const STRING = /"(?:[^"\\\n\r]|\\[^\r\n])*"|'(?:[^'\\\n\r]|\\[^\r\n])*'/y;
const SIGN =
  />>>=|>>>|>>=|<<=|:=|->|=>|==|!=|<=|>=|&&|\|\||\+\+|--|\*\*|<<|>>|[-+*/%|&^]=|[-+*/%|&^~!<>=?:;,.(){}[\]]/y;
/** U+202A–202E and U+2066–2069 in UTF-8: they show a text in another order than the compiler reads it. */
const DIRECTION = /\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]/;

/**
 * All tokens of a source file, in order.
 * @throws MalformedError with the line of what is no token
 */
export async function readTokens(source: ByteSource): Promise<readonly Token[]> {
  const fail = (offset: number, line: number, problem: string): MalformedError =>
    new MalformedError({ file: source.path, section: `line ${line}`, offset, problem });
  if (source.size > MAX_BYTES) throw fail(0, 1, `${source.size} bytes; at most ${MAX_BYTES} are read`);
  const text = Buffer.from(await source.read(0, source.size)).toString("latin1");
  const direction = DIRECTION.exec(text);
  if (direction !== null) {
    const line = text.slice(0, direction.index).split("\n").length;
    throw fail(
      direction.index,
      line,
      "a character that turns the direction of text: what is seen is not what is compiled",
    );
  }
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  while (at < text.length) {
    const gap = take(SPACE) ?? take(LINE_COMMENT) ?? take(BLOCK_COMMENT) ?? take(VERSIONS);
    const endless = gap === null && text.startsWith("/*", at);
    const one = gap === null && !endless ? tokenAt(take) : null;
    const length = (gap ?? one?.written ?? "").length;
    if (length === 0) throw fail(at, line, `${describe(text, at)} is no token of Solidity`);
    const start = at;
    at += length;
    if (one !== null) {
      const after = text[at] ?? "";
      if (one.kind === "number" && /[\w$.]/.test(after))
        throw fail(
          start,
          line,
          `${one.written}${after}…: only plain decimal and hexadecimal numbers are read`,
        );
      tokens.push({ kind: one.kind, text: one.text, start, end: at, line });
    }
    for (let i = start; i < at; i++) if (text[i] === "\n") line++;
  }
  return tokens;
}

type Taken = Pick<Token, "kind" | "text"> & { readonly written: string };

function tokenAt(take: (pattern: RegExp) => string | null): Taken | null {
  const word = take(WORD);
  if (word !== null) return { kind: "word", text: word, written: word };
  const number = take(HEX) ?? take(DECIMAL);
  // One that is too long for any type stays text: it is equal to nothing.
  if (number !== null)
    return { kind: "number", text: number.length > 200 ? number : valueOf(number), written: number };
  const string = take(STRING);
  if (string !== null) return { kind: "string", text: string, written: string };
  const sign = take(SIGN);
  return sign === null ? null : { kind: "sign", text: sign, written: sign };
}

const valueOf = (number: string): string => BigInt(number.replaceAll("_", "")).toString();

function describe(text: string, at: number): string {
  const code = text.charCodeAt(at);
  if (text.startsWith("/*", at)) return "a comment without an end";
  if (code === 0x22 || code === 0x27) return "a string without an end";
  if (code >= 0x80) return "a byte outside ASCII";
  return JSON.stringify(text[at]);
}
