/** What a participant is told of their contributions: in the chain and where, or not and why. */
import type { Ceremony } from "../../transcripts/ceremony/ceremony.js";
import type { CheckContext } from "../check.js";
import { chainsOf, type CircuitChain } from "./chain.js";
import { classedClaims, locatorOf, type Place } from "./claims.js";
import { classedTurns, type ClassedTurn, type TurnClass } from "./turns.js";
import { moment, nameOf } from "./words.js";

/** One contribution, in words that need no background. */
export interface Answer {
  /** "Yours is number 145 of 359 in circuit 1_2." */
  readonly headline: string;
  /** What that means for the person. */
  readonly meaning: string;
  /** What shows it, one fact each. */
  readonly proof: readonly string[];
  readonly circuit: string | null;
  /** Place in the chain; null where it is in none. */
  readonly number: number | null;
  readonly hash: string | null;
}

export interface Sought {
  /** 128 hex digits, where what was asked is a hash. */
  readonly hash: string | null;
  /** As it was asked. */
  readonly name: string;
}

/** @param unproved files whose contributions do not verify */
export async function answersTo(
  ceremony: Ceremony,
  context: Pick<CheckContext, "curve">,
  sought: Sought,
  unproved: ReadonlySet<string>,
): Promise<Answer[]> {
  if (sought.hash !== null) {
    const place = await placeOf(ceremony, context, sought.hash);
    return place === null ? [] : [answerOf(place, sought.hash, unproved)];
  }
  const name = sought.name.toLowerCase();
  const turns = await classedTurns(ceremony, context);
  const own = turns.filter(({ turn }) =>
    [turn.account, turn.name].some((one) => one?.toLowerCase() === name),
  );
  const answers = own.map((one) =>
    one.hash === null ? answerOfTurn(one) : answerOf(placeOfTurn(one), one.hash, unproved),
  );
  const told = new Set(answers.map(({ hash }) => hash));
  for (const chain of await chainsOf(ceremony, context)) {
    for (const link of chain.links) {
      if (link.name?.toLowerCase() !== name || told.has(link.hash)) continue;
      answers.push(
        answerOf({ ...nowhere, class: "in the chain", chain, number: link.number }, link.hash, unproved),
      );
    }
  }
  return answers;
}

const nowhere: Place = { class: "unknown", chain: null, number: null, stray: null, turn: null };

function placeOfTurn(one: ClassedTurn): Place {
  const inChain = one.class === "in the chain";
  return {
    class: inChain ? "in the chain" : "unknown",
    chain: one.chain,
    number: one.number,
    stray: one.stray,
    turn: one,
  };
}

/** null where nothing at hand has the hash, not even a published statement. */
async function placeOf(
  ceremony: Ceremony,
  context: Pick<CheckContext, "curve">,
  hash: string,
): Promise<Place | null> {
  const claim = (await classedClaims(ceremony, context)).find((one) => one.claim.hash === hash);
  const place = (await locatorOf(ceremony, context)).locate(hash, claim?.attestation.ceremonyId ?? null);
  return place.class === "unknown" && place.turn === null && claim === undefined ? null : place;
}

const COUNTS =
  "It counts: the key is safe against everybody else as long as you kept your secret to yourself, and deleted it.";
const DOES_NOT_COUNT = "It does not count: your secret is not in the final key.";

