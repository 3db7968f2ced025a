/** The Solidity compiler: the one that this tool comes with, or one that the reader gives. */
import { createRequire } from "node:module";
import { compileFunction } from "node:vm";
import { digestsOf } from "../transcripts/digest.js";
import type { ByteSource } from "../transcripts/source.js";
import { UsageError } from "./exit.js";
import { readOrRefuse } from "./files.js";

export interface Solc {
  version(): string;
  /** Standard JSON in, standard JSON out. */
  compile(input: string): string;
}

/** A compiler that the reader chose, with the file that it is. */
export interface ChosenSolc {
  readonly solc: Solc;
  readonly source: ByteSource;
  readonly sha256: string;
}

const load = createRequire(import.meta.url);

export const ownSolc = (): Solc => load("solc") as Solc;

/** "0.8.37" of "0.8.37+commit.….Emscripten.clang". */
export const versionOf = (solc: Solc): string => solc.version().split("+")[0] ?? "";

const MAX_BYTES = 64 * 1024 * 1024;

/**
 * A soljson file. It is run as it is, with all that this process may do: that is the reader's choice, never a
 * configuration's.
 * @throws UsageError for what cannot be opened, or is no compiler
 */
export async function openSolc(path: string): Promise<ChosenSolc> {
  const source = await readOrRefuse(path, MAX_BYTES);
  try {
    const text = new TextDecoder().decode(await source.read(0, source.size));
    const module: { exports: unknown } = { exports: {} };
    const names = ["module", "exports", "require", "__dirname", "__filename"];
    compileFunction(text, names, { filename: path })(module, module.exports, load, ".", path);
    const wrapper = load("solc/wrapper") as (soljson: unknown) => Solc;
    const solc = wrapper(module.exports);
    if (!/^\d+\.\d+\.\d+/.test(solc.version())) throw new Error("it says no version");
    return { solc, source, sha256: (await digestsOf(source)).sha256 };
  } catch (error) {
    throw new UsageError(
      `${path} is no compiler of Solidity as https://binaries.soliditylang.org/bin/ has them (soljson-v….js): ${(error as Error).message}`,
    );
  }
}
