/** Interrupted runs that are gone on with: the sums of finished sections are used, for the same command on the same files. */
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { WalkSums } from "../../algebra/obligations/walk.js";
import { verifyChecks } from "../../checks/registries/key.js";
import { assay, type AssayRequest } from "../../cli/assay.js";
import { RunCheckpoint, type RunIdentity } from "../../cli/runCheckpoint.js";
import type { Judgement } from "../../findings/index.js";
import { base } from "../checks/fixtures/bases.js";

let folder: string;
let files: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zkassay-goes-on-"));
  const { r1cs, ptau, key } = await base();
  files = await Promise.all(
    [r1cs, ptau, key.final].map(async (path) => {
      const copy = join(folder, basename(path));
      await copyFile(path, copy);
      return copy;
    }),
  );
});
afterAll(() => rm(folder, { recursive: true }));

let checkpoints: string;
beforeEach(async () => void (checkpoints = await mkdtemp(join(folder, "cache-"))));

interface Ran {
  readonly judgement: Judgement;
  /** Sections that points were read of, in their order. */
  readonly walked: readonly string[];
  readonly afterwards: readonly (() => Promise<void>)[];
}

/** @param sections after how many the run is interrupted */
async function verify(sections = Infinity, more: Partial<AssayRequest> = {}): Promise<Ran> {
  const walked = new Set<string>();
  const afterwards: (() => Promise<void>)[] = [];
  let end = (): void => undefined;
  const judgement = await assay({
    command: "zkassay verify",
    engine: { threads: 1 },
    given: { files },
    checks: verifyChecks,
    assumed: new Map(),
    interrupted: new Promise<void>((resolve) => (end = resolve)),
    checkpoints,
    afterwards: (work) => void afterwards.push(work),
    progress(_done, _total, what) {
      walked.add(what);
      if (walked.size > sections) end();
    },
    ...more,
  });
  return { judgement, walked: [...walked], afterwards };
}

/** Interrupts a run after some sections, and keeps it. */
async function interrupt(sections: number, more: Partial<AssayRequest> = {}): Promise<Ran> {
  const ran = await verify(sections, more);
  expect(ran.judgement.verdict).toMatchObject({ interrupted: true });
  for (const work of ran.afterwards) await work();
  return ran;
}

const outcomes = ({ checks }: Judgement): string[] => checks.map(({ id, outcome }) => `${id} ${outcome}`);

describe("a run that was interrupted", () => {
  it("is gone on with, from its seed: finished sections are not read again, and the verdict is the same", async () => {
    const whole = await verify();
    const first = await interrupt(5);
    const second = await verify();
    const skipped = whole.walked.filter((section) => !second.walked.includes(section));
    expect(skipped.length).toBeGreaterThanOrEqual(5);
    expect(first.walked).toEqual(expect.arrayContaining(skipped));
    expect(outcomes(second.judgement)).toEqual(outcomes(whole.judgement));
    expect(second.judgement.verdict.outcome).toBe("pass");
    const { seed } = first.judgement.soundness ?? {};
    expect(second.judgement.soundness).toMatchObject({ source: "checkpoint", seed });
    expect(await readdir(checkpoints)).toEqual([]);
  });

  it("may be interrupted again", async () => {
    await interrupt(3);
    await interrupt(3);
    const last = await verify();
    expect(last.judgement.verdict.outcome).toBe("pass");
    expect(last.walked.length).toBeLessThanOrEqual((await verify()).walked.length - 6);
  });

  it("leaves nothing where no section was finished", async () => {
    expect((await interrupt(0, { interrupted: Promise.resolve() })).afterwards).toEqual([]);
    expect(await readdir(checkpoints)).toEqual([]);
  });

  it.each<[string, Partial<AssayRequest>]>([
    ["another command", { command: "zkassay verify --trust-ptau" }],
    ["other checks left out", { assumed: new Map([["ptau/order", "left out"]]) }],
    ["another seed", { seed: new Uint8Array(32).fill(1) }],
    ["another engine", { engine: { threads: 1, kernel: false } }],
    ["a file less", { given: { files: [] } }],
  ])("is nothing to a run with %s", async (_, more) => {
    const { judgement } = await interrupt(5);
    const other = await verify(Infinity, more);
    expect(other.judgement.soundness?.source).not.toBe("checkpoint");
    expect(other.judgement.soundness?.seed).not.toBe(judgement.soundness?.seed);
    expect(await readdir(checkpoints)).toHaveLength(1);
  });

  it("is nothing to files that were changed, and what is wrong with them is found", async () => {
    await interrupt(10);
    const [, , key = ""] = files;
    const honest = await readFile(key);
    const changed = Buffer.from(honest);
    // In the transcript of the contributions.
    changed[changed.length - 1000] = (changed[changed.length - 1000] ?? 0) ^ 1;
    await writeFile(key, changed);
    const { judgement } = await verify();
    await writeFile(key, honest);
    expect(judgement.verdict.outcome).toBe("fail");
    expect(judgement.soundness?.source).toBe("operating system");
  });
});

describe("a checkpoint", () => {
  const sums: WalkSums = {
    weighted: [[{ from: 0, to: 3, sum: Uint8Array.of(1, 2) }]],
    scaled: [Uint8Array.of(3)],
    fault: null,
    firstInfinity: 7,
    windows: [Uint8Array.of(4)],
  };
  const open = (more: Partial<RunIdentity> = {}): Promise<RunCheckpoint> =>
    RunCheckpoint.open(checkpoints, {
      command: "c",
      leftOut: ["a"],
      engine: ["fast"],
      seed: null,
      paths: files,
      ...more,
    });
  const seed = new Uint8Array(32).fill(9);
  const kept = async (): Promise<string> => {
    const [name = ""] = await readdir(checkpoints);
    return join(checkpoints, name);
  };

  it("gives back what was kept", async () => {
    const checkpoint = await open();
    expect([checkpoint.earlier, checkpoint.recall("k")]).toEqual([null, null]);
    checkpoint.keep("k", sums);
    await checkpoint.leave(seed);
    const again = await open();
    expect(again.earlier?.seed).toEqual(seed);
    expect([again.recall("k"), again.recall("l")]).toEqual([sums, null]);
    await again.forget();
    expect((await open()).earlier).toBeNull();
  });

  it.each<[string, (text: string) => string]>([
    ["cut off", (text) => text.slice(0, -40)],
    ["with more in it", (text) => text.replace("{", '{"more":1,')],
    ["of another form", (text) => text.replace("zkassay-run/1", "zkassay-run/2")],
    ["of a file of another size", (text) => text.replace(/"bytes":\d/, '"bytes":9')],
    ["of a file with another digest", (text) => text.replace(/"sha256":"./, '"sha256":"x')],
    ["of another file", (text) => text.replace(/"path":"/, '"path":"/x')],
    ["with a short seed", (text) => text.replace("09".repeat(32), "09")],
    ["with sums that are none", (text) => text.replace('"sum":"0102"', '"sum":"010"')],
  ])("%s counts as none", async (_, change) => {
    const checkpoint = await open();
    checkpoint.keep("k", sums);
    await checkpoint.leave(seed);
    const path = await kept();
    const text = await readFile(path, "utf8");
    expect(change(text)).not.toBe(text);
    await writeFile(path, change(text));
    expect((await open()).earlier).toBeNull();
  });
});
