/** circom source → r1cs, symbols and witness program, by the compiler of the npm package circom2 in a process of its own. */
import { createHash } from "node:crypto";
import { readFile, realpath, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { mainSource, TargetError, type Target } from "../target.js";
import { instantiate, moduleOf } from "../witness/program.js";
import { build, type ProductName } from "./build.js";
import { cacheFolder, recall, store, type Entry, type SourceDigest } from "./cache.js";
import { CompileError } from "./error.js";

/** circom's simplification: none, of signals that equal others, of all linear constraints. */
export type Level = "O0" | "O1" | "O2";

export interface CompileOptions {
  /** Default: O0, the only one at which every signal of the source is still there. */
  readonly level?: Level;
  /** Version of the circom compiler that must be used, such as "2.2.3". Default: the one at hand. */
  readonly version?: string;
  /** Default: 300. */
  readonly seconds?: number;
  /** Memory of the compiler. Default: 2 GiB. */
  readonly memoryBytes?: number;
  /** Where compilations are kept; null keeps none. Default: the user's cache folder. */
  readonly cache?: string | null;
}

/** A file that the compiler wrote. */
export interface Product {
  readonly bytes: Uint8Array;
  /** Hex. */
  readonly sha256: string;
}

export interface Compiled {
  readonly target: Target;
  readonly level: Level;
  /** Of circom itself, and the SHA-256 of its program. */
  readonly compiler: { readonly version: string; readonly sha256: string };
  readonly r1cs: Product;
  readonly wasm: Product;
  readonly sym: Product;
  /** Every circom file that was read, absolute. The generated main component is not among them. */
  readonly sources: readonly SourceDigest[];
  /** Whether an earlier compilation of the same contents was used. */
  readonly recalled: boolean;
}

const DEFAULTS = { level: "O0", seconds: 300, memoryBytes: 2 ** 31 } as const;
const require = createRequire(import.meta.url);

/**
 * Compiles a target, or takes an earlier compilation from the cache when every file that it read is the same byte for
 * byte, and every path at which it found none still has none.
 * @throws CompileError where circom refuses, crashes, or needs more time or memory than allowed
 * @throws TargetError where the target cannot be what it says
 */
export async function compile(target: Target, options: CompileOptions = {}): Promise<Compiled> {
  const { level, seconds, memoryBytes } = { ...DEFAULTS, ...options };
  const program = require.resolve("circom2/circom.wasm");
  const programDigest = sha256(await readFile(program));
  const file = await realFile(target.file);
  const libraries = await Promise.all([
    ...(target.libraries ?? []).map(realFolder),
    ...(await nodeModulesAbove(resolve(target.file))),
    ...(await nodeModulesAbove(file)),
  ]);
  const main = target.kind === "main" ? null : mainSource({ ...target, file });
  const looked = [...new Set(libraries)].flatMap((folder) => ["-l", folder]);
  const flags = [`--${level}`, "--prime", target.prime ?? "bn128", ...looked];
  const key = sha256(JSON.stringify([file, main, flags, programDigest]));
  const cache = options.cache === undefined ? await cacheFolder() : options.cache;

  const known = cache === null ? null : await recall(cache, key);
  const made: Entry =
    known ?? (await build({ file, main, flags, program, memoryBytes, seconds, parent: cache ?? tmpdir() }));
  const product = (name: ProductName): Product => {
    const bytes = made.products.get(name) ?? new Uint8Array(0);
    return { bytes, sha256: sha256(bytes) };
  };
  const wasm = product("wasm");
  const version = await versionOf(wasm.bytes);
  if (options.version !== undefined && options.version !== version) {
    const advice = `install the release of the npm package circom2 that holds it`;
    throw new CompileError(
      `circom ${options.version} was asked for, and this is circom ${version}; ${advice}`,
    );
  }
  if (made !== known && cache !== null) await store(cache, key, made);
  return {
    target,
    level,
    compiler: { version, sha256: programDigest },
    r1cs: product("r1cs"),
    sym: product("sym"),
    wasm,
    sources: made.sources,
    recalled: known !== null,
  };
}

/** circom's version, which every witness program carries. */
async function versionOf(wasm: Uint8Array): Promise<string> {
  const { getVersion, getMinorVersion, getPatchVersion } = await instantiate(await moduleOf(wasm));
  return [getVersion(), getMinorVersion(), getPatchVersion()].join(".");
}

/** The path of a circuit with all links resolved, for the compiler follows none. */
async function realFile(path: string): Promise<string> {
  const status = await stat(path).catch((error: Error) => {
    throw new TargetError(`${path} cannot be read: ${error.message}`);
  });
  if (!status.isFile()) throw new TargetError(`${path} is no regular file`);
  return realpath(path);
}

/** Every node_modules folder beside a file or above it, the nearest first: where npm puts packages with circuits. */
async function nodeModulesAbove(file: string): Promise<string[]> {
  const folder = dirname(file);
  if (folder === file) return [];
  const candidate = join(folder, "node_modules");
  const found = await realpath(candidate).catch(() => null);
  return [...(found === null ? [] : [found]), ...(await nodeModulesAbove(folder))];
}

async function realFolder(path: string): Promise<string> {
  const status = await stat(path).catch((error: Error) => {
    throw new TargetError(`the library folder ${path} cannot be read: ${error.message}`);
  });
  if (!status.isDirectory()) throw new TargetError(`the library ${path} is no folder`);
  return realpath(path);
}

function sha256(contents: string | Uint8Array): string {
  return createHash("sha256").update(contents).digest("hex");
}
