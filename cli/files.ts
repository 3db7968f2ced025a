/** The files on the command line: opened, told apart, read into evidence. */
import { extname } from "node:path";
import type { Dossier, Evidence, Role } from "../checks/evidence.js";
import type { InputRecord } from "../findings/index.js";
import { digestsOf } from "../transcripts/digest.js";
import { readPtau } from "../transcripts/iden3/ptau.js";
import { readR1cs } from "../transcripts/iden3/r1cs.js";
import { readZkey, type Zkey } from "../transcripts/iden3/zkey.js";
import { MalformedError } from "../transcripts/malformed.js";
import { openFile, type ByteSource } from "../transcripts/source.js";
import { readVerificationKey } from "../transcripts/verificationKey.js";
import { UsageError } from "./exit.js";

/** A file with the role that it plays. */
interface Exhibited {
  readonly role: Role;
  readonly source: ByteSource;
}

/** Evidence with the files behind it; close it when done. */
export interface OpenDossier extends Dossier {
  readonly inputs: readonly InputRecord[];
  close(): Promise<void>;
}

export interface GivenFiles {
  /** Files whose role is told by their contents: r1cs, ptau, zkey, verification key. */
  readonly files: readonly string[];
  /** Earlier keys of the same chain. */
  readonly previous?: readonly string[];
  readonly vkey?: string;
}

/**
 * Opens and reads all files.
 * @throws UsageError when a file cannot be opened or its role cannot be told
 */
export async function openDossier(given: GivenFiles): Promise<OpenDossier> {
  const opened: Exhibited[] = [];
  for (const path of given.files) opened.push(await exhibit(path));
  for (const path of given.previous ?? []) opened.push({ role: "earlierKeys", source: await open(path) });
  if (given.vkey !== undefined) opened.push({ role: "verificationKey", source: await open(given.vkey) });
  for (const role of ["r1cs", "ptau", "zkey", "verificationKey"] as const) {
    const several = opened.filter((one) => one.role === role);
    if (several.length > 1) {
      const paths = several.map(({ source }) => source.path).join(" and ");
      throw new UsageError(`${paths} are both a ${role}; give one (earlier keys of a chain go behind --previous)`);
    }
  }
  const evidence: { -readonly [R in Role]?: Evidence[R] } = {};
  const malformed = new Map<Role, MalformedError>();
  const earlier: Zkey[] = [];
  for (const { role, source } of opened) {
    try {
      if (role === "r1cs") evidence.r1cs = await readR1cs(source);
      else if (role === "ptau") evidence.ptau = await readPtau(source);
      else if (role === "zkey") evidence.zkey = await readZkey(source);
      else if (role === "verificationKey") evidence.verificationKey = await readVerificationKey(source);
      else earlier.push(await readZkey(source));
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      malformed.set(role, error);
    }
  }
  if (earlier.length > 0) evidence.earlierKeys = earlier;
  const inputs: InputRecord[] = [];
  for (const { role, source } of opened) {
    inputs.push({ role, path: source.path, bytes: source.size, ...(await digestsOf(source)) });
  }
  const close = async (): Promise<void> => {
    await Promise.all(opened.map(({ source }) => source.close()));
  };
  return { evidence, malformed, inputs, close };
}

async function open(path: string): Promise<ByteSource> {
  try {
    return await openFile(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be opened: ${(error as Error).message}`);
  }
}

const MAGICS: Readonly<Record<string, Role>> = { r1cs: "r1cs", ptau: "ptau", zkey: "zkey" };
const EXTENSIONS: Readonly<Record<string, Role>> = {
  ".r1cs": "r1cs",
  ".ptau": "ptau",
  ".zkey": "zkey",
  ".json": "verificationKey",
};

/** By magic; by extension where the magic is damaged, so that the damage is reported as such. */
async function exhibit(path: string): Promise<Exhibited> {
  const source = await open(path);
  const head = Buffer.from(await source.read(0, Math.min(4, source.size))).toString("latin1");
  const role = MAGICS[head] ?? EXTENSIONS[extname(path).toLowerCase()];
  if (role === undefined) {
    await source.close();
    throw new UsageError(`${path} is no .r1cs, .ptau, .zkey or verification_key.json by its first bytes or its name`);
  }
  return { role, source };
}
