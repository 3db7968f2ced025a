/** The rooms and their arrows: the linter knows them, bites on every forbidden one, and nothing slips past it. */
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../fixtures/root.js";

/** Room → the rooms that it may import. */
const house: Readonly<Record<string, readonly string[]>> = {
  findings: [],
  algebra: ["findings"],
  transcripts: ["findings", "algebra"],
  checks: ["findings", "algebra", "transcripts"],
  properties: ["findings", "algebra", "transcripts"],
  reports: ["findings"],
  cli: ["findings", "algebra", "transcripts", "checks", "properties", "reports"],
};
const rooms = Object.keys(house);
const outside = ["test", "bench", "examples"];
const arrows = rooms.flatMap((from) =>
  [...rooms, ...outside]
    .filter((to) => to !== from)
    .map((to) => ({ from, to, allowed: house[from]?.includes(to) })),
);

describe("the linter", () => {
  const planted = mkdtempSync(join(tmpdir(), "zkassay-house-"));
  /** Files that the rule complains of, as paths in the planted house. */
  let refused: ReadonlySet<string>;

  const plant = (path: string, text: string): void => {
    const file = join(planted, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };

  beforeAll(() => {
    copyFileSync(join(packageRoot, ".oxlintrc.json"), join(planted, ".oxlintrc.json"));
    for (const { from, to } of arrows) {
      plant(`${from}/to-${to}.ts`, `export * from "../${to}/thing.js";\n`);
      plant(`${from}/deep/down/to-${to}.ts`, `export type { Thing } from "../../../${to}/deep/thing.js";\n`);
    }
    for (const room of rooms) plant(`${room}/to-peer.ts`, `export * from "snarkjs";\n`);
    plant("checks/to-files.ts", `export { readFileSync } from "node:fs";\n`);
    const { stdout } = spawnSync(join(packageRoot, "node_modules", ".bin", "oxlint"), ["--format=json"], {
      cwd: planted,
      encoding: "utf8",
    });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
    refused = new Set(
      diagnostics
        .filter(({ code }) => code === "eslint(no-restricted-imports)")
        .map(({ filename }) => relative(planted, resolve(planted, filename))),
    );
  });

  afterAll(() => rmSync(planted, { recursive: true }));

  test.for(arrows)("$from → $to, allowed: $allowed", ({ from, to, allowed }) => {
    expect(refused.has(join(from, `to-${to}.ts`))).toBe(!allowed);
    expect(refused.has(join(from, "deep", "down", `to-${to}.ts`))).toBe(!allowed);
  });

  test("no room imports snarkjs, and no check opens a file", () => {
    for (const room of rooms) expect(refused).toContain(join(room, "to-peer.ts"));
    expect(refused).toContain(join("checks", "to-files.ts"));
  });
});

/** Also what the linter does not look at: import(), and URLs of worker files. */
const specifiers = /(?:\bfrom\s+|\bimport\s*\(?\s*|\bnew URL\(\s*)"(\.[^"]+)"/g;

function sourcesOf(room: string): string[] {
  // Git keeps no empty room.
  if (!existsSync(join(packageRoot, room))) return [];
  return readdirSync(join(packageRoot, room), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.m?ts$/.test(name))
    .map((name) => join(packageRoot, room, name));
}

test.for(rooms)("every import of %s/ stays in its room or points down", (room) => {
  const astray = sourcesOf(room).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(specifiers)]
      .map(
        ([, specifier = ""]) => relative(packageRoot, resolve(dirname(file), specifier)).split(sep)[0] ?? "",
      )
      .filter((to) => to !== room && [...rooms, ...outside].includes(to) && !house[room]?.includes(to))
      .map((to) => `${relative(packageRoot, file)} → ${to}`),
  );
  expect(astray).toEqual([]);
});
