/**
 * The record of a beacon's announcement: who said when that which public value would be applied, and how. It is
 * written by a person, before or after the ceremony; what it claims is for the checks to hold against the files.
 */
import { z } from "zod";
import { canonicalJson, type Json } from "./announcementText.js";
import { asSchema, jsonValue } from "./json.js";
import type { ByteSource } from "./source.js";
import { valueForms, type ValueForm } from "./valueForms.js";

const ANNOUNCEMENT_SCHEMA = "zkassay-announcement/1";

/** A moment, and who dates it. */
export interface DatedEvent {
  /** Unix time in seconds; null where the event is known and its time is not. */
  readonly at: number | null;
  readonly by: string | null;
  /** Where it can be read. */
  readonly where: string | null;
  /** Who or what fixes the date apart from its author ("Ethereum transaction 0x…"); null where nobody does. */
  readonly datedBy: string | null;
}

/** What the value is, and where it comes from. */
export type BeaconSource =
  | {
      readonly kind: "drand";
      readonly chain: string;
      readonly round: number;
      /** As published; what is derived from where no signed round is at hand. */
      readonly randomness: Uint8Array | null;
    }
  | { readonly kind: "ethereum-randao"; readonly slot: number; readonly value: Uint8Array }
  | {
      readonly kind: "value";
      readonly description: string;
      readonly value: Uint8Array;
      readonly knownFrom: number | null;
    }
  | { readonly kind: "text"; readonly description: string; readonly knownFrom: number | null };

export interface Announcement {
  readonly file: string;
  readonly ceremony: string;
  readonly phase: 1 | 2;
  /** null where the value was not announced in advance. */
  readonly announced: DatedEvent | null;
  readonly source: BeaconSource;
  readonly form: ValueForm;
  /** What was typed, for the form "sha256-of-text". */
  readonly text: string | null;
  readonly iterationsExponent: number;
  readonly lastContribution: DatedEvent | null;
  readonly applied: DatedEvent | null;
  /** Ed25519 over the canonical JSON of the record without its signature. */
  readonly signature: {
    readonly publicKey: Uint8Array;
    readonly signature: Uint8Array;
    readonly message: Uint8Array;
  } | null;
}

const MAX_BYTES = 256 * 1024;
/** 1 to 255 bytes, as files can hold it. */
const hexBytes = (least: number, most: number) =>
  z
    .string()
    .regex(/^(?:[0-9a-f]{2})+$/i, "hexadecimal digits are needed, two a byte, without 0x")
    .refine((text) => text.length >= 2 * least && text.length <= 2 * most, {
      error: least === most ? `${most} bytes are needed` : `${least} to ${most} bytes are needed`,
    })
    .transform((text) => new Uint8Array(Buffer.from(text, "hex")));
const text = z.string().min(1).max(2000);
const moment = z.iso.datetime().transform((at) => Date.parse(at) / 1000);

const datedEvent = z
  .strictObject({
    at: moment.optional(),
    by: text.optional(),
    where: text.optional(),
    datedBy: text.optional(),
  })
  .transform(({ at, by, where, datedBy }): DatedEvent => ({
    at: at ?? null,
    by: by ?? null,
    where: where ?? null,
    datedBy: datedBy ?? null,
  }));

const source = z.discriminatedUnion("kind", [
  z
    .strictObject({
      kind: z.literal("drand"),
      chain: text,
      round: z.int().min(1),
      randomness: hexBytes(32, 32).optional(),
    })
    .transform((one) => ({ ...one, randomness: one.randomness ?? null })),
  z.strictObject({ kind: z.literal("ethereum-randao"), slot: z.int().min(0), value: hexBytes(32, 96) }),
  z
    .strictObject({
      kind: z.literal("value"),
      description: text,
      value: hexBytes(1, 255),
      knownFrom: moment.optional(),
    })
    .transform((one) => ({ ...one, knownFrom: one.knownFrom ?? null })),
  z
    .strictObject({ kind: z.literal("text"), description: text, knownFrom: moment.optional() })
    .transform((one) => ({ ...one, knownFrom: one.knownFrom ?? null })),
]);

const announcementSchema = z
  .strictObject({
    schema: z.literal(ANNOUNCEMENT_SCHEMA),
    ceremony: text,
    phase: z.union([z.literal(1), z.literal(2)]),
    announced: datedEvent.optional(),
    source,
    form: z.enum(valueForms),
    text: z.string().max(10_000).optional(),
    iterationsExponent: z.int().min(0).max(63),
    lastContribution: datedEvent.optional(),
    applied: datedEvent.optional(),
    /** For people: where the facts come from, what is missing. */
    notes: z.array(text).max(50).optional(),
    signature: z
      .strictObject({
        algorithm: z.literal("ed25519"),
        publicKey: hexBytes(32, 32),
        signature: hexBytes(64, 64),
      })
      .optional(),
  })
  .refine((one) => (one.form === "sha256-of-text") === (one.text !== undefined), {
    path: ["text"],
    error: 'the form "sha256-of-text" needs a text, and no other form has one',
  })
  .refine((one) => one.source.kind !== "text" || one.form === "sha256-of-text", {
    path: ["form"],
    error: 'a source of kind "text" has the form "sha256-of-text"',
  });

/** @throws MalformedError naming the member that is not as it should be */
export async function readAnnouncement(file: ByteSource): Promise<Announcement> {
  const value = await jsonValue(file, MAX_BYTES);
  const one = asSchema(file, value, announcementSchema, "an announcement");
  // The schema has seen every member of it: an object, and nowhere deep.
  const { signature: _, ...signed } = value as Readonly<Record<string, Json>>;
  return {
    file: file.path,
    ceremony: one.ceremony,
    phase: one.phase,
    announced: one.announced ?? null,
    source: one.source,
    form: one.form,
    text: one.text ?? null,
    iterationsExponent: one.iterationsExponent,
    lastContribution: one.lastContribution ?? null,
    applied: one.applied ?? null,
    signature:
      one.signature === undefined
        ? null
        : {
            publicKey: one.signature.publicKey,
            signature: one.signature.signature,
            message: new TextEncoder().encode(canonicalJson(signed)),
          },
  };
}
