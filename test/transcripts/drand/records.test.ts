/** Records that people and relays write, with anything at all in them: read, or refused with the member that is wrong. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { readAnnouncement } from "../../../transcripts/announcement.js";
import { readRounds } from "../../../transcripts/drand/round.js";
import { MalformedError } from "../../../transcripts/malformed.js";
import type { ByteSource } from "../../../transcripts/source.js";
import { goodAnnouncement, ROUND } from "../../checks/beacon/files.js";

function sourceOf(text: string | Uint8Array): ByteSource {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return {
    path: "record.json",
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.slice(offset, offset + length)),
    close: () => Promise.resolve(),
  };
}

const readers = [
  ["announcement", readAnnouncement, goodAnnouncement],
  ["round", readRounds, ROUND],
] as const;

it.each(readers)("%s: any bytes and any JSON are read or refused", async (_, read, good) => {
  const refuse = async (text: string | Uint8Array): Promise<void> => {
    try {
      await read(sourceOf(text));
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedError);
    }
  };
  await read(sourceOf(JSON.stringify(good)));
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), refuse));
  await fc.assert(fc.asyncProperty(fc.json(), refuse));
  const members = fc.constantFrom(...Object.keys(good));
  await fc.assert(
    fc.asyncProperty(members, fc.jsonValue(), (member, value) =>
      refuse(JSON.stringify({ ...good, [member]: value })),
    ),
  );
});

it.each(readers)("%s: a file of gigabytes is refused unread", async (_, read) => {
  const big: ByteSource = {
    ...sourceOf(""),
    size: 2 ** 33,
    read: () => Promise.reject(new Error("it was read")),
  };
  await expect(read(big)).rejects.toThrow(/at most \d+ are read/);
});

it("deeply nested JSON is refused, not a crash", async () => {
  const nested = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  for (const [, read, good] of readers) {
    await expect(read(sourceOf(nested))).rejects.toThrow(MalformedError);
    const deep = JSON.stringify({ ...good, notes: "NEST" }).replace('"NEST"', nested);
    await read(sourceOf(deep)).catch((error: unknown) => expect(error).toBeInstanceOf(MalformedError));
  }
});
