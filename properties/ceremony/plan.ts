/** What happens in a simulated ceremony, and the fast-check arbitrary that draws it. */
import fc from "fast-check";

/** What can go wrong with one person's turn at one circuit. */
export const mishaps = [
  /** Works while the one before still does: both build on the same parent. */
  "race",
  /** Builds on the parent of the last contribution, long after that one was finished. */
  "stale parent",
  /** Begins again from the initial key; the others go on as before. */
  "restart",
  /** Begins again from the initial key, and everybody after builds on that. */
  "takeover",
  /** Builds on the last contribution that does not count; where there is none, an ordinary turn. */
  "on a lost one",
  /** Does nothing until the watchdog ends the turn. */
  "watchdog",
  /** Finishes after the watchdog has ended the turn. */
  "late",
  /** Begins, and is never heard of again. */
  "unfinished",
  /** Is given the number of the one before, whose file is replaced. */
  "same number",
  /** Is ended by the coordinator. */
  "ended",
  /** Has no turn here. */
  "skip",
] as const;
export type Mishap = (typeof mishaps)[number];

/** One person's lot at one circuit. */
export interface Lot {
  readonly mishap: Mishap | null;
  /** Whether the person has another turn when the others are done; an ordinary one. */
  readonly secondRun: boolean;
}

export interface Plan {
  readonly people: readonly string[];
  /** lots[circuit][person]. */
  readonly lots: readonly (readonly Lot[])[];
  /** Whether the last step of each circuit is a beacon. */
  readonly beacon: boolean;
  /** Whether the coordinator contributes last at every circuit. */
  readonly coordinatorLast: boolean;
  /** People who publish a hash of a ceremony that was given up, by their place in `people`. */
  readonly abandoned: readonly number[];
  /** People who publish a hash that is nobody's. */
  readonly inventors: readonly number[];
}

export interface PlanLimits {
  readonly circuits: number;
  readonly people: number;
}

/** Ordinary turns are the most likely, so that chains grow long enough for things to go wrong with. */
const lot: fc.Arbitrary<Lot> = fc.record({
  mishap: fc.oneof(
    { arbitrary: fc.constant(null), weight: 2 },
    { arbitrary: fc.constantFrom(...mishaps), weight: 1 },
  ),
  secondRun: fc.boolean(),
});

/** Plans of up to so many circuits and people; they shrink towards a ceremony in which nothing goes wrong. */
export function plans({ circuits, people }: PlanLimits): fc.Arbitrary<Plan> {
  return fc
    .tuple(fc.integer({ min: 1, max: circuits }), fc.integer({ min: 1, max: people }))
    .chain(([columns, rows]) =>
      fc.record({
        people: fc.constant(Array.from({ length: rows }, (_, i) => `person-${i + 1}`)),
        lots: fc.array(fc.array(lot, { minLength: rows, maxLength: rows }), {
          minLength: columns,
          maxLength: columns,
        }),
        beacon: fc.boolean(),
        coordinatorLast: fc.boolean(),
        abandoned: fc.subarray(Array.from({ length: rows }, (_, i) => i)),
        inventors: fc.subarray(Array.from({ length: rows }, (_, i) => i)),
      }),
    );
}
