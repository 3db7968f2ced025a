/** Copies of limbs that are held in range hide no limbs that are not; more of them in decoy.long.test.ts. */
import { expect, test } from "vitest";
import { decoys, judged } from "./decoys.js";

test.for(decoys.slice(1, 2))(
  "copies by <--, in range, hide no limbs out of range: $hidden",
  async (decoy) => {
    expect(await judged(decoy)).toMatchObject({ outcome: "fail" });
  },
);
