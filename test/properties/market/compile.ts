/** Compiles contracts with solc from npm, many sources at once. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import solc from "solc";
import type { Hex } from "../../../properties/market/chain.js";
import { packageRoot } from "../../fixtures/root.js";

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
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(Object.entries(sources).map(([name, content]) => [name, { content }])),
    settings: {
      evmVersion: "cancun",
      optimizer: { enabled: true, runs: 1 },
      outputSelection: { "*": { [contract]: ["evm.bytecode.object"] } },
    },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input)) as string) as SolcOutput;
  const faults = output.errors?.filter(({ severity }) => severity === "error") ?? [];
  if (faults.length > 0) throw new Error(faults.map(({ formattedMessage }) => formattedMessage).join("\n"));
  return Object.fromEntries(
    Object.keys(sources).map((name) => [
      name,
      `0x${output.contracts?.[name]?.[contract]?.evm.bytecode.object ?? ""}` as const,
    ]),
  );
}
