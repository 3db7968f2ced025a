/** A market log: its header at once, its events as a stream that can be walked any number of times. */
import type { z } from "zod";
import { MalformedError } from "../malformed.js";
import type { ByteSource } from "../source.js";
import { eventSchema, type MarketEvent } from "./events.js";
import { headerSchema, type MarketHeader } from "./header.js";
import { linesOf, malformed, type TextLine } from "./lines.js";
import { repeatedMember } from "../repeatedMember.js";

/** An event with its place in the file. */
export interface MarketLine<E extends MarketEvent = MarketEvent> {
  readonly event: E;
  /** 1-based. */
  readonly line: number;
  /** Absolute byte range of the line, end exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface MarketLog {
  readonly file: string;
  readonly header: MarketHeader;
  /** Length of the file. */
  readonly bytes: number;
  /**
   * All events in the order of the file, in batches; read anew at each call.
   * @throws MalformedError with line and byte offset, when the stream comes to a line that is no event
   */
  lines(): AsyncGenerator<readonly MarketLine[]>;
}

/**
 * Reads the header.
 * @throws MalformedError when the first line is no header
 */
export async function readMarket(source: ByteSource): Promise<MarketLog> {
  for await (const [first] of linesOf(source)) {
    if (first === undefined) continue;
    const header = parsed(source, first, headerSchema, "a market log's header");
    return { file: source.path, header, bytes: source.size, lines: () => events(source) };
  }
  throw new MalformedError({
    file: source.path,
    section: "file",
    offset: 0,
    problem: "the file has no line",
  });
}

async function* events(source: ByteSource): AsyncGenerator<readonly MarketLine[]> {
  let header = true;
  for await (const batch of linesOf(source)) {
    const lines: MarketLine[] = [];
    for (const text of batch) {
      if (!header) {
        const { line, start, end } = text;
        lines.push({ event: parsed(source, text, eventSchema, "a market event"), line, start, end });
      }
      header = false;
    }
    yield lines;
  }
}

function parsed<T>(
  source: ByteSource,
  { line, start, text }: TextLine,
  schema: z.ZodType<T>,
  what: string,
): T {
  const refuse = (problem: string): MalformedError => malformed(source, line, start, problem);
  let value: unknown;
  let again: string;
  try {
    value = JSON.parse(text);
    again = JSON.stringify(value);
  } catch (error) {
    // JSON.parse reads any depth; what it made of half a megabyte of brackets nothing else can walk.
    if (error instanceof RangeError) throw refuse("nested too deeply for an event");
    throw refuse(`not JSON: ${(error as Error).message}`);
  }
  // A line that is as JSON.stringify writes it names no member twice; only the others are looked through.
  if (again !== text) {
    const twice = repeatedMember(text);
    if (twice !== null)
      throw refuse(
        `the member ${JSON.stringify(twice)} stands twice in one object: readers differ in which they take`,
      );
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const member = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
  throw refuse(`this is no JSON of ${what}: ${member}${issue?.message ?? "unknown form"}`);
}
