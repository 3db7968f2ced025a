import { invertMod } from "../integers.js";

/** Conversions between a field element v and its Montgomery residue v·R, R = 2^(8·bytes). */
class Montgomery {
  private readonly radix: bigint;
  private readonly inverseRadix: bigint;

  constructor(
    readonly modulus: bigint,
    readonly bytes: number,
  ) {
    this.radix = (1n << BigInt(8 * bytes)) % modulus;
    this.inverseRadix = invertMod(this.radix, modulus);
  }

  toResidue(value: bigint): bigint {
    return (value * this.radix) % this.modulus;
  }

  fromResidue(residue: bigint): bigint {
    return (residue * this.inverseRadix) % this.modulus;
  }
}

const known = new Map<bigint, Montgomery>();

/** The conversions of a field, made once. */
export function montgomeryOf(modulus: bigint, bytes: number): Montgomery {
  let conversions = known.get(modulus);
  if (conversions === undefined) {
    conversions = new Montgomery(modulus, bytes);
    known.set(modulus, conversions);
  }
  return conversions;
}
