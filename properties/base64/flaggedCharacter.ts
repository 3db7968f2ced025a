import { signalFor } from "../binding.js";
import { now } from "../clock.js";
import type { Circuit, SignalArray } from "../circuit/index.js";
import { forgeWitness } from "../forgery.js";
import { defineProperty, fact, found, inconclusive, Misfit } from "../property.js";
import { mainTemplate } from "../mainTemplate.js";
import { accepts, candidates, runsOf } from "./acceptance.js";
import { valueOf } from "./alphabet.js";

interface Binding {
  readonly circuit: Circuit;
  readonly input: SignalArray;
  readonly flag: SignalArray;
  readonly value: SignalArray;
}

/** For one witness by hand. */
const SEARCH_MS = 2000;

export const flaggedCharacter = defineProperty<Binding>({
  id: "base64/flagged-character",
  claim:
    "a flag says of every byte whether it is url-safe base64, and its value is fixed where the flag is one",
  severity: "high",
  cites: ["https://reports.zksecurity.xyz/report-mysten-labs-zklogin", "RFC 4648 §5"],
  impact: "A byte that is not base64 passes for one, or a character has a value of the prover's choice.",
  advice: "Let the flag be the sum of the flags of all ranges, and bind the value under each of them.",
  method:
    "Exhaustive, as base64/character: the flag must be 1 for the 64 characters and 0 for every other value that has a " +
    "witness. For each, flags and values that differ are asked for on the constraints. A value that is free where the " +
    "flag is 0 is reported as information: it is harmless as long as whoever uses the value multiplies it by the flag, " +
    "or constrains the flag to one.",
  corpus: [],
  vocabulary: {
    signals: { in: "the character", flag: "1 where it is base64", value: "its value" },
  },
  fits(circuit, wishes) {
    const input = signalFor(circuit, wishes, { among: "inputs", role: "in", names: ["char"], rank: 0 });
    if (input instanceof Misfit) return input;
    const flag = signalFor(circuit, wishes, { among: "outputs", role: "flag", names: ["isBase64"], rank: 0 });
    if (flag instanceof Misfit) return flag;
    const value = signalFor(circuit, wishes, {
      among: "outputs",
      role: "value",
      names: ["base64Index"],
      rank: 0,
    });
    if (value instanceof Misfit) return value;
    return circuit.inputs.length === 1
      ? { circuit, input, flag, value }
      : new Misfit("it is not of one character");
  },
  async *run({ circuit, input, flag, value }, context) {
    const random = context.random("prover");
    const { place } = await mainTemplate(circuit);
    const { template } = circuit.main;
    const at = (witness: readonly bigint[], signal: SignalArray) => witness[signal.wires[0] ?? 0] ?? 0n;
    let timesUp = 0;
    const forge = (
      wanted: readonly (readonly [SignalArray, readonly bigint[]])[],
      hint: readonly bigint[],
    ): boolean => {
      context.ran(1);
      const forged = forgeWitness(circuit, { signals: wanted, hint, milliseconds: SEARCH_MS }, random);
      if (forged.isTimeUp) timesUp++;
      return forged.witness !== null;
    };
    const wrongFlags: bigint[] = [];
    const wrongValues: bigint[] = [];
    const freeValues: bigint[] = [];
    let accepted = 0;
    for (const character of candidates(circuit.prime)) {
      if (now() >= context.deadline) {
        yield inconclusive("time ended before all characters were tried");
        return;
      }
      const own = valueOf(character, "url-safe");
      const taken = await accepts(circuit, input, character, random);
      context.ran(1);
      if (taken === "undecided") {
        yield inconclusive("time ended before all characters were decided");
        return;
      }
      if (taken === "refused") {
        if (own !== null) wrongFlags.push(character);
        continue;
      }
      accepted++;
      const { witness } = taken;
      const right = own === null ? 0n : 1n;
      if (
        at(witness, flag) !== right ||
        forge(
          [
            [input, [character]],
            [flag, [1n - right]],
          ],
          witness,
        )
      )
        wrongFlags.push(character);
      if (own !== null && at(witness, value) !== BigInt(own)) wrongValues.push(character);
      const other = forge(
        [
          [input, [character]],
          [flag, [right]],
          [value, [at(witness, value) + 1n]],
        ],
        witness,
      );
      if (other) (own === null ? freeValues : wrongValues).push(character);
    }
    if (timesUp > 0) yield inconclusive(`time ended ${timesUp} searches for other flags and values`);
    yield fact("accepted", `${accepted} of ${candidates(circuit.prime).length} values, with either flag`);
    const evidence = (values: readonly bigint[]) => [{ ...place, values: { [input.name]: runsOf(values) } }];
    if (wrongFlags.length > 0)
      yield found({
        statement: `${template}: ${flag.name} is wrong, free, or has no witness for ${input.name} = ${runsOf(wrongFlags)}`,
        evidence: evidence(wrongFlags),
      });
    if (wrongValues.length > 0)
      yield found({
        statement: `${template}: ${value.name} is wrong or free where ${flag.name} = 1, for ${input.name} = ${runsOf(wrongValues)}`,
        evidence: evidence(wrongValues),
      });
    if (freeValues.length > 0)
      yield found({
        statement:
          `${template}: ${value.name} is free where ${flag.name} = 0: ${freeValues.length} values of ${input.name}, ` +
          `${runsOf(freeValues.slice(0, 1))} the first, have two witnesses that differ in ${value.name}`,
        severity: "info",
        evidence: evidence(freeValues),
        impact: `None by itself: ${flag.name} is right for all of them. A use of ${value.name} without ${flag.name} would take any number for a character.`,
        advice: `Look at each use: ${value.name} must be multiplied by ${flag.name}, or ${flag.name} be constrained to one.`,
      });
  },
});
