import { generateKeyPairSync, sign } from "node:crypto";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../transcripts/announcementText.js";
import { exportParams, importParams } from "../../fixtures/exchange.js";
import { judged, told } from "./assay.js";
import { chains, goodAnnouncement, json, QUICKNET, ROUND, withTail, type ChainName } from "./files.js";

/** The drand test network of a walkthrough, whose key is in a README. */
const WALKTHROUGH = "af8b6fc95693b058a3a59efe586eb31c2c352fe00cf40c62a427d87c34f7a235";

const announcement = (changes: Record<string, unknown> = {}): string =>
  json({ ...goodAnnouncement, ...changes });
const without = (...members: (keyof typeof goodAnnouncement)[]): string =>
  json(
    Object.fromEntries(Object.entries(goodAnnouncement).filter(([name]) => !members.includes(name as never))),
  );

describe("beacon/round", () => {
  const on = async (...rounds: unknown[]) => told(await judged("beacon/round", { rounds: rounds.map(json) }));

  it("holds for a relay's answer, for a list, and under the chain that is named", async () => {
    expect(await on(ROUND)).toEqual(["pass"]);
    expect(await on([ROUND, { ...ROUND, chain: QUICKNET }])).toEqual(["pass"]);
    const { randomness: _, ...short } = ROUND;
    expect(await on({ ...short, someday: "more" })).toEqual(["pass"]);
  });

  it.each([
    [{ round: 3 }, "it verifies under none of the chains"],
    [{ randomness: "00".repeat(32) }, "the form of no pinned chain"],
    [{ chain: QUICKNET, randomness: "00".repeat(32) }, "randomness = SHA-256(signature) is false"],
    [{ chain: "00".repeat(32) }, "is not among the pinned ones"],
    [{ chain: WALKTHROUGH }, "the signature is not the chain's"],
    [{ previous_signature: "00".repeat(96) }, "the form of no pinned chain"],
  ])("fails with %o", async (changes, words) => {
    expect(await on({ ...ROUND, ...changes })).toEqual(["fail", expect.stringContaining(words)]);
  });

  it.each([
    [{ ...ROUND, round: 0 }, "0.round: this is no JSON of drand rounds"],
    [{ ...ROUND, round: 2 ** 60 }, "0.round"],
    [{ ...ROUND, signature: "0x12" }, "hexadecimal digits are needed"],
    [{ ...ROUND, signature: "ab".repeat(300) }, "0.signature"],
    [[], "this is no JSON of drand rounds"],
    ["a text", "this is no JSON of drand rounds"],
  ])("says what is wrong with a file that holds no round", async (value, words) => {
    const { outcome, findings } = await judged("beacon/round", { rounds: [json(value)] });
    expect(outcome).toBe("fail");
    expect(`${findings[0]?.evidence[0]?.section}: ${findings[0]?.statement}`).toContain(words);
  });

  it("is excused where no round is given", async () => {
    const { reason } = await judged("beacon/round", { announcements: [announcement()] });
    expect(reason).toBe("no drand round was given");
  });
});

