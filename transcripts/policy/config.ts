/**
 * zkassay.config.json: what a release consists of, and what must hold of it. Written by those who release, reviewed with
 * their code; every path is relative to the file's folder and stays inside it.
 */
import { z } from "zod";
import { folderPath } from "../folderPath.js";
import { jsonValue } from "../json.js";
import { MalformedError } from "../malformed.js";
import type { ByteSource } from "../source.js";
import { nearestOf } from "./nearest.js";

const CONFIG_SCHEMA = "zkassay-config/1";
export const CONFIG_NAME = "zkassay.config.json";

const text = z.string().min(1).max(2000);
const name = z.string().min(1).max(200);
const path = folderPath("the configuration");
const hex = (digits: number) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${digits}}$`, "i"), `${digits} hexadecimal digits are needed`)
    .transform((one) => one.toLowerCase());

const compiler = z.strictObject({
  name: z.literal("circom").default("circom"),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version such as "2.2.3"'),
  flags: z
    .array(z.enum(["--O0", "--O1", "--O2"]))
    .max(1)
    .default(["--O1"])
    .describe("How circom simplifies"),
  prime: z.enum(["bn128", "bls12381"]).default("bn128"),
  libraries: z.array(path).max(20).default([]).describe("Folders for includes, beside node_modules"),
});

/** What files a digest can be published of. */
export const digestedParts = ["r1cs", "sym", "wasm", "ptau", "zkey", "vkey", "solidity", "bytecode"] as const;
export type DigestedPart = (typeof digestedParts)[number];

const publishedHash = z.strictObject({
  person: name.optional().describe("Who published it; without a person nothing is counted for it"),
  hash: hex(128).describe("Of a contribution, as its participant saw it"),
});

const digest = z
  .strictObject({ sha256: hex(64).optional(), blake2b512: hex(128).optional() })
  .refine(({ sha256, blake2b512 }) => sha256 !== undefined || blake2b512 !== undefined, {
    error: "a digest is sha256, blake2b512, or both",
  })
  .optional();

const digests = z.strictObject({
  r1cs: digest,
  sym: digest,
  wasm: digest,
  ptau: digest,
  zkey: digest,
  vkey: digest,
  solidity: digest,
  bytecode: digest,
} satisfies Record<DigestedPart, typeof digest>);

const beacon = z.strictObject({
  required: z.boolean().default(true).describe("Whether the last contribution must be a beacon"),
  announcement: path.optional().describe("Record of the announced beacon (zkassay-announcement/1)"),
  rounds: z.array(path).max(100).default([]).describe("JSON of the announced drand rounds"),
});

const ceremony = z.strictObject({
  folder: path.optional().describe("A folder with ceremony.json: records and statements of the ceremony"),
  circuit: name.optional().describe("The circuit's name in ceremony.json, where it is another one"),
  minimumContributions: z.int().min(1).default(1).describe("Contributions that are no beacon"),
  distinctPeople: z
    .boolean()
    .default(false)
    .describe("Whether that many different people must have published the hash of a contribution of theirs"),
  beacon: beacon.optional(),
  publishedHashes: z.array(publishedHash).max(10_000).default([]),
});

const property = z.strictObject({
  id: name.describe("An id of zkassay list-checks"),
  template: z
    .string()
    .max(500)
    .optional()
    .describe('"Template(64,32)" of the source; else its main component'),
  bind: z.record(name, name).default({}).describe("Which signal plays a part that its name does not tell"),
  set: z.record(name, z.string().regex(/^(?:0x[0-9a-f]+|\d+)$/i, "a whole number as text")).default({}),
  runs: z.int().min(1).max(1e9).default(100),
  seconds: z.int().min(1).max(86_400).default(30),
});

const circuit = z
  .strictObject({
    name,
    source: path.optional().describe("The circom file with the main component"),
    compiler: compiler.optional(),
    r1cs: path.optional(),
    sym: path.optional().describe("Names of signals, as circom writes them: what random inputs are made by"),
    wasm: path.optional().describe("The program that computes witnesses"),
    inputs: z
      .array(path)
      .max(100)
      .default([])
      .describe("JSON of inputs: for each, the program's witness must satisfy the r1cs"),
    ptau: path.optional(),
    zkey: path.optional(),
    vkey: path.optional().describe("verification_key.json"),
    solidity: path.optional().describe("The verifier contract's source"),
    bytecode: path.optional().describe("The code that is deployed: hexadecimal, or a compiler's JSON"),
    digests: digests.default({}).describe("Digests that were published of these files"),
    ceremony: ceremony.optional(),
    properties: z.array(property).max(100).default([]).describe("Properties that must hold"),
  })
  .refine(({ source, compiler: one }) => (source === undefined) === (one === undefined), {
    path: ["compiler"],
    error: "a source needs the compiler that it is built with, and a compiler a source",
  })
  .refine(({ source, properties }) => source !== undefined || properties.length === 0, {
    path: ["properties"],
    error: "properties need a source to run",
  })
  .refine(({ inputs, wasm, r1cs }) => inputs.length === 0 || (wasm !== undefined && r1cs !== undefined), {
    path: ["inputs"],
    error: "inputs need a wasm to run, and an r1cs to hold the witness against",
  })
  .superRefine((one, context) => {
    for (const part of digestedParts) {
      if (one.digests[part] === undefined || one[part] !== undefined) continue;
      context.addIssue({
        code: "custom",
        path: ["digests", part],
        message: `a digest of the ${part} is given, and no ${part} is named`,
      });
    }
  });

const ignored = z.strictObject({
  check: name.describe("Id of the check whose findings are accepted"),
  circuit: name.optional().describe("Only for this circuit"),
  reason: text.min(10, "say why, in a sentence that the next reader understands"),
  until: z.iso.date().describe("The last day, UTC, on which the reason counts; at most 366 days ahead"),
});

/** The configuration as it is written, defaults left out. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    schema: z.literal(CONFIG_SCHEMA),
    circuits: z.array(circuit).min(1).max(1000),
    ignore: z.array(ignored).max(1000).default([]).describe("Findings that are accepted for a while"),
  })
  .superRefine(({ circuits, ignore }, context) => {
    const names = circuits.map((one) => one.name);
    for (const [i, one] of names.entries()) {
      if (names.indexOf(one) !== i)
        context.addIssue({
          code: "custom",
          path: ["circuits", i, "name"],
          message: `there is another circuit ${JSON.stringify(one)}`,
        });
    }
    for (const [i, one] of ignore.entries()) {
      if (one.circuit !== undefined && !names.includes(one.circuit))
        context.addIssue({
          code: "custom",
          path: ["ignore", i, "circuit"],
          message: `there is no circuit ${JSON.stringify(one.circuit)}`,
        });
    }
  });

export type Config = z.output<typeof configSchema>;
export type ConfigInput = z.input<typeof configSchema>;
export type ConfigCircuit = Config["circuits"][number];
export type CeremonyPolicy = NonNullable<ConfigCircuit["ceremony"]>;
export type PropertyPolicy = ConfigCircuit["properties"][number];
export type Ignored = Config["ignore"][number];

const MAX_BYTES = 16 * 1024 * 1024;

/** @throws MalformedError naming the member that is not as it should be, with the nearest name for an unknown one */
export async function readConfig(source: ByteSource): Promise<Config> {
  const parsed = configSchema.safeParse(await jsonValue(source, MAX_BYTES));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues.flatMap(leaves);
  const at = issue?.path.map(String) ?? [];
  const problem =
    issue?.code === "unrecognized_keys"
      ? issue.keys.map((key) => `there is no ${JSON.stringify(key)}${suggestion(key)}`).join("; ")
      : (issue?.message ?? "unknown form");
  throw new MalformedError({
    file: source.path,
    section: at.length === 0 ? "configuration" : at.join("."),
    offset: 0,
    problem,
  });
}

type Issue = z.core.$ZodIssue;

/** Of a union that nothing fits, what is wrong with the form that comes nearest. */
function leaves(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const nearest = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? [];
  return nearest.flatMap(leaves).map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
}

function suggestion(key: string): string {
  const near = nearestOf(key, memberNames());
  return near === null ? "" : `; did you mean ${JSON.stringify(near)}?`;
}

/** Every name that a member of a configuration can have. */
function memberNames(): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "properties" && typeof inner === "object" && inner !== null)
        for (const member of Object.keys(inner)) names.add(member);
      visit(inner);
    }
  };
  visit(configJsonSchema());
  return names;
}

/** The published JSON Schema, draft 2020-12; transcripts/policy/config.schema.json is this, printed. */
export function configJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(configSchema, { target: "draft-2020-12", io: "input" });
  return {
    $schema,
    $id: `urn:${CONFIG_SCHEMA.replace("/", ":")}`,
    title: "zkassay configuration of a release",
    description: "What a release consists of, and what must hold of it. Paths are relative.",
    ...rest,
  };
}
