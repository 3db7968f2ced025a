/** The form of market logs as published. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { format } from "prettier";
import { expect, test } from "vitest";
import { marketJsonSchema } from "../../../transcripts/market/schema.js";

test("the published schema is the zod schema, printed", async () => {
  const text = await format(JSON.stringify(marketJsonSchema()), { parser: "json", printWidth: 110 });
  await expect(text).toMatchFileSnapshot("../../../transcripts/market/market.schema.json");
});

test("a validator of others accepts what we accept", () => {
  const validate = new Ajv2020({ strict: true, strictTypes: false, strictTuples: false }).compile(
    marketJsonSchema(),
  );
  const header = { kind: "header", v: 1, profile: "zkpool", contract: "0xaa", assets: {} };
  const open = {
    seq: 1,
    t: 5,
    tx: "0x01",
    type: "task.open",
    task: "1",
    requester: "r",
    reward: { asset: "B", amount: "5" },
  };
  for (const line of [header, open]) expect(validate(line), JSON.stringify(validate.errors)).toBe(true);
  for (const line of [
    { ...open, t: -1 },
    { ...open, more: 1 },
    { ...open, requester: "0xAB" },
  ]) {
    expect(validate(line)).toBe(false);
  }
});
