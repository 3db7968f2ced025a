import type { EventType } from "../../transcripts/market/events.js";
import type { MarketClaim } from "./claim.js";
import { COMMON_EVENTS } from "./profiles/profile.js";

/** Kinds that a reason names. */
const MOST_NAMED = 6;

export const profile: MarketClaim = {
  id: "market/profile",
  claim: "The rules of its profile judge every event of the log, and are known to others than the log",
  severity: "high",
  cites: ["zkassay market log, version 1: the header names a profile, and “custom” is none"],
  impact: "Who writes the log chooses what it is judged by, and what is not judged is not shown to hold.",
  advice: "Say which market it is: --profile, or `profile` in --config.",
  method:
    "Each event is of a kind that the profile's checks look at; others, such as changes of weights in a market without weights, are " +
    "counted, and the answer is inconclusive. So it is for “custom”, whoever says it: of such a market only its own log knows the " +
    "rules. Where the log alone names a profile, the verdict says so.",
  nothing: "the log has no event",
  observe: ({ terms }, report) => {
    const { name, events } = terms.profile;
    const judged: ReadonlySet<EventType> = new Set([...COMMON_EVENTS, ...events]);
    const others = new Map<EventType, number>();
    return {
      each({ event: { type } }) {
        report.looked();
        if (!judged.has(type)) others.set(type, (others.get(type) ?? 0) + 1);
      },
      finish() {
        report.fact(
          "Profile",
          `${name}, ${terms.profileIsStated ? "as stated beside the log" : "as its log says"}`,
        );
        if (name === "custom")
          report.undecided(
            "a custom market's rules are what its log declares: what that leaves out is not judged",
          );
        else if (others.size > 0) {
          const named = [...others].slice(0, MOST_NAMED).map(([type, count]) => `${type} (${count})`);
          report.undecided(`the profile ${name} does not judge events of other kinds: ${named.join(", ")}`);
        }
      },
    };
  },
};
