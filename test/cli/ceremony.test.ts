/** Whole ceremonies on the command line: the example with everything that went wrong, init, and one participant. */
import { execFile } from "node:child_process";
import {
  copyFileSync,
  cpSync,
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
import { Command } from "commander";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { assayCeremony, openCeremony } from "../../cli/ceremony.js";
import { addContribution } from "../../cli/contribution.js";
import { describeFolder } from "../../cli/describeFolder.js";
import { UsageError } from "../../cli/exit.js";
import type { Result } from "../../findings/index.js";
import { manifestSchema, type ManifestInput } from "../../transcripts/ceremony/manifest.js";
import { parseResult, renderers } from "../../reports/index.js";
import { makePtau } from "../fixtures/ceremony.js";
import { exportChallenge, importResponse, makeResponse } from "../fixtures/exchange.js";
import { peerVerifiesKey } from "../fixtures/peer.js";
import { packageRoot } from "../fixtures/root.js";
import { editSection, tamper } from "../fixtures/tamper.js";

const example = join(packageRoot, "examples", "zkopru-like");
const circuits = ["product_3", "product_4", "product_5"];

const assay = async (folder: string): Promise<Result> =>
  assayCeremony(await openCeremony(folder), new Map(), {
    command: `zkassay verify ${folder}`,
    engine: { threads: 0 },
    progress: () => undefined,
  });

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
      value: `vkey/matches of ${circuits.join(", ")}`,
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

describe("zkassay init", () => {
  test("describes the example as its own manifest does", async () => {
    const folder = join(temporary, "init");
    cpSync(example, folder, { recursive: true });
    rmSync(join(folder, "ceremony.json"));
    const described = manifestSchema.parse(await describeFolder(folder));
    const own = manifestSchema.parse(JSON.parse(readFileSync(join(example, "ceremony.json"), "utf8")));
    const sorted = ({ circuits: all }: typeof own) =>
      all.map((one) => ({
        ...one,
        contributions: one.contributions.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0)),
      }));
    expect(sorted(described)).toEqual(sorted(own));
    expect(described.records).toEqual(own.records);
    expect(described.attestations.toSorted()).toEqual(own.attestations.toSorted());
  });

  test("reads p0tion's storage: keys, verifications and the final one apart", async () => {
    const root = join(temporary, "bucket");
    const circuit = join(root, "circuits", "product_3");
    mkdirSync(join(circuit, "contributions"), { recursive: true });
    mkdirSync(join(circuit, "transcripts"));
    const from = join(example, "product_3");
    copyFileSync(join(from, "product_3.r1cs"), join(circuit, "product_3.r1cs"));
    for (const [kept, stored] of [
      ["ph2_0000", "product_3_00000"],
      ["ph2_0001", "product_3_00001"],
      ["final", "product_3_final"],
    ] as const) {
      copyFileSync(join(from, `${kept}.zkey`), join(circuit, "contributions", `${stored}.zkey`));
    }
    const group = `${"0123abcd ".repeat(4)}\n`.repeat(4);
    for (const name of ["product_3_00001_alice-1", "product_3_boss-2_final"]) {
      const log = `[INFO]  snarkJS: contribution #1 x:\n${group}[INFO]  snarkJS: ZKey Ok!\n`;
      writeFileSync(join(circuit, "transcripts", `${name}_verification_transcript.log`), log);
    }
    const at = "circuits/product_3";
    expect(await describeFolder(root)).toMatchObject({
      circuits: [
        {
          name: "product_3",
          r1cs: `${at}/product_3.r1cs`,
          initial: `${at}/contributions/product_3_00000.zkey`,
          final: `${at}/contributions/product_3_final.zkey`,
          contributions: [{ file: `${at}/contributions/product_3_00001.zkey`, index: 1 }],
          logs: [`${at}/transcripts/product_3_boss-2_final_verification_transcript.log`],
        },
      ],
      attestations: [`${at}/transcripts/product_3_00001_alice-1_verification_transcript.log`],
    });
  });

  test("a folder without keys, and one that is not there, are refused", async () => {
    await expect(describeFolder(join(temporary, "nothing"))).rejects.toThrow(UsageError);
    await expect(describeFolder(join(packageRoot, "findings"))).rejects.toThrow(UsageError);
  });
});

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

describe("zkassay contribution", () => {
  let written: string;
  beforeEach(() => {
    written = "";
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      written += String(text);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = 0;
  });
  const ask = async (...words: string[]): Promise<string> => {
    const program = new Command();
    addContribution(program);
    await program.parseAsync(["node", "zkassay", "contribution", ...words, "--in", example]);
    return written;
  };
  interface Exported {
    readonly ceremonies: Record<
      string,
      { readonly contributions: Record<string, { readonly hash: string }> }
    >;
  }
  const hashOf = (ceremony: string, turn: string): string => {
    const { ceremonies } = JSON.parse(readFileSync(join(example, "records.json"), "utf8")) as Exported;
    return ceremonies[ceremony]?.contributions[turn]?.hash ?? "";
  };

  test("by hash, as it was shown: the place in the chain and the proof", async () => {
    const answer = await ask(hashOf("circuit0product_3", "turn0004"));
    expect(answer).toContain("Yours is number 3 of 11 in circuit product_3, and here is the proof.");
    expect(answer).toContain("every contribution of this key proves its secret");
    expect(process.exitCode).toBe(0);
  });

  test("by hash, an uncle: that it is valid, that it does not count, and why", async () => {
    const answer = await ask(hashOf("circuit0product_3", "turn0003"));
    expect(answer).toContain("Yours is in circuit product_3, and not in the final key.");
    expect(answer).toContain("It does not count");
    expect(answer).toContain("it is valid");
  });

  test("by name: every circuit, the turn that failed and the one that counts", async () => {
    const answer = await ask("Chloe");
    for (const words of [
      "number 8 of 11 in circuit product_3",
      "in circuit product_4, and not",
      "the empty initial key",
    ]) {
      expect(answer).toContain(words);
    }
  });

  test("a turn that left nothing, and what was recorded of it", async () => {
    const answer = await ask("esther");
    expect(answer).toContain("left nothing in the final key");
    expect(answer).toContain("it says: No activity detected for 600 seconds");
  });

  test("a hash of the ceremony that was given up", async () => {
    const gist = JSON.parse(readFileSync(join(example, "gists", "amara-abandoned.json"), "utf8")) as {
      hash: string;
    };
    expect(await ask(gist.hash)).toContain("another ceremony, which was given up");
  });

  test("what nobody knows: so it says, and exits with 1", async () => {
    expect(await ask("nobody")).toContain('Nothing in this ceremony is known under "nobody"');
    expect(process.exitCode).toBe(1);
  });
});
