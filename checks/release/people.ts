/** What a policy asks of a ceremony's people: how many there must be, and who says so. */
import type { Curve } from "../../algebra/curve.js";
import type { Ceremony } from "../../transcripts/ceremony/ceremony.js";
import type { ReleasePolicy } from "../../transcripts/policy/release.js";
import type { ProvingKey } from "../../transcripts/provingKey.js";
import { defineCheck, fact, found, type Yielded } from "../check.js";
import { contributionHash } from "../phase2/chain.js";
import { equalBytes, hex } from "../shared/places.js";

const ADVICE = "Do not release the key, or lower the policy if less was promised, and say so.";
const NO_POLICY = "the configuration asks nothing of the ceremony";

/** A contribution that can count for somebody. */
interface Counted {
  readonly number: number;
  readonly hash: string;
}

/** Contributions that are no beacon, and that changed delta: multiplying by one protects nothing. */
function countedOf(curve: Curve, { contributions }: ProvingKey): Counted[] {
  let before = curve.generator("G1");
  return contributions.flatMap((row) => {
    const changed = !equalBytes(before, row.deltaAfter);
    before = row.deltaAfter;
    const counts = changed && row.flag !== "beacon";
    return counts ? [{ number: row.number, hash: hex(contributionHash(curve, row)) }] : [];
  });
}

export const enoughContributions = defineCheck({
  id: "policy/contributions",
  claim: "The key has as many contributions as the policy asks for",
  severity: "high",
  cites: ["snarkjs#620", "zkassay-config/1: minimumContributions"],
  impact: "The key is safe if one contributor was honest: the fewer there are, the fewer must be trusted.",
  advice: ADVICE,
  method:
    "Contributions of the proving key that are not marked as beacons and that changed delta, at least minimumContributions. " +
    "Marks are bound by no hash: a beacon that hides its mark is told by the checks of beacons.",
  needs: ["release", "zkey"],
  after: ["zkey/transcript"],
  run: async function* ({ release, zkey }, context): AsyncGenerator<Yielded> {
    if (release.ceremony === null) {
      yield { kind: "does not apply", reason: NO_POLICY };
      return;
    }
    const { minimumContributions } = release.ceremony;
    const count = countedOf(await context.curve(zkey.curve.name), zkey).length;
    yield fact("contributions", `${count}, of ${minimumContributions} asked for`);
    if (count >= minimumContributions) return;
    yield found({
      statement: `number of contributions ≥ ${minimumContributions}`,
      evidence: [
        { file: zkey.container.source.path, values: { count: String(count) } },
        { file: release.file },
      ],
    });
  },
});

/** Who says that a contribution is theirs, and where. */
interface Identity {
  readonly person: string;
  readonly hash: string;
  readonly file: string;
}

function identitiesOf({ file, ceremony }: ReleasePolicy, whole: Ceremony | undefined): Identity[] {
  const listed = (ceremony?.publishedHashes ?? []).flatMap((one) =>
    "hash" in one && one.person !== undefined ? [{ person: one.person, hash: one.hash, file }] : [],
  );
  const attested = (whole?.attestations ?? []).flatMap((attestation) =>
    attestation.claims.flatMap(({ subject, hash, person }) => {
      const who = person ?? attestation.person;
      return subject === "contribution" && who !== null
        ? [{ person: who, hash, file: attestation.file }]
        : [];
    }),
  );
  const recorded = (whole?.records ?? []).flatMap(({ turns, file: records }) =>
    turns.flatMap(({ account, hash }) =>
      account === null || hash === null ? [] : [{ person: account, hash, file: records }],
    ),
  );
  return [...listed, ...attested, ...recorded];
}

/**
 * People with their contributions, and the contributions that nobody claims. Names that claim one contribution are one
 * person's, such as a name and an account: whatever else they claim is that person's too.
 */
function joined(counted: readonly Counted[], identities: readonly Identity[]) {
  const groups: { readonly names: Set<string>; readonly numbers: number[] }[] = [];
  const unclaimed: number[] = [];
  for (const { number, hash } of counted) {
    const names = identities
      .filter((one) => one.hash === hash)
      .flatMap(({ person }) => spelled(person) || []);
    if (names.length === 0) unclaimed.push(number);
    if (names.length === 0) continue;
    const same = groups.filter((group) => names.some((name) => group.names.has(name)));
    for (const group of same) groups.splice(groups.indexOf(group), 1);
    groups.push({
      names: new Set([...names, ...same.flatMap((group) => [...group.names])]),
      numbers: [...same.flatMap((group) => group.numbers), number],
    });
  }
  const people = new Map(groups.map(({ names, numbers }) => [[...names].join(" = "), numbers]));
  return { people, unclaimed };
}

/** What a reader does not see in a name. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu;

/** One spelling of a name or an account; "" where nothing of it can be seen. */
const spelled = (person: string): string =>
  person.normalize("NFKC").replaceAll(UNSEEN, "").replaceAll(/\s+/g, " ").trim().toLowerCase();

export const distinctPeople = defineCheck({
  id: "policy/people",
  claim: "As many different people as the policy asks for have published a contribution of theirs",
  severity: "high",
  confidence: "likely",
  cites: ["zkassay-config/1: distinctPeople", "setup-mpc-ui, p0tion: records of turns"],
  impact: "One person with many contributions is one secret: the key is as safe as with one contribution.",
  advice: ADVICE,
  method:
    "Names in the key are bound by nothing and count for nothing. Contribution hashes that somebody published, in the " +
    "configuration, in statements or as an account in the coordinator's records, are joined to the key's by hash; the " +
    "different people behind them, spelling apart, must be minimumContributions or more. That two names are two people, those " +
    "who published them must stand for. A finding where even with every other contribution by somebody else there are too few; " +
    "where it depends on contributions that nobody claims, it is not decided.",
  needs: ["release", "zkey"],
  after: ["zkey/transcript"],
  run: async function* ({ release, zkey, ceremony }, context): AsyncGenerator<Yielded> {
    if (release.ceremony?.distinctPeople !== true) {
      yield { kind: "does not apply", reason: "the policy does not ask for different people" };
      return;
    }
    const { minimumContributions } = release.ceremony;
    const counted = countedOf(await context.curve(zkey.curve.name), zkey);
    const identities = identitiesOf(release, ceremony);
    const { people, unclaimed } = joined(counted, identities);
    yield fact(
      "people",
      `${people.size} who published a hash; ${unclaimed.length} contributions that nobody claims`,
    );
    yield fact("rests on", [...new Set(identities.map(({ file }) => file))].join(", ") || "nothing");
    if (people.size + unclaimed.length < minimumContributions) {
      const repeated = [...people].filter(([, numbers]) => numbers.length > 1);
      const values = Object.fromEntries(
        repeated.map(([person, numbers]) => [person, `contributions ${numbers.join(", ")}`]),
      );
      yield found({
        statement: `number of different people who contributed ≥ ${minimumContributions}`,
        evidence: [{ file: release.file, values }, { file: zkey.container.source.path }],
      });
    } else if (people.size < minimumContributions) {
      const reason = `${people.size} of ${minimumContributions} people are known: nobody claims contributions ${unclaimed.join(", ")}`;
      yield { kind: "inconclusive", reason };
    }
  },
});
