/** The padding of SHA-256, FIPS 180-4 §5.1.1, over bytes. */

export const BLOCK = 64;

/** Blocks of a message of `length` bytes: room for 0x80 and the 8 bytes of its length. */
export const blocksOf = (length: number): number => Math.ceil((length + 9) / BLOCK);

/** message ‖ 0x80 ‖ zeros ‖ its length in bits as 64 bits big-endian, and zeros up to `size` bytes. */
export function padded(message: readonly bigint[], size: number): bigint[] {
  const end = blocksOf(message.length) * BLOCK;
  const bytes = Array.from({ length: size }, (_, i) => message[i] ?? 0n);
  bytes[message.length] = 0x80n;
  for (let i = 0; i < 8; i++) bytes[end - 1 - i] = (BigInt(message.length * 8) >> BigInt(8 * i)) & 0xffn;
  return bytes;
}

/** Whether `bytes` are the first `length` of them, padded to `blocks` blocks, and zeros. */
export function isPadded(bytes: readonly bigint[], length: bigint, blocks: bigint): boolean {
  if (length > BigInt(bytes.length - 9) || blocks !== BigInt(blocksOf(Number(length)))) return false;
  if (blocks * BigInt(BLOCK) > BigInt(bytes.length) || bytes.some((byte) => byte > 0xffn)) return false;
  const wanted = padded(bytes.slice(0, Number(length)), bytes.length);
  return bytes.every((byte, i) => byte === wanted[i]);
}
