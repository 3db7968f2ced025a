/** Finds and instantiates the compiled modules. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Beside the compiled loader, or in dist/ of the project where the loader runs from its source. */
const FOLDERS = [new URL("./", import.meta.url), new URL("../../dist/algebra/kernel/", import.meta.url)];

/** Instantiates `${name}.wasm`; throws an Error that names the build command where it is missing. */
export async function instantiate<Exports>(name: string): Promise<Exports> {
  const url = FOLDERS.map((folder) => new URL(`${name}.wasm`, folder)).find((file) => existsSync(file));
  if (!url) throw new Error(`${name}.wasm is missing: run "npm run build:kernel"`);
  const { instance } = await WebAssembly.instantiate(await readFile(fileURLToPath(url)), {
    env: {
      abort: () => {
        throw new Error(`${name}.wasm aborted`);
      },
    },
  });
  // The module is built together with this file, from assembly/index.ts.
  return instance.exports as Exports;
}
