/** Circom source, read by a parser of our own: templates, their signals, components and statements, with lines. */
import { Cursor } from "./syntaxCursor.js";
import { parseExpression } from "./syntaxExpressions.js";
import { parseBlock } from "./syntaxStatements.js";
import { tokenize, type Comment } from "./syntaxTokens.js";
import type { Definition, SyntaxTree } from "./syntaxTree.js";

/**
 * Parses one file of circom 2 (and what is left of circom 1 in libraries).
 * @param file its name, for places
 * @throws MalformedError where the text is no circom, with its line
 */
export function parseCircom(text: string, file: string): SyntaxTree {
  const { tokens, comments } = tokenize(text, file);
  const cursor = new Cursor(tokens, file);
  const definitions: Definition[] = [];
  let main: SyntaxTree["main"] = null;
  while (cursor.peek().kind !== "end") {
    const { line } = cursor.peek();
    if (cursor.take("pragma")) while (!cursor.take(";")) skip(cursor);
    else if (cursor.take("include")) {
      if (cursor.next().kind !== "string") cursor.fail("a path was expected before this");
      cursor.take(";");
    } else if (cursor.take("component")) main = parseMain(cursor, line);
    else definitions.push(parseDefinition(cursor, comments));
  }
  return { file, definitions, main };
}

function skip(cursor: Cursor): void {
  if (cursor.next().kind === "end") cursor.fail("; was expected");
}

/** `main {public [a, b]} = Template(1, 2);` */
function parseMain(cursor: Cursor, line: number): SyntaxTree["main"] {
  cursor.expect("main");
  if (cursor.take("{")) {
    cursor.expect("public");
    cursor.expect("[");
    cursor.listUntil("]", () => cursor.name());
    cursor.expect("}");
  }
  cursor.expect("=");
  const value = parseExpression(cursor);
  cursor.expect(";");
  return { line, value };
}

const kinds = ["template", "function", "bus"] as const;

function parseDefinition(cursor: Cursor, comments: readonly Comment[]): Definition {
  const { line } = cursor.peek();
  const kind = kinds.find((one) => cursor.take(one));
  if (kind === undefined)
    return cursor.fail("template, function, bus, include or component main was expected");
  for (const modifier of ["custom", "parallel", "extern_c"]) cursor.take(modifier);
  const name = cursor.name();
  cursor.expect("(");
  const parameters = cursor.listUntil(")", () => cursor.name());
  const body = parseBlock(cursor);
  return { kind, name, line, parameters, body, comment: commentAbove(line, comments) };
}

/** The comments that end on the lines just above, without a gap. */
function commentAbove(line: number, comments: readonly Comment[]): string {
  const parts: string[] = [];
  let below = line;
  for (const comment of comments.toReversed()) {
    if (comment.lastLine >= below) continue;
    if (comment.lastLine < below - 1) break;
    parts.unshift(comment.text);
    below = comment.firstLine;
  }
  return parts.join("\n");
}
