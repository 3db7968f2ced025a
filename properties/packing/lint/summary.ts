/** What each template checks of its inputs, and what its outputs are, worked out from its lines. */
import { preconditions } from "../../contract/library.js";
import { BIT, levelsOf, NOTHING, type Behaviour, type Level, type Summary } from "./levels.js";
import type { Call, Outline } from "./outline.js";

/** Templates of circomlib whose one output is a bit by an argument that no reading of their lines shows. */
const answers = new Set(
  (
    "IsZero IsEqual LessThan LessEqThan GreaterThan GreaterEqThan CompConstant Sign AND OR XOR NOT NAND NOR MultiAND " +
    "Decoder Num2Bits Num2Bits_strict Num2BitsNeg BinSum BinSub Sha256 Sha256compression T1 T2 SigmaPlus Ch_t Maj_t " +
    "SmallSigma BigSigma Xor3 RotR ShR H K"
  ).split(" "),
);

/** Bits of a decomposition from which on two integers have one value in the field. */
const ALIASED_BITS = 254n;

/** Behaviour of templates, worked out once; of a template that calls itself nothing is known inside of it. */
export class Summaries implements Behaviour {
  readonly #summaries = new Map<string, Summary | null>();
  readonly #outputs = new Map<string, ReadonlyMap<string, Level>>();

  constructor(private readonly outlines: ReadonlyMap<string, Outline>) {}

  readonly summaryOf = (call: Call): Summary | null => {
    const summary = this.#named(call.template);
    const [size] = call.given;
    const isAliased = call.template === "Num2Bits" && size?.kind === "number" && size.value >= ALIASED_BITS;
    return summary !== null && isAliased ? { ...summary, checks: new Map() } : summary;
  };

  readonly outputsOf = ({ template }: Call, inputs: readonly Level[]): ReadonlyMap<string, Level> => {
    const key = `${template} ${inputs.join("")}`;
    const known = this.#outputs.get(key);
    if (known !== undefined) return known;
    this.#outputs.set(key, new Map());
    const outline = this.outlines.get(template);
    const made = new Map<string, Level>();
    if (outline !== undefined) {
      const { of } = levelsOf(outline, inputs, this);
      const isAnswer = answers.has(template);
      for (const name of outline.outputs)
        made.set(name, isAnswer ? BIT : atMost(BIT, of({ kind: "name", line: 0, name })));
    }
    this.#outputs.set(key, made);
    return made;
  };

  #named(name: string): Summary | null {
    const known = this.#summaries.get(name);
    if (known !== undefined) return known;
    this.#summaries.set(name, null);
    const outline = this.outlines.get(name);
    const summary = outline === undefined ? null : this.#make(outline);
    this.#summaries.set(name, summary);
    return summary;
  }

  #make(outline: Outline): Summary {
    const { inputs, outputs, definition } = outline;
    const nothing = inputs.map(() => NOTHING);
    const { established } = levelsOf(outline, nothing, this);
    const trusted = new Set((preconditions.get(definition.name) ?? []).flatMap(({ ports }) => ports));
    const checks = new Map<string, Level>();
    for (const name of inputs) {
      const level = established.get(name) ?? NOTHING;
      if (level > NOTHING && !trusted.has(name)) checks.set(name, level);
    }
    return { inputs, checks, outputs };
  }
}

const atMost = (most: Level, level: Level): Level => (level > most ? most : level);