describe("beacon/announcement", () => {
  const on = async (path: string) => told(await judged("beacon/announcement", { announcements: [path] }));

  it("holds for an order that is right, and calls dates what they are", async () => {
    const path = announcement({
      applied: { at: "2023-08-24T00:00:00Z", datedBy: "Ethereum transaction 0x12" },
    });
    const result = await judged("beacon/announcement", { announcements: [path] });
    expect(told(result)).toEqual(["pass"]);
    expect(result.facts.map(({ value }) => value)).toEqual([
      "2023-08-20T00:00:00Z (self-asserted)",
      "2023-08-22T00:00:00Z (self-asserted)",
      "2023-08-24T00:00:00Z (dated by Ethereum transaction 0x12)",
      "the coordinator",
    ]);
  });

  it.each([
    [
      { announced: { at: "2023-08-23T15:09:30Z" } },
      "announced, 2023-08-23T15:09:30Z (self-asserted) < drand round 2",
    ],
    [{ lastContribution: { at: "2023-08-23T16:00:00Z" } }, "last contribution, 2023-08-23T16:00:00Z"],
    [{ applied: { at: "2023-08-23T15:00:00Z" } }, "< applied, 2023-08-23T15:00:00Z"],
    [{ source: { kind: "drand", chain: WALKTHROUGH, round: 9_999_999 } }, "is no test network"],
    [{ source: { kind: "drand", chain: "mine", round: 2 } }, "the chain mine is one of the pinned ones"],
    [{ form: "sha256-of-text", text: "21989617" }, "it is a number of 8 digits"],
    [{ form: "sha256-of-text", text: "2023-08-23" }, "it is a date"],
    [{ form: "sha256-of-text", text: "https://api.drand.sh/public/latest" }, "it names whatever is latest"],
    [
      { signature: { algorithm: "ed25519", publicKey: "11".repeat(32), signature: "22".repeat(64) } },
      "the record is signed by the Ed25519 key 1111",
    ],
  ])("fails with %o", async (changes, words) => {
    const said = await on(announcement(changes));
    expect(said[0]).toBe("fail");
    expect(said.join("\n")).toContain(words);
  });

  it("fails where nothing was announced, and cannot decide where a date is missing", async () => {
    expect(await on(without("announced"))).toEqual([
      "fail",
      "an announcement from before the value could be known is on record",
    ]);
    expect(await on(without("applied", "lastContribution"))).toEqual([
      "inconclusive",
      expect.stringMatching(/does not say when the last contribution was made.*when the beacon was applied/),
    ]);
  });

  it("holds with a signature, and fails with the record changed under it", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const signature = sign(null, Buffer.from(canonicalJson(goodAnnouncement as never)), privateKey).toString(
      "hex",
    );
    const { x = "" } = publicKey.export({ format: "jwk" });
    const signed = {
      signature: { algorithm: "ed25519", publicKey: Buffer.from(x, "base64url").toString("hex"), signature },
    };
    expect(await on(announcement(signed))).toEqual(["pass"]);
    const changed = await on(announcement({ ...signed, ceremony: "another" }));
    expect(changed).toEqual(["fail", expect.stringContaining("signed by")]);
  });

  it.each([
    [{ iterationsExponent: 64 }, "iterationsExponent"],
    [{ phase: 3 }, "phase"],
    [{ form: "sha256-of-text" }, "text"],
    [{ text: "no form has it" }, "text"],
    [{ source: { kind: "text", description: "a tweet" } }, "form"],
    [{ source: { kind: "value", description: "x", value: "0x12" } }, "source.value"],
    [{ announced: { at: "yesterday" } }, "announced.at"],
    [{ unknown: 1 }, "file"],
  ])("says which member of a record is wrong: %o", async (changes, member) => {
    const { outcome, findings } = await judged("beacon/announcement", {
      announcements: [announcement(changes)],
    });
    expect(outcome).toBe("fail");
    expect(findings[0]?.evidence[0]?.section).toBe(member);
  });
});

describe("beacon/announced-round", () => {
  const on = async (path: string, ...rounds: unknown[]) =>
    told(await judged("beacon/announced-round", { announcements: [path], rounds: rounds.map(json) }));

  it("holds with the round at hand", async () => {
    expect(await on(announcement(), ROUND)).toEqual(["pass"]);
    expect(await on(announcement({ source: { kind: "drand", chain: "quicknet", round: 2 } }), ROUND)).toEqual(
      ["pass"],
    );
  });

  it("asks for the round's JSON where it has none that verifies", async () => {
    const asks = [
      "inconclusive",
      expect.stringContaining(`https://api.drand.sh/${QUICKNET}/public/2 and give it`),
    ];
    expect(await on(announcement())).toEqual(asks);
    expect(await on(announcement(), { ...ROUND, signature: "00".repeat(48), randomness: undefined })).toEqual(
      asks,
    );
  });

  it("fails where the announced randomness is not the round's", async () => {
    const source = { kind: "drand", chain: QUICKNET, round: 2, randomness: "11".repeat(32) };
    expect(await on(announcement({ source }), ROUND)).toEqual([
      "fail",
      expect.stringContaining("randomness"),
    ]);
    const three = { ...source, round: 3 };
    const signature =
      "b3fab6df720b68cc47175f2c777e86d84187caab5770906f515ff1099cb01e4deaa027075d860823e49477b93c72bd64";
    expect(await on(announcement({ source: three }), { round: 3, signature })).toEqual([
      "fail",
      expect.stringContaining("drand round 3 of quicknet"),
    ]);
  });

  it("does not apply to other sources", async () => {
    const source = { kind: "value", description: "a block hash", value: "ab".repeat(32) };
    expect((await on(announcement({ source })))[0]).toBe("not evaluated");
  });
});

