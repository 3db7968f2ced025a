/** Integers and their bytes, and arithmetic modulo a prime, for single values (bulk work never comes here). */

/** The integer of little-endian bytes. */
export function fromLittleEndian(bytes: Uint8Array): bigint {
  return fromBigEndian(Uint8Array.from(bytes).reverse());
}

/** The integer of big-endian bytes. */
export function fromBigEndian(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}

/**
 * `length` little-endian bytes of an integer ≥ 0.
 * @throws RangeError when it does not fit
 */
export function toLittleEndian(value: bigint, length: number): Uint8Array {
  if (value < 0n || value >> BigInt(8 * length) !== 0n) {
    throw new RangeError(`${value} does not fit in ${length} bytes`);
  }
  const hex = value.toString(16).padStart(2 * length, "0");
  return Uint8Array.from(Buffer.from(hex, "hex")).reverse();
}

/** value mod modulus, in [0, modulus). */
export function mod(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** base^exponent mod modulus for an exponent ≥ 0, four bits at a time. */
export function powMod(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const powers = [1n];
  for (let i = 1; i < 16; i++) powers.push(((powers[i - 1] as bigint) * base) % modulus);
  let result = 1n;
  for (const digit of exponent.toString(16)) {
    result = (result * result) % modulus;
    result = (result * result) % modulus;
    result = (result * result) % modulus;
    result = (result * result) % modulus;
    if (digit !== "0") result = (result * (powers[parseInt(digit, 16)] as bigint)) % modulus;
  }
  return result;
}

/** value⁻¹ mod a prime by Fermat's theorem; zero gives zero. */
export function invertMod(value: bigint, prime: bigint): bigint {
  return powMod(mod(value, prime), prime - 2n, prime);
}
