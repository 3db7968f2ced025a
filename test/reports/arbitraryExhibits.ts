/** Exhibits with anything in them that a hostile file could put there. */
import fc from "fast-check";
import { fates, type Exhibit } from "../../findings/index.js";
import { byteRange, hex, hostile, labelled, moment } from "./arbitraryText.js";

const link = fc.record(
  {
    number: fc.integer({ min: 1, max: 1e6 }),
    name: fc.option(hostile),
    kind: fc.constantFrom("contribution" as const, "beacon" as const),
    hash: fc.oneof(hex(128), hostile),
    outcome: fc.constantFrom("pass" as const, "fail" as const, "not evaluated" as const),
    beacon: fc.record({ value: hostile, iterationsExponent: fc.nat(63) }),
  },
  { requiredKeys: ["number", "name", "kind", "hash", "outcome"] },
);

const plain: fc.Arbitrary<Exhibit> = fc.oneof(
  fc.record({
    kind: fc.constant("chain" as const),
    title: hostile,
    phase: fc.constantFrom(1 as const, 2 as const),
    file: hostile,
    links: fc.array(link, { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant("facts" as const),
    title: hostile,
    rows: fc.array(labelled, { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant("unbound" as const),
    title: hostile,
    rows: fc.array(
      fc.record({
        file: hostile,
        what: hostile,
        why: hostile,
        ranges: fc.array(byteRange, { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
  }),
);

const timeline = fc.record({
  kind: fc.constant("timeline" as const),
  title: hostile,
  events: fc.array(
    fc.record({
      kind: fc.constantFrom(
        "contributions" as const,
        "announcement" as const,
        "value" as const,
        "application" as const,
      ),
      label: hostile,
      at: fc.option(moment),
      datedBy: hostile,
    }),
    { maxLength: 5 },
  ),
});

const fate = fc.constantFrom(...fates);

const matrix = fc.integer({ min: 0, max: 4 }).chain((columns) =>
  fc.record({
    kind: fc.constant("matrix" as const),
    title: hostile,
    columns: fc.array(hostile, { minLength: columns, maxLength: columns }),
    rows: fc.array(
      fc.record({
        name: hostile,
        cells: fc.array(fc.option(fc.record({ fate, number: fc.option(fc.integer({ min: 1, max: 1e6 })) })), {
          minLength: columns,
          maxLength: columns,
        }),
      }),
      { maxLength: 5 },
    ),
  }),
);

const branches = fc.record({
  kind: fc.constant("branches" as const),
  title: hostile,
  chains: fc.array(
    fc.record({
      name: hostile,
      length: fc.nat(5000),
      branches: fc.array(
        fc.record({
          from: fc.nat(5000),
          length: fc.integer({ min: 1, max: 9 }),
          fate,
          names: fc.array(hostile, { maxLength: 3 }),
          hash: fc.oneof(hex(128), hostile),
        }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 3 },
  ),
});

const time = fc.constantFrom("2026-05-04T12:03:17Z", "2026-05-04T14:00:00.000Z", "1970-01-01T00:00:00Z");
const ladder = fc
  .record({
    kind: fc.constant("ladder" as const),
    title: hostile,
    parties: fc.array(hostile, { minLength: 1, maxLength: 9 }),
    limits: fc.array(fc.record({ at: time, label: hostile }), { maxLength: 2 }),
    rungs: fc.array(
      fc.record({
        at: time,
        label: hostile,
        from: fc.nat(8),
        to: fc.option(fc.nat(8)),
        blamed: fc.boolean(),
      }),
      { maxLength: 20 },
    ),
  })
  .map(({ rungs, parties, ...rest }) => {
    const party = (index: number): number => index % parties.length;
    return {
      ...rest,
      parties,
      rungs: rungs.map(({ from, to, ...one }) => ({
        ...one,
        from: party(from),
        to: to === null ? null : party(to),
      })),
    };
  });

const byChance = fc
  .tuple(fc.nat(1e6), fc.nat(100), fc.nat(100))
  .map(([from, below, above]) => ({ from, mean: from + below / 3, to: from + below + above }));

const histogram = fc.record({
  kind: fc.constant("histogram" as const),
  title: hostile,
  counted: hostile,
  bars: fc.array(
    fc.record(
      { label: hostile, count: fc.nat(1e6), expected: fc.nat(9), byChance },
      { requiredKeys: ["label", "count"] },
    ),
    { maxLength: 40 },
  ),
});

/** Every kind of exhibit. */
export const anyExhibit: fc.Arbitrary<Exhibit> = fc.oneof(
  { weight: 3, arbitrary: plain },
  { weight: 1, arbitrary: timeline },
  { weight: 1, arbitrary: matrix },
  { weight: 1, arbitrary: branches },
  { weight: 1, arbitrary: histogram },
  { weight: 1, arbitrary: ladder },
);
