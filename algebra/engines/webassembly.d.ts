/** The part of the WebAssembly JavaScript interface in use; @types/node 20 leaves it to the DOM's types. */
declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>;

  /** A compiled module; it can be posted to worker threads. */
  class Module {
    constructor(code: Uint8Array<ArrayBuffer>);
  }

  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: unknown;
  }

  /** A trap. */
  class RuntimeError extends Error {}

  class Memory {
    constructor(size: { readonly initial: number; readonly maximum?: number });
    /** A new buffer after each growth. */
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }

  function compile(code: Uint8Array<ArrayBuffer>): Promise<Module>;
  function validate(code: Uint8Array<ArrayBuffer>): boolean;
}
