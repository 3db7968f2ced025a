/** ceremony.json: its schema as published, and that nothing in it leads out of its folder. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { format } from "prettier";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileIn, openFolder } from "../../../transcripts/ceremony/folder.js";
import { manifestJsonSchema, manifestSchema, readManifest } from "../../../transcripts/ceremony/manifest.js";
import { MalformedError } from "../../../transcripts/malformed.js";
import { bytesSource } from "../../fixtures/bytesSource.js";

const least = { schema: "zkassay-ceremony/1", name: "a ceremony", circuits: [{ name: "1_1" }] };
const read = (value: unknown) => readManifest(bytesSource("ceremony.json", JSON.stringify(value)));

test("the published schema is the zod schema, printed", async () => {
  const text = await format(JSON.stringify(manifestJsonSchema()), { parser: "json", printWidth: 110 });
  await expect(text).toMatchFileSnapshot("../../../transcripts/ceremony/ceremony.schema.json");
});

test("the least manifest, with its defaults", async () => {
  expect(await read(least)).toMatchObject({
    circuits: [{ name: "1_1", ids: [], contributions: [], logs: [] }],
    records: [],
    attestations: [],
    policy: { minimumContributions: 1, everyCircuit: true, finalisers: [] },
  });
  const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(manifestJsonSchema());
  expect(validate(least), JSON.stringify(validate.errors)).toBe(true);
});

describe("refused, with the member named", () => {
  test.each([
    ["no circuits", { ...least, circuits: [] }, "circuits"],
    ["another schema", { ...least, schema: "zkassay-ceremony/2" }, "schema"],
    ["an unknown member", { ...least, extra: 1 }, "file"],
    ["two circuits of one name", { ...least, circuits: [{ name: "a" }, { name: "a" }] }, "circuits.1"],
    [
      "two circuits with one id",
      {
        ...least,
        circuits: [
          { name: "a", ids: ["x"] },
          { name: "b", ids: ["x"] },
        ],
      },
      "circuits.1",
    ],
    ["a path upwards", { ...least, attestations: ["../x"] }, "attestations.0"],
    ["a path upwards, further in", { ...least, attestations: ["a/../../x"] }, "attestations.0"],
    ["an absolute path", { ...least, attestations: ["/etc/passwd"] }, "attestations.0"],
    ["a drive", { ...least, attestations: ["C:x"] }, "attestations.0"],
    ["a backslash", { ...least, attestations: ["a\\b"] }, "attestations.0"],
    ["a zero", { ...least, attestations: ["a\u0000b"] }, "attestations.0"],
  ])("%s", async (_, value, member) => {
    const reading = read(value);
    await expect(reading).rejects.toThrow(MalformedError);
    await expect(reading).rejects.toMatchObject({ details: { section: member } });
  });

  test("what is no JSON", async () => {
    await expect(readManifest(bytesSource("ceremony.json", "{"))).rejects.toThrow(/not JSON/);
  });
});

test("a name that is a lie in the type of JSON goes through no prototype", () => {
  const hostile = JSON.parse(
    '{"schema":"zkassay-ceremony/1","name":"x","circuits":[{"name":"__proto__"}]}',
  ) as unknown;
  expect(manifestSchema.parse(hostile).circuits[0]?.name).toBe("__proto__");
});

describe("files stay inside the folder", () => {
  let base: string;
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), "zkassay-folder-"));
    mkdirSync(join(base, "ceremony", "sub"), { recursive: true });
    writeFileSync(join(base, "secret.txt"), "secret");
    writeFileSync(join(base, "ceremony", "sub", "file.txt"), "inside");
    symlinkSync(join(base, "secret.txt"), join(base, "ceremony", "link.txt"));
    symlinkSync(base, join(base, "ceremony", "up"));
    symlinkSync("sub/file.txt", join(base, "ceremony", "inner.txt"));
    symlinkSync("loop", join(base, "ceremony", "loop"));
    symlinkSync(join(base, "ceremony"), join(base, "alias"));
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  test("a file, a link to one inside, and a folder that is itself a link", async () => {
    for (const folder of ["ceremony", "alias"]) {
      const opened = await openFolder(join(base, folder));
      for (const path of ["sub/file.txt", "inner.txt"]) {
        const source = await fileIn(opened, path);
        expect(new TextDecoder().decode(await source.read(0, source.size))).toBe("inside");
        expect(source.path).toBe(join(base, folder, path));
      }
    }
  });

  test.each(["link.txt", "up/secret.txt", "../secret.txt", "sub/../../secret.txt", ".", "sub"])(
    "%s is refused",
    async (path) => {
      await expect(openFolder(join(base, "ceremony")).then((folder) => fileIn(folder, path))).rejects.toThrow(
        MalformedError,
      );
    },
  );

  test("a link to itself, and what is not there, are the system's errors", async () => {
    const folder = await openFolder(join(base, "ceremony"));
    await expect(fileIn(folder, "loop")).rejects.toMatchObject({ code: "ELOOP" });
    await expect(fileIn(folder, "nothing")).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("a read beyond the end says where", async () => {
    const source = await fileIn(await openFolder(join(base, "ceremony")), "sub/file.txt");
    await expect(source.read(4, 10)).rejects.toMatchObject({ details: { offset: 4 } });
  });
});
