/** What is published and deployed, judged alone: honest keys and contracts pass, each false one fails where it is false. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { knownKeys } from "../../../checks/release/knownKeys.js";
import { artefactChecks } from "../../../checks/registry.js";
import { readZkey } from "../../../transcripts/iden3/zkey.js";
import { openFile } from "../../../transcripts/source.js";
import { readVerificationKey } from "../../../transcripts/verificationKey.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { packageRoot } from "../../fixtures/root.js";
import { idsWith, summaryOf } from "../assay.js";
import { BN254 } from "../fixtures/craft.js";
import { assayArtefacts, codeOf } from "./artefacts.js";
import { falseCodes } from "./falseCodes.js";
import { falseContracts } from "./falseContracts.js";
import { falseKeys } from "./falseKeys.js";
import { blsKey, contract, key } from "./parts.js";

const tampered = [...falseKeys, ...falseContracts, ...falseCodes];

test("every check has two false artefacts", () => {
  const rows = tampered.flatMap(({ fails, undecided = [] }) => [...fails, ...undecided]);
  const lacking = artefactChecks.filter(({ id }) => rows.filter((one) => one === id).length < 2);
  expect(lacking.map(({ id }) => id)).toEqual([]);
});

describe("honest artefacts", () => {
  test("a key, its contract and its code: every check passes", async () => {
    const given = { vkey: JSON.stringify(key), solidity: contract, bytecode: codeOf(contract) };
    const assayed = await assayArtefacts(given);
    expect(idsWith(assayed, "pass"), summaryOf(assayed)).toEqual(artefactChecks.map(({ id }) => id));
    expect(assayed.verdict.outcome).toBe("pass");
  });

  test("a key on BLS12-381", async () => {
    const assayed = await assayArtefacts({ vkey: JSON.stringify(blsKey) });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
  });

  test("alone, each is held against nothing, and says so", async () => {
    const assayed = await assayArtefacts({ solidity: contract });
    const matches = assayed.checks.find(({ id }) => id === "solidity/matches");
    expect(matches).toMatchObject({ outcome: "not evaluated" });
    expect(assayed.verdict.outcome).toBe("pass");
  });

  test("the key without the value of e(alpha, beta)", async () => {
    const { vk_alphabeta_12: _, ...rest } = key;
    const assayed = await assayArtefacts({ vkey: JSON.stringify(rest) });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
    const parsed = await readVerificationKey(bytesSource("key", JSON.stringify(rest)));
    expect(parsed.alphaBeta).toBeNull();
  });
});

describe("false artefacts", () => {
  test.each(tampered)("$name", async ({ given, fails, undecided = [] }) => {
    const assayed = await assayArtefacts(given());
    const shown = summaryOf(assayed);
    expect(idsWith(assayed, "fail").sort(), shown).toEqual([...fails].sort());
    expect(assayed.verdict.outcome, shown).toBe(fails.length > 0 ? "fail" : "inconclusive");
    const open = assayed.checks.filter(({ outcome }) => outcome === "inconclusive").map(({ id }) => id);
    // Code without its source is never decided; what is to be said of false code is said by the others.
    const expected = open.filter(
      (id) => !id.endsWith("/matches") && (fails.length === 0 || id !== "bytecode/compiled"),
    );
    expect(expected.sort(), shown).toEqual([...undecided].sort());
    const findings = assayed.checks.flatMap((one) => one.findings);
    expect(findings.filter(({ evidence }) => !evidence.some(({ file }) => file !== ""))).toEqual([]);
  });
});

describe("keys of this package's examples are known", () => {
  const examples = ["small", "zkopru-like/product_3", "zkopru-like/product_4", "zkopru-like/product_5"];

  test.each(examples)("%s", async (name) => {
    const source = await openFile(join(packageRoot, "examples", name, "final.zkey"));
    const { points } = await readZkey(source);
    await source.close();
    // U has c1 before c0.
    const x0 = BN254.toUncompressed("G2", points.delta2).subarray(32, 64);
    expect(knownKeys.get(Buffer.from(x0).toString("hex"))).toContain("zkassay: examples/");
  });

  test("so that the first one is refused", async () => {
    const vkey = await readFile(join(packageRoot, "examples/small/verification_key.json"), "utf8");
    expect(idsWith(await assayArtefacts({ vkey }), "fail")).toEqual(["verification-key/known-key"]);
  });
});
