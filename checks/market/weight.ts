import { at, type MarketClaim } from "./claim.js";
import { short } from "./words.js";

export const weight: MarketClaim = {
  id: "market/weight",
  claim: "Weights follow stakes: at first κ·deposit, never above κ·stake, and a snapshot is what they are",
  severity: "high",
  cites: ["Rollers: reputation proportional to the deposit, with an upper bound"],
  impact: "Somebody is chosen more often than their stake allows.",
  advice: "Compute the weight again from the stake at the named event.",
  method:
    "At the end of each transaction: a weight that was set for a deposit, from zero, is κ·stake; no weight that was set is above κ·stake (in " +
    "rationals, rounded down). weight.set starts from the weight that was last set. A rep.snapshot has exactly the weights that are " +
    "above zero, and their sum is above zero, so that they can be normalised; snapshots are numbered from 1 without holes. Without κ, only the last two are judged.",
  nothing: "no weight is set",
  beside: ({ profile }) => (profile.weighted ? null : "provers are not chosen by weight"),
  observe: ({ terms, continuity, book: { accounts } }, report) => {
    const kappa = terms.params.kappa === undefined ? null : fraction(terms.params.kappa);
    const last = new Map<string, bigint>();
    const judged: (() => void)[] = [];
    let snapshots = 0;
    const bound = (actor: string): bigint | null =>
      kappa === null ? null : (accounts.totalStake(actor) * kappa.over) / kappa.under;
    return {
      on: {
        "weight.set"(line) {
          const { actor, old, new: now, reason } = line.event;
          report.looked();
          const before = last.get(actor) ?? 0n;
          last.set(actor, BigInt(now));
          if (BigInt(old) !== before) {
            report.found(`old = weight, for ${short(actor)}`, [at(line)], {
              values: { actor, old, weight: String(before) },
            });
          }
          judged.push(() => {
            const most = bound(actor);
            if (most === null) return report.undecided("κ is not known: give it as params.kappa");
            const values = { actor, weight: now, "κ·stake": String(most) };
            if (BigInt(now) > most)
              report.found(`weight ≤ κ·stake, for ${short(actor)}`, [at(line)], { values });
            else if (reason === "deposit" && before === 0n && BigInt(now) !== most) {
              report.found(`first weight = κ·deposit, for ${short(actor)}`, [at(line)], { values });
            }
          });
        },
        "rep.snapshot"(line) {
          report.looked();
          const { round } = line.event;
          // Where lines are missing, snapshots may be.
          if (round !== snapshots + 1 && continuity.counts.gap === 0) {
            report.found("snapshots are numbered from 1, each one more than the last", [at(line)], {
              values: { round: String(round), "the last": String(snapshots) },
            });
          }
          snapshots = round;
          judged.push(() => {
            const given = new Map(
              Object.entries(line.event.weights).map(([actor, one]) => [actor, BigInt(one)]),
            );
            const positive = [...last].filter(([, one]) => one > 0n);
            if (positive.length === 0) report.found("Σ weights > 0", [at(line)]);
            const wrong = new Set(
              [...positive, ...given]
                .map(([actor]) => actor)
                .filter((actor) => (given.get(actor) ?? 0n) !== (last.get(actor) ?? 0n)),
            );
            const [first] = wrong;
            if (first === undefined) return;
            report.found(`snapshot = weights, for ${short(first)}`, [at(line)], {
              values: {
                actor: first,
                snapshot: String(given.get(first) ?? "absent"),
                weight: String(last.get(first) ?? 0n),
                "actors that differ": String(wrong.size),
              },
            });
          });
        },
      },
      group() {
        for (const judge of judged) judge();
        judged.length = 0;
      },
    };
  },
};

/** "3" or "1/1000". */
function fraction(text: string): { readonly over: bigint; readonly under: bigint } {
  const [over = "0", under = "1"] = text.split("/");
  return { over: BigInt(over), under: BigInt(under) };
}
