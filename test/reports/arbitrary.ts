/** Results with anything in them that a hostile file could put there; counts and verdict agree with the checks. */
import fc from "fast-check";
import {
  confidences,
  fates,
  RESULT_SCHEMA,
  severities,
  type CheckResult,
  type Evidence,
  type Exhibit,
  type Finding,
  type Outcome,
  type Result,
} from "../../findings/index.js";

/** Texts that break a careless renderer: markup, templates, terminal escapes, bidi, separators, piles of marks. */
export const payloads = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `'><svg/onload=alert(1)>`,
  `</style><script src=//evil.example/x.js></script>`,
  `<!--`,
  `]]>`,
  `&lt;b&gt;`,
  `{{{style}}} {{constructor}}`,
  `javascript:alert(1)`,
  `\u001b[2J\u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007`,
  `\u009b31mred\u009d`,
  `a\u202egnp.exe`,
  `\u2066\u2067isolated\u2069`,
  `line\r\nbreak\u2028\u2029\u0085`,
  `zero\u200bwidth\ufeff\u00ad`,
  `\u{e0041}\u{e0042}tags`,
  `\ud800 lone`,
  `z${"\u0335".repeat(40)}algo`,
  `‹U+202E›`,
  `__proto__`,
  `\u0000`,
] as const;

/** Any text: payloads, payloads amid other text, and every code unit. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...payloads),
  fc.tuple(fc.string(), fc.constantFrom(...payloads), fc.string()).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
);

const hex = (digits: number) =>
  fc
    .uint8Array({ minLength: digits / 2, maxLength: digits / 2 })
    .map((bytes) => Buffer.from(bytes).toString("hex"));

const severity = fc.constantFrom(...severities);
const confidence = fc.constantFrom(...confidences);
const labelled = fc.record({ label: hostile, value: hostile });

const byteRange = fc.tuple(fc.nat(), fc.nat()).map(([start, length]) => ({ start, end: start + length }));

const evidence: fc.Arbitrary<Evidence> = fc.record(
  {
    file: hostile,
    section: hostile,
    index: fc.nat(),
    line: fc.integer({ min: 1, max: 1e6 }),
    bytes: byteRange,
    // Refused by parseResult: such a key would not survive in a record.
    values: fc.dictionary(
      hostile.filter((key) => key !== "__proto__"),
      hostile,
      { maxKeys: 3, noNullPrototype: true },
    ),
  },
  { requiredKeys: ["file"] },
);

const finding: fc.Arbitrary<Finding> = fc.record({
  statement: hostile,
  severity,
  confidence,
  evidence: fc.array(evidence, { maxLength: 3 }),
  impact: hostile,
  advice: hostile,
});

const description = {
  id: fc.oneof(
    fc.constantFrom("zkey/container", "zkey/delta-not-gamma", "ptau/powers-of-tau"),
    hostile.filter((id) => id !== ""),
  ),
  claim: hostile,
  severity,
  cites: fc.array(hostile, { maxLength: 3 }),
  impact: hostile,
  advice: hostile,
  method: hostile,
  facts: fc.array(labelled, { maxLength: 3 }),
  reproduce: hostile,
};

/** A run of several circuits says which one each check is about. */
const ofSubject = <T extends object>(
  check: fc.Arbitrary<T>,
): fc.Arbitrary<T & { readonly subject?: string }> =>
  fc
    .tuple(check, fc.option(hostile, { nil: undefined }))
    .map(([one, subject]) => (subject === undefined ? one : { ...one, subject }));

const check: fc.Arbitrary<CheckResult> = ofSubject<CheckResult>(
  fc.oneof(
    fc.record({ ...description, outcome: fc.constant("pass" as const), findings: fc.constant([]) }),
    fc.record({
      ...description,
      outcome: fc.constant("fail" as const),
      findings: fc.array(finding, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      ...description,
      outcome: fc.constantFrom("inconclusive" as const, "not evaluated" as const),
      reason: hostile,
      findings: fc.constant([]),
    }),
  ),
);

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

const moment = fc
  .date({ min: new Date(0), max: new Date("2999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());

const exhibit: fc.Arbitrary<Exhibit> = fc.oneof(
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

const exhibits = fc.oneof(
  { weight: 3, arbitrary: exhibit },
  { weight: 1, arbitrary: timeline },
  { weight: 1, arbitrary: matrix },
  { weight: 1, arbitrary: branches },
  { weight: 1, arbitrary: histogram },
  { weight: 1, arbitrary: ladder },
);

const parts = fc.record(
  {
    version: hostile,
    command: hostile,
    startedAt: moment,
    // JSON has no minus zero.
    seconds: fc.double({ min: 0, max: 1e6, noNaN: true }).map((seconds) => seconds + 0),
    engine: hostile,
    soundness: fc.record({
      errorBits: fc.nat(256),
      source: fc.constantFrom("operating system" as const, "seed" as const),
      seed: hex(64),
      statement: hostile,
    }),
    inputs: fc.array(
      fc.record({
        role: hostile,
        path: hostile,
        bytes: fc.maxSafeNat(),
        sha256: hex(64),
        blake2b512: hex(128),
      }),
      { maxLength: 3 },
    ),
    summary: hostile,
    checks: fc.array(check, { maxLength: 6 }),
    exhibits: fc.array(exhibits, { maxLength: 3 }),
  },
  {
    requiredKeys: [
      "version",
      "command",
      "startedAt",
      "seconds",
      "engine",
      "inputs",
      "summary",
      "checks",
      "exhibits",
    ],
  },
);

/** A result that a run could have made of hostile files. */
export const arbitraryResult: fc.Arbitrary<Result> = parts.map(({ version, summary, ...rest }) => {
  const count = (outcome: Outcome) => rest.checks.filter((one) => one.outcome === outcome).length;
  const undecided = count("inconclusive") > 0 ? "inconclusive" : "pass";
  return {
    schema: RESULT_SCHEMA,
    tool: { name: "zkassay", version },
    ...rest,
    verdict: {
      outcome: count("fail") > 0 ? "fail" : undecided,
      summary,
      counts: {
        pass: count("pass"),
        fail: count("fail"),
        inconclusive: count("inconclusive"),
        "not evaluated": count("not evaluated"),
      },
    },
  };
});
