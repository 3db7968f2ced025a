/** Every format of a published statement, from texts as the tools write them. */
import { describe, expect, test } from "vitest";
import { readP0tionAttestation, readParticipantGist } from "../../../transcripts/attestations/gists.js";
import { asHash, printedHashes } from "../../../transcripts/attestations/hashes.js";
import { readAttestation } from "../../../transcripts/attestations/read.js";
import { readSnarkjsLog } from "../../../transcripts/attestations/snarkjsLog.js";
import { readContributorList } from "../../../transcripts/attestations/tables.js";
import { textOf } from "../../../transcripts/attestations/text.js";
import { MalformedError } from "../../../transcripts/malformed.js";
import { bytesSource } from "../../fixtures/bytesSource.js";

const words = (hash: string): string[] => hash.match(/.{8}/g) ?? [];
/** As snarkjs prints it: four lines of four groups. */
const printed = (hash: string, indent = "\t\t"): string =>
  [0, 4, 8, 12]
    .map(
      (at) =>
        indent +
        words(hash)
          .slice(at, at + 4)
          .join(" "),
    )
    .join("\n");

const real = (seed: string): string => seed.padEnd(128, "0123456789abcdef");

describe("hashes in text", () => {
  const hash = real("beef");

  test.each([
    ["four lines of four groups", printed(hash)],
    ["one line", hash],
    ["upper case", hash.toUpperCase()],
    [
      "eight cells joined by <br>",
      words(hash)
        .map((w, i) => (i % 2 === 0 ? `\`${w} ` : `${w}\`<br>`))
        .join(""),
    ],
    ["quoted", printed(hash, "> ")],
    ["the separators of a JSON summary", words(hash).join("\n ")],
  ])("%s", (_, text) => {
    expect(printedHashes(textOf("f", `before ${text} after`)).map((one) => one.hash)).toEqual([hash]);
  });

  test("fifteen groups, a hash inside a longer word, and a SHA-1 are none", () => {
    const texts = [words(hash).slice(1).join(" "), `x${hash}`, `${hash}a`, hash.slice(0, 40)];
    for (const text of texts) expect(printedHashes(textOf("f", text))).toEqual([]);
  });

  test("a whole hash, and nothing else, is one", () => {
    expect(asHash(printed(hash))).toBe(hash);
    expect(asHash(`${hash} ${hash}`)).toBeNull();
    expect(asHash(`my hash: ${hash}`)).toBeNull();
  });
});

describe("gists", () => {
  const first = real("01");
  const second = real("02");

  test("setup-mpc-ui: every circuit with its number, the person, the date", () => {
    const gist = readParticipantGist(
      textOf(
        "gist",
        "I contributed to the ZKOPRU Trusted Setup Multi-Party Ceremony.\nThe following are my contribution signatures:\n\n" +
          `Circuit: zk_transaction_1_2\nContributor # 145\nHash: ${printed(first).trim()}\n\n` +
          `Circuit: zk_transaction_1_3\nContributor # 88\nHash: ${printed(second).trim()}\n\n` +
          "Wed Apr 07 2021 10:11:12 GMT+0200\nGitHub user ID: alice\n",
      ),
    );
    expect(gist).toMatchObject({ person: "alice", date: "Wed Apr 07 2021 10:11:12 GMT+0200" });
    expect(gist?.claims).toMatchObject([
      { subject: "contribution", hash: first, circuit: "zk_transaction_1_2", number: "145", line: 6 },
      { subject: "contribution", hash: second, circuit: "zk_transaction_1_3", number: "88" },
    ]);
  });

  test("setup-mpc-ui: the JSON summary", async () => {
    const value = {
      ceremony: "zk_transaction_1_1",
      ceremonyId: "9HTUnepINy115FBtTdVc",
      time: "2021-03-24T10:00:00.000Z",
      contributionNumber: 88,
      hash: words(first).join("\n "),
    };
    expect(await readAttestation(bytesSource("s.json", JSON.stringify(value)))).toMatchObject({
      format: "setup-mpc-ui summary",
      ceremonyId: "9HTUnepINy115FBtTdVc",
      claims: [{ hash: first, circuit: "zk_transaction_1_1", number: "88" }],
    });
  });

  test.each([
    ["the hash on lines of its own", (hash: string) => `Contribution Hash:\n${printed(hash)}`],
    ["the hash on the label's line", (hash: string) => `Contribution Hash: ${printed(hash, "").trim()}`],
  ])("p0tion, %s", (_, shown) => {
    const text =
      "Hey, I'm bob-12 and I have contributed to the Semaphore V4 Ceremony.\nThe following are my contribution signatures:\n" +
      `\nCircuit # 1 (semaphorev4-1)\nContributor # 8\n${shown(first)}\n\nCircuit # 2 (semaphorev4-2)\nContributor # final\n${shown(second)}\n`;
    const read = readP0tionAttestation(textOf("gist", text));
    expect(read).toMatchObject({ person: "bob-12", ceremony: "Semaphore V4 Ceremony" });
    expect(read?.claims).toMatchObject([
      { hash: first, circuit: "semaphorev4-1", number: "8" },
      { hash: second, circuit: "semaphorev4-2", number: "final" },
    ]);
  });

  test("p0tion's older and longer name of the ceremony", () => {
    const text = `Hey, I'm eve and I have finalized the quadratic funding MPC Phase2 Trusted Setup ceremony.\n\nCircuit # 1 (x)\nContributor # 1\n${printed(first)}`;
    expect(readP0tionAttestation(textOf("g", text))?.ceremony).toBe("quadratic funding");
  });
});

