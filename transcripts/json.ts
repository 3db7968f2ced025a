/** What people and relays write as JSON: parsed within bounds, and held against a schema. */
import type { z } from "zod";
import { MalformedError } from "./malformed.js";
import { repeatedMember } from "./repeatedMember.js";
import type { ByteSource } from "./source.js";

/**
 * The value of a JSON file.
 * @throws MalformedError for a file that is too long, no UTF-8 or no JSON, and where an object has a member twice
 */
export async function jsonValue(source: ByteSource, maxBytes: number): Promise<unknown> {
  if (source.size > maxBytes)
    throw malformed(source, "file", `${source.size} bytes; at most ${maxBytes} are read`);
  const bytes = await source.read(0, source.size);
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (error) {
    throw malformed(source, "file", `not JSON: ${(error as Error).message}`);
  }
  const twice = repeatedMember(text);
  if (twice !== null)
    throw malformed(
      source,
      "file",
      `the member ${JSON.stringify(twice)} stands twice in one object: readers differ in which they take`,
    );
  return value;
}

/**
 * A JSON value as its schema has it.
 * @param what names the format in messages: "an announcement", "drand rounds"
 * @throws MalformedError naming the member that is not as it should be
 */
export function asSchema<T>(source: ByteSource, value: unknown, schema: z.ZodType<T>, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const member = issue === undefined || issue.path.length === 0 ? "file" : issue.path.join(".");
  throw malformed(source, member, `this is no JSON of ${what}: ${issue?.message ?? "unknown form"}`);
}

/** The value of a JSON file as its schema has it; see jsonValue and asSchema. */
export async function readJson<T>(
  source: ByteSource,
  schema: z.ZodType<T>,
  what: string,
  maxBytes: number,
): Promise<T> {
  return asSchema(source, await jsonValue(source, maxBytes), schema, what);
}

function malformed(source: ByteSource, section: string, problem: string): MalformedError {
  return new MalformedError({ file: source.path, section, offset: 0, problem });
}
