import type { MarketEvent } from "../../transcripts/market/events.js";
import { at, type MarketClaim } from "./claim.js";
import type { Place } from "./replay/task.js";
import { isOfAsset } from "./terms.js";
import { short, units } from "./words.js";

export const events: MarketClaim = {
  id: "market/events",
  claim:
    "Every change has its event, money is of declared assets, and only the token's own logs are its transfers",
  severity: "medium",
  cites: [
    "ProofPool: updateConfig has no event; the pool emits a Transfer of its own that looks like a token's",
  ],
  impact: "Who counts such logs counts money twice, and a change without an event is seen by nobody.",
  advice:
    "Count a Transfer only where the token itself emitted it; read the configuration from the contract.",
  method:
    "Each asset of an event is one of the header's. A transfer is emitted by its asset's contract, and one of the chain's own coin by nobody; one by another address is named, " +
    "and counted nowhere. The configuration given beside the log is what its last param.set events leave. A bond that is the " +
    "contract's own setting is the same for each task, until an event changes it.",
  ofEverything: true,
  nothing: "the log has no event",
  observe: ({ terms, evidence: { market, marketConfig } }, report) => {
    const last = new Map<string, { readonly value: string; readonly place: Place }>();
    let bond: { readonly amount: string; readonly place: Place } | null = null;
    return {
      each(line) {
        const { event } = line;
        report.looked();
        for (const asset of assetsOf(event)) {
          if (!terms.assets.has(asset)) {
            report.found(`the asset ${short(asset)} is one of the header's`, [at(line)], {
              values: { asset },
            });
          }
        }
        if (event.type === "transfer") {
          const asset = terms.assets.get(event.asset);
          if (asset === undefined || isOfAsset(event, asset)) return;
          report.found(`a transfer of ${short(event.asset)} is emitted by its token`, [at(line)], {
            values: {
              emitter: event.src ?? "not said",
              token: asset.erc20 ?? "none: it is the chain's own coin, which emits nothing",
              amount: units(BigInt(event.amount), event.asset),
            },
          });
        } else if (event.type === "param.set") {
          if (last.size < 1000) last.set(event.name, { value: event.new, place: at(line) });
          if (/bond/i.test(event.name)) bond = null;
        } else if (event.type === "lock" && event.why === terms.profile.bounty) {
          if (bond === null) bond = { amount: event.amount, place: at(line) };
          else if (bond.amount !== event.amount) {
            report.found("a change of the bond has an event", [at(line), bond.place], {
              values: { before: bond.amount, now: event.amount },
            });
            bond = { amount: event.amount, place: at(line) };
          }
        }
      },
      *finish() {
        for (const [name, value] of Object.entries(marketConfig?.params ?? {})) {
          const set = last.get(name);
          if (set === undefined || set.value === String(value)) continue;
          yield {
            kind: "finding",
            finding: {
              statement: `${name} of the configuration is what its last event set`,
              evidence: [
                {
                  file: market.file,
                  section: `line ${set.place.line}`,
                  index: set.place.seq,
                  values: { [name]: set.value },
                },
                { file: marketConfig?.file ?? "", values: { [name]: String(value) } },
              ],
            },
          };
        }
      },
    };
  },
};

/** The assets that an event names. */
function assetsOf(event: MarketEvent): readonly string[] {
  if ("asset" in event) return [event.asset];
  if (event.type === "task.open") {
    return event.liability === undefined ? [event.reward.asset] : [event.reward.asset, event.liability.asset];
  }
  if (event.type === "actor.join" && event.stake !== undefined) return [event.stake.asset];
  return [];
}
