/**
 * ceremony.json: what a ceremony consists of. Written by a person or by `zkassay init`; it says where things are and
 * what is expected of them, and proves nothing. Every path is relative to the manifest's folder and stays inside it.
 */
import { z } from "zod";
import { folderPath } from "../folderPath.js";
import { readJson } from "../json.js";
import type { ByteSource } from "../source.js";

export const MANIFEST_SCHEMA = "zkassay-ceremony/1";
export const MANIFEST_NAME = "ceremony.json";

const name = z.string().min(1).max(200);
const path = folderPath("the manifest");
const id = z.string().min(1).max(200);

const contribution = z.strictObject({
  file: path,
  index: z
    .int()
    .min(0)
    .max(1e9)
    .optional()
    .describe("The number under which the coordinator kept it; its place in the chain is found from the key"),
});

const circuit = z.strictObject({
  name,
  ids: z
    .array(id)
    .max(100)
    .default([])
    .describe("Ids of this circuit in the coordinator's records: ceremony ids, prefixes, former names"),
  r1cs: path.optional(),
  ptau: path.optional(),
  initial: path.optional().describe("The key before any contribution"),
  final: path.optional().describe("The key that the ceremony ended with: its contributions are the chain"),
  verificationKey: path.optional(),
  contributions: z.array(contribution).max(100_000).default([]).describe("Keys that were uploaded"),
  logs: z.array(path).max(100).default([]).describe("Published output of zkey verify on the final key"),
});

const policySchema = z.strictObject({
  minimumContributions: z
    .int()
    .min(1)
    .default(1)
    .describe("Contributions by people that every circuit must have"),
  everyCircuit: z
    .boolean()
    .default(true)
    .describe("Whether people were expected to contribute to every circuit"),
  finalisers: z.array(id).max(100).default([]).describe("Accounts that applied the last step"),
});

/** The manifest as it is written, defaults left out. */
export const manifestSchema = z
  .strictObject({
    $schema: z.string().optional(),
    schema: z.literal(MANIFEST_SCHEMA),
    name,
    circuits: z.array(circuit).min(1).max(1000),
    records: z
      .array(
        z.strictObject({
          file: path,
          circuit: name.optional().describe("For a CSV, which is about one circuit and does not say which"),
        }),
      )
      .max(1000)
      .default([])
      .describe("Exports of the coordinator's software"),
    attestations: z
      .array(path)
      .max(100_000)
      .default([])
      .describe("Files that people and coordinators published"),
    phase1: z
      .strictObject({
        attestations: z.array(path).max(10_000).default([]).describe("Statements of phase 1's contributors"),
        challenge: path.optional().describe("The challenge of the last step, where it is at hand as a file"),
        parent: path.optional().describe("The challenge of more powers that it was cut from"),
        response: path.optional().describe("The response to the challenge"),
        nextChallenge: path
          .optional()
          .describe("The challenge made from the response: the powers that the circuits use"),
      })
      .optional(),
    announcements: z
      .array(path)
      .max(100)
      .default([])
      .describe("Records of announced beacons (zkassay-announcement/1)"),
    rounds: z.array(path).max(1000).default([]).describe("JSON of the announced drand rounds"),
    abandoned: z
      .array(z.strictObject({ id, why: z.string().max(2000).optional() }))
      .max(1000)
      .default([])
      .describe("Ids of ceremonies that were given up; statements about them are not about this one"),
    policy: policySchema.prefault({}),
  })
  .superRefine(({ circuits }, context) => {
    const seen = new Map<string, number>();
    for (const [i, one] of circuits.entries()) {
      for (const known of new Set([one.name, ...one.ids])) {
        const other = seen.get(known);
        if (other !== undefined) {
          context.addIssue({
            code: "custom",
            path: ["circuits", i],
            message: `${JSON.stringify(known)} is the name or id of circuit ${other + 1} too`,
          });
        }
        seen.set(known, i);
      }
    }
  });

export type Manifest = z.output<typeof manifestSchema>;
export type ManifestInput = z.input<typeof manifestSchema>;
export type ManifestCircuit = Manifest["circuits"][number];

const MAX_BYTES = 16 * 1024 * 1024;

/** @throws MalformedError naming the member that is not as it should be */
export function readManifest(source: ByteSource): Promise<Manifest> {
  return readJson(source, manifestSchema, "a ceremony's manifest", MAX_BYTES);
}

/** The published JSON Schema, draft 2020-12; transcripts/ceremony/ceremony.schema.json is this, printed. */
export function manifestJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(manifestSchema, { target: "draft-2020-12", io: "input" });
  return {
    $schema,
    $id: `urn:${MANIFEST_SCHEMA.replace("/", ":")}`,
    title: "zkassay ceremony manifest",
    description: "What a ceremony consists of: circuits, files, records, statements. Paths are relative.",
    ...rest,
  };
}
