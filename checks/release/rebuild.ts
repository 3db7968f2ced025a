/** That r1cs and wasm come from the source: compiled again, and run. */
import type { R1cs } from "../../transcripts/iden3/r1cs.js";
import type { Section } from "../../transcripts/iden3/container.js";
import { digestsOf } from "../../transcripts/digest.js";
import { defineCheck, fact, found, type FindingDraft, type Yielded } from "../check.js";
import { equalBytes } from "../shared/places.js";

const IMPACT =
  "The key is one of another circuit than the source that people read: what was reviewed is not what is proven.";
const ADVICE =
  "Compile the source again with the version and flags that the configuration names; then either the file or the source " +
  "that is published is another one.";
const CITES = ["circom: reproducible compilation", "iden3 r1csfile: r1cs_bin_format.md"] as const;

export const rebuiltR1cs = defineCheck({
  id: "rebuild/r1cs",
  claim: "The .r1cs is what the compiler makes of the source",
  severity: "critical",
  cites: CITES,
  impact: IMPACT,
  advice: ADVICE,
  method:
    "The source is compiled again by the version and with the flags that the configuration names. The files are equal byte for " +
    "byte; or, section by section, header, constraints and the map of wires are equal and only what no key is made from " +
    "differs, which is then said. Another version of the compiler than the one at hand is not evaluated.",
  needs: ["rebuilt", "r1cs"],
  after: ["r1cs/container"],
  run: async function* ({ rebuilt, r1cs }): AsyncGenerator<Yielded> {
    const { made, source, compiler } = rebuilt;
    if (made.kind === "unavailable") {
      yield { kind: "not evaluated", reason: made.reason };
      return;
    }
    const [own, again] = [
      await digestsOf(r1cs.container.source),
      await digestsOf(made.r1cs.container.source),
    ];
    if (own.sha256 === again.sha256) {
      yield fact("rebuilt", `equal byte for byte, ${compiler}, ${made.sources} source files`);
      return;
    }
    const difference = await firstDifference(r1cs, made.r1cs);
    if (difference === null) {
      yield fact("rebuilt", `equal in header, constraints and wires, and not byte for byte, ${compiler}`);
      return;
    }
    yield found({
      ...difference,
      evidence: [...difference.evidence, { file: source, values: { compiler } }],
    });
  },
});

const HEADER = ["nWires", "nOutputs", "nPublicInputs", "nPrivateInputs", "nConstraints", "nLabels"] as const;

/** The first thing in which two circuits differ, or null. */
async function firstDifference(own: R1cs, again: R1cs): Promise<FindingDraft | null> {
  const file = own.container.source.path;
  const differs = (
    what: string,
    section: string,
    values: Record<string, string>,
    index?: number,
  ): FindingDraft => ({
    statement: `${what} of the .r1cs = ${what} of the source, compiled again`,
    evidence: [{ file, section, values, ...(index === undefined ? {} : { index }) }],
  });
  if (own.curve.name !== again.curve.name)
    return differs("the field", "header", { found: own.curve.name, expected: again.curve.name });
  for (const name of HEADER) {
    if (own[name] === again[name]) continue;
    return differs(name, "header", { found: String(own[name]), expected: String(again[name]) });
  }
  const constraints = await firstByte(own, own.constraints, again, again.constraints);
  if (constraints !== null) return differs(`byte ${constraints}`, own.constraints.label, {});
  if (own.labels === null || again.labels === null)
    return own.labels === again.labels ? null : differs("the map of wires", "section 3", {});
  const wire = await firstByte(own, own.labels, again, again.labels);
  return wire === null ? null : differs("the label of a wire", own.labels.label, {}, Math.floor(wire / 8));
}

const SLICE = 1 << 20;

/** Offset in the section of the first byte that differs, or null. */
async function firstByte(a: R1cs, own: Section, b: R1cs, again: Section): Promise<number | null> {
  const length = Math.min(own.length, again.length);
  for (let at = 0; at < length; at += SLICE) {
    const count = Math.min(SLICE, length - at);
    const [x, y] = [
      await a.container.source.read(own.offset + at, count),
      await b.container.source.read(again.offset + at, count),
    ];
    if (equalBytes(x, y)) continue;
    return at + x.findIndex((byte, i) => byte !== y[i]);
  }
  return own.length === again.length ? null : length;
}

export const rebuiltWasm = defineCheck({
  id: "rebuild/wasm",
  claim: "The program that computes witnesses is what the compiler makes of the source",
  severity: "high",
  cites: CITES,
  impact:
    "Provers run a program that nobody reviewed. It cannot make false proofs, but it can make none, or tell somebody the secrets.",
  advice: ADVICE,
  method:
    "SHA-256 of the .wasm = SHA-256 of the one that the compiler makes again. The program is not run for this.",
  needs: ["rebuilt", "witnessProgram"],
  run: async function* ({ rebuilt, witnessProgram }): AsyncGenerator<Yielded> {
    const { made, compiler } = rebuilt;
    if (made.kind !== "made") {
      yield { kind: "not evaluated", reason: made.reason };
      return;
    }
    if (made.wasmSha256 === witnessProgram.sha256) {
      yield fact("rebuilt", `equal byte for byte, ${compiler}`);
      return;
    }
    const values = { found: witnessProgram.sha256, expected: made.wasmSha256, compiler };
    yield found({
      statement: "SHA-256 of the .wasm = SHA-256 of the source's, compiled again",
      evidence: [{ file: witnessProgram.path, values }],
    });
  },
});
