/** Finds and instantiates the compiled modules. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Beside the compiled loader, or in dist/ of the project where the loader runs from its source. */
const FOLDERS = [new URL("./", import.meta.url), new URL("../../dist/algebra/kernel/", import.meta.url)];

/** Compiles `${name}.wasm`; throws an Error that names the build command where it is missing. */
export async function compile(name: string): Promise<WebAssembly.Module> {
  const url = FOLDERS.map((folder) => new URL(`${name}.wasm`, folder)).find((file) => existsSync(file));
  if (!url) throw new Error(`${name}.wasm is missing: run "npm run build:kernel"`);
  return WebAssembly.compile(new Uint8Array(await readFile(fileURLToPath(url))));
}

/** The exports of a new instance. */
export function start(module: WebAssembly.Module): unknown {
  const abort = (): never => {
    throw new Error("the kernel aborted");
  };
  return new WebAssembly.Instance(module, { env: { abort } }).exports;
}
