/** What a policy asks of a ceremony's people: how many there must be, and who says so. */
import type { Curve } from "../../algebra/curve.js";
import type { Ceremony } from "../../transcripts/ceremony/ceremony.js";
import type { ReleasePolicy } from "../../transcripts/policy/release.js";
import type { ProvingKey } from "../../transcripts/provingKey.js";
import { defineCheck, fact, found, type Yielded } from "../check.js";
import { contributionHash } from "../phase2/chain.js";
import { equalBytes, hex } from "../shared/places.js";
import { looksOf, spelled } from "./spelling.js";

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

/** Somebody with the contributions that are theirs. */
interface Person {
  /** Every name and account, as it is written. */
  readonly names: readonly string[];
  readonly numbers: readonly number[];
}

/**
 * People with their contributions. Names that claim one contribution are one person's, such as a name and an account:
 * whatever else they claim is that person's too.
 * @param marks what two names must share one of to be one person's
 */
function peopleBehind(
  counted: readonly Counted[],
  identities: readonly Identity[],
  marks: (name: string) => readonly string[],
): Person[] {
  let groups: (Person & { readonly marks: ReadonlySet<string> })[] = [];
  for (const { number, hash } of counted) {
    const names = identities.filter((one) => one.hash === hash).map(({ person }) => person);
    const own = new Set(names.flatMap(marks));
    if (own.size === 0) continue;
    const same = groups.filter((group) => [...own].some((mark) => group.marks.has(mark)));
    groups = groups.filter((group) => !same.includes(group));
    groups.push({
      marks: new Set([...own, ...same.flatMap((group) => [...group.marks])]),
      names: [...new Set([...same.flatMap((group) => group.names), ...names])],
      numbers: [...same.flatMap((group) => group.numbers), number],
    });
  }
  return groups;
}

const namesOf = ({ names }: Person): string => names.join(" = ");

export const distinctPeople = defineCheck({
  id: "policy/people",
  claim: "As many different people as the policy asks for have published a contribution of theirs",
  severity: "high",
  confidence: "likely",
  cites: [
    "zkassay-config/1: distinctPeople",
    "setup-mpc-ui, p0tion: records of turns",
    "UTS #39 §4: confusable detection",
  ],
  impact: "One person with many contributions is one secret: the key is as safe as with one contribution.",
  advice: ADVICE,
  method:
    "Names in the key are bound by nothing and count for nothing. Contribution hashes that somebody published, in the " +
    "configuration, in statements or as an account in the coordinator's records, are joined to the key's by hash; the " +
    "different people behind them must be minimumContributions or more. Spelling makes nobody another person: names are compared " +
    "in Unicode's form NFKC, with case folded and what is not seen left out. That two names are two people, those who published " +
    "them must stand for; but where two look alike, by the letters of Latin, Cyrillic and Greek that do (UTS #39), by accents or by " +
    "what is no letter, they may be one. A finding where even with every other contribution by somebody else there are too few; " +
    "where it depends on contributions that nobody claims, or on names that look alike, it is not decided.",
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
    const people = peopleBehind(counted, identities, (name) => [spelled(name)].filter((one) => one !== ""));
    const claimed = new Set(people.flatMap(({ numbers }) => numbers));
    const unclaimed = counted.map(({ number }) => number).filter((number) => !claimed.has(number));
    yield fact(
      "people",
      `${people.length} who published a hash; ${unclaimed.length} contributions that nobody claims`,
    );
    yield fact("rests on", [...new Set(identities.map(({ file }) => file))].join(", ") || "nothing");
    if (people.length + unclaimed.length < minimumContributions) {
      const repeated = people.filter(({ numbers }) => numbers.length > 1);
      const values = Object.fromEntries(
        repeated.map((one) => [namesOf(one), `contributions ${one.numbers.join(", ")}`]),
      );
      yield found({
        statement: `number of different people who contributed ≥ ${minimumContributions}`,
        evidence: [{ file: release.file, values }, { file: zkey.container.source.path }],
      });
      return;
    }
    if (people.length < minimumContributions) {
      const reason = `${people.length} of ${minimumContributions} people are known: nobody claims contributions ${unclaimed.join(", ")}`;
      yield { kind: "inconclusive", reason };
      return;
    }
    const byLooks = peopleBehind(counted, identities, looksOf);
    if (byLooks.length >= minimumContributions) return;
    const alike = byLooks.filter(({ numbers }) => numbers.length > 1).map(namesOf);
    const reason = `${byLooks.length} of ${minimumContributions} people can be told apart: these names look alike: ${alike.join("; ")}`;
    yield { kind: "inconclusive", reason };
  },
});
