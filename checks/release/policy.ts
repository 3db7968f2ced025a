/** What else a policy asks: published hashes and digests, a beacon, and that the key is the one of the ceremony. */
import type { DigestedPart } from "../../transcripts/policy/config.js";
import { defineCheck, fact, found, type Yielded } from "../check.js";
import { chainsOf } from "../ceremony/chain.js";
import { contributionHash } from "../phase2/chain.js";
import { hex } from "../shared/places.js";

const ADVICE =
  "Compare the file with the one that the ceremony published, and fetch it again from there. If it is the same, the published " +
  "hash or the configuration is wrong: find out which before the release.";

export const publishedHashes = defineCheck({
  id: "policy/published-hashes",
  claim: "Every published hash is that of a contribution to the key",
  severity: "high",
  cites: ["zkassay-config/1: publishedHashes"],
  impact:
    "The key is not the one that people contributed to and published: somebody's contribution is not in it.",
  advice: ADVICE,
  method:
    "Contribution hashes (Blake2b-512 of a contribution) are looked up among those of the proving key, whatever their number.",
  needs: ["release", "zkey"],
  after: ["zkey/container"],
  run: async function* ({ release, zkey }, context): AsyncGenerator<Yielded> {
    const published = release.ceremony?.publishedHashes ?? [];
    if (published.length === 0) {
      yield { kind: "does not apply", reason: "the configuration lists no published hashes" };
      return;
    }
    const curve = await context.curve(zkey.curve.name);
    const own = new Set(zkey.contributions.map((row) => hex(contributionHash(curve, row))));
    const file = zkey.container.source.path;
    for (const [index, { hash, person }] of published.entries()) {
      if (own.has(hash)) continue;
      const values = { hash, ...(person === undefined ? {} : { person }) };
      yield found({
        statement: "the published hash is that of a contribution to the key",
        evidence: [{ file: release.file, section: "publishedHashes", index, values }, { file }],
      });
    }
    yield fact("published hashes", String(published.length));
  },
});

export const publishedDigests = defineCheck({
  id: "policy/digests",
  claim: "Every file of the release has the digests that were published of it",
  severity: "high",
  cites: ["zkassay-config/1: digests", "FIPS 180-4: SHA-256", "RFC 7693: Blake2b"],
  impact: "What is released is not the file that was published: what people looked at is another one.",
  advice: ADVICE,
  method:
    "SHA-256 and Blake2b-512 of the bytes of the file, compared with those of the configuration's digests. Equal digests say " +
    "that it is the file that was published, and nothing of what is in it.",
  needs: ["release"],
  run: async function* ({ release }): AsyncGenerator<Yielded> {
    const published = Object.entries(release.published);
    if (published.length === 0) {
      yield { kind: "does not apply", reason: "the configuration lists no digests" };
      return;
    }
    for (const [part, digests] of published) {
      const own = release.digests.get(part as DigestedPart);
      if (own === undefined) {
        yield { kind: "not evaluated", reason: `a digest of the ${part} is published, and it was not read` };
        continue;
      }
      for (const [kind, name] of [
        ["sha256", "SHA-256"],
        ["blake2b512", "Blake2b-512"],
      ] as const) {
        const expected = digests?.[kind];
        if (expected === undefined || expected === own[kind]) continue;
        yield found({
          statement: `${name} of the ${part} = the published one`,
          evidence: [
            { file: own.path, values: { found: own[kind], expected } },
            { file: release.file, section: `digests.${part}` },
          ],
        });
      }
    }
    yield fact("published digests", published.map(([part]) => part).join(", "));
  },
});

export const beaconPresent = defineCheck({
  id: "policy/beacon",
  claim: "The last contribution is a beacon, as the policy asks, and one that was announced",
  severity: "high",
  cites: ["Bowe, Gabizon, Miers: MMORPG §3 (random beacon)", "zkassay-config/1: beacon"],
  impact:
    "Without a beacon the last contributor can try contributions until the key suits them. A value that nobody announced could " +
    "have been chosen in the same way.",
  advice: "Apply the announced beacon to the last key and release that one.",
  method:
    "The last contribution of the proving key is marked as a beacon, and the configuration names the record of its announcement. " +
    "That the mark, the value and the announcement agree is what beacon/zkey-derivation and beacon/zkey-announced say.",
  needs: ["release", "zkey"],
  after: ["zkey/container"],
  run: async function* ({ release, zkey, announcements }): AsyncGenerator<Yielded> {
    const policy = release.ceremony?.beacon;
    if (policy === undefined || !policy.required) {
      yield { kind: "does not apply", reason: "the policy does not ask for a beacon" };
      return;
    }
    const last = zkey.contributions.at(-1);
    if (last?.flag !== "beacon") {
      const values = { contributions: String(zkey.contributions.length), last: last?.flag ?? "none" };
      yield found({
        statement: "the last contribution is a beacon",
        evidence: [{ file: zkey.container.source.path, section: zkey.labels.contributions, values }],
      });
      return;
    }
    if (announcements?.some(({ phase }) => phase === 2) === true) return;
    yield {
      kind: "inconclusive",
      reason:
        "a beacon is there, and no record of its announcement is named: its value may have been chosen afterwards",
    };
  },
});

export const keyOfTheCeremony = defineCheck({
  id: "policy/ceremony-key",
  claim: "The released key is the one that the ceremony ended with",
  severity: "critical",
  cites: ["zkopru#207", "zkassay-ceremony/1"],
  impact:
    "The key is not the ceremony's last one: contributions are missing from it, or it is another circuit's.",
  advice: ADVICE,
  method:
    "Contribution hashes of the proving key = those of the final key that ceremony.json names for the circuit, in number and " +
    "order. The first that differs is named.",
  needs: ["release", "zkey"],
  after: ["zkey/container"],
  run: async function* ({ release, zkey, ceremony }, context): AsyncGenerator<Yielded> {
    if (ceremony === undefined) {
      yield { kind: "does not apply", reason: "the configuration names no folder of the ceremony" };
      return;
    }
    const chains = await chainsOf(ceremony, context);
    const chain = chains.find(({ circuit }) => circuit.name === release.circuitInCeremony);
    if (chain === undefined || chain.source === null) {
      const reason = `ceremony.json has no final key of ${release.circuitInCeremony}`;
      yield { kind: "not evaluated", reason };
      return;
    }
    const curve = await context.curve(zkey.curve.name);
    const own = zkey.contributions.map((row) => hex(contributionHash(curve, row)));
    const theirs = chain.links.map(({ hash }) => hash);
    yield fact("contributions", `${own.length}, and ${theirs.length} in the ceremony`);
    const count = Math.max(own.length, theirs.length);
    for (let i = 0; i < count; i++) {
      if (own[i] === theirs[i]) continue;
      const values = { found: own[i] ?? "none", expected: theirs[i] ?? "none" };
      yield found({
        statement: `contribution ${i + 1} of the released key = contribution ${i + 1} of the ceremony's`,
        evidence: [
          { file: zkey.container.source.path, section: zkey.labels.contributions, index: i, values },
          { file: ceremony.file },
        ],
      });
      return;
    }
  },
});
