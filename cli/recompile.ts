/** A verifier contract's source, compiled again: evidence for the check that the deployed code is made from it. */
import type { Build, Recompiled } from "../transcripts/policy/release.js";
import { codeWithoutMetadata } from "../transcripts/solidity/bytecode.js";
import type { SolidityVerifier } from "../transcripts/solidity/verifier.js";
import { ownSolc, versionOf, type ChosenSolc, type Solc } from "./solc.js";

interface Output {
  readonly errors?: readonly { readonly severity: string; readonly message: string }[];
  readonly contracts?: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly evm: { readonly deployedBytecode: { readonly object: string } } }>>
    >
  >;
}

/** What people deploy with, most usual first: Hardhat and Foundry optimise for 200 runs, Remix does not optimise. */
const SETTINGS: Readonly<Record<string, object>> = {
  "optimizer for 200 runs": { optimizer: { enabled: true, runs: 200 } },
  "no optimizer": { optimizer: { enabled: false } },
  "optimizer for 200 runs, via IR": { optimizer: { enabled: true, runs: 200 }, viaIR: true },
  "optimizer for 1 run": { optimizer: { enabled: true, runs: 1 } },
  "optimizer for 1,000,000 runs": { optimizer: { enabled: true, runs: 1_000_000 } },
};

/**
 * Nothing is compiled before a build is asked for: the first takes a second.
 * @param chosen the reader's own compiler, instead of the one at hand
 */
export async function recompile(
  { source, contract }: SolidityVerifier,
  chosen: ChosenSolc | null = null,
): Promise<Recompiled> {
  // A pragma says which compilers are wanted, and makes no code: older templates name older ones.
  const text = new TextDecoder()
    .decode(await source.read(0, source.size))
    .replace(/^[ \t]*pragma\s+solidity[^;]*;/m, "");
  const compiler = (): Solc => chosen?.solc ?? ownSolc();
  return {
    source: source.path,
    get version() {
      return versionOf(compiler());
    },
    chosen: chosen === null ? null : { path: chosen.source.path, sha256: chosen.sha256 },
    *builds() {
      const solc = compiler();
      const named = `solc ${versionOf(solc)}${chosen === null ? "" : ` (--solc ${chosen.source.path})`}`;
      for (const [name, settings] of Object.entries(SETTINGS))
        yield buildOf(solc, text, contract, { settings, named: `${named}, ${name}` });
    },
  };
}

function buildOf(
  solc: Solc,
  content: string,
  contract: string,
  { settings, named }: { readonly settings: object; readonly named: string },
): Build {
  const outputSelection = { "*": { "*": ["evm.deployedBytecode.object"] } };
  const input = {
    language: "Solidity",
    sources: { verifier: { content } },
    settings: { ...settings, outputSelection },
  };
  // Without a callback the compiler opens no file: an import is an error of the source.
  const { errors = [], contracts = {} } = JSON.parse(solc.compile(JSON.stringify(input))) as Output;
  const fatal = errors.find(({ severity }) => severity === "error");
  if (fatal !== undefined) return { kind: "unavailable", named, reason: fatal.message };
  const digits = contracts["verifier"]?.[contract]?.evm.deployedBytecode.object ?? "";
  if (digits === "" || digits.includes("_"))
    return { kind: "unavailable", named, reason: `no code is made of a contract ${contract} alone` };
  return { kind: "made", named, code: codeWithoutMetadata(new Uint8Array(Buffer.from(digits, "hex"))) };
}
