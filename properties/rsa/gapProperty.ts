/** Properties that play a dishonest prover against a modular multiplication, one for each check that may be missing. */
import type { CheckDescription, Exhibit } from "../../findings/index.js";
import { now } from "../clock.js";
import { type Forged, forgeWitness, readyToForge } from "../forgery.js";
import { defineProperty, exhibit, fact, found, inconclusive, type Property } from "../property.js";
import type { Random } from "../random.js";
import { type Gap, type HostileProduct, hostileProducts } from "./hostileProducts.js";
import { assign, type InnerWires, withoutCopies } from "./innerWires.js";
import { fromLimbs, power, toLimbs } from "./limbs.js";
import {
  bindMultiplication,
  innerWires,
  type Multiplication,
  multiplicationVocabulary,
} from "./multiplication.js";
import { anyOperands, type Operands } from "./operands.js";
import { listed, short } from "./shown.js";
import { mainTemplate } from "../mainTemplate.js";

/** Multiplications that are attacked; each takes several searches. */
const RUNS = 16;
/** For one search, and for all of one property. */
const SEARCH_MS = 1500;
const ALL_MS = 5000;
/** For one that is asked again with fewer wires given. */
const CHOICE_MS = 200;
/** Combinations of arrays that may each be a part or a decoy. */
const MOST_CHOICES = 16;

export interface GapDescription extends CheckDescription {
  readonly corpus: readonly string[];
  readonly gap: Gap;
  /** Words above a template by which it says that it leaves this to its caller: a finding is then information. */
  readonly leftToCaller?: RegExp;
}

export function defineGapProperty({ gap, leftToCaller, ...description }: GapDescription): Property {
  return defineProperty<Multiplication>({
    ...description,
    vocabulary: multiplicationVocabulary,
    fits: bindMultiplication,
    async *run(multiplication, context) {
      const arrays = await innerWires(multiplication, context.random("samples"));
      if (arrays === null) {
        yield inconclusive("the circuit's own program makes no witness of a < p, b < p, p of full size");
        return;
      }
      if (arrays === "another function") {
        yield {
          kind: "does not apply",
          reason: "its output is not a·b mod p: it does something else with a, b and p",
        };
        return;
      }
      readyToForge(multiplication.circuit);
      const inner = withoutCopies(multiplication.circuit, arrays);
      for (const { label, value } of multiplication.overriding) yield fact(label, value);
      yield fact("found inside by value", innerNames(multiplication, inner));
      const attack = new Attack(multiplication, gap, inner, context.random("prover"));
      const deadline = Math.min(context.deadline, now() + ALL_MS);
      const { failure } = await context.fuzz({
        part: "hostile",
        arbitrary: anyOperands(multiplication.shape),
        examples: plainOperands(multiplication),
        runs: Math.min(context.runs, RUNS),
        test: (operands) => attack.on(operands, deadline)?.statement ?? null,
      });
      if (failure === null) {
        if (attack.whole > 0 && attack.isIdle) {
          const reason = "limbs of this number and size leave room for no such product";
          yield { kind: "does not apply", reason };
        }
        if (attack.whole <= attack.cut)
          yield inconclusive(
            "time ended before all hostile products of most multiplications were tried; give it more --time",
          );
        if (attack.cut > 0)
          yield fact(
            "not tried to the end, for want of time",
            `${attack.cut} of ${attack.cut + attack.whole} multiplications`,
          );
      } else if (attack.last !== null) {
        const { comment, place } = await mainTemplate(multiplication.circuit);
        yield found(
          {
            statement: attack.last.statement,
            evidence: [{ ...place, values: attack.last.values }],
            ...(leftToCaller?.test(comment) === true ? statedDraft : {}),
          },
          failure.path,
        );
      }
      yield exhibit(attack.exhibit());
    },
  });
}

const statedDraft = {
  severity: "info",
  impact:
    "The template says so above itself. It is harmless where the remainder is in the end held equal to a number that is " +
    "known to be below the modulus, as zkLogin does with the padded message; rsa/signature tries the whole.",
  advice:
    "Look at each use: no remainder of this template may be given out, hashed or compared before it is reduced.",
} as const;

interface Breach {
  readonly statement: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Tries the hostile products of one gap, and counts what was tried. */
class Attack {
  private readonly tried = { "r below p": 0, "r from p on": 0, "r with limbs out of range": 0 };
  /** Multiplications of which every hostile product was decided, and those that time ended. */
  whole = 0;
  cut = 0;
  /** What was found last: of the smallest operands, once they are shrunk. */
  last: Breach | null = null;

  constructor(
    private readonly multiplication: Multiplication,
    private readonly gap: Gap,
    private readonly inner: InnerWires,
    private readonly random: Random,
  ) {}

  /** The first wrong remainder of these operands that the constraints accept. */
  on(operands: Operands, deadline: number): Breach | null {
    const { circuit, shape } = this.multiplication;
    let isCut = false;
    for (const product of hostileProducts(this.gap, operands, shape, circuit.prime)) {
      if (now() >= deadline) {
        this.cut++;
        return null;
      }
      this.tried[kindOf(product.r, operands, shape.n)]++;
      const { witness, isTimeUp } = this.forge(operands, product);
      isCut ||= isTimeUp;
      if (witness === null) continue;
      this.last = this.breach(operands, product.q, product.r);
      return this.last;
    }
    if (isCut) this.cut++;
    else this.whole++;
    return null;
  }

