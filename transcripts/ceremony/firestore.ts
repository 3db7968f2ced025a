/**
 * Documents of a Firestore export in JSON. Exports differ in where a document keeps its sub-collections
 * ("__collections__", or beside its fields) and in how they write times; both are levelled here.
 */

export type Fields = Readonly<Record<string, unknown>>;

export interface FirestoreDocument {
  readonly id: string;
  readonly fields: Fields;
  /** "ceremonies/abc/contributions/def". */
  readonly path: string;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The documents of a collection below another document (or the root); none where it is absent. */
export function documents(parent: Fields, name: string, path = ""): FirestoreDocument[] {
  const nested = parent["__collections__"];
  const collection = (isFields(nested) ? nested[name] : undefined) ?? parent[name];
  if (!isFields(collection)) return [];
  return Object.entries(collection).flatMap(([id, fields]) =>
    isFields(fields) ? [{ id, fields, path: `${path === "" ? "" : `${path}/`}${name}/${id}` }] : [],
  );
}

export function text(fields: Fields, name: string): string | null {
  const value = fields[name];
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

/** A number that counts something; null for anything else, NaN and fractions included. */
export function count(fields: Fields, name: string): number | null {
  const value = fields[name];
  const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** Unix milliseconds from any form that exports have: a number, RFC 3339, {seconds}, {__datatype__, value}. */
export function time(fields: Fields, name: string): number | null {
  return timeOf(fields[name]);
}

function timeOf(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) && value > 0 ? value : null;
  if (typeof value === "string") {
    const parsed = Date.parse(value);
    return Number.isNaN(parsed) ? null : parsed;
  }
  if (!isFields(value)) return null;
  if (value["__datatype__"] === "timestamp") return timeOf(value["value"]);
  const seconds = value["_seconds"] ?? value["seconds"];
  const nanoseconds = value["_nanoseconds"] ?? value["nanoseconds"] ?? 0;
  if (typeof seconds !== "number" || typeof nanoseconds !== "number") return null;
  return seconds * 1000 + Math.floor(nanoseconds / 1e6);
}
