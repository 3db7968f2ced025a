/** examples/proven-market: a market in which selections and proofs are verified, honest and with every such fault. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { packageRoot } from "../../../fixtures/root.js";
import { auditText } from "../audit.js";
import { makeProofs, type Proofs } from "./proofs.js";
import { provenMarket, type ProvenMarket } from "./provenMarket.js";

const example = (name: string): string => join(packageRoot, "examples", "proven-market", name);

let proofs: Proofs;
let market: ProvenMarket;

beforeAll(async () => {
  proofs = await makeProofs();
  market = await provenMarket(proofs, `0x${createHash("sha256").update(proofs.keyText).digest("hex")}`);
});

test("the honest one is clean, and all that can be verified is", async () => {
  const audited = await auditText(market.honest, { verificationKey: proofs.key });
  expect(audited.said).toEqual([]);
  expect(audited.with("inconclusive")).toEqual([]);
  expect(audited.with("pass")).toEqual(
    expect.arrayContaining([
      "market/valid",
      "market/statement",
      "market/dup-proof",
      "market/rederive",
      "market/selection-order",
      "market/sybil-neutral",
    ]),
  );
});

test("each planted fault is found, and nothing else", async () => {
  const audited = await auditText(market.faulty, { verificationKey: proofs.key });
  expect([...audited.said].sort()).toEqual(market.faults.map(({ shows }) => shows).sort());
});

/** `npx vitest run test/checks/market/proofs -u` writes them anew. */
test("the examples are these", async () => {
  await expect(market.honest).toMatchFileSnapshot(example("honest.jsonl"));
  await expect(market.faulty).toMatchFileSnapshot(example("faulty.jsonl"));
  await expect(proofs.keyText).toMatchFileSnapshot(example("verification_key.json"));
  await expect(`${JSON.stringify(market.faults, null, 1)}\n`).toMatchFileSnapshot(example("faults.json"));
});
