/** The drand rounds that selections name: their randomness at once, their signatures together at the end. */
import { findChain, type DrandChain } from "../../../transcripts/drand/chains.js";
import type { RoundRecord } from "../../../transcripts/drand/round.js";
import type { EventOf } from "../../../transcripts/market/events.js";
import { randomnessOf } from "../../beacon/randomness.js";
import type { CheckContext } from "../../check.js";
import { equalBytes, hex } from "../../shared/places.js";
import type { Place } from "../replay/task.js";

export type Selection = NonNullable<EventOf<"task.assign">["selection"]>;

/** A round whose signature is at hand, and not yet verified. */
export interface Round {
  readonly chain: DrandChain;
  readonly record: RoundRecord;
  /** SHA-256 of the signature. */
  readonly randomness: Uint8Array;
}

/** Rounds that are verified, each once. */
const MOST_ROUNDS = 20_000;

interface Waiting {
  readonly round: Round;
  /** Where it was used first. */
  readonly place: Place;
}

/** A round that is not its chain's, and where it was used first. */
export interface RoundFault extends Waiting {
  readonly fault: string;
}

export class Beacons {
  private readonly waiting = new Map<string, Waiting>();

  constructor(
    private readonly file: string,
    private readonly given: readonly RoundRecord[],
    private readonly context: Pick<CheckContext, "weights">,
  ) {}

  /** The round that a selection is drawn from, or why there is none. */
  roundOf(selection: Selection, place: Place): Round | string {
    const chain = findChain(selection.chainHash.slice(2));
    if (chain === null) return `the drand chain ${selection.chainHash} is not pinned`;
    const record = this.recordOf(selection, chain);
    if (record === null) return `round ${selection.round} of ${chain.name} is needed: give it with --round`;
    const round = { chain, record, randomness: randomnessOf(record) };
    const key = `${chain.hash} ${record.round} ${hex(record.signature)}`;
    if (!this.waiting.has(key) && this.waiting.size < MOST_ROUNDS) this.waiting.set(key, { round, place });
    return this.waiting.has(key) ? round : `more than ${MOST_ROUNDS} rounds are named`;
  }

  /** The rounds that their chain did not sign, with why. */
  async faults(): Promise<readonly RoundFault[]> {
    const all = [...this.waiting.values()];
    if (all.length === 0) return [];
    const { roundFaults } = await import("../../beacon/rounds.js");
    const faults = roundFaults(
      all.map(({ round }) => round),
      (count) => this.context.weights("drand rounds of selections").integers(0, count),
    );
    return all.flatMap(({ round, place }, i) => {
      const fault = faults[i] ?? null;
      return fault === null ? [] : [{ round, place, fault }];
    });
  }

  /** What the log itself says, or what was given beside it. */
  private recordOf(selection: Selection, chain: DrandChain): RoundRecord | null {
    // A relay's answer does not name its chain; whether this one signed it is seen at the end.
    const given = this.given.find(
      ({ chain: named, round }) => round === selection.round && (named ?? chain.hash) === chain.hash,
    );
    if (given !== undefined) return given;
    // A chained scheme signs the previous signature too, which a selection does not carry.
    if (selection.signature === undefined || chain.scheme === "pedersen-bls-chained") return null;
    return {
      file: this.file,
      index: null,
      chain: chain.hash,
      round: selection.round,
      signature: new Uint8Array(Buffer.from(selection.signature.slice(2), "hex")),
      previousSignature: null,
      randomness: null,
    };
  }
}

/** Whether a selection's own randomness is the round's; true where it says none. */
export function saysRandomness({ randomness }: Selection, round: Round): boolean {
  if (randomness === undefined) return true;
  return equalBytes(new Uint8Array(Buffer.from(randomness.slice(2), "hex")), round.randomness);
}
