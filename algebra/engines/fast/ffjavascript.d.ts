/** What zkassay and its tests use of ffjavascript 0.3.1, which ships no types. */
declare module "ffjavascript" {
  /** The WebAssembly of a curve as ffjavascript assembled it, and addresses in its data segment. */
  interface ThreadManager {
    /** Present when built for a single thread. */
    readonly code: Uint8Array<ArrayBuffer>;
    readonly pG1gen: number;
    readonly pG2gen: number;
  }

  interface Group {
    /** A random point, Jacobian where the curve has a cofactor and affine otherwise. */
    fromRng(rng: ChaCha): Uint8Array;
    toAffine(point: Uint8Array): Uint8Array;
  }

  interface Field {
    /** The raw Montgomery representation, little-endian. */
    fromRng(rng: ChaCha): Uint8Array;
  }

  interface BuiltCurve {
    readonly name: string;
    readonly tm: ThreadManager;
    readonly prePSize: number;
    readonly preQSize: number;
    readonly Fr: Field;
    readonly F1: Field;
    readonly G1: Group;
    readonly G2: Group;
  }

  export class ChaCha {
    /** @param seed eight 32-bit words */
    constructor(seed: readonly number[]);
    nextU32(): number;
    nextU64(): bigint;
    nextBool(): boolean;
  }

  export function buildBn128(singleThread: true): Promise<BuiltCurve>;
  export function buildBls12381(singleThread: true): Promise<BuiltCurve>;
}
