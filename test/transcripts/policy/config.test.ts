/** zkassay.config.json: its schema as published, and that a policy with a mistake is refused, never weaker than it was meant. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { MalformedError } from "../../../transcripts/malformed.js";
import { configJsonSchema, readConfig, type ConfigInput } from "../../../transcripts/policy/config.js";
import { nearestOf } from "../../../transcripts/policy/nearest.js";
import { bytesSource } from "../../fixtures/bytesSource.js";

const least: ConfigInput = { schema: "zkassay-config/1", circuits: [{ name: "withdraw" }] };
const read = (value: unknown) => readConfig(bytesSource("zkassay.config.json", JSON.stringify(value)));
const withCircuit = (more: object): object => ({ ...least, circuits: [{ name: "withdraw", ...more }] });
const accepted = {
  check: "zkey/shape",
  reason: "known, and mended in the next release",
  until: "2027-01-31",
};

test("the published schema is the zod schema, printed", async () => {
  const text = await format(JSON.stringify(configJsonSchema()), { parser: "json", printWidth: 110 });
  await expect(text).toMatchFileSnapshot("../../../transcripts/policy/config.schema.json");
});

test("the least configuration, with its defaults", async () => {
  expect(await read(least)).toMatchObject({
    circuits: [{ name: "withdraw", inputs: [], properties: [] }],
    ignore: [],
  });
  const validate = new Ajv2020({ strict: true, strictTypes: false, formats: { date: true } }).compile(
    configJsonSchema(),
  );
  expect(validate(least), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...least, more: 1 })).toBe(false);
});

test("hexadecimal digits in either case are one hash", async () => {
  const config = await read(withCircuit({ ceremony: { publishedHashes: [{ hash: "AB".repeat(64) }] } }));
  expect(config.circuits[0]?.ceremony?.publishedHashes).toEqual([{ hash: "ab".repeat(64) }]);
});

describe("refused, with the member named", () => {
  test.each([
    ["no circuits", { ...least, circuits: [] }, "circuits", /./],
    ["another schema", { ...least, schema: "zkassay-config/2" }, "schema", /./],
    ["an unknown member", { ...least, ignored: [] }, "configuration", /did you mean "ignore"/],
    [
      "a misspelt rule",
      withCircuit({ ceremony: { minimunContributions: 5 } }),
      "circuits.0.ceremony",
      /did you mean "minimumContributions"/,
    ],
    ["a member nobody means", withCircuit({ zzzzzzzz: 1 }), "circuits.0", /there is no "zzzzzzzz"$/],
    [
      "no contributions",
      withCircuit({ ceremony: { minimumContributions: 0 } }),
      "circuits.0.ceremony.minimumContributions",
      /./,
    ],
    ["a source without a compiler", withCircuit({ source: "a.circom" }), "circuits.0.compiler", /compiler/],
    [
      "a compiler without a source",
      withCircuit({ compiler: { version: "2.2.3" } }),
      "circuits.0.compiler",
      /source/,
    ],
    [
      "a vague version",
      withCircuit({ source: "a.circom", compiler: { version: "2" } }),
      "circuits.0.compiler.version",
      /2\.2\.3/,
    ],
    [
      "another flag",
      withCircuit({ source: "a.circom", compiler: { version: "2.2.3", flags: ["--O3"] } }),
      "circuits.0.compiler.flags.0",
      /./,
    ],
    [
      "properties without a source",
      withCircuit({ properties: [{ id: "a/b" }] }),
      "circuits.0.properties",
      /source/,
    ],
    ["inputs without a program", withCircuit({ inputs: ["a.json"] }), "circuits.0.inputs", /wasm/],
    [
      "a short hash",
      withCircuit({ ceremony: { publishedHashes: [{ hash: "abcd" }] } }),
      "circuits.0.ceremony.publishedHashes.0.hash",
      /128/,
    ],
    [
      "a digest of an unknown file",
      withCircuit({ digests: { zkeys: { sha256: "ab".repeat(32) } } }),
      "circuits.0.digests",
      /did you mean "zkey"/,
    ],
    [
      "a digest of nothing that is named",
      withCircuit({ digests: { wasm: { sha256: "ab".repeat(32) } } }),
      "circuits.0.digests.wasm",
      /no wasm is named/,
    ],
    [
      "an empty digest",
      withCircuit({ zkey: "a.zkey", digests: { zkey: {} } }),
      "circuits.0.digests.zkey",
      /sha256/,
    ],
    [
      "a misspelt digest",
      withCircuit({ zkey: "a.zkey", digests: { zkey: { sha265: "ab".repeat(32) } } }),
      "circuits.0.digests.zkey",
      /did you mean "sha256"/,
    ],
    [
      "two circuits of one name",
      { ...least, circuits: [{ name: "a" }, { name: "a" }] },
      "circuits.1.name",
      /another circuit/,
    ],
    ["a path upwards", withCircuit({ zkey: "../final.zkey" }), "circuits.0.zkey", /inside/],
    ["a path upwards, further in", withCircuit({ zkey: "a/../../final.zkey" }), "circuits.0.zkey", /inside/],
    ["an absolute path", withCircuit({ zkey: "/etc/passwd" }), "circuits.0.zkey", /relative/],
    [
      "accepted without a reason",
      { ...least, ignore: [{ ...accepted, reason: "wontfix" }] },
      "ignore.0.reason",
      /say why/,
    ],
    ["accepted for ever", { ...least, ignore: [{ ...accepted, until: "never" }] }, "ignore.0.until", /./],
    [
      "accepted until no day",
      { ...least, ignore: [{ ...accepted, until: "2026-02-30" }] },
      "ignore.0.until",
      /./,
    ],
    [
      "accepted of no circuit",
      { ...least, ignore: [{ ...accepted, circuit: "widthdraw" }] },
      "ignore.0.circuit",
      /no circuit/,
    ],
  ])("%s", async (_, value, member, problem) => {
    const reading = read(value);
    await expect(reading).rejects.toThrow(MalformedError);
    await expect(reading).rejects.toMatchObject({ details: { section: member } });
    await expect(reading).rejects.toThrow(problem);
  });

  test("what is no JSON", async () => {
    await expect(readConfig(bytesSource("zkassay.config.json", "schema: 1"))).rejects.toThrow(/not JSON/);
  });
});

test.each([
  ["minimumContribution", "minimumContributions"],
  ["VKEY", "vkey"],
  ["zkey", "vkey"],
  ["entirely else", null],
])("nearest to %s: %s", (word, near) => {
  expect(nearestOf(word, ["minimumContributions", "vkey", "solidity"])).toBe(near);
});
