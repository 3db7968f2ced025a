/** One run of the compiler in a folder of its own. */
import { createHash } from "node:crypto";
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { withoutMain } from "../../../transcripts/circom/source.js";
import type { Entry, SourceDigest } from "./cache.js";
import { CompileError } from "./error.js";
import { errorOf } from "./messages.js";
import { runCompiler } from "./runCompiler.js";

const PRODUCTS = ["r1cs", "sym", "wasm"] as const;
export type ProductName = (typeof PRODUCTS)[number];

/** One compilation as it is asked of the compiler. */
export interface Order {
  /** Absolute, all links resolved. */
  readonly file: string;
  /** Source of a generated main component that includes `file`, or null where the file has its own. */
  readonly main: string | null;
  readonly flags: readonly string[];
  /** Path of the compiler's program. */
  readonly program: string;
  readonly memoryBytes: number;
  readonly seconds: number;
  /** The folder in which a folder for the products is made. */
  readonly parent: string;
}

/** What the compiler is given, and the files of it that stand for others. */
interface Prepared {
  readonly input: string;
  readonly flags: readonly string[];
  /** Path in the output folder → what it is a copy of. */
  readonly copies: ReadonlyMap<string, string>;
  /** Files that were read to make the copies. */
  readonly sources: readonly SourceDigest[];
}

/** @throws CompileError; see compile */
export async function build({
  file,
  main,
  flags,
  program,
  memoryBytes,
  seconds,
  parent,
}: Order): Promise<Entry> {
  const output = await mkdtemp(join(await realpath(parent), "compile-"));
  try {
    const prepared = await prepare(file, main, flags, output);
    const { input } = prepared;
    const words = [input, "--r1cs", "--sym", "--wasm", ...prepared.flags, "-o", output];
    const ran = await runCompiler({ program, arguments: words, output, memoryBytes }, seconds);
    if (ran.kind === "stopped") throw new CompileError(ran.why, file);
    const { code, fault, opened, absent } = ran.reply;
    const refusal = (why: string | undefined): CompileError =>
      errorOf(ran.output, why, { file, copies: prepared.copies });
    if (code !== 0) throw refusal(fault);
    const stem = basename(input, ".circom");
    const paths = { r1cs: `${stem}.r1cs`, sym: `${stem}.sym`, wasm: join(`${stem}_js`, `${stem}.wasm`) };
    const products = new Map<ProductName, Uint8Array>();
    for (const name of PRODUCTS) {
      const bytes = await readFile(join(output, paths[name])).catch(() => null);
      if (bytes === null) throw refusal(`no ${name} was written`);
      products.set(name, bytes);
    }
    return { products, sources: [...prepared.sources, ...opened], absent };
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

/**
 * Writes the generated main component. Where the file has one of its own, it includes a copy without it: circom allows
 * one in all files. What the copy includes is found from the folder of the original.
 */
async function prepare(
  file: string,
  main: string | null,
  flags: readonly string[],
  output: string,
): Promise<Prepared> {
  if (main === null) return { input: file, flags, copies: new Map(), sources: [] };
  const input = join(output, "main.circom");
  const bytes = await readFile(file);
  // Byte for byte, whatever the encoding.
  const bare = withoutMain(bytes.toString("latin1"));
  if (bare === null) {
    await writeFile(input, main);
    return { input, flags, copies: new Map([[input, file]]), sources: [] };
  }
  const copy = join(output, `copy-${basename(file)}`);
  await writeFile(copy, Buffer.from(bare, "latin1"));
  await writeFile(input, main.replace(`include "${file}"`, `include "${copy}"`));
  return {
    input,
    flags: ["-l", dirname(file), ...flags],
    copies: new Map([
      [input, file],
      [copy, file],
    ]),
    sources: [{ path: file, sha256: createHash("sha256").update(bytes).digest("hex") }],
  };
}
