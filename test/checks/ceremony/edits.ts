/** Changes to the files of a ceremony, in place. */
import type { ManifestInput } from "../../../transcripts/ceremony/manifest.js";

export type Files = Map<string, Uint8Array>;
export const text = (files: Files, path: string): string => new TextDecoder().decode(files.get(path));
export const put = (files: Files, path: string, contents: string): void =>
  void files.set(path, new TextEncoder().encode(contents));
export const bytesOf = (files: Files, path: string): Uint8Array => {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`there is no ${path}`);
  return bytes.slice();
};
export const copy = (files: Files, from: string, to: string): void =>
  void files.set(to, bytesOf(files, from));
export function manifest(files: Files, change: (manifest: ManifestInput) => void): void {
  const value = JSON.parse(text(files, "ceremony.json")) as ManifestInput;
  change(value);
  put(files, "ceremony.json", JSON.stringify(value));
}
export type Fields = Record<string, unknown>;
/** Changes the fields of a turn in the export. */
export function turn(files: Files, id: string, fields: Fields): void {
  const root = JSON.parse(text(files, "records.json")) as {
    ceremonies: Record<string, { contributions: Record<string, Fields> }>;
  };
  for (const { contributions } of Object.values(root.ceremonies))
    Object.assign(contributions[id] ?? {}, fields);
  put(files, "records.json", JSON.stringify(root));
}
export function flip(files: Files, path: string, offset: number): void {
  const bytes = bytesOf(files, path);
  const at = offset < 0 ? bytes.length + offset : offset;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  files.set(path, bytes);
}

/** Where deltaAfter of the last contribution begins: 392 bytes and its tail before the end. */
export function deltaAfterOf(bytes: Uint8Array): number {
  const { offset, length } = sectionOf(bytes, 10);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let at = offset + 68;
  let last = at;
  while (at < offset + length) {
    last = at;
    at += 64 * 3 + 128 + 64 + 4;
    at += 4 + view.getUint32(at, true);
  }
  return last;
}

function sectionOf(bytes: Uint8Array, type: number): { offset: number; length: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 12; at < bytes.length;) {
    const length = Number(view.getBigUint64(at + 4, true));
    if (view.getUint32(at, true) === type) return { offset: at + 12, length };
    at += 12 + length;
  }
  throw new Error(`there is no section ${type}`);
}

export function swapSection(files: Files, into: string, from: string, type: number): void {
  const bytes = bytesOf(files, into);
  const source = bytesOf(files, from);
  const { offset, length } = sectionOf(source, type);
  bytes.set(source.subarray(offset, offset + length), sectionOf(bytes, type).offset);
  files.set(into, bytes);
}
