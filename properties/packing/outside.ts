/** Properties of one kind: a value outside of its range, in inputs that are good without it, has no witness. */
import fc from "fast-check";
import { descriptionOf, type CheckDescription } from "../../findings/index.js";
import { signalFor, valueFor } from "../binding.js";
import { flatten, nest, type Circuit, type Inputs, type SignalArray } from "../circuit/index.js";
import { readyToForge, Searches, tooLargeToForge } from "../forgery.js";
import { shown } from "../contract/judge.js";
import { statedRoles, trustedRoles } from "../contract/stated.js";
import { readTrees, templateNamed } from "../contract/trees.js";
import {
  defineProperty,
  exhibit,
  found,
  inconclusive,
  Misfit,
  type Property,
  type Wishes,
} from "../property.js";
import { forge, isOver, seconds } from "../uniqueness/index.js";

const RUNS_BY_HAND = 16;
const SECONDS_BY_HAND = 0.25;

export interface Outside extends CheckDescription {
  readonly corpus: readonly string[];
  readonly templates: readonly string[];
  readonly role: { readonly name: string; readonly meaning: string; readonly names: readonly string[] };
  /** Good values are below it; --set limit. */
  readonly limit: { readonly meaning: string; readonly otherwise: bigint };
  /** Values that are not good, likely ones first. */
  readonly values: (limit: bigint, prime: bigint) => readonly bigint[];
}

interface Binding {
  readonly circuit: Circuit;
  readonly signal: SignalArray;
  readonly limit: bigint;
}

interface Case {
  readonly good: Inputs;
  readonly bad: Inputs;
  readonly value: bigint;
  readonly place: number;
}

export function defineOutside(outside: Outside): Property {
  const { corpus, role, limit } = outside;
  return defineProperty<Binding>({
    ...descriptionOf(outside),
    corpus,
    vocabulary: { signals: { [role.name]: role.meaning }, values: { limit: limit.meaning } },
    fits: (circuit, wishes) => bind(outside, circuit, wishes),
    async *run(binding, context) {
      const { circuit, signal } = binding;
      const main = templateNamed((await readTrees(circuit)).trees, circuit.main.template);
      const signals = new Map([[role.name, signal]]);
      const isTrusted =
        statedRoles(main?.definition.comment ?? "", signals).size > 0 ||
        trustedRoles(circuit.main.template, signals).size > 0;
      const hits = new Map<number, number>();
      let met = 0;
      const arbitrary = cases(outside, binding);
      const tried = async ({ good, bad, place }: Case): Promise<bigint[] | null> => {
        const witness = await circuit.witness(good);
        if (!Array.isArray(witness) || circuit.violated(witness) !== null) return null;
        met++;
        hits.set(place, (hits.get(place) ?? 0) + 1);
        const other = await circuit.witness(bad);
        return Array.isArray(other) && circuit.violated(other) === null ? other : [];
      };
      const program = await context.fuzz<Case>({
        part: "program",
        arbitrary,
        test: async (one) =>
          (await tried(one))?.length ? wrong(binding, one, "the circuit accepts it") : null,
      });
      const tooLarge = tooLargeToForge(circuit);
      if (program.failure === null && tooLarge === null) readyToForge(circuit);
      const searches = new Searches();
      const byHand =
        program.failure !== null || tooLarge !== null
          ? program
          : await context.fuzz<Case>({
              part: "by-hand",
              arbitrary,
              runs: Math.min(context.runs, RUNS_BY_HAND),
              test: async (one) => {
                const hint = await circuit.witness(one.good);
                if (!Array.isArray(hint) || circuit.violated(hint) !== null) return null;
                met++;
                const draws = context.random(`prover ${flatten(Object.values(one.bad)).join(" ")}`);
                const random = (): number => Number(draws.bits(48)) / 2 ** 48;
                const budget = seconds(SECONDS_BY_HAND);
                const forged = forge(circuit.system, fixed(circuit, one.bad), hint, budget, random);
                searches.count(forged === null && isOver(budget));
                return forged === null || circuit.violated(forged) !== null
                  ? null
                  : wrong(binding, one, "a witness written by hand satisfies every constraint");
              },
            });
      const { failure } = byHand;
      if (failure !== null && isTrusted) {
        yield inconclusive(`${circuit.main.template} leaves ${signal.name} to its caller: ${failure.wrong}`);
      } else if (failure !== null) {
        const { bad } = failure.value;
        const values = Object.fromEntries(
          Object.entries(bad).map(([name, value]) => [name, shown(flatten(value), circuit.prime)]),
        );
        const place = {
          file: main?.file ?? circuit.target.file,
          ...(main === null ? {} : { line: main.definition.line }),
        };
        yield found(
          { statement: `${circuit.main.template}: ${failure.wrong}`, evidence: [{ ...place, values }] },
          failure.path,
        );
      } else if (met === 0)
        yield inconclusive("the circuit accepts none of the inputs that were tried, good or bad");
      else if (tooLarge !== null) yield inconclusive(tooLarge);
      else if (searches.sought === 0 && byHand.interrupted)
        yield inconclusive("time ended before a witness by hand was sought; give it more --time");
      else if (searches.sought === 0)
        yield inconclusive("no good input was among those from which a witness by hand is sought");
      yield* searches.report();
      const bars = signal.wires.map((_, place) => ({
        label: `${place}`,
        count: hits.get(place) ?? 0,
        expected: 1,
      }));
      yield exhibit({
        kind: "histogram",
        title: `Places of ${signal.name} with a bad value`,
        counted: "inputs",
        bars,
      });
    },
  });
}

