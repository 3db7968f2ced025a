/** Finds and instantiates the compiled modules. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { builtFile } from "../packageFiles.js";

/** Compiles `${name}.wasm`; throws an Error that names the build command where it is missing. */
export async function compile(name: string): Promise<WebAssembly.Module> {
  const file = builtFile(`algebra/kernel/${name}.wasm`);
  if (!existsSync(file)) throw new Error(`${name}.wasm is missing: run "npm run build:kernel"`);
  return WebAssembly.compile(new Uint8Array(await readFile(file)));
}

/** The exports of a new instance. */
export function start(module: WebAssembly.Module): unknown {
  const abort = (): never => {
    throw new Error("the kernel aborted");
  };
  return new WebAssembly.Instance(module, { env: { abort } }).exports;
}
