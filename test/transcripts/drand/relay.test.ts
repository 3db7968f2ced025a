/** A relay of our own on this machine, which speaks drand's protocol and tells the truth only when asked to. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fetchVerified } from "../../../cli/beaconRelay.js";
import { findChain } from "../../../transcripts/drand/chains.js";
import { fetchDifference, fetchRound } from "../../../transcripts/drand/relay.js";
import { QUICKNET, ROUND } from "../../checks/beacon/files.js";

const quicknet = findChain("quicknet");
if (quicknet === null) throw new Error("quicknet is in the table");

const INFO = {
  public_key: quicknet.publicKey,
  period: quicknet.period,
  genesis_time: quicknet.genesis,
  hash: quicknet.hash,
  groupHash: quicknet.groupHash,
  schemeID: quicknet.scheme,
  metadata: { beaconID: "quicknet" },
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const ok =
  (body: unknown): Answer =>
  (_, response) =>
    void response.setHeader("content-type", "application/json").end(JSON.stringify(body));

let server: Server;
let relay: URL;
let answers: Record<string, Answer> = {};

beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = answers[request.url ?? ""];
    if (answer === undefined) response.writeHead(404).end("not found");
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  relay = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answers = { [`/${QUICKNET}/info`]: ok(INFO), [`/${QUICKNET}/public/2`]: ok(ROUND) };
});

const PUBLIC = `/${QUICKNET}/public/2`;
const fetchTwo = (timeout = 2) => fetchVerified(relay, "quicknet", 2, timeout);

describe("a round from a relay", () => {
  it("is verified, and written down with its chain", async () => {
    expect(await fetchTwo()).toEqual({ fault: null, json: { chain: QUICKNET, ...ROUND } });
  });

  it("is asked for under the relay's own path", async () => {
    answers = Object.fromEntries(Object.entries(answers).map(([path, answer]) => [`/drand${path}`, answer]));
    const below = new URL("/drand?x=1", relay);
    expect((await fetchRound(below, quicknet, 2)).round).toBe(2);
    expect(await fetchDifference(below, quicknet)).toBeNull();
  });

  it.each([
    ["another signature", { ...ROUND, signature: `a${ROUND.signature.slice(1)}`, randomness: undefined }],
    ["another randomness", { ...ROUND, randomness: "00".repeat(32) }],
    ["a previous signature", { ...ROUND, previous_signature: "00".repeat(48) }],
  ])("is refused with %s", async (_, body) => {
    answers[PUBLIC] = ok(body);
    expect((await fetchTwo()).fault).toContain("is no round of quicknet");
  });

  it.each([
    ["public_key", "00"],
    ["period", 30],
    ["genesis_time", 0],
    ["schemeID", "pedersen-bls-chained"],
  ])("is refused from a relay whose chain has another %s", async (member, value) => {
    answers[`/${QUICKNET}/info`] = ok({ ...INFO, [member]: value });
    expect((await fetchTwo()).fault).toContain(`${member} is ${value}`);
  });
});

describe("a relay that does not answer as it should", () => {
  it.each<[string, Answer, string]>([
    ["says no", (_, response) => response.writeHead(503).end(), "the relay answers 503"],
    ["sends another round", ok({ ...ROUND, round: 3 }), "the answer is round 3"],
    ["sends no JSON", (_, response) => response.end("<html>"), "public/2"],
    ["sends no round", ok({ round: "two" }), "no drand round"],
    ["sends without end", (_, response) => response.end("x".repeat(1 << 17)), "longer than 65536 bytes"],
    ["sends elsewhere", (_, response) => response.writeHead(302, { location: "/" }).end(), "cannot be asked"],
    ["hangs up", (request) => void request.socket.destroy(), "cannot be asked"],
  ])("%s", async (_, answer, words) => {
    answers[PUBLIC] = answer;
    await expect(fetchTwo()).rejects.toThrow(words);
  });

  it("keeps silent, or falls silent", async () => {
    answers[PUBLIC] = () => {};
    await expect(fetchTwo(1)).rejects.toThrow("no answer within 1 s");
    answers[PUBLIC] = (_, response) => void response.write('{"round":');
    await expect(fetchTwo(1)).rejects.toThrow("no answer within 1 s");
  });

  it("is not asked for what cannot be", async () => {
    await expect(fetchVerified(relay, "mine", 2, 1)).rejects.toThrow(
      "no pinned chain mine; there are default",
    );
    await expect(fetchVerified(relay, "quicknet", 9_000_000_000, 1)).rejects.toThrow("is due at");
    await expect(fetchVerified(new URL("http://127.0.0.1:9"), "quicknet", 2, 1)).rejects.toThrow(
      "127.0.0.1:9",
    );
  });
});
