/** One participant's question to the example that has everything that went wrong. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { addContribution } from "../../cli/contribution.js";
import { packageRoot } from "../fixtures/root.js";

const example = join(packageRoot, "examples", "zkopru-like");

describe("zkassay contribution", () => {
  let written: string;
  beforeEach(() => {
    written = "";
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      written += String(text);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = 0;
  });
  const ask = async (...words: string[]): Promise<string> => {
    const program = new Command();
    addContribution(program);
    await program.parseAsync(["node", "zkassay", "contribution", ...words, "--in", example]);
    return written;
  };
  interface Exported {
    readonly ceremonies: Record<
      string,
      { readonly contributions: Record<string, { readonly hash: string }> }
    >;
  }
  const hashOf = (ceremony: string, turn: string): string => {
    const { ceremonies } = JSON.parse(readFileSync(join(example, "records.json"), "utf8")) as Exported;
    return ceremonies[ceremony]?.contributions[turn]?.hash ?? "";
  };

  test("by hash, as it was shown: the place in the chain and the proof", async () => {
    const answer = await ask(hashOf("circuit0product_3", "turn0004"));
    expect(answer).toContain("Yours is number 3 of 11 in circuit product_3, and here is the proof.");
    expect(answer).toContain("every contribution of this key proves its secret");
    expect(process.exitCode).toBe(0);
  });

  test("by hash, an uncle: that it is valid, that it does not count, and why", async () => {
    const answer = await ask(hashOf("circuit0product_3", "turn0003"));
    expect(answer).toContain("Yours is in circuit product_3, and not in the final key.");
    expect(answer).toContain("It does not count");
    expect(answer).toContain("it is valid");
  });

  test("by name: every circuit, the turn that failed and the one that counts", async () => {
    const answer = await ask("Chloe");
    for (const words of [
      "number 8 of 11 in circuit product_3",
      "in circuit product_4, and not",
      "the empty initial key",
    ]) {
      expect(answer).toContain(words);
    }
  });

  test("a turn that left nothing, and what was recorded of it", async () => {
    const answer = await ask("esther");
    expect(answer).toContain("left nothing in the final key");
    expect(answer).toContain("it says: No activity detected for 600 seconds");
  });

  test("a hash of the ceremony that was given up", async () => {
    const gist = JSON.parse(readFileSync(join(example, "gists", "amara-abandoned.json"), "utf8")) as {
      hash: string;
    };
    expect(await ask(gist.hash)).toContain("another ceremony, which was given up");
  });

  test("what nobody knows: so it says, and exits with 1", async () => {
    expect(await ask("nobody")).toContain('Nothing in this ceremony is known under "nobody"');
    expect(process.exitCode).toBe(1);
  });
});
