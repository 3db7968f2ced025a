/** The part of circom2's interface that is used; the package has no types. */
declare module "circom2" {
  import type * as nodeFs from "node:fs";

  interface Bindings {
    /** Throws a WASIExitError with `code`. */
    exit(code: number): never;
    readonly fs: typeof nodeFs | null;
  }

  export const bindings: Bindings;

  export class CircomRunner {
    constructor(options: {
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      /** Folders that the compiler may open, by the name under which it sees them. */
      readonly preopens: Readonly<Record<string, string>>;
      readonly bindings: Bindings;
    });
    execute(program: Uint8Array): Promise<WebAssembly.Instance>;
  }
}
