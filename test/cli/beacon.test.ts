/** zkassay beacon, as a shell sees it: outputs and exit codes. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseResult } from "../../reports/index.js";
import { findChain } from "../../transcripts/drand/chains.js";
import { chains, goodAnnouncement, json, QUICKNET, ROUND } from "../checks/beacon/files.js";
import { zkassay, type Ran } from "../fixtures/shell.js";

let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "zkassay-cli-"))));
afterAll(() => rm(folder, { recursive: true }));

const beacon = (...args: readonly string[]): Promise<Ran> =>
  zkassay(["beacon", ...args], { env: { ...process.env, XDG_CACHE_HOME: folder } });

describe("verify-round", () => {
  it("exits 0 for rounds that verify, and shows them in the result", async () => {
    const { code, stdout } = await beacon("verify-round", json(ROUND), "--json", "-");
    expect(code).toBe(0);
    const result = parseResult(stdout);
    expect(result.checks.map(({ id }) => id)).toEqual(["beacon/round"]);
    expect(result.checks[0]?.facts).toEqual([
      { label: "round 2 of quicknet, 2023-08-23T15:09:30Z", value: ROUND.randomness },
    ]);
    expect(result.soundness?.seed).toMatch(/^[0-9a-f]{64}$/);
  });

  it("exits 1 for one that does not, and 3 for a file that is not there", async () => {
    expect((await beacon("verify-round", json({ ...ROUND, round: 3 }))).code).toBe(1);
    expect((await beacon("verify-round", json("no round"))).code).toBe(1);
    expect((await beacon("verify-round", join(folder, "nowhere.json"))).code).toBe(3);
  });
});

describe("check", async () => {
  const path = await chains(2);

  it("exits 0 for a key whose beacon was announced, and draws its story", async () => {
    const files = ["--announcement", json(goodAnnouncement), "--round", json(ROUND)];
    const { code, stdout } = await beacon("check", path("beacon"), ...files, "--html", "-");
    expect(code).toBe(0);
    expect(stdout).toContain("The beacon of a test");
    expect(stdout).toContain("</svg>");
  });

  it("exits 1 for another beacon, and 0 for it with --fail-on high", async () => {
    const files = ["--announcement", json(goodAnnouncement), "--round", json(ROUND)];
    expect((await beacon("check", path("plain"), ...files)).code).toBe(1);
    expect((await beacon("check", path("plain"), ...files, "--fail-on", "high")).code).toBe(0);
    expect((await beacon("check", path("alone"), "--fail-on", "high")).code).toBe(1);
  });

  it("exits 3 where a beacon would be hashed more often than allowed", async () => {
    const { code, stdout } = await beacon("check", path("beacon"), "--max-iterations", "9");
    expect(code).toBe(3);
    expect(stdout).toContain("2^10 iterations are more than the 2^9 that were allowed");
  });
});

describe("derive", () => {
  it("prints seed and keys as JSON", async () => {
    const { code, stdout } = await beacon("derive", ROUND.randomness, "--iterations", "10");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      value: ROUND.randomness,
      iterationsExponent: 10,
      curve: "bn254",
    });
  });

  it.each([
    [["0x12", "--iterations", "10"], 2],
    [["", "--iterations", "10"], 2],
    [["12", "--iterations", "64"], 2],
    [["12"], 2],
    [["12", "--iterations", "10", "--curve", "secp256k1"], 2],
    [["12", "--iterations", "35"], 3],
  ])("%j exits %i", async (args, expected) => {
    const { code, stdout, stderr } = await beacon("derive", ...args);
    expect(code).toBe(expected);
    expect(stdout).toBe("");
    expect(stderr).not.toBe("");
  });
});

describe("fetch", () => {
  let server: Server;
  let relay: string;
  let round: object = ROUND;
  const chain = findChain(QUICKNET);

  beforeAll(async () => {
    const info = { public_key: chain?.publicKey, period: 3, genesis_time: chain?.genesis, hash: QUICKNET };
    server = createServer(({ url }, response) => {
      if (url === `/${QUICKNET}/info`) response.end(JSON.stringify(info));
      else if (url === `/${QUICKNET}/public/2`) response.end(JSON.stringify(round));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    relay = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  const fetchTwo = (...more: string[]) =>
    beacon("fetch", "--relay", relay, "--chain", "quicknet", "--round", "2", ...more);

  it("writes a round that verifies, which verify-round then takes", async () => {
    const out = join(folder, "round.json");
    expect(await fetchTwo("--out", out)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(JSON.parse(await readFile(out, "utf8"))).toEqual({ chain: QUICKNET, ...ROUND });
    expect((await beacon("verify-round", out)).code).toBe(0);
  });

  it("writes nothing of a round that does not, and exits 1", async () => {
    round = { ...ROUND, randomness: "00".repeat(32) };
    const { code, stdout, stderr } = await fetchTwo();
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("is no round of quicknet");
    round = ROUND;
  });

  it.each([
    [["--round", "latest"], 2],
    [["--round", "0"], 2],
    [["--round", "2", "--relay", "file:///etc/passwd"], 2],
    [["--round", "3"], 3],
    [["--round", "2", "--chain", "nobody's"], 3],
  ])("%j exits %i", async (args, expected) => {
    expect((await fetchTwo(...args)).code).toBe(expected);
  });
});
