/** The messages between the tool and the compiler's process. */

export interface Job {
  /** Path of the compiler's WebAssembly program. */
  readonly program: string;
  /** Arguments of circom; all paths are absolute. */
  readonly arguments: readonly string[];
  /** The only folder that may be written. */
  readonly output: string;
  readonly memoryBytes: number;
}

export interface Reply {
  /** The compiler's own exit code; null where it crashed. */
  readonly code: number | null;
  readonly fault?: string;
  /** Files that were opened for reading: absolute paths, and SHA-256 as hex. */
  readonly opened: readonly { readonly path: string; readonly sha256: string }[];
  /** Paths that were looked for and are not there: were one to appear, it might be included instead. */
  readonly absent: readonly string[];
}
