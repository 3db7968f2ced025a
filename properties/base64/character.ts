import type { Evidence, Finding } from "../../findings/index.js";
import { now } from "../clock.js";
import { signalFor } from "../binding.js";
import type { Circuit, SignalArray } from "../circuit/index.js";
import { forgeWitness } from "../forgery.js";
import {
  defineProperty,
  exhibit,
  fact,
  found,
  inconclusive,
  Misfit,
  type PropertyContext,
} from "../property.js";
import { mainTemplate } from "../mainTemplate.js";
import { accepts, candidates, runsOf, type Accepted } from "./acceptance.js";
import { type AlphabetName, alphabets, PAD, valueOf } from "./alphabet.js";

interface Binding {
  readonly circuit: Circuit;
  readonly input: SignalArray;
  readonly output: SignalArray;
}

const templates: ReadonlySet<string> = new Set(["Base64Lookup", "Base64URLLookup", "Base64Value"]);

/** For one value of the output by hand. */
const SEARCH_MS = 2000;

export const base64Character = defineProperty<Binding>({
  id: "base64/character",
  claim: "exactly the 64 characters of one alphabet are accepted, each with its own value",
  severity: "high",
  cites: ["https://github.com/zkemail/zk-email-verify/pull/103", "RFC 4648 §3.3, §4, §5"],
  impact:
    "Text that is not base64 decodes to bytes of the prover's choice: two texts stand for one, and what decoders refuse " +
    "is proven to hold a claim or a hash.",
  advice:
    "Add up the flags of all ranges and constrain the sum to one; hold the character to eight bits before it is " +
    "compared. Take = only where padding may stand.",
  method:
    "Exhaustive: every value 0 … 699 and field elements about multiples of 256, negative ones and halves of the prime, " +
    "by the circuit's own program and, where that refuses, by a witness that is solved for on the constraints. Of every " +
    "character accepted, other values of the output are asked for.",
  corpus: ["base64-any-byte", "base64-tautology", "base64-one-off", "base64-wide-character"],
  vocabulary: { signals: { in: "the character", out: "its value" } },
  fits(circuit, wishes) {
    if (!templates.has(circuit.main.template) && !wishes.signals.has("in") && !wishes.signals.has("out"))
      return new Misfit(
        `${circuit.main.template} is not known to decode a character; say so with --bind in=SIGNAL`,
      );
    const input = signalFor(circuit, wishes, { among: "inputs", role: "in", names: ["char"], rank: 0 });
    if (input instanceof Misfit) return input;
    const output = signalFor(circuit, wishes, { among: "outputs", role: "out", names: ["value"], rank: 0 });
    if (output instanceof Misfit) return output;
    return circuit.inputs.length === 1 && circuit.outputs.length === 1
      ? { circuit, input, output }
      : new Misfit("it is not of one character and one value");
  },
  async *run(binding, context) {
    const { circuit } = binding;
    const survey = await acceptedBy(binding, context);
    if (survey === null) {
      yield inconclusive("time ended before all characters were decided");
      return;
    }
    const alphabet = alphabetOf(survey, binding);
    const { place } = await mainTemplate(circuit);
    yield fact(
      "alphabet",
      `${alphabet}; ${survey.size} of ${candidates(circuit.prime).length} values accepted`,
    );
    for (const draft of judge(survey, alphabet, binding, place)) yield found(draft);
    const second = otherValue(survey, alphabet, binding, context);
    if (second === "undecided")
      yield inconclusive("time ended before other values of the output were decided");
    else if (second !== null) yield found({ statement: second, evidence: [place] });
    yield exhibit({
      kind: "histogram",
      title: "Characters accepted",
      counted: "values of the input",
      bars: classes.map(({ label, expected, has }) => {
        const count = [...survey.keys()].filter((character) => has(character)).length;
        return { label, count, ...(expected === undefined ? {} : { expected }) };
      }),
    });
  },
});

const between = (from: string, to: string) => (x: bigint) =>
  x >= BigInt(from.codePointAt(0) ?? 0) && x <= BigInt(to.codePointAt(0) ?? 0);
const isAlphanumeric = (x: bigint) => (valueOf(x, "standard") ?? 64) < 62;

const classes: readonly { label: string; expected?: number; has: (x: bigint) => boolean }[] = [
  { label: "A–Z", expected: 26, has: between("A", "Z") },
  { label: "a–z", expected: 26, has: between("a", "z") },
  { label: "0–9", expected: 10, has: between("0", "9") },
  { label: "+ /", has: (x) => x === 43n || x === 47n },
  { label: "- _", has: (x) => x === 45n || x === 95n },
  { label: "=", has: (x) => x === BigInt(PAD) },
  {
    label: "other bytes",
    has: (x) => x < 256n && !isAlphanumeric(x) && ![43n, 45n, 47n, 61n, 95n].includes(x),
  },
  { label: "no byte", has: (x) => x > 255n },
];

