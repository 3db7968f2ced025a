import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { format } from "prettier";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type { Result } from "../../findings/index.js";
import { jsonSchema, parseResult, ResultFormatError, toJson } from "../../reports/json/index.js";
import type { resultSchema } from "../../reports/json/schema.js";
import { arbitraryResult } from "./arbitrary.js";
import { forgedKey, longChain, soundKey } from "./examples.js";

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

const examples = { soundKey: soundKey(), forgedKey: forgedKey(), longChain: longChain(300) };

describe("JSON", () => {
  it("reads back what it wrote", () => {
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        expect(parseResult(toJson(result))).toEqual(result);
      }),
    );
  });

  it("holds nothing that a terminal obeys or that nobody sees", () => {
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        expect(toJson(result).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it("has the type of a result, in both directions", () => {
    expectTypeOf<DeepReadonly<z.infer<typeof resultSchema>>>().toEqualTypeOf<DeepReadonly<Result>>();
  });
});

describe("the published schema", () => {
  it("is the zod schema, printed", async () => {
    const text = await format(JSON.stringify(jsonSchema()), { parser: "json", printWidth: 110 });
    await expect(text).toMatchFileSnapshot("../../reports/json/result.schema.json");
  });

  // The pattern beside the format decides; ajv has no formats of its own.
  const validate = new Ajv2020({ strict: true, strictTypes: false, formats: { "date-time": true } }).compile(
    jsonSchema(),
  );

  it.each(Object.entries(examples))("holds for %s", (_, result) => {
    expect(validate(JSON.parse(toJson(result))), JSON.stringify(validate.errors)).toBe(true);
  });

  it("holds for every result", () => {
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        expect(validate(JSON.parse(toJson(result))), JSON.stringify(validate.errors)).toBe(true);
      }),
    );
  });

  it("refuses what the reader refuses", () => {
    expect(validate({ ...soundKey(), extra: 1 })).toBe(false);
    expect(validate({ ...soundKey(), schema: "zkassay-result/2" })).toBe(false);
  });
});

describe("parseResult", () => {
  const refusal = (text: string): string => {
    try {
      parseResult(text);
    } catch (error) {
      expect(error).toBeInstanceOf(ResultFormatError);
      return (error as ResultFormatError).message;
    }
    return expect.unreachable("it was read");
  };
  const edited = (edit: (result: Record<string, unknown>) => object): string =>
    refusal(JSON.stringify(edit({ ...soundKey() })));

  it("says that a text is not JSON, and shows its controls", () => {
    expect(refusal("{\u001b[2J")).toMatch(/^This is not JSON\./);
    expect(refusal("{\u001b[2J")).not.toContain("\u001b");
    expect(refusal('{"__proto__": {}}')).toMatch(/__proto__/);
  });

  it("says which version it reads", () => {
    expect(edited((result) => ({ ...result, schema: "zkassay-result/9" }))).toMatch(
      /expected "zkassay-result\/1", and it is "zkassay-result\/9"[^]*version of zkassay that wrote it/,
    );
    for (const text of ["[]", "null", "3", "{}"]) expect(refusal(text)).toMatch(/it is absent/);
  });

  it("says what is wrong and where", () => {
    const message = edited((result) => ({ ...result, seconds: "1", inputs: [{ role: "zkey" }], more: 1 }));
    expect(message).toMatch(/seconds: .*expected number, received string/);
    expect(message).toMatch(/inputs\[0\]\.path: /);
    expect(message).toMatch(/the result: .*"more"/);
    expect(message.split("\n").at(-1)).toMatch(/^Give a file that/);
  });

  it("names ten problems and counts the rest", () => {
    const message = edited((result) => ({ ...result, checks: Array.from({ length: 30 }, () => 0) }));
    expect(message).toMatch(/and 20 more/);
  });

  it("never shows a verdict that the checks deny", () => {
    const forged = forgedKey();
    const saysPass = { ...forged, verdict: { ...forged.verdict, outcome: "pass" } };
    expect(refusal(JSON.stringify(saysPass))).toMatch(/contradicts itself[^]*"pass"/);
    expect(edited((result) => ({ ...result, checks: [] }))).toMatch(
      /counts\["pass"\] is 22, but 0 of the checks/,
    );
  });

  it("refuses any text in no other way", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => parseResult(text)).toThrow(ResultFormatError);
      }),
    );
  });
});
