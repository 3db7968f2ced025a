/** Files of a release made to be believed, or to bring the one who judges them down. */
import { readFile, writeFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../../../cli/rebuild.js";
import { openConfig } from "../../../cli/releaseConfig.js";
import { readR1cs } from "../../../transcripts/iden3/r1cs.js";
import { readConfig } from "../../../transcripts/policy/config.js";
import { readVerificationKey } from "../../../transcripts/verificationKey.js";
import { memorySource } from "../../../transcripts/memorySource.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { growing, hostileProgram, HUGE, MINUS_ONE, UNREACHABLE } from "../../fixtures/hostileProgram.js";
import { makeRepository, type Repository } from "../../fixtures/release.js";

let repository: Repository;
let wires: number;

beforeAll(async () => {
  repository = await makeRepository();
  const bytes = await readFile(repository.path("build/product.r1cs"));
  wires = (await readR1cs(memorySource("product.r1cs", Uint8Array.from(bytes)))).nWires;
});

async function trialOf(program: Uint8Array) {
  await writeFile(repository.path("build/product.wasm"), program);
  const opened = await openConfig(repository.folder);
  const [circuit] = opened.config.circuits;
  if (circuit === undefined) throw new Error("the repository has a circuit");
  const ran = await runProgram(opened, circuit, { rebuilt: undefined, seed: 1 });
  return ran?.evidence.fault ?? ran?.evidence.trials[0]?.outcome;
}

describe("a program of witnesses", () => {
  test("whose wires are all zero, which satisfies every product, is none", async () => {
    const outcome = await trialOf(hostileProgram({}, { wires }));
    expect(outcome).toMatchObject({ kind: "unlike", reason: expect.stringContaining("not 1") as string });
  });

  test("that says otherwise how many wires it has when it is asked again is asked once", async () => {
    const outcome = await trialOf(hostileProgram({ getWitnessSize: growing(wires) }, { wires }));
    expect(outcome).toMatchObject({ reason: expect.stringContaining("not 1") as string });
  });

  test.each([
    ["stops at once", {}, true],
    ["stops when it is asked for its prime", { getRawPrime: UNREACHABLE }, false],
    ["stops when it is asked for its wires", { getWitnessSize: UNREACHABLE }, false],
    ["stops when it is asked for an input", { getInputSignalSize: UNREACHABLE }, false],
    ["has numbers of two thousand million words", { getFieldNumLen32: HUGE }, false],
    ["has numbers of a negative length", { getFieldNumLen32: MINUS_ONE }, false],
    ["has a negative number of wires", { getWitnessSize: MINUS_ONE }, false],
  ])("that %s is none, and ends nothing", async (_, bodies, start) => {
    expect(await trialOf(hostileProgram(bodies, { wires, start }))).toMatchObject({ kind: "unlike" });
  });
});

describe("a member that stands twice, of which readers take the one or the other", () => {
  const twice = "stands twice in one object";

  test("in a configuration", async () => {
    const text =
      '{"schema":"zkassay-config/1","circuits":[{"name":"a","zkey":"a.zkey","z\\u006bey" : "b.zkey"}]}';
    await expect(readConfig(bytesSource("c.json", text))).rejects.toThrow(twice);
  });

  test("in a verification key", async () => {
    const text = await readFile(repository.path("build/product.vkey.json"), "utf8");
    const both = text.replace("{", '{ "IC": [],');
    await expect(readVerificationKey(bytesSource("v.json", both))).rejects.toThrow(twice);
    await expect(readVerificationKey(bytesSource("v.json", text))).resolves.toBeDefined();
  });

  test("and none where values, strings and objects of one list only look like it", async () => {
    const text = '{"schema":"zkassay-config/1","circuits":[{"name":"name"},{"name":"a \\"name\\":\\\\"}]}';
    await expect(readConfig(bytesSource("c.json", text))).resolves.toBeDefined();
  });
});