  private forge({ a, b, p }: Operands, product: HostileProduct): Forged {
    const { circuit, signals } = this.multiplication;
    const wanted = [
      [signals.a, a],
      [signals.b, b],
      [signals.p, p],
      [signals.out, product.r],
    ] as const;
    const ask = (wires: InnerWires, milliseconds: number): Forged =>
      forgeWitness(
        circuit,
        { signals: wanted, inner: assign(wires, { ...product }), milliseconds },
        this.random,
      );
    const all = ask(this.inner, SEARCH_MS);
    if (all.witness !== null || all.isTimeUp) return all;
    let isCut = false;
    for (const some of choices(this.inner)) {
      const one = ask(some, CHOICE_MS);
      if (one.witness !== null) return one;
      isCut ||= one.isTimeUp;
    }
    return { witness: null, isTimeUp: isCut && hasDecoys(this.inner) };
  }

  private breach(operands: Operands, q: readonly bigint[], r: readonly bigint[]): Breach {
    const { circuit, shape } = this.multiplication;
    const [a, b, p] = [operands.a, operands.b, operands.p].map((limbs) => fromLimbs(limbs, shape.n));
    const right = p === 0n || p === undefined ? "no value" : short(((a ?? 0n) * (b ?? 0n)) % p);
    const { name } = this.multiplication.signals.out;
    return {
      statement:
        `${circuit.main.template}: a·b mod p has ${right} for a = ${short(a)}, b = ${short(b)}, p = ${short(p)}, ` +
        `and every constraint holds with ${name} = ${listed(r)}: ${this.gap}`,
      values: {
        a: listed(operands.a),
        b: listed(operands.b),
        p: listed(operands.p),
        q: listed(q),
        [name]: listed(r),
      },
    };
  }

  /** There was nothing to try. */
  get isIdle(): boolean {
    return Object.values(this.tried).every((count) => count === 0);
  }

  exhibit(): Exhibit {
    const bars = Object.entries(this.tried).map(([label, count]) => ({ label, count }));
    return {
      kind: "histogram",
      title: `Hostile remainders: ${this.gap}`,
      counted: "witnesses asked for",
      bars,
    };
  }
}

/** Several arrays hold one part's values in honest witnesses, and one of them may only look like it. */
const hasDecoys = (inner: InnerWires): boolean => [...inner.values()].some((arrays) => arrays.length > 1);

/**
 * The wires of one array a part, in all combinations up to a limit, and none of the remainder, which the output gives: an
 * array that only looks like a part in honest witnesses, and is held in range, would refute every hostile product. With
 * decoys, each part is also left out, and all of them.
 */
function choices(inner: InnerWires): InnerWires[] {
  if (!hasDecoys(inner)) return inner.has("r") ? [without(inner, "r")] : [];
  const parts = [...without(inner, "r")];
  const combinations = parts.reduce<InnerWires[]>(
    (some, [part, arrays]) =>
      some.flatMap((one) => arrays.map((array) => new Map([...one, [part, [array]]]))).slice(0, MOST_CHOICES),
    [new Map()],
  );
  return [...combinations, ...parts.map(([part]) => without(inner, "r", part)), new Map()];
}

const without = (inner: InnerWires, ...absent: readonly string[]): InnerWires =>
  new Map([...inner].filter(([part]) => !absent.includes(part)));

function kindOf(
  r: readonly bigint[],
  { p }: Operands,
  n: number,
): "r below p" | "r from p on" | "r with limbs out of range" {
  if (r.some((limb) => limb >= power(n))) return "r with limbs out of range";
  return fromLimbs(r, n) < fromLimbs(p, n) ? "r below p" : "r from p on";
}

/** Small numbers and full ones, for which every gap has a hostile product. */
function plainOperands({ shape }: Multiplication): Operands[] {
  const full = toLimbs(power(shape.n * shape.k) - 1n, shape);
  const [one, four, five] = [1n, 4n, 5n].map((x) => toLimbs(x, shape)) as [bigint[], bigint[], bigint[]];
  const middle = toLimbs(power(shape.n) + 2n, shape);
  return [
    { a: four, b: four, p: five },
    { a: one, b: middle, p: full },
    { a: one, b: one, p: full },
  ];
}

function innerNames({ circuit }: Multiplication, inner: InnerWires): string {
  const meanings: Readonly<Record<string, string>> = {
    q: "quotient",
    r: "remainder",
    t: "coefficients",
    carries: "carries",
  };
  const parts = [...inner].map(([part, arrays]) => {
    const names = arrays.map(([first]) => circuit.system.nameOf(first ?? 0).replace(/\[0\]$/, ""));
    return `${meanings[part] ?? part} ${names.join(" or ")}`;
  });
  return parts.length === 0 ? "nothing: quotient and carries are left to the search" : parts.join(", ");
}
