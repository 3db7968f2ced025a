/** Statements about real ceremonies, read and held against each other. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Attestation, Claim } from "../../../transcripts/attestations/attestation.js";
import { readPantherBeacon } from "../../../transcripts/attestations/packages.js";
import { readAttestation } from "../../../transcripts/attestations/read.js";
import { readSnarkjsLog } from "../../../transcripts/attestations/snarkjsLog.js";
import { readContributorList } from "../../../transcripts/attestations/tables.js";
import { readText, type TextFile } from "../../../transcripts/attestations/text.js";
import { openFile } from "../../../transcripts/source.js";
import { describeWithShared } from "../../fixtures/shared.js";

async function read<T>(
  path: string,
  reader: (source: Awaited<ReturnType<typeof openFile>>) => Promise<T>,
): Promise<T> {
  const source = await openFile(path);
  try {
    return await reader(source);
  } finally {
    await source.close();
  }
}
const statement = (path: string): Promise<Attestation> => read(path, readAttestation);
const text = (path: string): Promise<TextFile> => read(path, readText);
const json = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const of = (claims: readonly Claim[], subject: Claim["subject"]): Claim[] =>
  claims.filter((one) => one.subject === subject);

interface ChainRow {
  readonly id: number;
  readonly name: string | null;
  readonly responseHash: string;
  readonly nextChallenge: string;
  readonly basedOnChallenge: string;
}

describeWithShared(
  "Zkopru's server log",
  [
    "real/zkopru/zkopru-server-log.txt",
    "ceremonies/hermez_ptau54_chain.json",
    "ceremonies/zkopru_circuits.json",
  ],
  ([log, chain, circuits]) => {
    test("three verifications of the Hermez powers, 55 rows each, equal to the chain row by row", async () => {
      const { ptaus } = readSnarkjsLog(await text(log));
      const { contributions } = json(chain) as { contributions: ChainRow[] };
      expect(ptaus).toHaveLength(3);
      for (const { rows } of ptaus) {
        const shown = [...rows]
          .reverse()
          .map((row) => [row.number, row.responseHash, row.nextChallenge, row.basedOn]);
        expect(shown).toEqual(
          contributions.map((row) => [row.id, row.responseHash, row.nextChallenge, row.basedOnChallenge]),
        );
        expect(rows[0]?.beacon?.iterationsExponent).toBe(10);
        expect(rows.find(({ number }) => number === 54)?.name).toBe("jarrad");
      }
    });

    test("16 circuit hashes, each under its own ceremony id", async () => {
      const { circuits: logged } = readSnarkjsLog(await text(log));
      const known = json(circuits) as { ceremonyId: string; circuit: string; circuitHash: string }[];
      expect(
        logged.map(({ ceremonyId, circuit, hash }) => ({ ceremonyId, circuit, circuitHash: hash })),
      ).toEqual(known.map(({ ceremonyId, circuit, circuitHash }) => ({ ceremonyId, circuit, circuitHash })));
    });
  },
);

describeWithShared("Zkopru's contributor lists", ["real/zkopru/c03_index.html"], ([first]) => {
  const list = async (circuit: number): ReturnType<typeof listOf> =>
    listOf(join(first, "..", `c${String(circuit).padStart(2, "0")}_index.html`));
  const listOf = async (path: string) => readContributorList(await text(path));

  test("as many contributions as were counted, in circuits 3 to 16", async () => {
    const counts = [369, 360, 350, 358, 357, 346, 340, 333, 339, 340, 323, 296, 299, 276];
    for (const [i, count] of counts.entries()) expect(await list(i + 3)).toHaveLength(count);
  });

  test("circuit 13 has index 1 twice, and no other list an index twice", async () => {
    for (let circuit = 3; circuit <= 16; circuit++) {
      const indexes = (await list(circuit)).map(({ index }) => index);
      const twice = indexes.filter((index, i) => indexes.indexOf(index) !== i);
      expect(twice, `circuit ${circuit}`).toEqual(circuit === 13 ? [1] : []);
    }
  });
});

describeWithShared("clr.fund's finalisation", ["real/clrfund/finalisation.md"], ([path]) => {
  test("two keys, 1,184 and 1,007 contributions with the beacon on top, both found well", async () => {
    const { keys, contributed } = readSnarkjsLog(await text(path));
    expect(keys.map(({ contributions, ok }) => [contributions.length, ok])).toEqual([
      [1184, true],
      [1007, true],
    ]);
    for (const { contributions } of keys) {
      expect(contributions.map(({ number }) => number)).toEqual(
        contributions.map((_, i) => contributions.length - i),
      );
      expect(contributions[0]?.beacon?.value).toBe(
        "664d7dfc80d6a1b485370f8b7802a81d53595b30408104132bfeb936c9013283",
      );
    }
    // What `zkey beacon` printed is what verification lists on top.
    expect(contributed.map(({ hash }) => hash)).toEqual(
      keys.map(({ contributions }) => contributions[0]?.hash),
    );
  });
});

describeWithShared(
  "zkLogin",
  [
    "real/zklogin/phase2/contribution_hashes.txt",
    "real/zklogin/phase2/file_hashes.txt",
    "real/zklogin/phase2/README.md",
  ],
  ([hashes, files, readme]) => {
    test("112 contribution hashes behind colour codes, numbered without a gap, none marked as a beacon", async () => {
      const [key, ...others] = readSnarkjsLog(await text(hashes)).keys;
      expect(others).toEqual([]);
      expect(key?.contributions.map(({ number }) => number)).toEqual(
        Array.from({ length: 112 }, (_, i) => 112 - i),
      );
      expect(key?.contributions.every(({ beacon }) => beacon === null)).toBe(true);
      expect(key?.circuitHash?.startsWith("daf22585")).toBe(true);
      expect(new Set(key?.contributions.map(({ hash }) => hash)).size).toBe(112);
    });

    test("112 file hashes, of which the README repeats the first", async () => {
      const listed = (await statement(files)).claims;
      expect(listed.map(({ fileName }) => fileName)).toEqual(
        Array.from({ length: 112 }, (_, i) => `phase2_${i}.params`),
      );
      const told = (await statement(readme)).claims;
      expect(told.find(({ fileName }) => fileName === "phase2_0.params")?.hash).toBe(listed[0]?.hash);
      expect(told.map(({ fileName }) => fileName)).toContain("phase2_beacon.params");
    });

    test("large files are git-LFS pointers, with their SHA-256 and size", async () => {
      const pointer = await statement(join(readme, "..", "initial.zkey"));
      expect(pointer.format).toBe("git-LFS pointer");
      expect(pointer.claims).toMatchObject([{ subject: "file", fileName: "initial.zkey" }]);
      expect(pointer.claims[0]?.size).toBeGreaterThan(500_000_000);
    });
  },
);

describeWithShared("Hermez's second phase", ["real/attestations/hermez-phase2/README.md"], ([readme]) => {
  const table = (): Promise<Attestation> => statement(readme);

  test("three circuits of six contributions and a beacon, all different", async () => {
    const contributions = of((await table()).claims, "contribution");
    expect(contributions).toHaveLength(21);
    expect(new Set(contributions.map(({ hash }) => hash)).size).toBe(21);
    expect(contributions.filter(({ number }) => number === "beacon")).toHaveLength(3);
  });

  test("every participant's own statement repeats the table's hashes", async () => {
    const listed = new Set(of((await table()).claims, "contribution").map(({ hash }) => hash));
    const folders = readdirSync(join(readme, "..")).filter((name) => /^\d{4}_/.test(name));
    expect(folders).toHaveLength(6);
    for (const folder of folders) {
      const own = of((await statement(join(readme, "..", folder, "README.md"))).claims, "contribution");
      expect(own.length, folder).toBeGreaterThanOrEqual(3);
      for (const { hash } of own) expect(listed.has(hash), `${folder}: ${hash.slice(0, 8)}`).toBe(true);
    }
  });

  test("the final files of two circuits stand under each other's heading", async () => {
    const files = of((await table()).claims, "file").map(({ circuit, fileName }) => [circuit, fileName]);
    expect(files).toEqual([
      ["2048 Tx", "circuit-400-32-256-64_hez4_final.zkey"],
      ["400 Tx", "circuit-2048-32-256-64_hez4_final.zkey"],
      ["Withdraw", "withdraw_hez4_final.zkey"],
    ]);
  });
});

describeWithShared("Panther", ["real/attestations/panther-mainnet/contributions"], ([folder]) => {
  test("22 contributors of five circuits, and a beacon older than the first of them", async () => {
    const names = readdirSync(folder).filter((name) => /^\d{4}_(?!final)/.test(name));
    const statements = await Promise.all(
      names.map((name) => statement(join(folder, name, "attestation.json"))),
    );
    expect(statements.map(({ claims }) => claims.length)).toEqual(names.map(() => 5));
    expect(new Set(statements.flatMap(({ claims }) => claims.map(({ hash }) => hash))).size).toBe(110);
    const beacon = readPantherBeacon(json(join(folder, "0023_final", "BeaconRandomnessMetadata.json")));
    expect(beacon).toMatchObject({ blockNumber: 22_038_000, iterationsExponent: 10 });
  });
});

describeWithShared(
  "Aptos, May 2024",
  ["real/attestations/aptos-may-2024/contribution_hashes.txt"],
  ([path]) => {
    test("31 files without number 15", async () => {
      const { claims } = await statement(path);
      expect(claims).toHaveLength(31);
      expect(claims.some(({ fileName }) => fileName?.endsWith("_00015.zkey"))).toBe(false);
    });
  },
);

describeWithShared(
  "Perpetual Powers of Tau",
  ["real/ppot/attestations", "ceremonies/ppot86_chain.json"],
  ([folder, chain]) => {
    test("every README names its response; the canonical ones are the rows of the published chain", async () => {
      const folders = readdirSync(folder).filter((name) => /^\d{4}_.*_response$/.test(name));
      const responses = new Map<number, string[]>();
      for (const name of folders) {
        const { claims } = await statement(join(folder, name, "README.md"));
        responses.set(
          Number(name.slice(0, 4)),
          of(claims, "response").map(({ hash }) => hash),
        );
      }
      const { contributions } = json(chain) as { contributions: ChainRow[] };
      const canonical = [
        ...Array.from({ length: 58 }, (_, i) => i + 1),
        ...Array.from({ length: 9 }, (_, i) => i + 78),
      ];
      expect(contributions).toHaveLength(canonical.length);
      for (const [i, number] of canonical.entries()) {
        expect(responses.get(number)?.[0], `response ${number}`).toBe(contributions[i]?.responseHash);
      }
    });
  },
);