type Survey = ReadonlyMap<bigint, Accepted>;

/** All candidates that have a witness; null where time ended before. */
async function acceptedBy({ circuit, input }: Binding, context: PropertyContext): Promise<Survey | null> {
  const survey = new Map<bigint, Accepted>();
  const random = context.random("prover");
  for (const character of candidates(circuit.prime)) {
    if (now() >= context.deadline) return null;
    const accepted = await accepts(circuit, input, character, random);
    context.ran(1);
    if (accepted === "undecided") return null;
    if (accepted !== "refused") survey.set(character, accepted);
  }
  return survey;
}

const valueIn = ({ output }: Binding, { witness }: Accepted): bigint => witness[output.wires[0] ?? 0] ?? 0n;

/** The one whose last two characters have their values, else the standard one. */
function alphabetOf(survey: Survey, binding: Binding): AlphabetName {
  const minus = survey.get(45n);
  const plus = survey.get(43n);
  const isUrlSafe = minus !== undefined && valueIn(binding, minus) === 62n;
  const isStandard = plus !== undefined && valueIn(binding, plus) === 62n;
  return isUrlSafe && !isStandard ? "url-safe" : "standard";
}

type Draft = Pick<Finding, "statement" | "evidence"> & Partial<Finding>;

/** What is accepted that should not be, refused that should not be, or has another value. */
function* judge(survey: Survey, alphabet: AlphabetName, binding: Binding, place: Evidence): Generator<Draft> {
  const { template } = binding.circuit.main;
  const draft = (statement: string, values: readonly bigint[]): Draft => ({
    statement: `${template}: ${statement}`,
    evidence: [{ ...place, values: { [binding.input.name]: runsOf(values) } }],
  });
  const own = [...alphabets[alphabet]].map((character) => BigInt(character.codePointAt(0) ?? 0));
  const strangers = [...survey.keys()].filter((x) => valueOf(x, alphabet) === null && x !== BigInt(PAD));
  const bytes = strangers.filter((x) => x < 256n);
  if (bytes.length > 0)
    yield draft(`soundness: ${bytes.length} bytes are accepted that are not base64: ${runsOf(bytes)}`, bytes);
  const others = strangers.filter((x) => x > 255n);
  if (others.length > 0)
    yield draft(
      `soundness: ${others.length} values are accepted that are no bytes, ${others[0]} the first`,
      others,
    );
  const refused = own.filter((x) => !survey.has(x) || survey.get(x)?.byHand === true);
  if (refused.length > 0) yield draft(`completeness: characters are refused: ${runsOf(refused)}`, refused);
  const wrong = own.filter((x) => {
    const accepted = survey.get(x);
    return accepted !== undefined && valueIn(binding, accepted) !== BigInt(valueOf(x, alphabet) ?? -1);
  });
  if (wrong.length > 0)
    yield draft(`soundness: characters have other values than their own: ${runsOf(wrong)}`, wrong);
  const padding = survey.get(BigInt(PAD));
  if (padding !== undefined) {
    yield {
      ...draft(`= is accepted, with the value ${valueIn(binding, padding)}, wherever it stands`, [
        BigInt(PAD),
      ]),
      severity: "low",
      impact:
        "AA== and AAAA decode alike: where texts are compared or hashed, one has several forms; no other bytes can be shown.",
      advice: "Take = only in the last two places, with zero bits before it, or state that the caller must.",
    };
  }
}

/** A statement about another value of the output for an accepted character of the alphabet, written by hand. */
function otherValue(
  survey: Survey,
  alphabet: AlphabetName,
  binding: Binding,
  context: PropertyContext,
): string | null {
  const { circuit, input, output } = binding;
  const random = context.random("other value");
  for (const accepted of survey.values()) {
    const { character, witness } = accepted;
    if (valueOf(character, alphabet) === null || accepted.byHand) continue;
    const value = valueIn(binding, accepted);
    for (const other of [(value + 1n) % 64n, 64n, circuit.prime - 1n]) {
      if (now() >= context.deadline) return "undecided";
      const signals = [
        [input, [character]],
        [output, [other]],
      ] as const;
      context.ran(1);
      const second = forgeWitness(circuit, { signals, hint: witness, milliseconds: SEARCH_MS }, random);
      if (second.isTimeUp) return "undecided";
      if (second.witness !== null)
        return `${circuit.main.template}: soundness: every constraint holds with ${input.name} = ${character} and ${output.name} = ${other}`;
    }
  }
  return null;
}
