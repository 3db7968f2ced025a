// @ts-check
/**
 * Compiles assembly/*.ts with the generated sources into dist/algebra/kernel/: g1.wasm and g2.wasm for sums of points,
 * bulk.wasm for all else.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";
import { inverse } from "./numbers.mjs";
import { montgomerySource } from "./montgomery.mjs";
import { routinesSource } from "./routines.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../../dist/algebra/kernel");

/** The base field and the scalar field of BN254 (EIP-196). */
const q = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;
const r = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;
/** The parameter of its family: q = 36u⁴ + 36u³ + 24u² + 6u + 1. */
const u = 4965661367192848881n;
const norm = inverse(82n, q);

/** y² = x³ + 3 over Fq, and its twist y² = x³ + 3/(9+u) over Fq2: 3/(9+u) = 3(9−u)/82. */
const groups = {
  /** @type {Parameters<typeof routinesSource>[1]} */
  g1: { degree: 1, b: [3n], u },
  /** @type {Parameters<typeof routinesSource>[1]} */
  g2: { degree: 2, b: [27n * norm, -3n * norm], u },
};

// Warnings are about 64-bit memories and about v128 in signatures, which no JavaScript calls.
const OPTIONS = [
  "-O3",
  "--noAssert",
  "--runtime",
  "stub",
  "--disableWarning",
  "--enable",
  "simd,relaxed-simd",
  "--memoryBase",
  "1024",
];

/** Montgomery products of the bulk module, with the powers of two that it converts by. */
const fields = [
  { name: "Q", modulus: q, powers: [522] },
  { name: "R", modulus: r, powers: [261, 522] },
];

/**
 * @param {string} name of the module @param {string} entry file under assembly/
 * @param {Record<string, string>} generated sources by file name
 */
async function compile(name, entry, generated) {
  const { error, stderr } = await asc.main([entry, "--outFile", `${name}.wasm`, ...OPTIONS], {
    readFile: (file) => generated[file] ?? readFile(join(here, "assembly", file), "utf8").catch(() => null),
    writeFile: (file, bytes) => writeFile(join(target, file), bytes),
    listFiles: () => [],
  });
  if (error) throw new Error(`${name}: ${error.message}\n${stderr.toString()}`);
}

await mkdir(target, { recursive: true });
for (const [name, group] of Object.entries(groups)) {
  await compile(name, `${name}.ts`, { "routines.ts": routinesSource(q, group) });
}
await compile("bulk", "bulk/index.ts", { "montgomery.ts": montgomerySource(fields) });
