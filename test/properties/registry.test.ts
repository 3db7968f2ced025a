/**
 * A property that has never failed is not a property. Each names broken circuits of the corpus that it catches; the tests
 * of its room run it on them and on their mended forms.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allChecks } from "../../checks/registry.js";
import { properties } from "../../properties/registry.js";
import { packageRoot } from "../fixtures/root.js";
import { corpusCases } from "./corpus.js";

const cases = corpusCases();

/** Those whose broken circuits are large or of an npm package: the test that has them. */
const elsewhere: Readonly<Record<string, string>> = {
  "rsa/modular-multiplication": "rsa/packages.test.ts",
  "rsa/powers-reduced": "rsa/zklogin.test.ts",
  "base64/flagged-character": "base64/zklogin.test.ts",
  "slices/rotation": "packing/packages.long.test.ts",
  "packing/decomposition": "packing/packages.long.test.ts",
  "packing/one-hot": "packing/packages.long.test.ts",
};
/** Those that no broken circuit was written for yet: what they pass says less. Nothing may be added here. */
const untried: ReadonlySet<string> = new Set(["rsa/pkcs1-signature", "slices/sha2-digest"]);

describe("every property", () => {
  test.each(properties.map((property) => [property.id, property] as const))(
    "%s is documented",
    (id, property) => {
      expect(id).toMatch(/^[a-z0-9-]+\/[a-z0-9-]+$/);
      for (const text of [property.claim, property.method, property.impact, property.advice]) {
        expect(text.trim().length).toBeGreaterThan(10);
      }
      expect(property.cites.length).toBeGreaterThan(0);
      for (const words of [property.vocabulary.signals, property.vocabulary.values]) {
        for (const meaning of Object.values(words)) expect(meaning.trim()).not.toBe("");
      }
    },
  );

  const tried = properties.filter(({ id }) => !untried.has(id));
  test.each(tried.map((property) => [property.id, property] as const))(
    "%s catches a broken circuit",
    (id, { corpus }) => {
      const file = elsewhere[id];
      if (file !== undefined) expect(existsSync(join(import.meta.dirname, file))).toBe(true);
      else expect(corpus).not.toEqual([]);
      const caught = cases.filter(({ catches }) => catches.includes(id)).map(({ name }) => name);
      expect(caught).toEqual(expect.arrayContaining([...corpus]));
    },
  );

  test("has an id of its own, among checks too", () => {
    const ids = [...allChecks, ...properties].map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });
});

describe("every case of the corpus", () => {
  test("has a broken form, a mended one and a description", () => {
    const corpus = join(packageRoot, "test", "corpus");
    const incomplete = readdirSync(corpus, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "shared")
      .map(({ name }) => name)
      // Circuits after zkLogin's have one form.
      .filter((name) => !existsSync(join(corpus, name, "circuit.circom")))
      .filter((name) =>
        ["broken.circom", "mended.circom", "case.json"].some((file) => !existsSync(join(corpus, name, file))),
      );
    expect(incomplete).toEqual([]);
  });

  test.each(cases.map((one) => [one.name, one] as const))(
    "%s is one that a property must catch",
    (_, { catches }) => {
      const ids = new Set(properties.map(({ id }) => id));
      expect(catches.filter((id) => !ids.has(id))).toEqual([]);
    },
  );

  test("are at least 25", () => {
    expect(cases.length).toBeGreaterThanOrEqual(25);
  });
});
