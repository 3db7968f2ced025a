/** What can be wrong with the records of a ceremony: exports, logs, gists, digests. */
import { createHash } from "node:crypto";
import { bytesOf, manifest, put, text, turn, type Fields } from "./edits.js";
import type { Tampered } from "./types.js";

const other = "ab".repeat(64);
/** The four lines of a hash. */
const printed = (hash: string): string =>
  (hash.match(/.{32}/g) ?? []).map((line) => (line.match(/.{8}/g) ?? []).join(" ")).join("\n");

/** The log of a verification that lists some hashes. */
const logOf = (hashes: readonly string[]): string =>
  `Circuit Hash:\n${printed(other)}\n${hashes
    .map((hash, i) => `contribution #${hashes.length - i} x:\n${printed(hash)}\n`)
    .join("")}ZKey Ok!\n`;

export const tamperedRecords: readonly Tampered[] = [
  {
    check: "ceremony/recorded",
    what: "a recorded hash that no key has",
    change: (files) => turn(files, "turn0002", { hash: other, priorIndex: 1 }),
    also: ["ceremony/overwritten", "ceremony/second-runs"],
  },
  {
    check: "ceremony/recorded",
    what: "a verified turn more than there are contributions",
    change(files) {
      const root = JSON.parse(text(files, "records.json")) as {
        ceremonies: Record<string, { contributions: Record<string, Fields> }>;
      };
      for (const { contributions } of Object.values(root.ceremonies)) {
        contributions["turn9999"] = {
          participantId: "zoe",
          queueIndex: 99,
          priorIndex: 98,
          index: 99,
          status: "COMPLETE",
          hash: other,
        };
      }
      put(files, "records.json", JSON.stringify(root));
    },
    also: ["ceremony/second-runs"],
  },
  {
    check: "ceremony/logs",
    what: "a log with another hash",
    change(files) {
      put(files, "log.txt", logOf([other, other, other, other, other]));
      manifest(files, ({ circuits: [first] }) => void (first !== undefined && (first.logs = ["log.txt"])));
    },
  },
  {
    check: "ceremony/logs",
    what: "a log of one contribution",
    change(files) {
      put(files, "log.txt", logOf([other]));
      manifest(files, ({ circuits: [first] }) => void (first !== undefined && (first.logs = ["log.txt"])));
    },
  },
  {
    check: "ceremony/attestations",
    what: "a gist with one digit changed",
    change: (files) =>
      put(
        files,
        "gists/ada-contributed.txt",
        text(files, "gists/ada-contributed.txt")
          .replace(/Hash: ./, "Hash: g")
          .replace("Hash: g", "Hash: 0")
          .replace(/Hash: 0(.)/, (_, next: string) => `Hash: 0${next === "0" ? "1" : "0"}`),
      ),
  },
  {
    check: "ceremony/attestations",
    what: "a gist that names another circuit",
    change: (files) =>
      put(
        files,
        "gists/ada-contributed.txt",
        text(files, "gists/ada-contributed.txt").replace("circuit_1", "circuit_9"),
      ),
  },
  {
    check: "ceremony/file-hashes",
    what: "a digest that is not the file's",
    change(files) {
      put(files, "hashes.txt", `${other}  final.zkey\n`);
      manifest(files, (value) => value.attestations?.push("hashes.txt"));
    },
  },
  {
    check: "ceremony/file-hashes",
    what: "a git-LFS pointer with another size",
    change(files) {
      const oid = createHash("sha256").update(bytesOf(files, "circuit_1/final.zkey")).digest("hex");
      put(files, "lfs/final.zkey", `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 1\n`);
      manifest(files, (value) => value.attestations?.push("lfs/final.zkey"));
    },
  },
  {
    check: "ceremony/file-hashes",
    what: "two statements that differ about one file",
    change(files) {
      put(files, "a.txt", `${other}  elsewhere.params\n`);
      put(files, "b.txt", `${"cd".repeat(64)}  elsewhere.params\n`);
      manifest(files, (value) => value.attestations?.push("a.txt", "b.txt"));
    },
  },
  {
    check: "ceremony/indexes",
    what: "two turns with one number",
    change: (files) => turn(files, "turn0004", { index: 3 }),
    also: ["ceremony/overwritten"],
  },
  {
    check: "ceremony/races",
    what: "a turn that took too long",
    change: (files) =>
      turn(files, "turn0002", { timeCompleted: { _seconds: 1_617_618_900, _nanoseconds: 0 } }),
  },
];
