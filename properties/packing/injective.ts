import fc from "fast-check";
import type { Evidence } from "../../findings/index.js";
import { signalFor } from "../binding.js";
import { flatten, valuesOf, type Circuit, type Inputs, type SignalArray } from "../circuit/index.js";
import { bytes as someBytes } from "../contract/arbitraries.js";
import { shown } from "../contract/judge.js";
import { statesAssumption } from "../contract/stated.js";
import { readTrees, templateNamed } from "../contract/trees.js";
import { forgeWitness, readyToForge, Searches, type Wanted } from "../forgery.js";
import { defineProperty, exhibit, fact, found, inconclusive, Misfit, type Property } from "../property.js";

interface Binding {
  readonly circuit: Circuit;
  readonly bytes: SignalArray;
  readonly more: SignalArray | null;
  readonly length: SignalArray | null;
  /** Whether the template's comment leaves it to the caller that bytes are bytes. */
  readonly isTrusted: boolean;
}

/** For one witness by hand. */
const SEARCH_MS = 100;

/** What makes the second message out of the first. */
const changes = ["a byte", "a carry", "the length", "the border"] as const;

interface Pair {
  readonly change: (typeof changes)[number];
  readonly first: Inputs;
  readonly second: Inputs;
}

export const injective: Property = defineProperty<Omit<Binding, "isTrusted">>({
  id: "packing/injective",
  claim: "no two messages have one packing or one hash",
  severity: "critical",
  cites: [
    "https://reports.zksecurity.xyz/report-mysten-labs-zklogin",
    "https://github.com/0xPARC/zk-bug-tracker",
  ],
  impact:
    "Whoever is known by the output is not alone: two identifiers have one address, and one signature or proof speaks for " +
    "two statements.",
  advice:
    "Pack every chunk, the short last one too; hold bytes to 8 bits; hash the length, or fix it; keep parts apart by " +
    "fixed sizes or by hashing each.",
  method:
    "Pairs of messages that differ in one byte at every place, by 256 in one byte and 1 in its neighbour, by zeros at the " +
    "end with another length, and by where one part ends and the next begins. Where the circuit accepts both, their " +
    "outputs must differ: two witnesses that satisfy every constraint with different messages and the same outputs are " +
    "the counterexample. Where the outputs differ, the second message's witness is sought on the constraints with those " +
    "of the first. Messages mean what stands before their length, where there is one.",
  corpus: ["hash-without-length", "packing-chunk-dropped", "packing-bytes-unchecked", "zklogin-packing"],
  vocabulary: {
    signals: {
      bytes: "the bytes of the message",
      more: "the bytes of its second part, where it has one",
      length: "how many of the first part's bytes it has, where that is an input",
    },
  },
  fits(circuit, wishes) {
    const templates = ["PackBytes", "HashBytesToField"];
    if (!wishes.signals.has("bytes") && !templates.includes(circuit.main.template))
      return new Misfit(
        `${circuit.main.template} is not known to pack; say that it does with --bind bytes=SIGNAL`,
      );
    const bytes = signalFor(circuit, wishes, { among: "inputs", role: "bytes", names: ["in"], rank: 1 });
    if (bytes instanceof Misfit) return bytes;
    const optional = (role: string, rank: number): SignalArray | Misfit | null =>
      wishes.signals.has(role)
        ? signalFor(circuit, wishes, { among: "inputs", role, names: [], rank })
        : null;
    const [more, length] = [optional("more", 1), optional("length", 0)];
    if (more instanceof Misfit) return more;
    if (length instanceof Misfit) return length;
    const bound = [bytes, more, length];
    const free = circuit.inputs.find(({ name }) => bound.every((one) => one?.name !== name));
    return free === undefined
      ? { circuit, bytes, more, length }
      : new Misfit(`nothing is said of the input ${free.name}`);
  },
  async *run(bound, context) {
    const { circuit, bytes } = bound;
    const main = templateNamed((await readTrees(circuit)).trees, circuit.main.template);
    const isTrusted = statesAssumption(main?.definition.comment ?? "", bytes.name);
    const binding: Binding = { ...bound, isTrusted };
    const witnessOf = async (inputs: Inputs): Promise<bigint[] | null> => {
      const witness = await circuit.witness(inputs);
      return Array.isArray(witness) && circuit.violated(witness) === null ? witness : null;
    };
    readyToForge(circuit);
    const searches = new Searches();
    const possible = changes.filter((change) => isPossible(binding, change));
    const met = new Map<string, number>(possible.map((one) => [one, 0]));
    const test = async ({ change, first, second }: Pair): Promise<string | null> => {
      const [one, other] = [await witnessOf(first), await witnessOf(second)];
      if (one === null || other === null) return null;
      met.set(change, (met.get(change) ?? 0) + 1);
      if (meaning(binding, first) === meaning(binding, second)) return null;
      const output = outputOf(circuit, one);
      if (output === outputOf(circuit, other)) return `soundness: two messages have the output ${output}`;
      // Draws of its own for each input, so that a path repeats them.
      const random = context.random(`prover ${flatten(Object.values(second)).join(" ")}`);
      const { witness, isTimeUp } = forgeWitness(circuit, sameOutput(circuit, second, one), random);
      searches.count(isTimeUp);
      return witness === null
        ? null
        : `soundness: two messages have the output ${output}, the second in a witness written by hand`;
    };
    const own = possible.filter((change) => change !== "a carry" || !isTrusted);
    const { failure } = await context.fuzz<Pair>({ part: "pairs", arbitrary: pairs(binding, own), test });
    const carries =
      failure === null && isTrusted
        ? await context.fuzz<Pair>({ part: "carries", arbitrary: pairs(binding, ["a carry"]), test })
        : null;
    const evidenceOf = ({ first, second }: Pair): Evidence[] => {
      const file = main?.file ?? circuit.target.file;
      const place = { file, ...(main === null ? {} : { line: main.definition.line }) };
      return [first, second].map((inputs) => ({
        ...place,
        values: Object.fromEntries(
          Object.entries(inputs).map(([name, value]) => [name, shown(flatten(value), circuit.prime)]),
        ),
      }));
    };
    const { template } = circuit.main;
    if (failure !== null) {
      yield found(
        { statement: `${template}: ${failure.wrong}`, evidence: evidenceOf(failure.value) },
        failure.path,
      );
    } else if (carries !== null && carries.failure !== null) {
      // A comment makes a finding low, and not nothing.
      const { value, wrong, path } = carries.failure;
      yield found(
        {
          statement: `${template}: left to its caller in a comment: ${wrong}`,
          evidence: evidenceOf(value),
          severity: "low",
        },
        path,
      );
    } else if ([...met.values()].every((count) => count === 0))
      yield inconclusive("the circuit accepts no pair of the messages that were tried");
    yield* searches.report();
    if (isTrusted) yield fact(`${bytes.name} is for the caller to check`, `${template} says so`);
    if (isTrusted && circuit.target.kind === "main")
      yield inconclusive(`${template} leaves ${bytes.name} to its caller, and main has none`);
    const bars = [...met].map(([label, count]) => ({ label, count }));
    yield exhibit({
      kind: "histogram",
      title: "What two messages differ in",
      counted: "accepted pairs",
      bars,
    });
  },
});

