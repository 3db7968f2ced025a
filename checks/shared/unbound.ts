/** Bytes that no hash and no equation binds, as a report lists them. */
import type { UnboundBytes } from "../../findings/index.js";
import type { ContributionTail } from "../../transcripts/iden3/contribution.js";
import type { Yielded } from "../check.js";

/** One exhibit for a file; rows without ranges are left out. */
export function unboundExhibit(file: string, rows: readonly Omit<UnboundBytes, "file">[]): Yielded {
  return {
    kind: "exhibit",
    make: () => ({
      kind: "unbound",
      title: `Bytes of ${file} that nothing binds`,
      rows: rows.filter(({ ranges }) => ranges.length > 0).map((row) => ({ file, ...row })),
    }),
  };
}

/** Names, type flags and parameters: the tail of every contribution. */
export function unboundTails(rows: readonly ContributionTail[]): Omit<UnboundBytes, "file"> {
  return {
    what: "names, beacon flags and beacon parameters of contributions",
    why:
      "They are in no hash: anyone can rename a contribution, or set or clear the beacon flag. The keys behind them are " +
      "bound; compare them by hash, never by name.",
    ranges: rows.map(({ bytes }) => bytes).filter(({ start, end }) => start < end),
  };
}
