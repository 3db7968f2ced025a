/** Results with anything in them that a hostile file could put there; counts and verdict agree with the checks. */
import fc from "fast-check";
import {
  confidences,
  RESULT_SCHEMA,
  severities,
  type CheckResult,
  type Evidence,
  type Finding,
  type Outcome,
  type Result,
} from "../../findings/index.js";
import { anyExhibit } from "./arbitraryExhibits.js";
import { byteRange, hex, hostile, labelled, moment } from "./arbitraryText.js";

const severity = fc.constantFrom(...severities);
const confidence = fc.constantFrom(...confidences);

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
      source: fc.constantFrom("operating system", "seed", "checkpoint"),
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
    exhibits: fc.array(anyExhibit, { maxLength: 3 }),
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
