/** What every report says of a histogram. */
import type { HistogramExhibit } from "../findings/index.js";

export type Bar = HistogramExhibit["bars"][number];

/** Whether a case was reached less often than meant. */
export const isMissed = ({ count, expected }: Bar): boolean => expected !== undefined && count < expected;

export const totalOf = (bars: readonly Bar[]): number => bars.reduce((sum, { count }) => sum + count, 0);
