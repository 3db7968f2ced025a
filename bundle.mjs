// @ts-check
/**
 * Sources → the programs in dist/. Node takes longer to find and read two hundred files than to verify a small key, so
 * each program becomes a few: the modules that it always needs, and those of a command or a report that is asked for.
 * Nothing is minified, so that the trace of a fault can be read.
 */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "rolldown";

/** What an older build left would go into the package. The kernel is made by algebra/kernel/build.mjs before this. */
function removeOld() {
  if (!existsSync("dist")) return;
  for (const { name, parentPath } of readdirSync("dist", { recursive: true, withFileTypes: true }))
    if (/\.(js|map|bin)$/.test(name)) rmSync(join(parentPath, name));
}

/** @param {string} folder of the chunks @param {Record<string, string>} input sources by their place in dist/ */
async function bundle(folder, input) {
  await build({
    input,
    platform: "node",
    // Packages stay where npm puts them and where their users see them.
    external: /^[^./]/,
    output: {
      dir: "dist",
      entryFileNames: "[name].js",
      chunkFileNames: `${folder}/[name].js`,
      sourcemap: true,
      sourcemapExcludeSources: true,
    },
  });
}

removeOld();
// What the package carries: whatever is run by its file, and what may be imported from it.
await bundle("chunks", {
  "cli/main": "cli/main.ts",
  "algebra/engines/fast/worker": "algebra/engines/fast/worker.ts",
  "properties/circuit/compiler/process": "properties/circuit/compiler/process.ts",
  "properties/circuit/trials/worker": "properties/circuit/trials/worker.ts",
  "properties/market/index": "properties/market/index.ts",
});
// What only this repository runs: steps of the build, measurements, and what the scripts under examples/ make files with.
await bundle("build/chunks", {
  "build/saveProgram": "algebra/engines/fast/saveProgram.ts",
  "build/saveGuesses": "checks/beacon/saveGuesses.ts",
  "bench/main": "bench/main.ts",
  "bench/circuits/main": "bench/circuits/main.ts",
  "bench/beacon": "bench/beacon.ts",
  "bench/kernel": "bench/kernel.ts",
  "bench/usage": "bench/usage.ts",
  "examples/curve": "algebra/open.ts",
  "examples/ceremony": "properties/ceremony/index.ts",
  "examples/marketLog": "properties/marketLog/index.ts",
});
