/** From claims to checks: all claims of a list share one walk through each log. */
import { defineCheck, type Check, type CheckContext } from "../check.js";
import type { Evidence } from "../evidence.js";
import { LOG, type MarketClaim, type Setting } from "./claim.js";
import { Book } from "./replay/book.js";
import { Continuity } from "./replay/continuity.js";
import { walk, type Pass } from "./replay/pass.js";
import { termsOf } from "./terms.js";

/** @param claims in the order of the report; the first is market/log */
export function marketChecksOf(claims: readonly MarketClaim[]): readonly Check[] {
  const passes = new WeakMap<Evidence["market"], Promise<Pass>>();

  const passOf = (
    evidence: Partial<Evidence> & Pick<Evidence, "market">,
    context: CheckContext,
  ): Promise<Pass> => {
    const known = passes.get(evidence.market);
    if (known !== undefined) return known;
    const terms = termsOf(evidence.market.header, evidence.marketConfig);
    const setting: Setting = {
      terms,
      book: new Book(terms),
      continuity: new Continuity(),
      evidence,
      context,
    };
    const able = claims.filter(({ needs = [] }) => needs.every((role) => evidence[role] !== undefined));
    const pass = walk(able, setting);
    passes.set(evidence.market, pass);
    return pass;
  };

  return claims.map((claim) => {
    const {
      needs = [],
      beside: _beside,
      nothing: _nothing,
      observe: _observe,
      ofTheOrder: _order,
      ofMovements: _movements,
      ofEverything: _everything,
      ...description
    } = claim;
    return defineCheck({
      ...description,
      needs: ["market", ...needs],
      ...(claim.id === LOG ? { guards: "market" as const } : { after: [LOG] }),
      run: async function* (evidence, context) {
        const pass = await passOf(evidence, context);
        if (pass.malformed !== null) throw pass.malformed;
        yield* pass.of(claim);
      },
    });
  });
}
