/** uniqueness/outputs-determined: under-constrained outputs. */
import { targetText, type Circuit } from "../circuit/index.js";
import { defineProperty, fact, found, inconclusive, Misfit, proven, type Yielded } from "../property.js";
import { share, type Budget, type Random } from "./budget.js";
import { forge } from "./forge.js";
import { honestWitnesses } from "./honest.js";
import type { Assumptions } from "./prepare.js";
import { proveUnique, type Proof } from "./proveUnique.js";
import { findPair } from "./search/pair.js";
import type { Pair } from "./search/doubled.js";

/** Larger systems take longer than a run may. */
const MAX_CONSTRAINTS = 100_000;
const WITNESSES = 24;
/** Names listed in one sentence. */
const LISTED = 8;

interface Binding {
  readonly circuit: Circuit;
  /** Every input is below 2^bits, as the caller guarantees; null where nothing is said. */
  readonly bits: bigint | null;
}

function listed(circuit: Circuit, wires: readonly number[]): string {
  const names = wires.slice(0, LISTED).map((wire) => circuit.system.nameOf(wire));
  const more = wires.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}

/** The finding of a pair: what went in, what came out of each, and where the first such output is declared. */
function counterexample(circuit: Circuit, { first, second }: Pair): Yielded {
  const { system, target } = circuit;
  const differing = system.outputs.filter((wire) => first[wire] !== second[wire]);
  const inside = first.flatMap((value, wire) => (value !== second[wire] && !system.outputs.includes(wire) ? [wire] : [])); // prettier-ignore
  const [wire = 0] = differing;
  const values: Record<string, string> = {};
  for (const input of system.inputs) values[system.nameOf(input)] = String(first[input]);
  for (const output of differing) {
    values[`${system.nameOf(output)}, first witness`] = String(first[output]);
    values[`${system.nameOf(output)}, second witness`] = String(second[output]);
  }
  if (inside.length > 0) values["other signals that differ"] = listed(circuit, inside);
  const place = circuit.declared(wire);
  return found({
    statement: `${circuit.main.template}: two witnesses satisfy every constraint, with the same inputs and with ${system.nameOf(wire)} = ${first[wire]} in one and ${second[wire]} in the other`,
    evidence: [
      { file: place?.file ?? targetText(target), ...(place === null ? {} : { line: place.line }), values },
    ],
  });
}

/** Whether every input is what the caller guarantees. */
const isMeant = ({ system }: Circuit, bits: bigint | null, witness: readonly bigint[]): boolean =>
  bits === null || system.inputs.every((wire) => (witness[wire] ?? 0n) < 1n << bits);

/** Whether some witness satisfies the constraints: of a system without any, everything is proven. */
async function hasWitness(
  circuit: Circuit,
  bits: bigint | null,
  assumptions: Assumptions,
  budget: Budget,
  random: Random,
): Promise<boolean> {
  const [honest] = await honestWitnesses(circuit, bits ?? 8n, random, 1, 3 * WITNESSES);
  if (honest !== undefined && isMeant(circuit, bits, honest)) return true;
  const forged = forge(circuit.system, new Map(), null, budget, random, assumptions);
  return forged !== null && isMeant(circuit, bits, forged);
}

function* ofProof(circuit: Circuit, bits: bigint | null, proof: Proof): Generator<Yielded> {
  const condition = bits === null ? "" : `, for inputs below 2^${bits}`;
  yield proven(`the inputs determine every output${condition}`);
  const lemmas = [...proof.lemmas].map(([lemma, count]) => `${lemma} (${count})`);
  if (lemmas.length > 0) yield fact("signals determined, by lemma", lemmas.join(", "));
  if (proof.openInside.length > 0) {
    yield fact(
      "not determined, and harmless",
      `${listed(circuit, proof.openInside)}: no output depends on their choice`,
    );
  }
}

export const outputsDetermined = defineProperty<Binding>({
  id: "uniqueness/outputs-determined",
  claim: "the inputs determine every output",
  severity: "critical",
  cites: [
    "https://github.com/0xPARC/zk-bug-tracker#under-constrained-circuits",
    "https://eprint.iacr.org/2023/512",
    "https://eprint.iacr.org/2022/1600",
  ],
  impact:
    "The prover chooses between several outputs for the same inputs, and every one of them has a valid proof: nullifiers, hashes, balances or decoded texts can be what the prover likes.",
  advice:
    "Constrain the signal that differs: an assignment by <-- needs a constraint beside it, bits a range below the prime, a division a denominator that is not zero.",
  method:
    "A proof works on the constraints alone: what is linear in one unknown is solved; bounded sums with growing weights (bits) have one solution if they cannot wrap around p; known values divide into the cases zero and not zero; limb arithmetic is written out, lifted to the integers where all intervals allow it, and quotient and remainder are unique where the constraints force the remainder below the divisor. Where no proof is found, a second witness is sought: from honest witnesses by other values of an output, with known factors made zero, and by solving for two witnesses at once. What is found satisfies every constraint twice, with the same inputs: there are no false alarms. Where neither is found the answer is inconclusive.",
  corpus: [
    "assigned-not-constrained",
    "bits-not-boolean",
    "bits-of-the-whole-field",
    "comparison-assigned",
    "curve-addition-zero-denominator",
    "curve-doubling-zero-denominator",
    "curve-map-zero-denominator",
    "decoder-all-zero",
    "division-by-zero",
    "is-zero-half",
    "sponge-first-output",
  ],
  vocabulary: { values: { bits: "every input is below 2^bits, as the caller guarantees" } },
  fits(circuit, wishes) {
    if (circuit.outputs.length === 0) return new Misfit("main has no outputs");
    const bits = wishes.values.get("bits") ?? null;
    const most = circuit.prime.toString(2).length;
    if (bits !== null && bits > most) return new Misfit(`no input has more than ${most} bits`);
    return { circuit, bits };
  },
  async *run({ circuit, bits }, context) {
    const { system } = circuit;
    if (system.constraints.length > MAX_CONSTRAINTS) {
      yield inconclusive(
        `${system.constraints.length} constraints are more than can be looked at in time (${MAX_CONSTRAINTS}); run it on the templates inside`,
      );
      return;
    }
    const budget: Budget = { deadline: context.deadline };
    const assumptions: Assumptions =
      bits === null
        ? new Map()
        : new Map(system.inputs.map((wire) => [wire, { lo: 0n, hi: (1n << bits) - 1n }]));
    const proof = proveUnique(system, share(budget, 0.5), assumptions);
    if (proof.vacuous) {
      yield inconclusive("no witness satisfies the constraints, so that nothing can be said of outputs");
      return;
    }
    const draws = context.random("second witness");
    const random = (): number => Number(draws.bits(48)) / 2 ** 48;
    if (proof.proven) {
      if (await hasWitness(circuit, bits, assumptions, budget, random)) yield* ofProof(circuit, bits, proof);
      else {
        yield inconclusive(
          "the outputs are determined, and no witness was found that satisfies the constraints: where there is none, that says nothing",
        );
      }
      return;
    }
    const honest = proof.pair === null ? await honestWitnesses(circuit, bits ?? 8n, random, WITNESSES) : [];
    context.ran(honest.length);
    const pair = proof.pair ?? findPair(system, { budget, random, honest, assumptions });
    if (pair !== null && isMeant(circuit, bits, pair.first)) yield counterexample(circuit, pair);
    else {
      yield inconclusive(
        `no proof and no second witness for ${listed(circuit, proof.open)}${bits === null ? "; if the caller bounds the inputs, say so with --set bits=N" : ""}`,
      );
    }
  },
});
