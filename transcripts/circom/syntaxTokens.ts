/** Circom source → tokens with lines, and the comments beside them. */
import { MalformedError } from "../malformed.js";

export interface Token {
  readonly kind: "word" | "number" | "string" | "mark" | "end";
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** Of its first character in the text. */
  readonly offset: number;
}

/** A comment, by the line on which it ends. */
export interface Comment {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly text: string;
}

/** No circuit that people write is longer; a hostile file is refused before it fills the memory. */
const MAX_CHARACTERS = 32 << 20;

/** Longest first, so that `<==` is not read as `<=` and `=`. */
const marks =
  "**= <<= >>= === <== ==> <-- --> ** ++ -- += -= *= /= \\= %= |= &= ^= <= >= == != << >> && || " +
  "< > = + - * / \\ % | & ^ ! ~ ? : ; , . ( ) [ ] { } _";
const markPattern = marks
  .split(" ")
  .map((mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  .join("|");
const tokenPattern = new RegExp(
  [
    "(?<space>[\\s\\uFEFF]+)",
    "(?<comment>//[^\\n]*|/\\*[^]*?\\*/)",
    "(?<number>0x[0-9a-fA-F]+|[0-9]+)",
    "(?<word>[$_]*[A-Za-z][A-Za-z0-9_$]*)",
    '(?<string>"[^"\\n]*")',
    `(?<mark>${markPattern})`,
  ].join("|"),
  "uy",
);

/** The error of this reader: the line stands where other formats have a section. */
export function malformedSource(
  file: string,
  at: Pick<Token, "line" | "offset">,
  problem: string,
): MalformedError {
  return new MalformedError({ file, section: `line ${at.line}`, offset: at.offset, problem });
}

/** @throws MalformedError at a character that circom does not know */
export function tokenize(text: string, file: string): { tokens: Token[]; comments: Comment[] } {
  if (text.length > MAX_CHARACTERS)
    throw malformedSource(
      file,
      { line: 1, offset: 0 },
      `a source of ${text.length} characters; at most ${MAX_CHARACTERS} are read`,
    );
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  let line = 1;
  for (let at = 0; at < text.length; at = tokenPattern.lastIndex) {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    if (match === null)
      throw malformedSource(
        file,
        { line, offset: at },
        `${JSON.stringify(text.slice(at, at + 12))} is no circom`,
      );
    const [piece] = match;
    const kind = kindOf(match);
    const firstLine = line;
    for (const letter of piece) if (letter === "\n") line++;
    if (kind === "comment") comments.push({ firstLine, lastLine: line, text: unmarked(piece) });
    else if (kind !== "space") tokens.push({ kind, text: piece, line: firstLine, offset: at });
  }
  tokens.push({ kind: "end", text: "the end of the file", line, offset: text.length });
  return { tokens, comments };
}

function kindOf(match: RegExpExecArray): Token["kind"] | "comment" | "space" {
  for (const kind of ["space", "comment", "number", "word", "string"] as const)
    if (match.groups?.[kind] !== undefined) return kind;
  return "mark";
}

/** A comment without its slashes and stars. */
function unmarked(comment: string): string {
  return comment
    .split("\n")
    .map((line) => line.replace(/^\s*(\/\/+|\/\*+|\*+(?!\/))?\s?/, "").replace(/\*+\/\s*$/, ""))
    .join("\n");
}
