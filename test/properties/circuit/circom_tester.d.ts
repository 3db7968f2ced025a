/** The part of circom_tester's interface that is used; the package has no types. */
declare module "circom_tester" {
  interface Tester {
    calculateWitness(inputs: unknown, sanityCheck: boolean): Promise<bigint[]>;
    /** Throws at the first constraint that does not match. */
    checkConstraints(witness: readonly bigint[]): Promise<void>;
  }
  export function wasm(
    file: string,
    options: { readonly include?: readonly string[]; readonly O?: 0 | 1 | 2 },
  ): Promise<Tester>;
}
