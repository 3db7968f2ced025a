/**
 * Every check, in the order of the report: the only list there is. Its parts are files of their own, so that a run loads
 * those that it makes.
 */
import type { Check } from "./check.js";
import { ceremonyChecks } from "./registries/ceremony.js";
import { registry } from "./registries/key.js";
import { marketChecks } from "./registries/market.js";
import { artefactChecks, policyChecks, rebuildChecks } from "./registries/release.js";
import { responseChecks } from "./registries/response.js";

export { artefactChecks, policyChecks, rebuildChecks, ceremonyChecks, registry, responseChecks };
export { phase1BeaconChecks, phase1Checks, phase2Checks } from "./registries/key.js";

/** Every check there is; a key is judged by the registry; steps of phase 1, whole ceremonies and markets by the rest. */
export const allChecks: readonly Check[] = [
  ...registry,
  ...responseChecks,
  ...ceremonyChecks,
  ...marketChecks,
  ...artefactChecks,
  ...rebuildChecks,
  ...policyChecks,
];
