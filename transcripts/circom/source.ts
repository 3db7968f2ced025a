/** A circom source file as far as places are concerned: which template a line belongs to, and what its statements mention. */

export interface SourceFile {
  /** Absolute. */
  readonly path: string;
  readonly templates: readonly Template[];
  /** The main component, where the file has one. */
  readonly main: MainComponent | null;
}

export interface Template {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly file: string;
  /** Lines from 1, both included. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly statements: readonly Statement[];
}

export interface MainComponent {
  readonly template: string;
  /** The text between the brackets. */
  readonly arguments: string;
  readonly line: number;
}

/** A statement, or a part of one that control flow begins: "for (…)", "if (…)", "else". */
export interface Statement {
  /** Without comments; strings are empty. */
  readonly text: string;
  /** Lines from 1, both included. */
  readonly line: number;
  readonly lastLine: number;
}

/**
 * Comments and the contents of strings as spaces, so that every place stays where it was.
 * An unclosed comment runs to the end of the file.
 */
function blankComments(text: string): string {
  const blank = (part: string): string => part.replaceAll(/[^\n]/g, " ");
  return text.replaceAll(/\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"[^"\n]*"/g, blank);
}

const MAIN = /\bcomponent\s+main\b[^=;]*=\s*([\w$]+)\s*\(([^;]*)\)\s*;/;

/** The text with spaces for its main component, every line where it was; null where it has none. */
export function withoutMain(text: string): string | null {
  const main = MAIN.exec(blankComments(text));
  if (main === null) return null;
  const end = main.index + main[0].length;
  return text.slice(0, main.index) + main[0].replaceAll(/[^\n]/g, " ") + text.slice(end);
}

/** @param text contents of the file, of which nothing is assumed */
export function readSource(path: string, text: string): SourceFile {
  const plain = blankComments(text);
  const lineAt = lineIndex(plain);
  const templates: Template[] = [];
  const heads = /\btemplate\s+(?:(?:custom|parallel)\s+)*([\w$]+)\s*\(([^()]*)\)\s*(?:parallel\s*)?\{/g;
  for (const head of plain.matchAll(heads)) {
    const open = head.index + head[0].length;
    const close = closingBrace(plain, open);
    templates.push({
      name: head[1] ?? "",
      parameters: (head[2] ?? "")
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== ""),
      file: path,
      firstLine: lineAt(head.index),
      lastLine: lineAt(close),
      statements: statementsOf(plain, open, close, lineAt),
    });
  }
  const main = MAIN.exec(plain);
  return {
    path,
    templates,
    main:
      main === null
        ? null
        : { template: main[1] ?? "", arguments: (main[2] ?? "").trim(), line: lineAt(main.index) },
  };
}

/** The offset of the brace that closes a block, or the end of the text. */
function closingBrace(text: string, open: number): number {
  let depth = 1;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}

const CONTROL = /^\s*(?:else\s+)?(?:for|if|while)\s*\(/;

/** Pieces between semicolons and braces outside of round and square brackets, each at the line of its first character. */
function statementsOf(
  text: string,
  open: number,
  close: number,
  lineAt: (offset: number) => number,
): Statement[] {
  const statements: Statement[] = [];
  let start = open;
  let depth = 0;
  const end = (at: number): void => {
    const piece = text.slice(start, at);
    const trimmed = piece.replace(/^\s*else\b/, "").trim();
    if (trimmed !== "") {
      const first = start + piece.lastIndexOf(trimmed);
      statements.push({ text: trimmed, line: lineAt(first), lastLine: lineAt(first + trimmed.length) });
    }
    start = at + 1;
  };
  for (let at = open; at < close; at++) {
    const character = text[at];
    if (character === "(" || character === "[") depth++;
    else if (character === ")" || character === "]") {
      depth--;
      // "for (…) x <== y;" are two: what control flow begins ends with its bracket.
      if (depth === 0 && CONTROL.test(text.slice(start, at))) {
        end(at + 1);
        start = at + 1;
      }
    } else if (depth <= 0 && (character === ";" || character === "{" || character === "}")) end(at);
  }
  end(close);
  return statements;
}

/** Offset → line from 1, by the offsets of newlines. */
function lineIndex(text: string): (offset: number) => number {
  const newlines: number[] = [];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) newlines.push(at);
  return (offset) => {
    let low = 0;
    let high = newlines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((newlines[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
