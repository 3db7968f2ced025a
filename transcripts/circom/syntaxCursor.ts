/** A place in a list of tokens, and what a parser asks of it. */
import { malformedSource, type Token } from "./syntaxTokens.js";

/** Expressions and blocks may nest so deep and no deeper: a hostile file must not exhaust the stack. */
const MAX_DEPTH = 400;

export class Cursor {
  readonly file: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  /** @param tokens ends with a token of kind "end" */
  constructor(tokens: readonly Token[], file: string) {
    this.#tokens = tokens;
    this.file = file;
  }

  /** The token `ahead` places further on; the end token stays for ever. */
  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    if (token === undefined) throw new Error("a list of tokens without its end");
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  is(...texts: readonly string[]): boolean {
    const { kind, text } = this.peek();
    return kind !== "string" && texts.includes(text);
  }

  /** Steps over the token if it is this one. */
  take(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }

  /** @throws MalformedError where another token stands */
  expect(text: string): Token {
    if (!this.is(text)) this.fail(`${text} was expected`);
    return this.next();
  }

  name(): string {
    if (this.peek().kind !== "word") this.fail("a name was expected");
    return this.next().text;
  }

  /** Items with commas between them, up to the closing mark, which is stepped over. */
  listUntil<Item>(close: string, item: () => Item): Item[] {
    const items: Item[] = [];
    while (!this.take(close)) {
      items.push(item());
      if (!this.is(close)) this.expect(",");
    }
    return items;
  }

  /** One level deeper. */
  nested<Result>(parse: () => Result): Result {
    if (++this.#depth > MAX_DEPTH) this.fail(`nested deeper than ${MAX_DEPTH}`);
    const result = parse();
    this.#depth--;
    return result;
  }

  fail(problem: string): never {
    throw malformedSource(this.file, this.peek(), `${problem} at ${JSON.stringify(this.peek().text)}`);
  }
}
