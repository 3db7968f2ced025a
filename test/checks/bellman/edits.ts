/** Changes of raw bytes, for tamperBytes. */

type Change = (bytes: Buffer) => void;

/** Writes a copy of the bytes at `from` to `to`. */
export const copy =
  (from: number, to: number, length: number): Change =>
  (bytes) =>
    void bytes.copy(bytes, to, from, from + length);

export const put =
  (to: number, patch: Uint8Array): Change =>
  (bytes) =>
    bytes.set(patch, to);

export const fill =
  (from: number, length: number, value: number): Change =>
  (bytes) =>
    void bytes.fill(value, from, from + length);

/** Flips bits of one byte. */
export const flip =
  (offset: number, mask = 0x01): Change =>
  (bytes) =>
    void bytes.writeUInt8(bytes.readUInt8(offset) ^ mask, offset);

export const set =
  (offset: number, value: number): Change =>
  (bytes) =>
    void bytes.writeUInt8(value, offset);
