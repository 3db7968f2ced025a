/** Calls whose preconditions nobody has made sure of, followed from template to template up to main. */
import type { Expression } from "../../../transcripts/circom/syntaxTree.js";
import { MOST_COMPARED_BITS, preconditions, type Need } from "../../contract/library.js";
import { statesAssumption } from "../../contract/stated.js";
import type { Complaint } from "./complaint.js";
import { BIT, CONSTANT, levelsOf, NOTHING, RANGED, type Known, type Level } from "./levels.js";
import { anonymousName, basesIn, textOf, type Base, type Call, type Outline } from "./outline.js";
import type { Summaries } from "./summary.js";

/** A need of a template's input that its body leaves to the caller. */
interface Demand {
  readonly port: string;
  readonly need: Need;
  readonly words: string;
  /** Where the need comes from. */
  readonly origin: {
    readonly file: string;
    readonly line: number;
    readonly template: string;
    readonly call: string;
  };
  /** Whether the template's comment tells its caller. */
  readonly isStated: boolean;
}

const levelFor: Readonly<Record<Need, Level>> = { ranged: RANGED, bit: BIT, denominator: CONSTANT };

export class CallReader {
  readonly #demands = new Map<string, readonly Demand[]>();
  readonly #complaints = new Map<string, Complaint>();

  constructor(
    private readonly outlines: ReadonlyMap<string, Outline>,
    private readonly summaries: Summaries,
    /** Templates of libraries that were reviewed: their insides are not complained about. */
    private readonly isReviewed: (outline: Outline) => boolean,
  ) {}

  /** Everything below main, and what main leaves to nobody. */
  read(main: string): readonly Complaint[] {
    for (const demand of this.#of(main)) {
      const { port, words, origin, isStated } = demand;
      this.#complain({
        ...origin,
        statement: `${origin.call} in ${origin.template}: ${words}; ${port} is an input of ${main}, and nothing checks it`,
        values: { call: origin.call, input: port },
        isStated,
      });
    }
    return [...this.#complaints.values()];
  }

  #complain(complaint: Complaint): void {
    this.#complaints.set(`${complaint.file}:${complaint.line}:${complaint.statement}`, complaint);
  }

  #of(name: string): readonly Demand[] {
    const known = this.#demands.get(name);
    if (known !== undefined) return known;
    this.#demands.set(name, []);
    const outline = this.outlines.get(name);
    const demands = outline === undefined ? [] : this.#read(outline);
    this.#demands.set(name, demands);
    return demands;
  }

  /** What the calls of a template need, as far as it is the caller's to give; the rest is complained about. */
  #read(outline: Outline): readonly Demand[] {
    const at = (level: Level): Known =>
      levelsOf(
        outline,
        outline.inputs.map(() => level),
        this.summaries,
      );
    const [asIs, ifRanged, ifBits] = [at(NOTHING), at(RANGED), at(BIT)];
    const demands = new Map<string, Demand>();
    for (const call of outline.calls) {
      this.#readArguments(outline, call);
      for (const demand of this.#needsOf(call)) {
        for (const value of valuesAt(call, demand.port, this.outlines.get(call.template)?.inputs ?? [])) {
          const wanted = levelFor[demand.need];
          if (asIs.of(value) >= wanted) continue;
          if (demand.need === "denominator" && dividesSafely(outline)) continue;
          const own = inputsBehind(outline, value).filter(
            (port) => (asIs.established.get(port) ?? NOTHING) < wanted,
          );
          const isCallers =
            (demand.need === "bit" ? ifBits : ifRanged).of(value) >= Math.min(wanted, BIT) || own.length > 0;
          if (isCallers && own.length > 0) {
            for (const port of own)
              demands.set(
                `${port} ${demand.need} ${demand.origin.line}`,
                this.#passed(outline, call, demand, port),
              );
          } else if (!this.isReviewed(outline)) this.#complain(complaintOf(outline, call, demand, value));
        }
      }
    }
    return [...demands.values()];
  }

  #needsOf(call: Call): readonly Demand[] {
    const known = preconditions.get(call.template);
    if (known === undefined) return this.#of(call.template);
    const origin = { file: "", line: 0, template: call.template, call: callText(call) };
    return known.flatMap(({ ports, need, words }) =>
      ports.map((port) => ({ port, need, words, origin, isStated: false })),
    );
  }

  /** The demand as the template around the call hands it to its own caller. */
  #passed(outline: Outline, call: Call, demand: Demand, port: string): Demand {
    const isHere = demand.origin.line === 0;
    const { name, comment } = outline.definition;
    const isKnown = preconditions.get(name)?.some(({ ports }) => ports.includes(port)) === true;
    return {
      ...demand,
      port,
      origin: isHere
        ? { file: outline.file, line: lineOf(call, demand.port), template: name, call: callText(call) }
        : demand.origin,
      isStated: statesAssumption(comment, port) || isKnown,
    };
  }

  #readArguments(outline: Outline, call: Call): void {
    const [size] = call.given;
    if (size?.kind !== "number" || this.isReviewed(outline)) return;
    const place = { file: outline.file, line: call.line, template: outline.definition.name, isStated: false };
    const isComparison = preconditions.get(call.template)?.[0]?.need === "ranged";
    if (isComparison && size.value > BigInt(MOST_COMPARED_BITS)) {
      const statement = `${callText(call)} in ${place.template}: comparisons are of at most ${MOST_COMPARED_BITS} bits`;
      this.#complain({ ...place, statement, values: { call: callText(call) } });
    }
    // Bits come out of Num2Bits and go into Bits2Num; what holds them below the prime reads the same.
    const given = new Set(call.inputs.flatMap(({ value }) => basesIn(value)));
    const isOfCall = (base: Base): boolean =>
      call.template === "Num2Bits" ? base.startsWith(call.component) : given.has(base);
    const isChecked = outline.calls.some(
      (other) =>
        ["AliasCheck", "CompConstant"].includes(other.template) &&
        other.inputs.some(({ value }) => basesIn(value).some(isOfCall)),
    );
    if (["Num2Bits", "Bits2Num"].includes(call.template) && size.value >= 254n && !isChecked) {
      const statement = `${callText(call)} in ${place.template}: ${size.value} bits hold v and v + p; AliasCheck must rule out one`;
      this.#complain({ ...place, statement, values: { call: callText(call) } });
    }
  }
}

