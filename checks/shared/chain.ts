/** The outcome of each link of a chain, from the checks that settle all links together. */
import type { ChainLink } from "../../findings/index.js";
import type { ContributionTail } from "../../transcripts/iden3/contribution.js";
import type { Outcomes } from "../check.js";
import { hex } from "./places.js";

/**
 * A link fails where one of the checks names it. Where a check failed elsewhere, the links that it does not name
 * are not known: only the first false index of an equation is looked for.
 */
export function linkOutcome(
  outcomes: Outcomes,
  checks: readonly string[],
  index: number,
): ChainLink["outcome"] {
  const settled = checks.map((id) => outcomes(id));
  const named = settled.some((one) =>
    one?.findings.some(({ evidence }) => evidence.some((e) => e.index === index)),
  );
  if (named) return "fail";
  return settled.every((one) => one?.outcome === "pass") ? "pass" : "not evaluated";
}

/** A contribution as a report shows it. */
export function chainLink(
  row: ContributionTail & { readonly number: number },
  hash: string,
  outcome: ChainLink["outcome"],
): ChainLink {
  const { number, name, flag, beaconValue, iterationsExponent } = row;
  const beacon =
    beaconValue === null || iterationsExponent === null
      ? {}
      : { beacon: { value: hex(beaconValue), iterationsExponent } };
  return { number, name, kind: flag, hash, outcome, ...beacon };
}
