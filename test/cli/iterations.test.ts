import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { iterateWithin } from "../../algebra/hashing/iterationPolicy.js";
import { checkpointsIn } from "../../cli/iterationStore.js";
import { parseExponent } from "../../cli/iterations.js";

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "zkassay-checkpoints-"))));
afterEach(() => rm(folder, { recursive: true }));

const value = new Uint8Array(40).fill(9);
const checkpoint = { value, exponent: 31, done: 2 ** 25, digest: new Uint8Array(32).fill(7) };

/** The one file in the folder. */
async function file(): Promise<string> {
  const [name = ""] = await readdir(folder);
  return join(folder, name);
}

it("gives back what was kept, for the same value and exponent", async () => {
  const store = checkpointsIn(folder);
  expect(await store.load(value, 31)).toBeNull();
  await store.save({ ...checkpoint, done: 5 });
  await store.save(checkpoint);
  expect(await readdir(folder)).toHaveLength(1);
  expect(await store.load(value, 31)).toEqual(checkpoint);
  expect(await store.load(value, 30)).toBeNull();
  expect(await store.load(value.subarray(1), 31)).toBeNull();
});

it.each([
  ["of another value", (text: string) => text.replace("0909", "0808")],
  ["of another exponent", (text: string) => text.replace('"exponent":31', '"exponent":30')],
  ["beyond its end", (text: string) => text.replace(/"done":\d+/, `"done":${2 ** 40}`)],
  ["cut off", (text: string) => text.slice(0, 40)],
  ["with more in it", (text: string) => text.replace("{", '{"more":1,')],
])("starts anew from a checkpoint %s", async (_, change) => {
  const store = checkpointsIn(folder);
  await store.save(checkpoint);
  const path = await file();
  await writeFile(path, change(await readFile(path, "utf8")));
  expect(await store.load(value, 31)).toBeNull();
});

it("goes on where a run was kept, and keeps it as it goes", async () => {
  const store = checkpointsIn(folder);
  const policy = { maxExponent: 34, checkpoints: store };
  const near = { value, exponent: 26, done: 2 ** 26 - 10, digest: new Uint8Array(32).fill(7) };
  await store.save(near);
  const reports: [number, number][] = [];
  await iterateWithin(policy, value, 26, (done, total) => void reports.push([done, total]));
  // Ten steps were left, and were all that was done.
  expect(reports).toEqual([
    [0, 10],
    [10, 10],
  ]);
  expect((await store.load(value, 26))?.done).toBe(2 ** 26);
});

it("keeps a long run every 2^23 steps, and at its end", async () => {
  const digest = new Uint8Array(32).fill(7);
  const from = { value, exponent: 26, done: 2 ** 26 - 2 ** 24 - 3, digest };
  const kept: number[] = [];
  const checkpoints = {
    load: () => Promise.resolve(from),
    save: ({ done }: { readonly done: number }) => Promise.resolve(void kept.push(done)),
  };
  await iterateWithin({ maxExponent: 26, checkpoints }, value, 26, () => {});
  expect(kept).toEqual([from.done + 2 ** 23, from.done + 2 ** 24, 2 ** 26]);
});

it("refuses exponents beyond the policy, and more of them than it allows together", async () => {
  const run = async (maxExponent: number, exponent: number): Promise<unknown> =>
    await iterateWithin({ maxExponent }, value, exponent, () => {});
  const refused = (words: string) => ({ kind: "refused", reason: expect.stringContaining(words) as unknown });
  expect(await run(12, 13)).toEqual(refused("2^12 that were allowed"));
  expect(await run(99, 64)).toEqual(refused("by nobody"));
  const policy = { maxExponent: 10 };
  const kinds: string[] = [];
  for (const first of [1, 2, 3, 4, 5, 1]) {
    const { kind } = await iterateWithin(policy, Uint8Array.of(first), 10, () => {});
    kinds.push(kind);
  }
  // The fifth is one too many; the first is known by then.
  expect(kinds).toEqual(["digest", "digest", "digest", "digest", "refused", "digest"]);
});

it.each(["64", "-1", "1e1", "0x1f", "", "100"])("takes no exponent %s", (text) => {
  expect(() => parseExponent(text)).toThrow("from 0 to 63");
});
