/** What stands where a file should: nothing is waited for, and what changes is noticed. */
import { appendFile, open, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openFile, wasChanged } from "../../transcripts/source.js";
import { makePipe } from "../fixtures/pipe.js";
import { temporaryFolder } from "../fixtures/temporary.js";

const folder = temporaryFolder("source");
const at = (name: string): string => join(folder, name);

const hasPipes = makePipe(at("pipe"));
await symlink(at("pipe"), at("link to a pipe"));
await symlink("/dev/zero", at("zeros.zkey"));
await symlink(at("round"), at("round"));

describe("what is no file is not opened, and nobody waits for it", () => {
  test.each([
    ["a folder", folder, /a folder/],
    ["a device", "/dev/zero", /a device/],
    ["a link to a device", at("zeros.zkey"), /a device/],
    ["a link to itself", at("round"), /ELOOP/],
    ["nothing", at("nothing"), /ENOENT/],
  ])("%s", async (_, path, what) => {
    await expect(openFile(path)).rejects.toThrow(what);
  });

  test.skipIf(!hasPipes).each(["pipe", "link to a pipe"])("a %s that nobody writes to", async (name) => {
    await expect(openFile(at(name))).rejects.toThrow(/a pipe.*write it to a file first/);
  });
});

describe("a file that somebody writes to", () => {
  const TIME = new Date("2026-01-01T00:00:00Z");

  test.each<[string, (path: string) => Promise<void>, boolean]>([
    ["is read again", async (path) => void (await (await openFile(path)).close()), false],
    ["is longer", (path) => appendFile(path, "!"), true],
    ["is shorter", (path) => truncate(path, 3), true],
    [
      "has another byte, and the time that it had",
      async (path) => {
        const handle = await open(path, "r+");
        await handle.write("X", 0);
        await handle.close();
        await utimes(path, TIME, TIME);
      },
      true,
    ],
  ])("%s", async (name, change, changed) => {
    const path = at(name);
    await writeFile(path, "the bytes at first");
    await utimes(path, TIME, TIME);
    const source = await openFile(path);
    await change(path);
    expect(await wasChanged(source)).toBe(changed);
    await source.close();
  });
});
