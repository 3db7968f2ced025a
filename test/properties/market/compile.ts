/** Compiles contracts with solc from npm, many sources at once; what was compiled before is in the cache. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import solc from "solc";
import type { Hex } from "../../../properties/market/chain.js";
import { cacheFolder, packageRoot } from "../../fixtures/root.js";

interface SolcOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts?: Readonly<
    Record<string, Readonly<Record<string, { evm: { bytecode: { object: string } } }>>>
  >;
}

/** The text of a contract of properties/market/contracts. */
export function contractSource(name: string): string {
  return readFileSync(join(packageRoot, "properties/market/contracts", `${name}.sol`), "utf8");
}

/**
 * Creation bytecode of one contract of each source.
 * @param sources text by any name; @param contract the name that the contract has in all of them
 * @throws Error with solc's words
 */
export function compile(sources: Readonly<Record<string, string>>, contract: string): Record<string, Hex> {
  const input = JSON.stringify({
    language: "Solidity",
    sources: Object.fromEntries(Object.entries(sources).map(([name, content]) => [name, { content }])),
    settings: {
      evmVersion: "cancun",
      outputSelection: { "*": { [contract]: ["evm.bytecode.object"] } },
    },
  });
  const output = JSON.parse(cached(input)) as SolcOutput;
  const faults = output.errors?.filter(({ severity }) => severity === "error") ?? [];
  if (faults.length > 0) throw new Error(faults.map(({ formattedMessage }) => formattedMessage).join("\n"));
  return Object.fromEntries(
    Object.keys(sources).map((name) => [
      name,
      `0x${output.contracts?.[name]?.[contract]?.evm.bytecode.object ?? ""}` as const,
    ]),
  );
}

function cached(input: string): string {
  const { version } = JSON.parse(
    readFileSync(join(packageRoot, "node_modules", "solc", "package.json"), "utf8"),
  ) as { version: string };
  const key = createHash("sha256").update(version).update(input).digest("hex").slice(0, 24);
  const file = join(cacheFolder, `solc-${key}.json`);
  if (existsSync(file)) return readFileSync(file, "utf8");
  const output = solc.compile(input) as string;
  mkdirSync(cacheFolder, { recursive: true });
  // Another test process may be reading.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, output);
  renameSync(draft, file);
  return output;
}