function wrong({ circuit, signal, limit }: Binding, { value, place }: Case, what: string): string {
  const at = signal.dimensions.length === 0 ? "" : `[${place}]`;
  return `soundness: ${signal.name}${at} = ${shown([value], circuit.prime)} is not one of 0 … ${limit - 1n}, and ${what}`;
}

function bind(outside: Outside, circuit: Circuit, wishes: Wishes): Binding | Misfit {
  const { role, templates, limit } = outside;
  if (!wishes.signals.has(role.name) && !templates.includes(circuit.main.template)) {
    return new Misfit(
      `${circuit.main.template} is not known to promise this; say that it does with --bind ${role.name}=SIGNAL`,
    );
  }
  const signal = signalFor(circuit, wishes, { among: "inputs", role: role.name, names: role.names });
  if (signal instanceof Misfit) return signal;
  const given = valueFor(circuit, wishes, "limit", []);
  if (!(given instanceof Misfit) && (given < 1n || given >= circuit.prime))
    return new Misfit(`--set limit=${given} leaves no good value, or no bad one`);
  return { circuit, signal, limit: given instanceof Misfit ? limit.otherwise : given };
}

/** Good inputs at random, and the same with a bad value in one place. */
function cases(outside: Outside, { circuit, signal, limit }: Binding): fc.Arbitrary<Case> {
  const free = fc.constantFrom(0n, 1n, 2n, 3n, 7n, 97n, 255n);
  const values = circuit.inputs.map(({ name, wires }) => {
    const one = name === signal.name ? fc.bigInt({ min: 0n, max: limit - 1n }) : free;
    return fc.array(one, { minLength: wires.length, maxLength: wires.length });
  });
  const bad = fc.constantFrom(...outside.values(limit, circuit.prime));
  return fc.tuple(fc.tuple(...values), fc.nat(signal.wires.length - 1), bad).map(([flat, place, value]) => {
    const inputs = (change: (name: string, all: readonly bigint[]) => readonly bigint[]): Inputs =>
      Object.fromEntries(
        circuit.inputs.map(({ name, dimensions }, i) => [
          name,
          nest(change(name, flat[i] ?? []), dimensions),
        ]),
      );
    const good = inputs((_, all) => all);
    return {
      good,
      bad: inputs((name, all) => (name === signal.name ? all.with(place, value) : all)),
      value,
      place,
    };
  });
}

function fixed({ inputs }: Circuit, given: Inputs): Map<number, bigint> {
  return new Map(
    inputs.flatMap(({ name, wires }) => {
      const values = flatten(given[name] ?? []);
      return wires.map((wire, i): [number, bigint] => [wire, values[i] ?? 0n]);
    }),
  );
}