function answerOf(place: Place, hash: string, unproved: ReadonlySet<string>): Answer {
  const { chain, number, stray, turn } = place;
  const base = { circuit: chain?.circuit.name ?? null, number, hash };
  if (chain !== null && number !== null) {
    return {
      ...base,
      headline: headlineOf(chain, number),
      meaning: COUNTS,
      proof: proofOf(chain, number, hash, turn),
    };
  }
  if (stray !== null && chain !== null) {
    const sound = !unproved.has(stray.upload.file);
    const parent = stray.fork === 0 ? "the initial key" : `contribution ${stray.fork}`;
    const instead = chain.links[stray.fork];
    return {
      ...base,
      headline: `Yours is in circuit ${chain.circuit.name}, and not in the final key.`,
      meaning: `${DOES_NOT_COUNT} ${whyOf(turn?.class ?? "conflict")}`,
      proof: [
        `your contribution is in ${stray.upload.file}, number ${stray.row.number} there`,
        sound
          ? "it is valid: it proves knowledge of a secret, and builds on what stood before"
          : "it is not valid",
        `it shares its history with the final key up to ${parent}`,
        ...(instead === undefined ? [] : [`in its place the final key has ${short(instead.hash)}`]),
      ],
    };
  }
  if (turn !== null) return { ...base, ...answerOfTurn(turn), hash };
  if (place.class === "abandoned ceremony") {
    return {
      ...base,
      headline: "Yours belongs to another ceremony, which was given up.",
      meaning: DOES_NOT_COUNT,
      proof: ["the statement that has this hash names the id of a ceremony that is not this one"],
    };
  }
  return {
    ...base,
    headline: "Somebody published this hash, and no key at hand has it.",
    meaning: "Whether it counts cannot be told from these files.",
    proof: [],
  };
}

function headlineOf({ circuit, links }: CircuitChain, number: number): string {
  return `Yours is number ${number} of ${links.length} in circuit ${circuit.name}, and here is the proof.`;
}

function proofOf(chain: CircuitChain, number: number, hash: string, turn: ClassedTurn | null): string[] {
  const later = chain.links.length - number;
  const beacon = chain.links.at(-1)?.beacon === true;
  const file = chain.circuit.final?.container.source.path;
  const finished = turn === null ? null : moment(turn.turn.completedAt);
  return [
    file === undefined
      ? `a published verification of the final key lists it (${chain.circuit.logs[0]?.file ?? "log"})`
      : `the final key, ${file}, holds a contribution with exactly your hash ${short(hash)}`,
    later === 0
      ? "it is the last one"
      : `${later} later ${later === 1 ? "contribution hashes" : "contributions hash"} it: taking it out would break them all`,
    ...(beacon ? ["the last one is a public random value, applied by nobody's choice"] : []),
    ...(finished === null ? [] : [`the coordinator recorded it as finished at ${finished}`]),
  ];
}

function answerOfTurn(one: ClassedTurn): Answer {
  const { turn, chain } = one;
  const words = turn.endedBy?.words ?? "";
  return {
    circuit: chain.circuit.name,
    number: one.number,
    hash: one.hash,
    headline: `The turn of ${nameOf(turn)} at circuit ${chain.circuit.name} left nothing in the final key.`,
    meaning: `${DOES_NOT_COUNT} ${whyOf(one.class)}`,
    proof: [
      `the record is ${turn.place.section} in ${turn.place.file}`,
      ...(words === "" ? [] : [`it says: ${words}`]),
    ],
  };
}

/** What happened, for somebody who was there and saw nothing of it. */
function whyOf(one: TurnClass): string {
  const words: Record<TurnClass, string> = {
    "in the chain": "",
    conflict: "Somebody else worked on the same state as you did, and the ceremony went on with theirs.",
    restart: "Your computer was given the empty initial key instead of what the others had made.",
    "lost branch": "You worked on a state that was itself left out later.",
    late: "The coordinator's server took you for gone, gave the next person your place, and you finished after that.",
    watchdog: "The coordinator's server saw no activity and ended your turn.",
    unfinished: "Your turn was begun, and nobody recorded its end.",
    invalidated: "Your turn was ended, or what came of it was refused.",
    missing: "It is recorded as verified, and no key at hand has it.",
    unstarted: "Your turn never began.",
  };
  return words[one];
}

function short(hash: string): string {
  return `${hash.slice(0, 16)}…${hash.slice(-8)}`;
}