const outputOf = (circuit: Circuit, witness: readonly bigint[]): string =>
  circuit.outputs.map((signal) => shown(flatten(valuesOf(signal, witness)), circuit.prime)).join(", ");

/** A witness of these inputs with the outputs of another one. */
const sameOutput = (circuit: Circuit, inputs: Inputs, other: readonly bigint[]): Wanted => ({
  signals: [
    ...circuit.inputs.map((signal) => [signal, flatten(inputs[signal.name] ?? [])] as const),
    ...circuit.outputs.map((signal) => [signal, flatten(valuesOf(signal, other))] as const),
  ],
  milliseconds: SEARCH_MS,
});

const isPossible = ({ more, length }: Binding, change: (typeof changes)[number]): boolean =>
  ({ "a byte": true, "a carry": true, "the length": length !== null, "the border": more !== null })[change];

/** The message as a reader of the outputs understands it. */
function meaning({ bytes, more, length }: Binding, inputs: Inputs): string {
  const first = flatten(inputs[bytes.name] ?? []);
  const given = length === null ? first.length : Number(flatten(inputs[length.name] ?? [])[0] ?? 0n);
  return JSON.stringify([
    first.slice(0, given).map(String),
    more === null ? [] : flatten(inputs[more.name] ?? []).map(String),
  ]);
}

function pairs(binding: Binding, own: readonly Pair["change"][]): fc.Arbitrary<Pair> {
  const { circuit, bytes, more, length } = binding;
  const [size, rest] = [bytes.wires.length, more?.wires.length ?? 0];
  const named = (all: readonly bigint[], count: number): Inputs => ({
    [bytes.name]: all.slice(0, size),
    ...(more === null ? {} : { [more.name]: all.slice(size) }),
    ...(length === null ? {} : { [length.name]: BigInt(count) }),
  });
  return fc
    .record({
      change: fc.constantFrom(...own),
      letters: someBytes(size + rest),
      count: length === null ? fc.constant(size) : fc.nat(size),
      place: fc.nat(size + rest - 1),
    })
    .map(({ change, letters, count, place }) => {
      // What is behind the length is zero, and nothing is changed there.
      const all = letters.map((letter, i) => (i >= count && i < size ? 0n : letter));
      const at = place < size ? Math.min(place, Math.max(0, count - 1)) : place;
      const other = [...all];
      let otherCount = count;
      if (change === "a byte") other[at] = (all[at] ?? 0n) ^ 1n;
      else if (change === "a carry") {
        // The neighbour to the right or to the left, as the first byte is the lowest or the highest one.
        const next = at + 1 < all.length && (letters[0] ?? 0n) % 2n === 1n ? at + 1 : Math.abs(at - 1);
        other[at] = ((all[at] ?? 0n) + 256n) % circuit.prime;
        other[next] = ((all[next] ?? 0n) - 1n + circuit.prime) % circuit.prime;
      } else if (change === "the length") otherCount = Math.min(size, count + 1);
      else {
        // The first part's last byte becomes the second part's first one.
        const moved = other.splice(count - 1, 1);
        other.splice(size - 1, 0, ...moved);
      }
      return { change, first: named(all, count), second: named(other, otherCount) };
    });
}
