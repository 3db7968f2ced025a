/** What can be wrong with the keys of a ceremony, and with what is promised about them. */
import { bytesOf, copy, deltaAfterOf, flip, manifest, put, swapSection } from "./edits.js";
import type { Tampered } from "./types.js";

/** @param another the bytes of another circuit's key */
export const tamperedKeys = (another: () => Uint8Array): readonly Tampered[] => [
  {
    check: "ceremony/files",
    what: "a key is not there",
    change: (files) => files.delete("circuit_1/ph2_0002.zkey"),
  },
  {
    check: "ceremony/files",
    what: "a gist is cut",
    change: (files) => put(files, "gists/ada-contributed.txt", "I contributed"),
  },
  {
    check: "ceremony/files",
    what: "a key is no key",
    change: (files) => put(files, "circuit_1/ph2_0003.zkey", "not a key"),
  },
  {
    check: "ceremony/enough-contributions",
    what: "more were promised",
    change: (files) => manifest(files, (value) => (value.policy = { minimumContributions: 5 })),
  },
  {
    check: "ceremony/enough-contributions",
    what: "the final key is the initial one",
    change(files) {
      copy(files, "circuit_1/ph2_0000.zkey", "circuit_1/final.zkey");
    },
    // Then nothing that was made is in the chain.
    also: ["ceremony/conflicts", "ceremony/second-runs"],
  },
  {
    check: "ceremony/side-branches",
    what: "an uncle with a changed delta",
    base: "raced",
    change: (files) =>
      flip(files, "circuit_1/ph2_0003.zkey", deltaAfterOf(bytesOf(files, "circuit_1/ph2_0003.zkey"))),
    // Its hash is another one now, so that the record's is nowhere.
    also: ["ceremony/conflicts", "ceremony/overwritten"],
  },
  {
    check: "ceremony/side-branches",
    what: "an uncle whose points are no coordinates at all",
    base: "raced",
    change(files) {
      const bytes = bytesOf(files, "circuit_1/ph2_0003.zkey");
      const at = deltaAfterOf(bytes);
      bytes.fill(0xff, at, at + 64 * 3 + 128);
      files.set("circuit_1/ph2_0003.zkey", bytes);
    },
    also: ["ceremony/conflicts", "ceremony/overwritten"],
  },
  {
    check: "ceremony/side-branches",
    what: "an uncle with a copied transcript",
    base: "raced",
    change(files) {
      const bytes = bytesOf(files, "circuit_1/ph2_0003.zkey");
      const at = deltaAfterOf(bytes) + 64 * 3 + 128;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      files.set("circuit_1/ph2_0003.zkey", bytes);
    },
    also: ["ceremony/conflicts", "ceremony/overwritten"],
  },
  {
    check: "ceremony/side-branches",
    what: "an uncle with the L of another state",
    base: "raced",
    change: (files) => swapSection(files, "circuit_1/ph2_0003.zkey", "circuit_1/ph2_0001.zkey", 8),
    also: ["ceremony/conflicts"],
  },
  {
    check: "ceremony/side-branches",
    what: "a key of another circuit",
    change(files) {
      files.set("circuit_1/ph2_0009.zkey", another());
      manifest(files, ({ circuits: [first] }) =>
        first?.contributions?.push({ file: "circuit_1/ph2_0009.zkey", index: 9 }),
      );
    },
  },
  {
    check: "ceremony/finaliser",
    what: "the policy names the last contributor",
    change: (files) => manifest(files, (value) => (value.policy = { finalisers: ["sophie"] })),
  },
  {
    check: "ceremony/overwritten",
    what: "one file in place of another",
    change: (files) => copy(files, "circuit_1/ph2_0003.zkey", "circuit_1/ph2_0002.zkey"),
  },
];
