import type { Attestation, Claim } from "../../transcripts/attestations/attestation.js";
import type { DigestedFile } from "../../transcripts/ceremony/ceremony.js";
import { defineCheck, fact, found } from "../check.js";

/** A published digest of a file, with who published it. */
interface Published {
  readonly attestation: Attestation;
  readonly claim: Claim;
  readonly fileName: string;
}

export const fileDigests = defineCheck({
  id: "ceremony/file-hashes",
  claim: "Published digests of files agree with each other and with the files at hand",
  severity: "medium",
  cites: ["git-LFS pointer, version 1", "b2sum, sha256sum: format of their output"],
  impact:
    "People who compare digests are told that they have the wrong file, or take another file for the right one.",
  advice: "Compute the digest of the file again, and ask whoever published the other one.",
  method:
    "Digests are told apart by their length: 128 digits are Blake2b-512, 64 are SHA-256. Those published under one " +
    "file name must be equal, and equal to the digest of the file of that name where it is at hand; so must the size " +
    "in a git-LFS pointer.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }) {
    const published = ceremony.attestations.flatMap((attestation) =>
      attestation.claims.flatMap((claim): Published[] =>
        claim.subject === "file" && claim.fileName !== null
          ? [{ attestation, claim, fileName: claim.fileName }]
          : [],
      ),
    );
    if (published.length === 0)
      yield { kind: "not evaluated", reason: "not given: published digests of files" };
    const first = new Map<string, Published>();
    for (const one of published) {
      const key = JSON.stringify([one.claim.hash.length, one.fileName, one.claim.number]);
      const other = first.get(key);
      if (other === undefined) first.set(key, one);
      else if (other.claim.hash !== one.claim.hash) {
        yield found({
          statement: `every published digest of ${one.fileName} is the same`,
          confidence: "likely",
          evidence: [evidenceOf(other), evidenceOf(one)],
        });
      }
    }
    let compared = 0;
    for (const one of first.values()) {
      // A contributor's own copy has the same name as everybody else's: only its number tells which it is.
      const files =
        one.claim.number === null ? ceremony.digested.filter((file) => isNamed(file, one.fileName)) : [];
      if (files.length === 0) continue;
      compared++;
      if (files.some((file) => isOf(one.claim, file))) continue;
      yield found({
        statement: `${one.fileName} has the digest that is published for it`,
        evidence: [
          evidenceOf(one),
          ...files.map(({ file, sha256, blake2b512 }) => ({ file, values: { sha256, blake2b512 } })),
        ],
      });
    }
    if (published.length > 0)
      yield fact("Published digests of files", `${published.length}, ${compared} compared`);
  },
});

/** Whether a file is meant by a name, which may have folders in front. */
function isNamed({ file }: DigestedFile, name: string): boolean {
  const plain = name.replace(/^\.\//, "");
  return file === plain || file.endsWith(`/${plain}`);
}

function isOf({ hash, size }: Claim, file: DigestedFile): boolean {
  return (size === null || size === file.size) && (hash === file.sha256 || hash === file.blake2b512);
}

function evidenceOf({ attestation, claim }: Published) {
  return { file: attestation.file, section: `line ${claim.line}`, values: { digest: claim.hash } };
}
