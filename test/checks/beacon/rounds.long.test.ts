/** Every round of ../shared/data/drand, changed in every way that must be refused. */
import { describeWithShared } from "../../fixtures/shared.js";
import { claimsOf, testForgedRounds } from "./forgedRounds.js";

describeWithShared("rounds of ../shared/data/drand", ["drand/rounds.json"], ([path]) =>
  testForgedRounds(claimsOf(path)),
);
