/** That the program of witnesses is of the circuit: run on inputs, and put into the constraints. */
import type { Evidence } from "../evidence.js";
import type { WitnessProgram, WitnessTrial } from "../../transcripts/policy/release.js";
import { defineCheck, fact, found, type FindingDraft, type Yielded } from "../check.js";

export const witnessSatisfies = defineCheck({
  id: "rebuild/witness",
  claim: "The program's witnesses satisfy the .r1cs, of the declared inputs and of all others",
  severity: "high",
  cites: ["Groth16 §2.3: quadratic arithmetic programs", "circom: witness calculator"],
  impact:
    "The program and the constraints are of different circuits: honest proofs fail, or prove something else.",
  advice:
    "Compile both from one source again. Where nothing is false and nothing is known of other inputs, name the source and its " +
    "compiler in the configuration: a program that the compiler makes again is the circuit's on all inputs.",
  method:
    "The program computes the witness of each file of inputs, and every constraint ⟨A,w⟩·⟨B,w⟩ = ⟨C,w⟩ of the .r1cs is computed " +
    "with it. Where it is not, byte for byte, the program that the compiler makes of the source, it is run on random inputs as " +
    "well, most of them near to the declared ones, drawn from the run's seed; a program can still do otherwise on inputs that " +
    "were not drawn, so that it is then a finding or inconclusive, and never a pass. It runs in a thread of its own without " +
    "access to anything but its inputs: 2 GiB of memory, 120 s a witness, 600 s in all.",
  needs: ["r1cs", "witnessProgram"],
  after: ["r1cs/container"],
  run: async function* ({ r1cs, witnessProgram, rebuilt }): AsyncGenerator<Yielded> {
    const { fault, trials, random, path } = witnessProgram;
    const isSame = rebuilt?.made.kind === "made" && rebuilt.made.wasmSha256 === witnessProgram.sha256;
    if (isSame && trials.length === 0 && fault === null) {
      yield { kind: "does not apply", reason: "the program is the compiler's, and no inputs are declared" };
      return;
    }
    const wrong = wrongOf(witnessProgram, r1cs);
    for (const one of wrong) yield found(one);
    yield fact("witnesses", `${trials.length} of declared inputs, in ${r1cs.nConstraints} constraints`);
    if (random !== null) yield fact("random inputs", saidOf(random));
    const stopped = trials.flatMap(({ inputs, outcome }) =>
      outcome.kind === "stopped" ? `${inputs}: ${outcome.reason}` : [],
    );
    if (fault?.kind === "stopped") stopped.unshift(`${path}: ${fault.reason}`);
    if (stopped.length > 0) {
      yield { kind: "inconclusive", reason: `a bound of ours was reached: ${stopped.join("; ")}` };
    } else if (!isSame) {
      const reason = `nothing says what the program does on inputs that were not run: ${whyOther(rebuilt)}`;
      yield { kind: "inconclusive", reason };
    }
  },
});

function wrongOf({ fault, trials, random, path }: WitnessProgram, r1cs: Evidence["r1cs"]): FindingDraft[] {
  const findings: FindingDraft[] = [];
  if (fault?.kind === "unlike")
    findings.push({
      statement: "the program is of the circuit of the .r1cs",
      evidence: [{ file: path, values: { message: fault.reason } }],
    });
  const draft = (
    outcome: WitnessTrial["outcome"],
    of: string,
    inputs: FindingDraft["evidence"],
  ): FindingDraft[] => {
    if (outcome.kind === "satisfied" || outcome.kind === "stopped") return [];
    if (outcome.kind === "violated") {
      const { constraints, container } = r1cs;
      const place = { file: container.source.path, section: constraints.label, index: outcome.constraint };
      const statement = `constraint ${outcome.constraint} holds for the witness of ${of}`;
      return [{ statement, evidence: [place, { file: path }, ...inputs] }];
    }
    const statement =
      outcome.kind === "unlike"
        ? "the program is of the circuit of the .r1cs"
        : "the program accepts the declared inputs";
    return [{ statement, evidence: [{ file: path, values: { message: outcome.reason } }, ...inputs] }];
  };
  for (const { inputs, outcome } of trials) findings.push(...draft(outcome, inputs, [{ file: inputs }]));
  if (random?.wrong != null) {
    const { index, inputs, outcome } = random.wrong;
    const values = { "inputs (JSON)": short(inputs), seed: String(random.seed) };
    findings.push(...draft(outcome, `random inputs ${index}`, [{ file: path, index, values }]));
  }
  return findings;
}

/** A large circuit has a page of inputs for each byte of a report that is read. */
const MOST_SHOWN = 4000;
const short = (text: string): string =>
  text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}… (the seed draws them again)`;

function saidOf({ seed, satisfied, refused, wrong, open }: NonNullable<WitnessProgram["random"]>): string {
  const said = [`${satisfied} satisfy`, `${refused} refused by the program`];
  if (wrong !== null) said.push("1 does not");
  if (open !== null) said.push(open);
  return `${said.join(", ")}; seed ${seed}`;
}

function whyOther(rebuilt: Evidence["rebuilt"] | undefined): string {
  if (rebuilt === undefined) return "the configuration names no source to compile again";
  if (rebuilt.made.kind === "unavailable") return rebuilt.made.reason;
  return "it is not the one that the compiler makes of the source";
}
