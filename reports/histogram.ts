/** What every report says of a histogram. */
import type { HistogramExhibit } from "../findings/index.js";

export type Bar = HistogramExhibit["bars"][number];

/** Whether a case was reached less often than meant. */
export const isMissed = ({ count, expected }: Bar): boolean => expected !== undefined && count < expected;

/** Whether chance gives it in fewer than one of a hundred histories. */
export const isOutside = ({ count, byChance }: Bar): boolean =>
  byChance !== undefined && (count < byChance.from || count > byChance.to);

/** Whether the counts were left to chance, so that none of them was meant to be reached. */
export const isByChance = (bars: readonly Bar[]): boolean =>
  bars.some(({ byChance }) => byChance !== undefined);

export const totalOf = (bars: readonly Bar[]): number => bars.reduce((sum, { count }) => sum + count, 0);
