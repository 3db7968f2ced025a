/** Markets on a chain, ready for runs. */
import type { World } from "../../../properties/market/adapter.js";
import type { Chain, Hex } from "../../../properties/market/chain.js";
import { allRules, type MarketRules } from "../../../properties/market/rules.js";
import { deployWorld } from "../../../properties/market/world/deploy.js";
import type { ContractNames } from "../../../properties/market/world/options.js";
import { compile, contractSource } from "./compile.js";
import { GENESIS, openEdr, wallets } from "./edr.js";

/** Unix time at which runs begin. */
export const START = GENESIS + 1000;

const CONFIG = { window: 20, bond: 10n, fee: 3n };

const bytecodeOf = (contract: string): Hex =>
  compile({ source: contractSource(contract) }, contract)["source"] ?? "0x";

let helpers: { readonly token: Hex; readonly actor: Hex; readonly reader: Hex } | undefined;

/** The correct market. */
export const marketBytecode = (): Hex => bytecodeOf("Market");

export interface Deployment {
  /** Only rules that agree with these. */
  readonly rules?: Partial<MarketRules>;
  readonly quotesOfAnyMarket?: true;
  readonly names?: ContractNames;
}

/** One market for each of the rules that are asked for, on a chain of their own. */
export async function deployed(
  market: Hex,
  { rules: asked = {}, quotesOfAnyMarket, names }: Deployment = {},
): Promise<{ chain: Chain; worlds: World[] }> {
  helpers ??= { token: bytecodeOf("Token"), actor: bytecodeOf("Actor"), reader: bytecodeOf("Reader") };
  const chain = await openEdr();
  const worlds: World[] = [];
  for (const rules of rulesLike(asked)) {
    const { boundary, rewardMode, submitter } = rules;
    const name = `${boundary}, ${rewardMode}, ${submitter}`;
    worlds.push(
      await deployWorld(
        chain,
        { market, ...helpers },
        {
          name,
          rules,
          config: CONFIG,
          wallets,
          time: GENESIS + 10,
          ...(quotesOfAnyMarket === undefined ? {} : { quotesOfAnyMarket }),
          ...(names === undefined ? {} : { names }),
        },
      ),
    );
  }
  return { chain, worlds };
}

function rulesLike({ payments = "credit", ...asked }: Partial<MarketRules>): MarketRules[] {
  return allRules
    .filter((rules) =>
      Object.entries(asked).every(([name, value]) => rules[name as keyof MarketRules] === value),
    )
    .map((rules) => ({ ...rules, payments }));
}
