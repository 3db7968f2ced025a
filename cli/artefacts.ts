/** What is published and deployed of a key: verification key, contract, code; opened and read into evidence. */
import type { Evidence, Role } from "../checks/evidence.js";
import { MalformedError } from "../transcripts/malformed.js";
import { memorySource } from "../transcripts/memorySource.js";
import { readContractCode } from "../transcripts/solidity/bytecode.js";
import { readSolidityVerifier } from "../transcripts/solidity/verifier.js";
import type { ByteSource } from "../transcripts/source.js";
import { readVerificationKey } from "../transcripts/verificationKey.js";
import { openOrRefuse, type OpenDossier } from "./files.js";
import type { InputFile } from "./inputs.js";
import { recompile } from "./recompile.js";
import type { ChosenSolc } from "./solc.js";

export interface GivenArtefacts {
  readonly vkey?: string;
  readonly solidity?: string;
  /** A file, or the code itself in hexadecimal digits. */
  readonly bytecode?: string;
}

/** No name of a file looks like this: the shortest contract is longer. */
const CODE = /^(?:0x[0-9a-f]*|[0-9a-f]{128,})$/i;

const READERS = {
  verificationKey: async (source: ByteSource) => ({ verificationKey: await readVerificationKey(source) }),
  solidity: async (source: ByteSource) => ({ solidity: await readSolidityVerifier(source) }),
  bytecode: async (source: ByteSource) => ({ bytecode: await readContractCode(source) }),
} satisfies Partial<Record<Role, (source: ByteSource) => Promise<Partial<Evidence>>>>;

type ArtefactRole = keyof typeof READERS;

function pathsOf({
  vkey,
  solidity,
  bytecode,
}: GivenArtefacts): Partial<Record<ArtefactRole, string | undefined>> {
  return { verificationKey: vkey, solidity, bytecode };
}

/** The roles of what is given. */
export function artefactRoles(given: GivenArtefacts): ArtefactRole[] {
  const paths = pathsOf(given);
  return (Object.keys(READERS) as ArtefactRole[]).filter((role) => paths[role] !== undefined);
}

/**
 * @param dossier evidence that the artefacts join
 * @param chosen a compiler of the reader's own, to build the contract again
 * @throws UsageError for a file that cannot be opened
 */
export async function withArtefacts(
  dossier: OpenDossier,
  given: GivenArtefacts,
  chosen: ChosenSolc | null,
): Promise<OpenDossier> {
  const sources: ByteSource[] = [];
  const close = async (): Promise<void> => {
    await Promise.all([dossier.close(), ...sources.map((source) => source.close())]);
  };
  const evidence: Partial<Evidence> = { ...dossier.evidence };
  const malformed = new Map(dossier.malformed);
  const inputs: InputFile[] = [...dossier.inputs];
  if (chosen !== null) inputs.push({ role: "solc", source: chosen.source });
  const paths = pathsOf(given);
  try {
    for (const role of artefactRoles(given)) {
      const path = paths[role] ?? "";
      const source =
        role === "bytecode" && CODE.test(path)
          ? memorySource("--bytecode", Buffer.from(path))
          : await openOrRefuse(path);
      sources.push(source);
      try {
        Object.assign(evidence, await READERS[role](source));
      } catch (error) {
        if (!(error instanceof MalformedError)) throw error;
        malformed.set(role, error);
      }
      inputs.push({ role, source });
    }
    const { solidity, bytecode } = evidence;
    if (solidity !== undefined && bytecode !== undefined)
      Object.assign(evidence, { recompiled: await recompile(solidity, chosen) });
  } catch (error) {
    await close();
    throw error;
  }
  return { evidence, malformed, inputs, close };
}

/** Where there is no other evidence. */
export const nothing: OpenDossier = {
  evidence: {},
  malformed: new Map(),
  inputs: [],
  close: () => Promise.resolve(),
};
