/** A contract as a property: bound by name, tried on many inputs, with the edges counted. */
import { descriptionOf, type Evidence, type Fact } from "../../findings/index.js";
import { overridden, signalFor, valueFor } from "../binding.js";
import { flatten, type Circuit, type Inputs } from "../circuit/index.js";
import {
  defineProperty,
  exhibit,
  fact,
  found,
  inconclusive,
  Misfit,
  type Property,
  type PropertyContext,
  type Wishes,
  type Yielded,
} from "../property.js";
import { readyToForge, Searches, tooLargeToForge } from "../forgery.js";
import { mainTemplate } from "../mainTemplate.js";
import { isOver, proveUnique, seconds } from "../uniqueness/index.js";
import type { Contract, Expected, Shape } from "./contract.js";
import { Edges } from "./edges.js";
import { judge, judgeByHand, named, shown, type Wrong } from "./judge.js";
import { Relied } from "./relied.js";

/** Inputs on which a prover writes the witness by hand; each may take long, where the program takes a millisecond. */
const RUNS_BY_HAND = 24;
/** For one such input. */
const SECONDS_BY_HAND = 0.25;

interface Binding {
  readonly circuit: Circuit;
  readonly shape: Shape;
  /** Values of --set in place of what the template's own parameters say. */
  readonly overriding: readonly Fact[];
}

interface Failure {
  readonly value: Inputs;
  readonly wrong: string;
  readonly path: string;
}

/** Judges an input by what the contract says of it; what is the caller's affair is no failure of this circuit. */
type Ask = (given: Inputs, judgeIt: (expected: Expected) => Promise<Wrong>) => Promise<Wrong>;

interface Searched {
  readonly failure: Failure | null;
  readonly byHand: Searches;
  /** Some of these were for bad inputs, of which there must be no witness at all. */
  readonly hasBad: boolean;
  /** Time ended before all inputs were tried by hand. */
  readonly isInterrupted: boolean;
}

export function defineContract(contract: Contract): Property {
  const { corpus, roles } = contract;
  return defineProperty<Binding>({
    ...descriptionOf(contract),
    corpus,
    vocabulary: {
      signals: Object.fromEntries(roles.map(({ role, meaning }) => [role, meaning])),
      values: Object.fromEntries((contract.values ?? []).map(({ name, meaning }) => [name, meaning])),
    },
    fits: (circuit, wishes) => bind(contract, circuit, wishes),
    run: (binding, context) => run(contract, binding, context),
  });
}

async function* run(contract: Contract, binding: Binding, context: PropertyContext): AsyncIterable<Yielded> {
  const { circuit, shape, overriding } = binding;
  for (const { label, value } of overriding) yield fact(label, value);
  const { place, comment } = await mainTemplate(circuit);
  const relied = new Relied(circuit, shape, comment);
  /** Inputs of which the contract says something, and those that it calls good. */
  let [judged, good] = [0, 0];
  const ask: Ask = async (given, judgeIt) => {
    const answer = contract.expected(given, shape);
    const role = relied.roleOf(answer);
    if (role !== null) {
      await relied.try(role, given, () => judgeIt(answer));
      return null;
    }
    if (answer.kind !== "anything") judged++;
    if (answer.kind === "outputs") good++;
    return judgeIt(answer);
  };
  const edges = new Edges(contract, shape);
  const searched = await search(contract, binding, context, ask, edges);
  const { failure, byHand, isInterrupted } = searched;
  if (failure !== null) yield finding(binding, failure, place);
  yield* relied.report(place, contract.severity);
  if (judged === 0) yield inconclusive("the contract says nothing of the inputs that were tried");
  // A circuit that refuses everything keeps every promise about bad inputs.
  else if (good === 0)
    yield inconclusive("no good input was among those that were tried; give it more --runs or --time");
  if (
    byHand.isAllCut &&
    !searched.hasBad &&
    proveUnique(circuit.system, { deadline: context.deadline }).proven
  )
    yield fact("outputs", "proven to be determined by the inputs: no witness by hand has others");
  else yield* byHand.report();
  if (byHand.sought === 0 && isInterrupted)
    yield inconclusive("time ended before a witness by hand was sought; give it more --time");
  const tooLarge = tooLargeToForge(circuit);
  if (tooLarge !== null) yield inconclusive(tooLarge);
  yield exhibit(edges.exhibit());
}

