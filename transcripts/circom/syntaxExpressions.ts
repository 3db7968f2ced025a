/** Expressions of circom: precedence climbing over its operators. */
import type { Cursor } from "./syntaxCursor.js";
import type { Expression } from "./syntaxTree.js";

/** Loosest first; the operators of a level group from the left. */
const levels: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["==", "!=", "<", ">", "<=", ">="],
  ["|"],
  ["^"],
  ["&"],
  ["<<", ">>"],
  ["+", "-"],
  ["*", "/", "\\", "%"],
  ["**"],
];

/** @throws MalformedError */
export function parseExpression(cursor: Cursor): Expression {
  return cursor.nested(() => {
    const { line } = cursor.peek();
    const condition = parseLevel(cursor, 0);
    if (!cursor.take("?")) return condition;
    const yes = parseExpression(cursor);
    cursor.expect(":");
    return { kind: "operation", line, operator: "?:", parts: [condition, yes, parseExpression(cursor)] };
  });
}

function parseLevel(cursor: Cursor, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return parsePrefix(cursor);
  let left = parseLevel(cursor, level + 1);
  while (cursor.is(...operators)) {
    const { text, line } = cursor.next();
    left = { kind: "operation", line, operator: text, parts: [left, parseLevel(cursor, level + 1)] };
  }
  return left;
}

function parsePrefix(cursor: Cursor): Expression {
  if (!cursor.is("-", "!", "~")) return parsePostfix(cursor);
  const { text, line } = cursor.next();
  return cursor.nested(() => ({ kind: "operation", line, operator: text, parts: [parsePrefix(cursor)] }));
}

function parsePostfix(cursor: Cursor): Expression {
  let base = parsePrimary(cursor);
  for (;;) {
    const { line } = base;
    if (cursor.take("[")) {
      const index = parseExpression(cursor);
      cursor.expect("]");
      base = { kind: "index", line, base, index };
    } else if (cursor.take(".")) base = { kind: "member", line, base, member: cursor.name() };
    else return base;
  }
}

function parsePrimary(cursor: Cursor): Expression {
  const { kind, text, line } = cursor.peek();
  if (kind === "number") {
    cursor.next();
    return { kind: "number", line, value: BigInt(text) };
  }
  if (cursor.take("_")) return { kind: "name", line, name: "_" };
  if (cursor.take("["))
    return { kind: "list", line, items: cursor.listUntil("]", () => parseExpression(cursor)) };
  if (cursor.take("(")) {
    const items = cursor.listUntil(")", () => parseExpression(cursor));
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { kind: "list", line, items };
  }
  cursor.take("parallel");
  const name = cursor.name();
  if (!cursor.take("(")) return { kind: "name", line, name };
  const given = cursor.listUntil(")", () => parseExpression(cursor));
  if (!cursor.take("(")) return { kind: "call", line, name, given };
  return { kind: "anonymous", line, name, given, inputs: cursor.listUntil(")", () => parseInput(cursor)) };
}

/** An input of a component without a name: `value` or `port <== value`. */
function parseInput(cursor: Cursor): { port: string | null; value: Expression } {
  const named = cursor.peek().kind === "word" && ["<==", "<--", "="].includes(cursor.peek(1).text);
  if (!named) return { port: null, value: parseExpression(cursor) };
  const port = cursor.name();
  cursor.next();
  return { port, value: parseExpression(cursor) };
}
