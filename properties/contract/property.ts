/** A contract as a property: bound by name, tried on many inputs, with the edges counted. */
import { flatten, type Circuit, type Inputs } from "../circuit/index.js";
import { signalFor, valueFor } from "../binding.js";
import { defineProperty, exhibit, fact, found, Misfit, type Property, type Wishes } from "../property.js";
import { seconds } from "../uniqueness/index.js";
import type { Contract, Expected, Shape } from "./contract.js";
import { Edges } from "./edges.js";
import { judge, judgeByHand, named, shown } from "./judge.js";
import { statedRoles } from "./stated.js";
import { readTrees, templateNamed } from "./trees.js";

/** Inputs on which a prover writes the witness by hand; each may take long, where the program takes a millisecond. */
const RUNS_BY_HAND = 24;
/** For one such input. */
const SECONDS_BY_HAND = 0.25;

interface Binding {
  readonly circuit: Circuit;
  readonly shape: Shape;
}

export function defineContract(contract: Contract): Property {
  const { roles, values, templates, misfit, inputs, expected, edges, ...description } = contract;
  return defineProperty<Binding>({
    ...description,
    vocabulary: {
      signals: Object.fromEntries(roles.map(({ role, meaning }) => [role, meaning])),
      values: Object.fromEntries((values ?? []).map(({ name, meaning }) => [name, meaning])),
    },
    fits: (circuit, wishes) => bind(contract, circuit, wishes),
    async *run(binding, context) {
      const { circuit, shape } = binding;
      const main = templateNamed((await readTrees(circuit)).trees, circuit.main.template);
      const stated = statedRoles(main?.definition.comment ?? "", shape.signals);
      const counted = new Edges(contract, shape);
      const relied = new Map<string, string>();
      const expect = (given: Inputs): Expected => {
        const answer = expected(given, shape);
        if (answer.kind !== "none") return answer;
        const role = answer.roles.find((one) => stated.has(one));
        if (role === undefined) return answer;
        relied.set(role, answer.because);
        return { kind: "anything" };
      };
      const arbitrary = inputs(shape);
      const program = await context.fuzz({
        part: "program",
        arbitrary,
        test: (given) => {
          counted.count(given);
          return judge(circuit, given, expect(given), shape);
        },
      });
      // Not the stream of the inputs: the prover draws as often as it likes.
      const prover = context.random("prover");
      const random = (): number => Number(prover.bits(48)) / 2 ** 48;
      const { failure } =
        program.failure === null
          ? await context.fuzz({
              part: "by-hand",
              arbitrary,
              runs: Math.min(context.runs, RUNS_BY_HAND),
              test: (given) =>
                judgeByHand(circuit, given, expect(given), shape, {
                  budget: seconds(SECONDS_BY_HAND),
                  random,
                }),
            })
          : program;
      if (failure !== null) {
        const file = main?.file ?? circuit.target.file;
        yield finding(binding, failure, { file, ...(main === null ? {} : { line: main.definition.line }) });
      }
      for (const [role, because] of relied)
        yield fact(`${role}: the caller must look`, `the template says so; not tried: ${because}`);
      yield exhibit(counted.exhibit());
    },
  });
}

/** Roles and values by name; a contract that nobody named fits only the templates that it is known to be of. */
function bind(contract: Contract, circuit: Circuit, wishes: Wishes): Binding | Misfit {
  const { roles, values = [], templates } = contract;
  const isAsked =
    roles.some(({ role }) => wishes.signals.has(role)) || values.some(({ name }) => wishes.values.has(name));
  if (!isAsked && !templates.includes(circuit.main.template)) {
    const [first] = roles;
    return new Misfit(
      `${circuit.main.template} is not known to promise this; say that it does with --bind ${first?.role ?? "role"}=SIGNAL`,
    );
  }
  const signals = new Map<string, Circuit["inputs"][number]>();
  for (const { optional, ...sought } of roles) {
    const signal = signalFor(circuit, wishes, sought);
    if (!(signal instanceof Misfit)) signals.set(sought.role, signal);
    else if (optional === undefined) return signal;
  }
  const numbers = new Map<string, bigint>();
  for (const { name, parameters, otherwise } of values) {
    const value = valueFor(circuit, wishes, name, parameters);
    if (!(value instanceof Misfit)) numbers.set(name, value);
    else if (otherwise === undefined) return value;
    else numbers.set(name, otherwise);
  }
  const bound = new Set([...signals.values()].map(({ name }) => name));
  const free = circuit.inputs.find(({ name }) => !bound.has(name));
  if (free !== undefined) return new Misfit(`nothing is said of the input ${free.name}`);
  const shape: Shape = { signals, values: numbers, prime: circuit.prime };
  const reason = contract.misfit?.(shape) ?? null;
  if (reason !== null) return new Misfit(reason);
  return { circuit, shape };
}

function finding(
  { circuit, shape }: Binding,
  { value, wrong, path }: { readonly value: Inputs; readonly wrong: string; readonly path: string },
  place: { readonly file: string; readonly line?: number },
): ReturnType<typeof found> {
  const values = Object.fromEntries(
    Object.entries(named(value, shape)).map(([name, one]) => [name, shown(flatten(one))]),
  );
  const { template } = circuit.main;
  return found({ statement: `${template}: ${wrong}`, evidence: [{ ...place, values }] }, path);
}
