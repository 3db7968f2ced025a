/** Properties that play a dishonest prover against a modular multiplication, one for each check that may be missing. */
import type { CheckDescription, Exhibit } from "../../findings/index.js";
import { forgeWitness } from "../forgery.js";
import { defineProperty, exhibit, fact, found, inconclusive, type Property } from "../property.js";
import type { Random } from "../random.js";
import { type Gap, hostileProducts } from "./hostileProducts.js";
import { assign, type InnerWires } from "./innerWires.js";
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
const SEARCH_MS = 400;
const ALL_MS = 4000;

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
      const inner = await innerWires(multiplication, context.random("samples"));
      if (inner === null) {
        yield inconclusive("the circuit's own program makes no witness of a < p, b < p, p of full size");
        return;
      }
      yield fact("found inside by value", innerNames(multiplication, inner));
      const attack = new Attack(multiplication, gap, inner, context.random("prover"));
      const deadline = Math.min(context.deadline, Date.now() + ALL_MS);
      const { failure } = await context.fuzz({
        part: "hostile",
        arbitrary: anyOperands(multiplication.shape),
        examples: plainOperands(multiplication),
        runs: Math.min(context.runs, RUNS),
        test: (operands) => attack.on(operands, deadline)?.statement ?? null,
      });
      const breach = failure === null ? null : attack.on(failure.value, Date.now() + 10 * SEARCH_MS);
      if (failure !== null && breach !== null) {
        const { comment, place } = await mainTemplate(multiplication.circuit);
        const isStated = leftToCaller?.test(comment) === true;
        yield found(
          {
            statement: breach.statement,
            evidence: [{ ...place, values: breach.values }],
            ...(isStated ? statedDraft : {}),
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
  private tried = { "r below p": 0, "r from p on": 0, "r with limbs out of range": 0 };

  constructor(
    private readonly multiplication: Multiplication,
    private readonly gap: Gap,
    private readonly inner: InnerWires,
    private readonly random: Random,
  ) {}

  /** The first wrong remainder of these operands that the constraints accept. */
  on(operands: Operands, deadline: number): Breach | null {
    const { circuit, shape, signals } = this.multiplication;
    for (const product of hostileProducts(this.gap, operands, shape, circuit.prime)) {
      if (Date.now() >= deadline) return null;
      this.tried[kindOf(product.r, operands, shape.n)]++;
      const witness = forgeWitness(
        circuit,
        {
          signals: [
            [signals.a, operands.a],
            [signals.b, operands.b],
            [signals.p, operands.p],
            [signals.out, product.r],
          ],
          inner: assign(this.inner, { ...product }),
          deadline: Math.min(deadline, Date.now() + SEARCH_MS),
        },
        this.random,
      );
      if (witness !== null && circuit.violated(witness) === null)
        return this.breach(operands, product.q, product.r);
    }
    return null;
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
    const name = circuit.system.nameOf(arrays[0]?.[0] ?? 0).replace(/\[0\]$/, "");
    return `${meanings[part] ?? part} ${name}`;
  });
  return parts.length === 0 ? "nothing: quotient and carries are left to the search" : parts.join(", ");
}
