/** The form of a log, and what it is judged by. */
import type { ConfigFile } from "../../transcripts/market/config.js";
import { LOG, type MarketClaim } from "./claim.js";

export const log: MarketClaim = {
  id: LOG,
  claim:
    "Every line of the log is an event of a proof market, and the log and its configuration say the same of it",
  severity: "high",
  cites: ["zkassay market log, version 1 (transcripts/market/market.schema.json)"],
  impact: "What cannot be read is not checked; nothing else is said about the market.",
  advice: "Write the log again from the chain's logs (zkassay market --logs), and compare.",
  method:
    "Each line is read against the schema: no unknown member, none twice, amounts as decimal integers below 2^256, " +
    "addresses in lower case. The report states the rules that the log is judged by, and which of them nobody stated.",
  nothing: "the log has no event",
  observe: ({ terms, evidence: { market, marketConfig } }, report) => {
    let events = 0;
    return {
      each() {
        if (events++ === 0) report.looked();
      },
      *finish() {
        const { profile, boundary, rewardMode, assumed, params } = terms;
        const rules = { ...marketConfig?.rules, ...market.header.rules };
        const said = (rule: (typeof assumed)[number]): string =>
          assumed.includes(rule) ? " (the profile's: nobody states it)" : "";
        report.fact("Events", String(events));
        report.fact(
          "Judged as",
          profile.title + (terms.profileIsStated ? "" : " (its log says so, and nobody else)"),
        );
        report.fact("At exactly the end of a window", BOUNDARY_WORDS[boundary] + said("boundary"));
        report.fact("Reward", REWARD_WORDS[rewardMode] + said("rewardMode"));
        if (rules.verdictBy !== undefined)
          report.fact("Who judges proofs, as stated and not checked", rules.verdictBy);
        for (const [name, value] of Object.entries(params)) report.fact(`Parameter ${name}`, String(value));
        const { unknown = 0, administrative = 0, foreign = 0 } = market.header.source ?? {};
        if (unknown > 0)
          report.fact("Logs of unknown kinds, left out when the log was decoded", String(unknown));
        if (administrative > 0)
          report.fact("Logs of ownership, roles and pauses, left out", String(administrative));
        if (foreign > 0)
          report.fact("Logs of other contracts, left out when the log was decoded", String(foreign));
        if (marketConfig === undefined) return;
        const stated = statementsOf(market.header);
        for (const [name, value] of statementsOf(marketConfig)) {
          const own = stated.get(name);
          if (own === undefined || own === value) continue;
          yield {
            kind: "finding",
            finding: {
              statement: `${name} of the log's header = ${name} of the configuration`,
              evidence: [
                { file: market.file, section: "line 1", values: { [name]: own } },
                { file: marketConfig.file, values: { [name]: value } },
              ],
            },
          };
        }
      },
    };
  },
};

/** All that a header or a configuration says of the market, by name. */
function statementsOf({
  profile,
  contract,
  chainId,
  params = {},
  rules = {},
  assets = {},
}: Pick<ConfigFile, "profile" | "contract" | "chainId" | "params" | "rules" | "assets">): ReadonlyMap<
  string,
  string
> {
  const ofAssets = Object.entries(assets).flatMap(([label, { erc20, decimals }]) => [
    [`the token of ${label}`, erc20 ?? "the chain's own coin"],
    [`the decimals of ${label}`, decimals],
  ]);
  const all = [
    // "custom" is no other name of a market: it says nothing.
    ["profile", profile === "custom" ? undefined : profile],
    ["contract", contract],
    ["chainId", chainId],
    ...Object.entries({ ...params, ...rules }),
    ...ofAssets,
  ];
  return new Map(
    all.flatMap(([name, value]) => (value === undefined ? [] : [[String(name), String(value)]])),
  );
}

const BOUNDARY_WORDS = {
  submitInclusive: "a proof still counts, a claim does not",
  claimInclusive: "a claim counts, a proof does not",
  exclusive: "neither a proof nor a claim counts",
  overlapping: "both a proof and a claim count",
} as const;

const REWARD_WORDS = {
  prepaid: "paid when the task is opened",
  onDone: "paid when the task is done",
  lottery: "paid to one of those who proved in time",
} as const;
