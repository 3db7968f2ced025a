/** What the compiled kernel offers (assembly/sums.ts, g1.ts, g2.ts); addresses and references are unsigned 32-bit integers. */

/** No point: the sum of an empty list, infinity. */
export const NONE = 0xffffffff;

export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  freeMemory(): number;
  setPoints(address: number): void;
  decode(n: number, source: number, points: number, isInfinity: number): number;
  encode(target: number, points: number, reference: number): void;
  infinityCount(): number;
  firstInfinityIndex(): number;
  firstFaultIndex(): number;
  shiftScalars(
    n: number,
    source: number,
    bytes: number,
    isInfinity: number,
    bias: number,
    words: number,
    target: number,
  ): void;
  addToBuckets(
    n: number,
    scalars: number,
    words: number,
    shift: number,
    width: number,
    top: number,
    table: number,
    first: number,
    kept: number,
    refs: number,
    starts: number,
    digits: number,
    sums: number,
  ): void;
  setLists(address: number, free: number, limit: number): void;
  freeIndex(): number;
  releaseFrom(free: number): void;
  sumLists(count: number, starts: number, refs: number, sums: number, kept: number): void;
}

/** The arithmetic of the coordinate field, on pairs of elements, as tests call it (see routines.mjs). */
export interface ArithmeticExports extends KernelExports {
  multiply(z: number, x: number, y: number): void;
  square(z: number, x: number): void;
  normalise(z: number, x: number): void;
}

/** What the module for G1 offers beside. */
export interface CurveExports extends KernelExports {
  subtractEach(n: number, a: number, b: number, target: number): number;
  openSlots(from: number, count: number): number;
  emptySlots(): void;
  takePoint(source: number): number;
  takeTerms(source: number, count: number): number;
  termFault(): number;
  readSlots(from: number, count: number, target: number): void;
}

/** What the module for G2 offers beside. */
export interface TwistExports extends KernelExports {
  startMiller(): void;
  millerChunk(n: number, g1: number, g2: number): number;
  millerResult(target: number): void;
  clearCofactors(n: number, source: number, target: number): number;
}

/** What the compiled bulk module offers (assembly/bulk/index.ts). */
export interface BulkExports {
  readonly memory: WebAssembly.Memory;
  allocate(bytes: number): number;
  releaseAll(): void;
  transform(bits: number, values: number, root: number, twiddles: number): void;
  scaleByPowers(n: number, values: number, first: number, ratio: number): void;
  addScaled(n: number, sum: number, values: number, first: number): void;
  squareRoots(n: number, elements: number, exists: number): void;
  setWeights(address: number, count: number): void;
  lastFault(): number;
  startConstraints(count: bigint, address: number): void;
  completeCombinations(): number;
  feedConstraints(source: number, length: number): number;
  startCoefficients(count: number, address: number): void;
  feedCoefficients(source: number, length: number): number;
  endRow(): void;
}
