import { describe, expect, it } from "vitest";
import { judged, told } from "./assay.js";
import { chains, withTail, type ChainName } from "./files.js";

describe.each([
  { phase: 1, role: "ptau" },
  { phase: 2, role: "zkey" },
] as const)("phase $phase", async ({ phase, role }) => {
  const path = await chains(phase);
  const on = async (check: string, file: string) =>
    await judged(`beacon/${role}-${check}`, { files: [file] });
  const saidOf = async (check: string, chain: ChainName) => told(await on(check, path(chain)));

  describe("derivation", () => {
    it.each(["beacon", "middle", "twice", "alone", "longer"] as const)(
      "holds for the chain %s",
      async (chain) => {
        const result = await on("derivation", path(chain));
        expect(told(result)).toEqual(["pass"]);
        expect(result.facts.length).toBe(chain === "twice" ? 2 : 1);
      },
    );

    it("does not apply without a beacon", async () => {
      expect(await saidOf("derivation", "plain")).toEqual([
        "not evaluated",
        expect.stringContaining("no contribution"),
      ]);
    });

    it("holds with the flag cleared, and says so", async () => {
      const { outcome, facts } = await on("derivation", await withTail(path("beacon"), { flag: 0 }));
      expect(outcome).toBe("pass");
      expect(facts[0]?.value).toContain("its flag says contribution");
    });

    it.each([{ exponent: 11 }, { exponent: 9 }, { exponent: 0 }, { valueByte: 0 }])(
      "fails with %o",
      async (tail) => {
        const { outcome, findings } = await on("derivation", await withTail(path("beacon"), tail));
        expect(outcome).toBe("fail");
        expect(findings[0]?.severity).toBe("high");
        expect(findings[0]?.statement).toMatch(/k·s/);
      },
    );

    it.each([
      [35, "more than the 2^34 that were allowed"],
      [63, "more than the 2^34"],
      [64, "can be done by nobody"],
      [255, "can be done by nobody"],
    ])("hashes nothing for the exponent %i", async (exponent, reason) => {
      const result = await on("derivation", await withTail(path("beacon"), { exponent }));
      expect(told(result)).toEqual(["inconclusive", expect.stringContaining(reason)]);
    });
  });

  describe("place", () => {
    it("is last, and there is one", async () => {
      expect(await saidOf("last", "beacon")).toEqual(["pass"]);
      expect(await saidOf("last", "plain")).toEqual(["not evaluated", expect.stringContaining("flagged")]);
    });

    it("fails for a beacon with a contribution after it, and for two", async () => {
      expect(await saidOf("last", "middle")).toEqual(["fail", "beacon at contribution 2 is the last of 3"]);
      expect(await saidOf("last", "twice")).toEqual([
        "fail",
        "beacon at contribution 2 is the last of 3",
        "number of beacons: 2 = 1",
      ]);
    });
  });

  describe("secret", () => {
    it.each(["plain", "beacon", "twice"] as const)("is somebody's in the chain %s", async (chain) => {
      expect(await saidOf("secret", chain)).toEqual(["pass"]);
    });

    it.each(["alone", "aloneTwice"] as const)("is nobody's in the chain %s", async (chain) => {
      const { outcome, findings } = await on("secret", path(chain));
      expect(outcome).toBe("fail");
      expect(findings[0]?.severity).toBe("critical");
    });

    it("is nobody's with the flag cleared, and somebody's where the value is not the key's", async () => {
      expect((await on("secret", await withTail(path("alone"), { flag: 0 }))).outcome).toBe("fail");
      expect((await on("secret", await withTail(path("alone"), { valueByte: 1 }))).outcome).toBe("pass");
    });
  });

  describe("value", () => {
    it.each(["plain", "beacon", "hexText", "typed"] as const)(
      "is not objected to in the chain %s",
      async (chain) => {
        expect(await saidOf("value", chain)).toEqual(["pass"]);
      },
    );

    it.each([
      ["hermez", "Hermez powers of tau"],
      ["manual", "the manual of snarkjs"],
    ] as const)("that belongs elsewhere is named: %s", async (chain, owner) => {
      expect(await saidOf("value", chain)).toEqual(["fail", expect.stringContaining(owner)]);
      // Whatever the flag says, and whatever value the file pretends.
      const hidden = await withTail(path(chain), { flag: 0, valueByte: 7 });
      expect(told(await on("value", hidden))).toEqual(["fail", expect.stringContaining(owner)]);
    });

    it.each([
      ["short", "4294967296 values can be tried"],
      ["number", 'SHA-256 of the text "98765"'],
      ["text", "it is the text"],
    ] as const)("that can be guessed is a heuristic finding: %s", async (chain, words) => {
      const { outcome, findings } = await on("value", path(chain));
      expect(outcome).toBe("fail");
      expect(findings[0]?.confidence).toBe("heuristic");
      expect(findings[0]?.statement).toContain(words);
    });
  });
});