describe.each([
  { phase: 1, role: "ptau" },
  { phase: 2, role: "zkey" },
] as const)("beacon/$role-announced", async ({ phase, role }) => {
  const path = await chains(phase);
  const on = async (
    file: string,
    changes: Record<string, unknown> = {},
    rounds: readonly unknown[] = [ROUND],
  ) =>
    await judged(`beacon/${role}-announced`, {
      files: [file],
      announcements: [announcement({ phase, ...changes })],
      rounds: rounds.map(json),
    });
  const saidOf = async (chain: ChainName, changes: Record<string, unknown> = {}) =>
    told(await on(path(chain), changes));

  it("recognises the beacon, whatever the file says of itself", async () => {
    expect(await saidOf("beacon")).toEqual(["pass"]);
    expect(await saidOf("longer", { iterationsExponent: 11 })).toEqual(["pass"]);
    const hidden = await withTail(path("beacon"), { flag: 0, exponent: 40, valueByte: 1 });
    const { outcome, facts } = await on(hidden);
    expect(outcome).toBe("pass");
    expect(facts[0]?.value).toContain("its flag says contribution");
  });

  it("goes by the published randomness where there is no round, and says that it does", async () => {
    const { outcome, facts } = await on(path("beacon"), {}, []);
    expect(outcome).toBe("pass");
    expect(facts[0]?.value).toContain("is not proven here");
    const source = { kind: "drand", chain: QUICKNET, round: 2 };
    expect(told(await on(path("beacon"), { source }, []))).toEqual([
      "inconclusive",
      expect.stringContaining("fetch"),
    ]);
  });

  it("tries the other forms, and says which one it was", async () => {
    expect(await saidOf("hexText", { form: "sha256-of-hex" })).toEqual(["pass"]);
    expect(await saidOf("hexText")).toEqual([
      "fail",
      'the value was applied in the announced form "raw"; it was "sha256-of-hex"',
    ]);
    const typed = { form: "sha256-of-text", text: "drand quicknet round 2, as announced" };
    expect(await saidOf("typed", typed)).toEqual(["pass"]);
    expect(await saidOf("typed", { ...typed, source: { kind: "text", description: "typed" } })).toEqual([
      "pass",
    ]);
    expect(await saidOf("beacon", typed)).toEqual(["fail", expect.stringContaining('it was "raw"')]);
  });

  it("fails with another value, exponent or round", async () => {
    const nothing = ["fail", expect.stringMatching(/^a contribution to .* is derived from/)];
    expect(await saidOf("plain")).toEqual(nothing);
    expect(await saidOf("beacon", { iterationsExponent: 11 })).toEqual(nothing);
    const source = { kind: "value", description: "another", value: "22".repeat(32) };
    expect(await saidOf("beacon", { source })).toEqual(nothing);
  });

  it("fails where others contributed after it, and where nobody did before", async () => {
    expect(await saidOf("middle")).toEqual([
      "fail",
      "contribution 2, the announced beacon, is the last of 3",
    ]);
    const { findings } = await on(path("alone"));
    expect(findings.map(({ severity }) => severity)).toEqual(["critical"]);
  });

  it("is not hashed beyond what is allowed, and does not apply to the other phase", async () => {
    expect(await saidOf("beacon", { iterationsExponent: 63 })).toEqual([
      "inconclusive",
      expect.stringContaining("2^34"),
    ]);
    expect((await saidOf("beacon", { phase: 3 - phase }))[0]).toBe("not evaluated");
  });
});

describe("a key that went through .params, which has no flag, exponent or value", async () => {
  const path = await chains(2);
  const exported = await exportParams(path("beacon"));
  const imported = await importParams(
    join(dirname(path("typed")), "0.zkey"),
    await exportParams(path("typed")),
  );

  it.each(["beacon/zkey-derivation", "beacon/zkey-last"])("does not show a beacon to %s", async (id) => {
    expect((await judged(id, { files: [exported] })).outcome).toBe("not evaluated");
  });

  it("is recognised by its announcement all the same, before and after it is a .zkey again", async () => {
    const given = { files: [exported], announcements: [announcement()], rounds: [json(ROUND)] };
    expect(told(await judged("beacon/zkey-announced", given))).toEqual(["pass"]);
    const typed = announcement({ form: "sha256-of-text", text: "drand quicknet round 2, as announced" });
    const again = { files: [imported], announcements: [typed], rounds: [json(ROUND)] };
    const { outcome, facts } = await judged("beacon/zkey-announced", again);
    expect(outcome).toBe("pass");
    expect(facts[0]?.value).toContain("its flag says contribution");
  });

  it("is not another's", async () => {
    const given = {
      files: [exported],
      announcements: [announcement({ iterationsExponent: 12 })],
      rounds: [json(ROUND)],
    };
    expect((await judged("beacon/zkey-announced", given)).outcome).toBe("fail");
    const source = { kind: "value", description: "another", value: "33".repeat(32) };
    const other = { files: [exported], announcements: [announcement({ source })] };
    expect((await judged("beacon/zkey-announced", other)).outcome).toBe("fail");
  });
});
