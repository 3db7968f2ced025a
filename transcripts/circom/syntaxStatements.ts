/** Statements of circom. */
import type { Cursor } from "./syntaxCursor.js";
import { parseExpression } from "./syntaxExpressions.js";
import type { AssignOperator, Declaration, Expression, Statement } from "./syntaxTree.js";

/** `{ … }`, flattened into one list: blocks open no scope that a reader of signals would need. */
export function parseBlock(cursor: Cursor): Statement[] {
  cursor.expect("{");
  const statements: Statement[] = [];
  while (!cursor.take("}")) statements.push(...parseStatement(cursor));
  return statements;
}

/** One statement; several where a declaration gives values too. */
function parseStatement(cursor: Cursor): Statement[] {
  return cursor.nested(() => {
    if (cursor.is("{")) return parseBlock(cursor);
    if (cursor.is("if")) return [parseIf(cursor)];
    if (cursor.is("for")) return parseFor(cursor);
    if (cursor.is("while")) return [parseWhile(cursor)];
    const statements = parseSimple(cursor);
    cursor.expect(";");
    return statements;
  });
}

function parseIf(cursor: Cursor): Statement {
  const { line } = cursor.next();
  cursor.expect("(");
  const condition = parseExpression(cursor);
  cursor.expect(")");
  const body = parseStatement(cursor);
  const otherwise = cursor.take("else") ? parseStatement(cursor) : [];
  return { kind: "branch", line, condition, body, otherwise };
}

function parseWhile(cursor: Cursor): Statement {
  const { line } = cursor.next();
  cursor.expect("(");
  const condition = parseExpression(cursor);
  cursor.expect(")");
  return { kind: "branch", line, condition, body: parseStatement(cursor), otherwise: [] };
}

function parseFor(cursor: Cursor): Statement[] {
  const { line } = cursor.next();
  cursor.expect("(");
  const start = parseSimple(cursor);
  cursor.expect(";");
  const condition = parseExpression(cursor);
  cursor.expect(";");
  const step = parseSimple(cursor);
  cursor.expect(")");
  const body = [...parseStatement(cursor), ...step];
  return [...start, { kind: "branch", line, condition, body, otherwise: [] }];
}

/** What stands before a semicolon. */
function parseSimple(cursor: Cursor): Statement[] {
  const { line } = cursor.peek();
  for (const word of ["return", "assert"] as const)
    if (cursor.take(word)) return [{ kind: "other", line, word, values: [parseExpression(cursor)] }];
  if (cursor.take("log")) {
    cursor.expect("(");
    return [{ kind: "other", line, word: "log", values: cursor.listUntil(")", () => parseLogged(cursor)) }];
  }
  if (cursor.is("signal", "var", "component")) return parseDeclaration(cursor);
  if (isBusDeclaration(cursor)) return parseBusDeclaration(cursor);
  return parseSubstitution(cursor);
}

function parseLogged(cursor: Cursor): Expression {
  const { kind, line } = cursor.peek();
  if (kind !== "string") return parseExpression(cursor);
  cursor.next();
  return { kind: "list", line, items: [] };
}

function parseDeclaration(cursor: Cursor): Statement[] {
  const { line, text } = cursor.next();
  const what = text === "signal" || text === "var" ? text : "component";
  const direction = cursor.is("input", "output") ? (cursor.next().text as "input" | "output") : null;
  if (cursor.take("{")) cursor.listUntil("}", () => cursor.name());
  return parseDeclared(cursor, { kind: "declare", line, what, direction, names: [] });
}

/** `Point() input p;`, `input Point() p;` or `Point() p;` */
function isBusDeclaration(cursor: Cursor): boolean {
  if (cursor.is("input", "output")) return true;
  if (cursor.peek().kind !== "word" || cursor.peek(1).text !== "(") return false;
  for (let depth = 0, ahead = 1; cursor.peek(ahead).kind !== "end"; ahead++) {
    const { text } = cursor.peek(ahead);
    if (text === "(") depth++;
    if (text === ")" && --depth === 0) return cursor.peek(ahead + 1).kind === "word";
  }
  return false;
}

function parseBusDeclaration(cursor: Cursor): Statement[] {
  const { line } = cursor.peek();
  const direction = (): "input" | "output" | null =>
    cursor.is("input", "output") ? (cursor.next().text as "input" | "output") : null;
  const before = direction();
  parseExpression(cursor);
  const after = direction();
  if (cursor.take("{")) cursor.listUntil("}", () => cursor.name());
  return parseDeclared(cursor, {
    kind: "declare",
    line,
    what: "signal",
    direction: before ?? after,
    names: [],
  });
}

/** The names of a declaration, each with its dimensions and perhaps a value. */
function parseDeclared(cursor: Cursor, head: Declaration): Statement[] {
  const names: Declaration["names"][number][] = [];
  const values: Statement[] = [];
  const tuple = cursor.take("(");
  do {
    const { line } = cursor.peek();
    const name = cursor.name();
    const dimensions: Expression[] = [];
    while (cursor.take("[")) {
      dimensions.push(parseExpression(cursor));
      cursor.expect("]");
    }
    names.push({ name, dimensions, line });
    if (!tuple && cursor.is("=", "<==", "<--"))
      values.push(parseAssigned(cursor, { kind: "name", line, name }));
  } while (cursor.take(","));
  if (tuple) {
    cursor.expect(")");
    const items = names.map(({ name, line }): Expression => ({ kind: "name", line, name }));
    if (cursor.is("=", "<==", "<--"))
      values.push(parseAssigned(cursor, { kind: "list", line: head.line, items }));
  }
  return [{ ...head, names }, ...values];
}

function parseAssigned(cursor: Cursor, to: Expression): Statement {
  const { line, text } = cursor.next();
  return { kind: "assign", line, operator: text as AssignOperator, to, value: parseExpression(cursor) };
}

/** Assignments in either direction, `===`, `++` and bare expressions. */
function parseSubstitution(cursor: Cursor): Statement[] {
  const { line } = cursor.peek();
  const left = parseExpression(cursor);
  if (cursor.is("=", "<==", "<--")) return [{ ...parseAssigned(cursor, left), line }];
  const { text } = cursor.peek();
  if (cursor.take("===")) return [{ kind: "constrain", line, left, right: parseExpression(cursor) }];
  if (cursor.take("==>") || cursor.take("-->")) {
    const operator = text === "==>" ? "<==" : "<--";
    return [{ kind: "assign", line, operator, to: parseExpression(cursor), value: left }];
  }
  const one: Expression = { kind: "number", line, value: 1n };
  if (cursor.take("++") || cursor.take("--")) return [compound(left, text.slice(0, 1), one)];
  if (/^(\*\*|<<|>>|[-+*/\\%|&^])=$/.test(text)) {
    cursor.next();
    return [compound(left, text.slice(0, -1), parseExpression(cursor))];
  }
  return [{ kind: "other", line, word: "expression", values: [left] }];
}

function compound(to: Expression, operator: string, value: Expression): Statement {
  const sum: Expression = { kind: "operation", line: to.line, operator, parts: [to, value] };
  return { kind: "assign", line: to.line, operator: "=", to, value: sum };
}
