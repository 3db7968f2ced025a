import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, it } from "vitest";
import { openCurve } from "../../algebra/open.js";
import { computeFirstChallenge } from "../../checks/phase1/challenge.js";
import { firstChallenges } from "../../checks/phase1/firstChallenges.js";
import { describeWithShared } from "../fixtures/shared.js";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const bn254 = firstChallenges.bn254 ?? {};

describe.each(["bn254", "bls12-381"] as const)("first challenges of %s", async (name) => {
  const table = firstChallenges[name] ?? {};
  const curve = await openCurve(name, { threads: 0 });
  afterAll(() => curve.close());

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    "the table's entry for 2^%i is what the definition gives",
    (power) => {
      expect(hex(computeFirstChallenge(curve, power))).toBe(table[power]);
    },
  );

  it("the table has every power up to 2^28", () => {
    expect(Object.keys(table).map(Number)).toEqual(Array.from({ length: 28 }, (_, i) => i + 1));
  });
});

describeWithShared("the published first challenges", ["ceremonies/first_challenge_bn254.json"], ([path]) => {
  it("are those of the table", async () => {
    const { hash } = JSON.parse(await readFile(path, "utf8")) as { hash: Record<string, string> };
    expect(bn254).toEqual(hash);
  });
});
