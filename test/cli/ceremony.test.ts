/** Whole ceremonies on the command line: the example with everything that went wrong, phase 1 from its exchange, hostile manifests. */
import { execFile } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assayCeremony, openCeremony } from "../../cli/ceremony.js";
import { UsageError } from "../../cli/exit.js";
import type { Result } from "../../findings/index.js";
import type { ManifestInput } from "../../transcripts/ceremony/manifest.js";
import { parseResult, renderers } from "../../reports/index.js";
import { makePtau } from "../fixtures/ceremony.js";
import { exportChallenge, importResponse, makeResponse } from "../fixtures/exchange.js";
import { peerVerifiesKey } from "../fixtures/peer.js";
import { packageRoot } from "../fixtures/root.js";
import { editSection, tamper } from "../fixtures/tamper.js";
import { complete } from "./complete.js";

const example = join(packageRoot, "examples", "zkopru-like");
const circuits = ["product_3", "product_4", "product_5"];

const assay = async (folder: string): Promise<Result> => {
  const opened = await openCeremony(folder);
  const run = {
    command: `zkassay verify ${folder}`,
    engine: { threads: 0 },
    progress: () => undefined,
  };
  return complete((record) => assayCeremony(opened, new Map(), { ...run, record }));
};

let temporary: string;
beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), "zkassay-cli-"));
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe("zkassay verify examples/zkopru-like", () => {
  let result: Result;
  beforeAll(async () => {
    result = await assay(example);
  });
  const failed = (): string[] =>
    result.checks.filter(({ outcome }) => outcome === "fail").map(({ id }) => id);

  test("finds every kind of failure in the ceremony, and nothing in the keys", () => {
    expect(failed()).toEqual([
      "ceremony/conflicts",
      "ceremony/restarts",
      "ceremony/timeouts",
      "ceremony/second-runs",
      "ceremony/races",
      "ceremony/indexes",
      "ceremony/overwritten",
      "ceremony/every-circuit",
      "ceremony/finaliser",
      "ceremony/attestations",
    ]);
    expect(result.verdict.outcome).toBe("fail");
  });

  test("lists every file that the manifest names, once", () => {
    const named: string[] = [];
    JSON.parse(readFileSync(join(example, "ceremony.json"), "utf8"), (_, value: unknown) => {
      if (typeof value === "string") named.push(join(example, value));
      return value;
    });
    const files = new Set(named.filter((path) => existsSync(path) && statSync(path).isFile()));
    const listed = result.inputs.map(({ path }) => path);
    expect(listed.toSorted()).toEqual([...files, join(example, "ceremony.json")].toSorted());
  });

  test("names whose contribution is where", () => {
    const said = result.checks
      .flatMap((check) => check.findings.map(({ statement }) => statement))
      .join("\n");
    for (const words of [
      "product_3: the contribution of chloe is in the chain",
      "product_4: the contribution of chloe continues the chain (it begins at 0)",
      "product_4: the contribution of esther builds on one that is in the chain",
      "dmitri began again at 0, and 3 contributions before are lost",
      "the turn of grete was finished in time (it was finished after the watchdog had ended it",
      "the turn of esther was finished before the watchdog ended it",
      "the turn of ivan was finished, or ended by anybody",
      "joon and kiri have different numbers",
      "hana had a turn at product_4",
    ]) {
      expect(said).toContain(words);
    }
  });

  test("every circuit has its own rows, and its powers of tau are judged once", () => {
    const subjects = (id: string): unknown[] =>
      result.checks.filter((check) => check.id === id).map(({ subject, outcome }) => [subject, outcome]);
    expect(subjects("zkey/knowledge")).toEqual(circuits.map((name) => [name, "pass"]));
    expect(subjects("ptau/knowledge")).toEqual([
      ["product_3", "pass"],
      ["product_4", "not evaluated"],
      ["product_5", "not evaluated"],
    ]);
  });

  test("says once what would have to be given for the rest", () => {
    const wanted = result.exhibits.find(({ title }) => title.startsWith("What would have to be given"));
    const rows = wanted?.kind === "facts" ? wanted.rows : [];
    expect(rows).toContainEqual({
      label: "the verification key (--vkey)",
      value: `vkey/matches, verification-key/alpha-beta of ${circuits.join(", ")}`,
    });
  });

  test("can be rendered, and read back", () => {
    expect(parseResult(renderers.json(result))).toEqual(result);
    const page = renderers.html(result);
    for (const words of ["People and circuits", "The chains, and what grows beside them", "amara"]) {
      expect(page).toContain(words);
    }
  });
});

test("snarkjs accepts the keys of the example, which the simulator made", async () => {
  for (const name of circuits) {
    const files = [`${name}/${name}.r1cs`, "pot.ptau", `${name}/final.zkey`].map((path) =>
      join(example, path),
    );
    expect(await peerVerifiesKey(files[0] ?? "", files[1] ?? "", files[2] ?? ""), name).toBe(true);
  }
});

