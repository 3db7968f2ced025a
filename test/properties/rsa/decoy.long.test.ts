/** Copies of limbs that are held in range hide no limbs that are not, whatever they copy and however many they are. */
import { expect, test } from "vitest";
import { decoys, judged } from "./decoys.js";

test.for(decoys)("copies by <--, in range, hide no limbs out of range: $hidden", async (decoy) => {
  expect(await judged(decoy)).toMatchObject({ outcome: "fail" });
});
