/** .sym: the names of a compiled circuit's signals, one line a signal: `label,wire,component,name`. (circom, "sym" output) */
import { MalformedError } from "../malformed.js";

export interface Symbol {
  /** Number of the signal before simplification; label 0 is the constant one, and is not listed. */
  readonly label: number;
  /** Its wire, or −1 where simplification removed it. */
  readonly wire: number;
  /** The kind of component that it is in: equal for instances of one template with the same arguments. */
  readonly component: number;
  /** Full name, such as main.n2b.out[3]. */
  readonly name: string;
}

const LINE = /^(\d+),(-1|\d+),(\d+),([\w$.[\]]+)$/;

/** @throws MalformedError where a line is none of these */
export function readSymbols(path: string, bytes: Uint8Array): Symbol[] {
  const symbols: Symbol[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const newline = bytes.indexOf(10, offset);
    const end = newline === -1 ? bytes.length : newline;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + offset, end - offset).toString("latin1");
    const [, label, wire, component, name = ""] = LINE.exec(text) ?? [];
    if (name === "") {
      const problem = "a line is label,wire,component,name";
      throw new MalformedError({ file: path, section: `line ${symbols.length + 1}`, offset, problem });
    }
    symbols.push({ label: Number(label), wire: Number(wire), component: Number(component), name });
    offset = end + 1;
  }
  return symbols;
}
