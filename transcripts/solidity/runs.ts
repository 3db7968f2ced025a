/** Statements that a template repeats for every input: taken out of the code, so that the rest is always the same. */
import type { InputStatement, Run } from "./style.js";
import type { Token } from "./tokens.js";

/** A pattern of tokens: a text stands for itself; a function takes a token and says whether it fits. */
export type Pattern = readonly (string | ((token: Token) => boolean))[];

/** Whether the tokens at `at` fit the pattern. */
export function fits(tokens: readonly Token[], at: number, expected: Pattern): boolean {
  return expected.every((one, i) => {
    const token = tokens[at + i];
    if (token === undefined) return false;
    return typeof one === "string" ? token.kind !== "string" && token.text === one : one(token);
  });
}

const isNumber = (token: Token): boolean => token.kind === "number";
const isString = (token: Token): boolean => token.kind === "string";

/** The words of a pattern as people write code: numbers are `#`, strings `"`. */
export function pattern(
  text: string,
  words: Readonly<Record<string, (token: Token) => boolean>> = {},
): Pattern {
  return text.split(" ").map((one) => {
    if (one === "#") return isNumber;
    return one === '"' ? isString : (words[one] ?? one);
  });
}

export interface Extracted {
  readonly rest: readonly Token[];
  readonly run: Run;
}

/**
 * Takes all statements of a pattern out of a piece.
 * @param input reads the statement's own numbers
 */
export function extract(
  piece: string,
  tokens: readonly Token[],
  statement: Pattern,
  input: (matched: readonly Token[]) => Pick<InputStatement, "input" | "offset">,
): Extracted {
  const rest: Token[] = [];
  const places: string[] = [];
  const statements: InputStatement[] = [];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    if (token === undefined) break;
    if (!fits(tokens, at, statement)) {
      rest.push(token);
      at++;
      continue;
    }
    const place = `${piece}:${rest.length}`;
    if (places.at(-1) !== place) places.push(place);
    statements.push({ ...input(tokens.slice(at, at + statement.length)), line: token.line });
    at += statement.length;
  }
  return { rest, run: { places, statements } };
}
