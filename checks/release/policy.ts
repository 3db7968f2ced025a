/** What else a policy asks: published hashes, a beacon, and that the key is the one of the ceremony. */
import { defineCheck, fact, found, type Yielded } from "../check.js";
import { chainsOf } from "../ceremony/chain.js";
import { contributionHash } from "../phase2/chain.js";
import { hex } from "../shared/places.js";

const ADVICE =
  "Compare the file with the one that the ceremony published, and fetch it again from there. If it is the same, the published " +
  "hash or the configuration is wrong: find out which before the release.";

export const publishedHashes = defineCheck({
  id: "policy/published-hashes",
  claim: "Every published hash is that of a contribution to the key, or of the file that it names",
  severity: "high",
  cites: ["zkassay-config/1: publishedHashes"],
  impact:
    "The key is not the one that people contributed to and published: somebody's contribution is not in it.",
  advice: ADVICE,
  method:
    "Contribution hashes (Blake2b-512 of a contribution) are looked up among those of the proving key, whatever their number; " +
    "SHA-256 and Blake2b-512 of files are compared with the files that are released.",
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
    for (const [index, one] of published.entries()) {
      if ("hash" in one) {
        if (own.has(one.hash)) continue;
        const values = { hash: one.hash, ...(one.person === undefined ? {} : { person: one.person }) };
        const statement = "the published hash is that of a contribution to the key";
        yield found({
          statement,
          evidence: [{ file: release.file, section: "publishedHashes", index, values }, { file }],
        });
        continue;
      }
      const digests = release.digests.get(one.file);
      if (digests === undefined) {
        yield {
          kind: "not evaluated",
          reason: `a hash of ${one.file} is published, and the configuration names no such file`,
        };
        continue;
      }
      const [kind, expected, actual] =
        "sha256" in one
          ? ["SHA-256", one.sha256, digests.sha256]
          : ["Blake2b-512", one.blake2b512, digests.blake2b512];
      if (expected === actual) continue;
      yield found({
        statement: `${kind} of ${one.file} = the published one`,
        evidence: [{ file: digests.path, values: { found: actual, expected } }],
      });
    }
    yield fact("published hashes", String(published.length));
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
