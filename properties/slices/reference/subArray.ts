/** What a slice is: the plain reference for circuits that cut one out of an array. */

/**
 * in[index .. index + length], with zeros up to `size`; null where that is not inside of the array or not inside of
 * `size`.
 */
export function subArray(
  values: readonly bigint[],
  index: bigint,
  length: bigint,
  size: number,
): bigint[] | null {
  if (index < 0n || length < 0n || length > BigInt(size) || index + length > BigInt(values.length))
    return null;
  const cut = values.slice(Number(index), Number(index + length));
  return [...cut, ...Array.from({ length: size - cut.length }, () => 0n)];
}

/** `size` values from `shift` on, round the end of the array. */
export function rotated(values: readonly bigint[], shift: bigint, size: number): bigint[] {
  const at = Number(shift % BigInt(values.length));
  return [...values, ...values].slice(at, at + size);
}
