/**
 * The JSON form of a result, field by field. It says the same as findings/result.ts: `satisfies` below holds
 * one direction, a type test the other. Unknown keys are refused, so that nothing is dropped unseen.
 */
import { z } from "zod";
import {
  confidences,
  fates,
  outcomes,
  RESULT_SCHEMA,
  severities,
  type Result,
} from "../../findings/index.js";

const count = z.int().min(0);
const hex = (digits: number) =>
  z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`), `not ${digits} lowercase hex digits`);
const UNREAD = "Absent where a large file was refused by its form, before it was read to its end";
const labelled = z.strictObject({ label: z.string(), value: z.string() });

const byteRange = z
  .strictObject({ start: count, end: count })
  .describe("Absolute byte range in the file, end exclusive");

const evidence = z.strictObject({
  file: z.string().describe("Path as the user gave it"),
  section: z.exactOptional(z.string().describe("Section in the format's own words")),
  index: z.exactOptional(count.describe("Index of the point, constraint, contribution or record, from 0")),
  line: z.exactOptional(z.int().min(1).describe("Line of a text file, from 1")),
  bytes: z.exactOptional(byteRange),
  values: z.exactOptional(z.record(z.string(), z.string()).describe("Named values; untrusted text")),
});

const finding = z.strictObject({
  statement: z.string().describe("The statement that failed, as a formula or one sentence"),
  severity: z.enum(severities),
  confidence: z.enum(confidences),
  evidence: z.array(evidence),
  impact: z.string(),
  advice: z.string(),
});

const check = z.strictObject({
  subject: z.exactOptional(z.string().describe("What it was made on, such as a circuit; untrusted text")),
  id: z.string().min(1).describe("Stable name, room/name"),
  claim: z.string().describe("True when the check passes"),
  severity: z.enum(severities).describe("Severity of a finding that does not say its own"),
  confidence: z.exactOptional(z.enum(confidences)),
  cites: z.array(z.string()),
  impact: z.string(),
  advice: z.string(),
  method: z.string().describe("How the claim is decided"),
  outcome: z.enum(outcomes),
  reason: z.exactOptional(z.string().describe("Why, for every outcome but pass and fail")),
  findings: z.array(finding),
  facts: z.array(labelled),
  suppressed: z.exactOptional(
    z
      .strictObject({
        reason: z.string().describe("Untrusted text"),
        until: z
          .string()
          .regex(/^\d{4}-\d{2}-\d{2}$/, "a date is YYYY-MM-DD")
          .describe("The last day, UTC, on which the reason counts"),
      })
      .describe("Its failure is accepted for a while: the verdict does not count it"),
  ),
  reproduce: z.string().describe("One command that runs this check again"),
});

const link = z.strictObject({
  number: z.int().min(1).describe("1-based, as participants saw it"),
  name: z.string().nullable().describe("Untrusted text from the file"),
  kind: z.enum(["contribution", "beacon"]),
  hash: z.string().describe("Contribution (phase 2) or response (phase 1) hash, hex"),
  outcome: z.enum(["pass", "fail", "not evaluated"]),
  beacon: z.exactOptional(z.strictObject({ value: z.string(), iterationsExponent: count })),
});

const event = z.strictObject({
  kind: z.enum(["contributions", "announcement", "value", "application"]),
  label: z.string(),
  at: z.iso.datetime().nullable().describe("RFC 3339, UTC; null where it is not known"),
  datedBy: z.string().describe("Who stands for the time; untrusted text"),
});

const fate = z.enum(fates);

const exhibit = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("chain"),
    title: z.string(),
    phase: z.union([z.literal(1), z.literal(2)]),
    file: z.string(),
    links: z.array(link).describe("Oldest first"),
  }),
  z.strictObject({ kind: z.literal("facts"), title: z.string(), rows: z.array(labelled) }),
  z.strictObject({
    kind: z.literal("unbound"),
    title: z.string(),
    rows: z.array(
      z.strictObject({ file: z.string(), what: z.string(), why: z.string(), ranges: z.array(byteRange) }),
    ),
  }),
  z.strictObject({
    kind: z.literal("timeline"),
    title: z.string(),
    events: z.array(event).describe("In the order in which they should have happened"),
  }),
  z.strictObject({
    kind: z.literal("matrix"),
    title: z.string(),
    columns: z.array(z.string()).describe("Names of circuits; untrusted text"),
    rows: z.array(
      z.strictObject({
        name: z.string().describe("A person; untrusted text"),
        cells: z
          .array(z.strictObject({ fate, number: z.int().min(1).nullable() }).nullable())
          .describe("One a column; null where the person had no turn"),
      }),
    ),
  }),
  z.strictObject({
    kind: z.literal("branches"),
    title: z.string(),
    chains: z.array(
      z.strictObject({
        name: z.string(),
        length: count,
        branches: z.array(
          z.strictObject({
            from: count.describe("The last contribution that is shared with the chain"),
            length: z.int().min(1),
            fate,
            names: z.array(z.string()),
            hash: z.string(),
          }),
        ),
      }),
    ),
  }),
  z.strictObject({
    kind: z.literal("ladder"),
    title: z.string(),
    parties: z.array(z.string()).describe("Columns; untrusted text"),
    rungs: z.array(
      z.strictObject({
        at: z.iso.datetime().describe("RFC 3339, UTC"),
        label: z.string().describe("Untrusted text"),
        from: count.describe("Position among the parties"),
        to: count.nullable(),
        blamed: z.boolean().describe("Whether a finding names it"),
      }),
    ),
    limits: z.array(z.strictObject({ at: z.iso.datetime(), label: z.string() })),
  }),
  z.strictObject({
    kind: z.literal("histogram"),
    title: z.string(),
    counted: z.string().describe("What is counted"),
    bars: z.array(
      z.strictObject({
        label: z.string(),
        count,
        expected: z.exactOptional(count.describe("This many at least were to be reached")),
        byChance: z.exactOptional(
          z.strictObject({
            mean: z.number().min(0).describe("The expectation"),
            from: count.describe("At least 99 of 100 histories by chance lie from here"),
            to: count.describe("to here, both included"),
          }),
        ),
      }),
    ),
  }),
]);

/** The shape alone; parse.ts adds what a schema cannot say. */
export const resultSchema = z.strictObject({
  schema: z.literal(RESULT_SCHEMA),
  tool: z.strictObject({ name: z.literal("zkassay"), version: z.string() }),
  command: z.string().describe("What was asked, as one command"),
  startedAt: z.iso.datetime().describe("RFC 3339, UTC"),
  seconds: z.number().min(0),
  engine: z.string(),
  soundness: z.exactOptional(
    z.strictObject({
      errorBits: z.number().describe("Any false equation passed with probability at most 2^-errorBits"),
      source: z.enum(["operating system", "seed", "checkpoint"]),
      seed: hex(64),
      statement: z.string(),
    }),
  ),
  inputs: z.array(
    z.strictObject({
      role: z.string().describe("What the file was taken for"),
      path: z.string(),
      bytes: count,
      sha256: z.exactOptional(hex(64).describe(UNREAD)),
      blake2b512: z.exactOptional(hex(128).describe(UNREAD)),
    }),
  ),
  verdict: z.strictObject({
    outcome: z.enum(["pass", "fail", "inconclusive"]),
    summary: z.string(),
    counts: z.strictObject({ pass: count, fail: count, inconclusive: count, "not evaluated": count }),
    undecided: z.exactOptional(
      count.describe("Checks that the verdict waits for and that were not decided, beside those that failed"),
    ),
    interrupted: z.exactOptional(
      z.literal(true).describe("The run was ended before all checks were finished; never with a pass"),
    ),
  }),
  checks: z.array(check),
  exhibits: z.array(exhibit),
}) satisfies z.ZodType<Result>;

/** The published JSON Schema, draft 2020-12; reports/json/result.schema.json is this, printed. */
export function jsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(resultSchema, { target: "draft-2020-12" });
  return {
    $schema,
    $id: `urn:${RESULT_SCHEMA.replace("/", ":")}`,
    title: "zkassay result",
    description: "One run of zkassay: all that a report shows. Every string is untrusted text.",
    ...rest,
  };
}