describe("logs", () => {
  test("a verification with names, a beacon and its end; colours or not", async () => {
    const lines = [
      `[INFO]  snarkJS: Circuit Hash: \n${printed(real("cc"))}`,
      "[INFO]  snarkJS: -------------------------",
      `[INFO]  snarkJS: contribution #2 :\n${printed(real("22"))}`,
      "[INFO]  snarkJS: Beacon generator: 0102",
      "[INFO]  snarkJS: Beacon iterations Exp: 10",
      `[INFO]  snarkJS: contribution #1 a name: with a colon:\n${printed(real("11"))}`,
      "[INFO]  snarkJS: ZKey Ok!",
    ].join("\n");
    const coloured = lines.replaceAll("[INFO]  snarkJS", "\u001b[32;22m[INFO]  \u001b[39;1msnarkJS\u001b[0m");
    for (const text of [lines, coloured]) {
      const source = bytesSource("log", text);
      const { claims } = await readAttestation(source);
      expect(claims.map(({ subject, number, person }) => [subject, number, person])).toEqual([
        ["circuit", null, null],
        ["contribution", "2", null],
        ["contribution", "1", "a name: with a colon"],
      ]);
    }
    const [key] = readSnarkjsLog(textOf("log", lines)).keys;
    expect(key).toMatchObject({ ok: true, circuitHash: real("cc") });
    expect(key?.contributions[0]?.beacon).toEqual({ value: "0102", iterationsExponent: 10 });
  });

  test("a log that was cut does not end well", () => {
    const text = `Circuit Hash:\n${printed(real("cc"))}\ncontribution #1 x:\n${printed(real("11"))}`;
    expect(readSnarkjsLog(textOf("log", text)).keys).toMatchObject([{ ok: false }]);
  });
});

test("a list of contributors: running numbers, names and indexes of files", () => {
  const row = (n: number, name: string, file: string): string =>
    `<tr>\n<td>${n}</td>\n<td>${name}</td>\n<td><a href="./${file}">download</a></td>\n<td></td></tr>`;
  const rows =
    row(0, " ", "c13_0000.zkey") +
    row(1, "undefined", "c13_0001_undefined.zkey") +
    row(2, "g", "c13_0001_g.zkey");
  expect(readContributorList(textOf("index.html", rows))).toMatchObject([
    { number: 1, index: 1, name: "undefined" },
    { number: 2, index: 1, name: "g" },
  ]);
});

test.each([
  ["prose without hashes", "hello"],
  ["an empty file", ""],
  ["bytes", "a\u0000b"],
  ["JSON of something else", '{"a":1}'],
  ["half a JSON", '{"ceremony":'],
  ["a gist whose hash is cut", "I contributed to the X.\n\nCircuit: a\nContributor # 1\nHash: 0123"],
])("refused: %s", async (_, text) => {
  await expect(readAttestation(bytesSource("f", text))).rejects.toThrow(MalformedError);
});

describe("hostile texts take no longer than their size", () => {
  const long = 300_000;
  test.each([
    ["blanks behind a gist's heading", `I contributed to the ${" ".repeat(long)}x`],
    ["colons behind a contribution", `contribution #1 ${"contribution #1 :".repeat(long / 10)}x`],
    ["a path without an end", `found matching file ${"a".repeat(long)}`],
    ["groups that are never sixteen", `${"0123abcd ".repeat(15)}x `.repeat(long / 150)],
    ["one row of many hashes", `| Contribution Hash |\n|${`${"ab".repeat(64)} `.repeat(long / 129)}`],
    ["many headings and hashes", `# Hermez\n${`## a\n${"ab".repeat(64)}\n`.repeat(long / 140)}`],
    ["an unfinished attestation", "Hey, I'm ".repeat(long / 9)],
    ["nothing but breaks", "\n".repeat(long)],
  ])("%s", async (_, text) => {
    const start = process.cpuUsage();
    await readAttestation(bytesSource("f", text)).catch((error: unknown) => {
      if (!(error instanceof MalformedError)) throw error;
    });
    readSnarkjsLog(textOf("f", text));
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(5);
  });
});
