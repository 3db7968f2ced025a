import type { GroupName } from "../curve.js";

/** A vector of points that the engine streams: a section of a file, or points gathered in memory. */
export interface PointSource {
  readonly file: string;
  /** Section in the format's own words. */
  readonly label: string;
  readonly group: GroupName;
  readonly count: number;
  /**
   * Points [start, start + count) in LEM bytes, in a buffer of their own.
   * @param into bytes that they may be read into, as many or more: new buffers of megabytes pile up before they are collected
   */
  read(start: number, count: number, into?: Uint8Array): Promise<Uint8Array>;
  /** Absolute byte range of one point in the file, for evidence. */
  bytesOf(index: number): { readonly start: number; readonly end: number };
}
