/** Joining: published hashes in all their classes; records alone, where no key is at hand. */
import { describe, expect, test } from "vitest";
import type { Curve } from "../../../algebra/curve.js";
import { classedClaims } from "../../../checks/ceremony/claims.js";
import { classedTurns } from "../../../checks/ceremony/turns.js";
import type { CeremonyFiles } from "../../../properties/ceremony/index.js";
import { judge, readFolder, told, withFolder } from "../../fixtures/simulated.js";
import { changed, useEventful } from "./eventful.js";

const eventful = useEventful();

const context = { curve: async (): Promise<Curve> => eventful.curve };

test("published hashes are in the chain, uncles, invalidated, of an abandoned ceremony, or unknown", async () => {
  const classes = await withFolder(eventful.files, async (folder) => {
    const claims = await classedClaims(await readFolder(folder), context);
    return Object.fromEntries(
      claims.map((one) => [one.attestation.file.slice(folder.length + 7), [one.class, one.number]]),
    );
  });
  expect(classes).toEqual({
    "ada-contributed.txt": ["in the chain", 1],
    "grace-contributed.txt": ["in the chain", 2],
    "emmy-contributed.txt": ["uncle", null],
    "sophie-contributed.txt": ["invalidated", null],
    "hypatia-contributed.txt": ["in the chain", 3],
    "mary-contributed.txt": ["uncle", null],
    "lise-contributed.txt": ["in the chain", 4],
    "ada-abandoned.json": ["abandoned ceremony", null],
    "grace-invented.txt": ["unknown", null],
  });
});

test("a hash is joined by what it is: the numbers that people were shown differ from the chain's", async () => {
  await withFolder(eventful.files, async (folder) => {
    const claims = await classedClaims(await readFolder(folder), context);
    const lise = claims.find((one) => one.attestation.file.endsWith("lise-contributed.txt"));
    expect([lise?.claim.number, lise?.number]).toEqual(["9", 4]);
  });
});

describe("records alone", () => {
  const without = (): CeremonyFiles =>
    changed(eventful.files, (manifest) => {
      for (const circuit of manifest.circuits) {
        delete circuit.final;
        delete circuit.initial;
        circuit.contributions = [];
      }
    });

  test("class the turns by their recorded parents, as likely and not as proved", async () => {
    const classes = await withFolder(without(), async (folder) =>
      (await classedTurns(await readFolder(folder), context)).map((one) => [
        one.turn.name,
        one.class,
        one.proved,
      ]),
    );
    expect(classes).toEqual([
      ["ada", "in the chain", false],
      ["grace", "in the chain", false],
      ["emmy", "conflict", false],
      ["sophie", "late", false],
      ["hypatia", "in the chain", false],
      ["mary", "restart", false],
      ["rosa", "watchdog", false],
      ["vera", "unfinished", false],
      ["lise", "in the chain", false],
    ]);
  });

  test("find the same failures, with the confidence that records deserve", async () => {
    const proved = await withFolder(eventful.files, async (folder) =>
      told(await judge(await readFolder(folder), eventful.curve), folder),
    );
    await withFolder(without(), async (folder) => {
      const report = await judge(await readFolder(folder), eventful.curve);
      expect(told(report, folder)).toEqual(proved);
      const conflicts = report.checks.find(({ id }) => id === "ceremony/conflicts");
      expect(conflicts?.findings.map(({ confidence }) => confidence)).toEqual(["likely"]);
      const enough = report.checks.find(({ id }) => id === "ceremony/enough-contributions");
      expect(enough).toMatchObject({
        outcome: "not evaluated",
        reason: "not given: the final key of circuit_1",
      });
    });
  });

  test("the CSV extract, which has neither hashes nor failures, joined to the keys by their files", async () => {
    const csv = [
      "queueIndex,priorIndex,username,userId,duration,timeCompletedMs",
      "1,0,ada,ada,600,1617617460000",
      "2,1,grace,grace,600,1617618120000",
      "3,1,emmy,emmy,600,1617618420000",
      "5,2,hypatia,hypatia,600,1617619740000",
    ].join("\n");
    const all = changed(
      eventful.files,
      (manifest) => (manifest.records = [{ file: "c1.csv", circuit: "circuit_1" }]),
      {
        "c1.csv": csv,
      },
    );
    const classes = await withFolder(all, async (folder) =>
      (await classedTurns(await readFolder(folder), context)).map((one) => [
        one.turn.name,
        one.class,
        one.number,
      ]),
    );
    expect(classes).toEqual([
      ["ada", "in the chain", 1],
      ["grace", "in the chain", 2],
      ["emmy", "conflict", null],
      ["hypatia", "in the chain", 3],
    ]);
  });
});
