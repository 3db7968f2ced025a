/** The story of a beacon, to be drawn. */
import type { TimelineExhibit } from "../../findings/index.js";
import type { Announcement } from "../../transcripts/announcement.js";
import type { Evidence } from "../evidence.js";
import { instantOf, standing } from "./dates.js";
import { describeSource, knownFrom } from "./given.js";

/** What stands for the time from which a value could be known. */
function valueStanding({ source }: Announcement): string {
  if (source.kind === "drand") return "genesis + (round − 1)·period of the pinned chain";
  if (source.kind === "ethereum-randao") return "1606824023 + 12·slot";
  return source.knownFrom === null ? "nobody" : "self-asserted";
}

/** Events in the order in which they should have happened, with the file's own count of contributions where it is at hand. */
export function timelineOf(record: Announcement, { ptau, zkey }: Partial<Evidence>): TimelineExhibit {
  const { announced, lastContribution, applied, source } = record;
  const rows = (record.phase === 1 ? ptau : zkey)?.contributions.length;
  const by = announced?.by ?? null;
  return {
    kind: "timeline",
    title: `The beacon of ${record.ceremony}`,
    events: [
      {
        kind: "announcement",
        label: announced === null ? "not announced" : `announced${by === null ? "" : ` by ${by}`}`,
        at: instantOf(announced?.at ?? null),
        datedBy: standing(announced),
      },
      {
        kind: "contributions",
        label:
          rows === undefined
            ? "last contribution"
            : `last of ${Math.max(rows - 1, 0)} contributions before the beacon`,
        at: instantOf(lastContribution?.at ?? null),
        datedBy: standing(lastContribution),
      },
      {
        kind: "value",
        label: describeSource(source),
        at: instantOf(knownFrom(source)),
        datedBy: valueStanding(record),
      },
      {
        kind: "application",
        label: `applied, 2^${record.iterationsExponent} iterations`,
        at: instantOf(applied?.at ?? null),
        datedBy: standing(applied),
      },
    ],
  };
}
