/** What circom prints when it refuses a circuit → one error with file and line. */
import { CompileError } from "./error.js";

// oxlint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[0-9;]*m/g;

/**
 * The first error of an output such as
 * `error[T2021]: Undeclared symbol\n  ┌─ "/a/b.circom":5:3\n  │\n5 │ x <== y;`.
 * @param fault why the program itself ended, where it crashed
 */
export function errorOf(output: string, fault: string | undefined, input: string): CompileError {
  const plain = output.replaceAll(COLOURS, "");
  const at = plain.search(/^error/m);
  if (at >= 0) {
    const [first = "", ...rest] = plain.slice(at).split("\n");
    const place = /┌─ "([^"]*)":(\d+):(\d+)/.exec(rest.slice(0, 4).join("\n"));
    const message = first.replace(/^error(\[\w+\])?:\s*/, "").trim();
    const code = /^error\[(\w+)\]/.exec(first)?.[1];
    const said = `circom says: ${message}${code === undefined ? "" : ` (${code})`}`;
    return place === null
      ? new CompileError(said, input)
      : new CompileError(said, place[1], Number(place[2]));
  }
  if (/memory allocation of \d+ bytes failed|capacity overflow/.test(plain) || isOutOfMemory(fault)) {
    return new CompileError("the compiler needs more memory than it is given", input);
  }
  if (/RangeError|call stack/i.test(fault ?? "")) {
    return new CompileError(
      "the compiler's stack overflowed: templates or includes are nested too deeply",
      input,
    );
  }
  const last = plain.trim().split("\n").slice(-1)[0] ?? "";
  return new CompileError(`the compiler crashed: ${fault ?? last}`, input);
}

function isOutOfMemory(fault: string | undefined): boolean {
  return fault !== undefined && /out of memory|Invalid typed array length/i.test(fault);
}