/** By the circuit's own program first: it is fast, and what it lets pass needs no solver. */
async function search(
  { inputs, examples }: Contract,
  { circuit, shape }: Binding,
  context: PropertyContext,
  ask: Ask,
  edges: Edges,
): Promise<Searched> {
  const arbitrary = inputs(shape);
  const first = examples?.(shape) ?? [];
  const program = await context.fuzz<Inputs>({
    part: "program",
    arbitrary,
    examples: first,
    runs: first.length + context.runs,
    test: async (given) => {
      const wrong = await ask(given, (expected) => judge(circuit, given, expected, shape));
      edges.count(given, wrong !== null);
      return wrong;
    },
  });
  const byHand = new Searches();
  let hasBad = false;
  if (program.failure !== null || tooLargeToForge(circuit) !== null)
    return { failure: program.failure, byHand, hasBad, isInterrupted: program.interrupted };
  // Once for a circuit, and not at the cost of the first search.
  readyToForge(circuit);
  const { failure, interrupted } = await context.fuzz<Inputs>({
    part: "by-hand",
    arbitrary,
    runs: Math.min(context.runs, RUNS_BY_HAND),
    test: async (given) => {
      // Draws of its own for each input, so that a path repeats them.
      const draws = context.random(`prover ${flatten(Object.values(given)).join(" ")}`);
      const random = (): number => Number(draws.bits(48)) / 2 ** 48;
      return ask(given, async (expected) => {
        if (expected.kind === "anything") return null;
        const budget = seconds(SECONDS_BY_HAND);
        const wrong = await judgeByHand(circuit, given, expected, shape, { budget, random });
        byHand.count(wrong === null && isOver(budget));
        hasBad ||= expected.kind === "none";
        return wrong;
      });
    },
  });
  return { failure, byHand, hasBad, isInterrupted: interrupted };
}

/** Roles and values by name; a contract that nobody named fits only the templates that it is known to be of. */
function bind(contract: Contract, circuit: Circuit, wishes: Wishes): Binding | Misfit {
  const { roles, values = [], templates } = contract;
  const isAsked =
    roles.some(({ role }) => wishes.signals.has(role)) || values.some(({ name }) => wishes.values.has(name));
  if (!isAsked && !templates.includes(circuit.main.template)) {
    const role = roles[0]?.role ?? "role";
    return new Misfit(
      `${circuit.main.template} is not known to promise this; say that it does with --bind ${role}=SIGNAL`,
    );
  }
  const signals = new Map<string, Circuit["inputs"][number]>();
  for (const { optional, ...sought } of roles) {
    const signal = signalFor(circuit, wishes, sought);
    if (!(signal instanceof Misfit)) signals.set(sought.role, signal);
    else if (optional === undefined || wishes.signals.has(sought.role)) return signal;
  }
  const numbers = new Map<string, bigint>();
  const overriding: Fact[] = [];
  for (const { name, parameters, otherwise } of values) {
    const value = valueFor(circuit, wishes, name, parameters);
    if (!(value instanceof Misfit)) numbers.set(name, value);
    else if (otherwise === undefined) return value;
    else numbers.set(name, otherwise);
    overriding.push(...overridden(circuit, wishes, name, parameters));
  }
  const shape: Shape = {
    signals,
    values: numbers,
    prime: circuit.prime,
    template: circuit.main.template,
  };
  const reason = contract.misfit?.(shape) ?? null;
  if (reason !== null) return new Misfit(reason);
  const bound = new Set([...signals.values()].map(({ name }) => name));
  const free = circuit.inputs.find(({ name }) => !bound.has(name));
  if (free !== undefined) return new Misfit(`the contract says nothing of the input ${free.name}`);
  return { circuit, shape, overriding };
}

function finding({ circuit, shape }: Binding, { value, wrong, path }: Failure, place: Evidence): Yielded {
  const values = Object.fromEntries(
    Object.entries(named(value, shape)).map(([name, one]) => [name, shown(flatten(one), shape.prime)]),
  );
  return found({ statement: `${circuit.main.template}: ${wrong}`, evidence: [{ ...place, values }] }, path);
}