const callText = ({ template, given }: Call): string => `${template}(${given.map(textOf).join(", ")})`;

const lineOf = (call: Call, port: string): number =>
  call.inputs.find((one) => one.port === port)?.line ?? call.line;

/** The values that a call gives a port; single elements where it gives an array at once. */
function valuesAt(call: Call, port: string, order: readonly string[]): readonly Expression[] {
  const place = order.indexOf(port);
  return call.inputs
    .filter((one) => one.port === port || (one.port === null && one.place === Math.max(0, place)))
    .flatMap(({ value }) => (value.kind === "list" ? value.items : [value]));
}

function complaintOf(outline: Outline, call: Call, demand: Demand, value: Expression): Complaint {
  const { name } = outline.definition;
  const isDirect = demand.origin.line === 0;
  const reason = isDirect
    ? demand.words
    : `it leaves ${demand.port} to its caller for ${demand.origin.call} at ${demand.origin.template}:${demand.origin.line}, where ${demand.words}`;
  return {
    file: outline.file,
    line: lineOf(call, demand.port),
    template: name,
    statement: `${callText(call)} in ${name}: ${reason}; nothing makes sure of ${textOf(value)}`,
    values: { call: callText(call), value: textOf(value) },
    isStated: false,
  };
}

/** Inputs of the template from which a value comes, through assignments and components. */
function inputsBehind(outline: Outline, value: Expression): Base[] {
  const seen = new Set(basesIn(value));
  for (const base of seen) {
    for (const { to, value: from } of outline.assignments)
      if (to === base) for (const one of basesIn(from)) seen.add(one);
    const [component] = base.split(".");
    for (const call of outline.calls)
      if (call.component === component || anonymousName(call.line, call.template) === base)
        for (const { value: from } of call.inputs) for (const one of basesIn(from)) seen.add(one);
  }
  return outline.inputs.filter((input) => seen.has(input));
}

/** Whether something in the template is constrained not to be zero. */
function dividesSafely(outline: Outline): boolean {
  const isZero = new Set(
    outline.calls.filter(({ template }) => template === "IsZero").map(({ component }) => component),
  );
  return outline.constraints.some(({ left, right }) => {
    const reads = [...basesIn(left), ...basesIn(right)];
    const readsThrough = outline.assignments
      .filter(({ to }) => reads.includes(to))
      .flatMap(({ value }) => basesIn(value));
    if ([...reads, ...readsThrough].some((base) => isZero.has(base.split(".")[0] ?? "") || isZero.has(base)))
      return true;
    const [product, one] = left.kind === "number" ? [right, left] : [left, right];
    return (
      one.kind === "number" && one.value === 1n && product.kind === "operation" && product.operator === "*"
    );
  });
}