const built = existsSync(join(packageRoot, "dist", "examples", "ceremony.js"));
test.skipIf(!built)(
  "the example is what its script makes, and small (skipped where nothing is built)",
  async () => {
    const again = join(temporary, "again");
    await promisify(execFile)(process.execPath, [join(example, "make.mjs"), again]);
    const list = (folder: string): string[] =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((path) => statSync(join(folder, path)).isFile() && path !== "make.mjs")
        .toSorted();
    expect(list(again)).toEqual(list(example));
    let bytes = 0;
    for (const path of list(example)) {
      const kept = readFileSync(join(example, path));
      bytes += kept.length;
      expect(readFileSync(join(again, path)).equals(kept), path).toBe(true);
    }
    expect(bytes).toBeLessThan(1_500_000);
  },
);

describe("phase 1 imported without its history, as zkLogin's", () => {
  const folder = (): string => join(temporary, "imported");
  beforeAll(async () => {
    const before = await makePtau({ power: 3, contributions: 1, beacon: false, prepared: false });
    const challenge = await exportChallenge(before);
    const response = await makeResponse(challenge);
    const imported = await importResponse(before, response);
    mkdirSync(folder());
    copyFileSync(challenge, join(folder(), "challenge"));
    copyFileSync(response, join(folder(), "response"));
    copyFileSync(await exportChallenge(imported), join(folder(), "next"));
    copyFileSync(await tamper(imported, lastRowOnly), join(folder(), "pot.ptau"));
  });

  const outcomes = async (phase1: ManifestInput["phase1"]): Promise<Record<string, string>> => {
    const manifest: ManifestInput = {
      schema: "zkassay-ceremony/1",
      name: "imported",
      circuits: [{ name: "a", ptau: "pot.ptau" }],
      ...(phase1 === undefined ? {} : { phase1 }),
    };
    writeFileSync(join(folder(), "ceremony.json"), JSON.stringify(manifest));
    const { checks } = await assay(folder());
    return Object.fromEntries(checks.map(({ id, outcome }) => [id, outcome]));
  };

  test("is verified from challenge and response", async () => {
    const verdicts = await outcomes({ challenge: "challenge", response: "response", nextChallenge: "next" });
    expect(Object.entries(verdicts).filter(([, outcome]) => outcome === "fail")).toEqual([]);
    for (const id of ["response/knowledge", "response/update", "next-challenge/points", "history/imported"]) {
      expect(verdicts[id], id).toBe("pass");
    }
  });

  test("and is refused where they are not given", async () => {
    expect((await outcomes(undefined))["ptau/knowledge"]).toBe("fail");
  });
});

/** Section 7 with its last row alone: what an import without the origin hash leaves. */
const lastRowOnly = editSection(7, (section) => {
  let row = 4;
  let last = row;
  for (let i = 0; i < section.readUInt32LE(0); i++) {
    last = row;
    row += ROW_BYTES + section.readUInt32LE(row + ROW_BYTES - 4);
  }
  const one = Buffer.alloc(4);
  one.writeUInt32LE(1);
  return Buffer.concat([one, section.subarray(last)]);
});

/** Five points of the state, nine of the keys, hash state, challenge, type, length. (formats.md A.4) */
const ROW_BYTES = 3 * 64 + 2 * 128 + 6 * 64 + 3 * 128 + 216 + 64 + 8;

describe("a hostile manifest", () => {
  test.each([
    ["climbs out of the folder", (one: ManifestInput) => (one.attestations = ["../../etc/passwd"])],
    [
      "names a key that is an absolute path",
      (one: ManifestInput) => ((one.circuits[0] ?? { final: "" }).final = "/etc/passwd"),
    ],
  ])("that %s is refused", async (_, change) => {
    const folder = mkdtempSync(join(temporary, "hostile-"));
    const manifest: ManifestInput = { schema: "zkassay-ceremony/1", name: "x", circuits: [{ name: "a" }] };
    change(manifest);
    writeFileSync(join(folder, "ceremony.json"), JSON.stringify(manifest));
    await expect(openCeremony(folder)).rejects.toThrow(UsageError);
  });

  test("that names itself as a statement, and files that are not there, ends with findings", async () => {
    const folder = mkdtempSync(join(temporary, "hostile-"));
    const manifest: ManifestInput = {
      schema: "zkassay-ceremony/1",
      name: "x",
      circuits: [{ name: "a", final: "none.zkey", contributions: [{ file: "none.zkey" }] }],
      records: [{ file: "ceremony.json" }],
      attestations: ["ceremony.json"],
    };
    writeFileSync(join(folder, "ceremony.json"), JSON.stringify(manifest));
    const { checks } = await assay(folder);
    expect(checks.find(({ id }) => id === "ceremony/files")?.findings).toHaveLength(4);
  });
});
