/**
 * Earlier compilations. They lie in the user's own cache folder and never beside the circuit: a repository could
 * bring a folder with it in which a harmless circuit stands for its own.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

export interface SourceDigest {
  /** Absolute. */
  readonly path: string;
  /** Hex. */
  readonly sha256: string;
}

export interface Entry {
  readonly products: ReadonlyMap<string, Uint8Array>;
  /** Every file that was read. */
  readonly sources: readonly SourceDigest[];
  /** Paths that were looked for in vain. */
  readonly absent: readonly string[];
}

/** What is written beside the products. */
interface Manifest {
  readonly folder: string;
  readonly sources: readonly SourceDigest[];
  readonly absent: readonly string[];
  readonly products: Readonly<Record<string, string>>;
}

/** $ZKASSAY_CACHE, else the system's place for such things; made where it is not there. */
export async function cacheFolder(): Promise<string> {
  const { ZKASSAY_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const system = {
    darwin: join(homedir(), "Library", "Caches"),
    win32: LOCALAPPDATA ?? join(homedir(), "AppData", "Local"),
  }[process.platform as string];
  const folder =
    ZKASSAY_CACHE ?? join(XDG_CACHE_HOME ?? system ?? join(homedir(), ".cache"), "zkassay", "circom");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The products under a key, if every source is as it was and their own digests hold; null otherwise. */
export async function recall(cache: string, key: string): Promise<Entry | null> {
  try {
    const manifest = JSON.parse(await readFile(join(cache, `${key}.json`), "utf8")) as Manifest;
    if (manifest.absent.some((path) => existsSync(path))) return null;
    for (const { path, sha256 } of manifest.sources) if (digest(await readFile(path)) !== sha256) return null;
    const products = new Map<string, Uint8Array>();
    for (const [name, sha256] of Object.entries(manifest.products)) {
      const bytes = await readFile(join(cache, manifest.folder, name));
      if (digest(bytes) !== sha256) return null;
      products.set(name, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
    }
    return { products, sources: manifest.sources, absent: manifest.absent };
  } catch {
    // Not there, or half written: to be compiled anew.
    return null;
  }
}

/** Writes the products, then the manifest that names them, and removes those of an earlier state of the sources. */
export async function store(cache: string, key: string, { products, sources, absent }: Entry): Promise<void> {
  const manifestPath = join(cache, `${key}.json`);
  const earlier = await readFile(manifestPath, "utf8").then(
    (text) => (JSON.parse(text) as Manifest).folder,
    () => null,
  );
  const folder = `${key}-${randomUUID()}`;
  await mkdir(join(cache, folder));
  for (const [name, bytes] of products) await writeFile(join(cache, folder, name), bytes);
  const digests = Object.fromEntries([...products].map(([name, bytes]) => [name, digest(bytes)]));
  const manifest: Manifest = { folder, sources, absent, products: digests };
  await writeFile(join(cache, folder, "manifest.json"), JSON.stringify(manifest));
  await rename(join(cache, folder, "manifest.json"), manifestPath);
  if (earlier !== null && earlier.startsWith(`${key}-`))
    await rm(join(cache, earlier), { recursive: true, force: true });
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
