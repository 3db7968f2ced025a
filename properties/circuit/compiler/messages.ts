/** What circom prints when it refuses a circuit → one error with file and line. */
import { basename } from "node:path";
import { CompileError } from "./error.js";

// oxlint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[0-9;]*m/g;

/** What the user knows the compiler's files as. */
interface Asked {
  /** The target's file. */
  readonly file: string;
  /** Files that stand for others. */
  readonly copies: ReadonlyMap<string, string>;
}

/**
 * The first error of an output such as
 * `error[T2021]: Undeclared symbol\n  ┌─ "/a/b.circom":5:3\n  │\n5 │ x <== y;`.
 * @param fault why the program itself ended, where it crashed
 */
export function errorOf(output: string, fault: string | undefined, { file, copies }: Asked): CompileError {
  const plain = output.replaceAll(COLOURS, "");
  const at = plain.search(/^error/m);
  if (at >= 0) {
    const [first = "", ...rest] = plain.slice(at).split("\n");
    const [, code, message = first] = /^error(?:\[(\w+)\])?:?\s*(.*)$/.exec(first) ?? [];
    const said = `circom says: ${message.trim()}${code === undefined ? "" : ` (${code})`}`;
    const [, path = file, line] = /┌─ "([^"]*)":(\d+):(\d+)/.exec(rest.slice(0, 4).join("\n")) ?? [];
    if (line === undefined) return new CompileError(said, file);
    if (basename(path) === "main.circom" && copies.has(path))
      return new CompileError(`${said}, in the main component that was made for the template`, file);
    return new CompileError(said, copies.get(path) ?? path, Number(line));
  }
  return new CompileError(crash(plain, fault), file);
}

function crash(plain: string, fault = ""): string {
  if (/memory allocation of \d+ bytes failed|capacity overflow/.test(plain) || /out of memory/i.test(fault)) {
    return "the compiler needs more memory than it is given";
  }
  // The program's own stack lies at the start of its memory, and overflows out of it.
  if (/call stack|memory access out of bounds/i.test(fault)) {
    return "the compiler's stack overflowed: templates are nested too deeply, or without end";
  }
  return `the compiler crashed: ${fault === "" ? (plain.trim().split("\n").at(-1) ?? "") : fault}`;
}
