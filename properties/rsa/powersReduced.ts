import type { Fact } from "../../findings/index.js";
import { powMod } from "../../algebra/integers.js";
import { now } from "../clock.js";
import { overridden, signalFor, valueFor } from "../binding.js";
import type { Circuit, SignalArray } from "../circuit/index.js";
import { forgeWitness, readyToForge } from "../forgery.js";
import { defineProperty, fact, found, inconclusive, Misfit, type Vocabulary } from "../property.js";
import { mainTemplate } from "../mainTemplate.js";
import { carries, difference, type Division } from "./carries.js";
import { assign, findInnerWires, type Sample } from "./innerWires.js";
import { type LimbShape, toLimbs } from "./limbs.js";
import { limbBits, limbsMisfit } from "./multiplication.js";
import { keysOf, type Key, padded, sign } from "./pkcs1.js";
import { listed } from "./shown.js";

interface Binding {
  readonly circuit: Circuit;
  readonly shape: LimbShape;
  readonly message: SignalArray;
  readonly signature: SignalArray;
  readonly modulus: SignalArray;
  readonly overriding: readonly Fact[];
}

const EXPONENT = 65537n;
/** s^(2^j) for j = 1 … 16, and the last product. */
const SQUARINGS = 16;
/** Powers that are replaced, one in each attempt. */
const PLACES = [1, 8, 16];
const SEARCH_MS = 4000;

const roles = [
  { among: "inputs", role: "message", names: ["base_message"], rank: 1 },
  { among: "inputs", role: "signature", names: ["sign"], rank: 1 },
  { among: "inputs", role: "modulus", names: ["pubkey"], rank: 1 },
] as const;

const vocabulary: Vocabulary = {
  signals: { message: "the message, in limbs", signature: "the signature", modulus: "the modulus" },
  values: { n: limbBits.meaning },
};

export const powersReduced = defineProperty<Binding>({
  id: "rsa/powers-reduced",
  claim: "every power of a signature on the way to the 65537th is reduced",
  severity: "info",
  cites: ["https://reports.zksecurity.xyz/report-mysten-labs-zklogin"],
  impact:
    "None by itself: powers that differ by multiples of the modulus have the same further powers mod modulus, and the " +
    "last one is held equal to a padded message that is below the modulus. One proof has several witnesses.",
  advice:
    "See that the last power is compared with a number that is known to be below the modulus in all limbs, and that no " +
    "power on the way is given out, hashed or compared.",
  method:
    "In an honest witness the quotients, remainders, coefficients and carries of all seventeen products are found by " +
    "their values; s^(2^j) is replaced by s^(2^j) + modulus for j = 1, 8, 16, with the quotients that belong to it. " +
    "What is found satisfies every constraint, for the same signature, message and modulus.",
  corpus: [],
  vocabulary,
  fits(circuit, wishes) {
    const signals: SignalArray[] = [];
    for (const sought of roles) {
      const signal = signalFor(circuit, wishes, sought);
      if (signal instanceof Misfit) return signal;
      signals.push(signal);
    }
    const [message, signature, modulus] = signals as [SignalArray, SignalArray, SignalArray];
    if (circuit.inputs.length !== 3)
      return new Misfit("it has inputs besides message, signature and modulus");
    const n = valueFor(circuit, wishes, limbBits.name, limbBits.parameters);
    if (n instanceof Misfit) return n;
    const reason = limbsMisfit(Number(n), circuit.prime);
    if (reason !== null) return new Misfit(reason);
    const overriding = overridden(circuit, wishes, limbBits.name, limbBits.parameters);
    return {
      circuit,
      shape: { n: Number(n), k: modulus.wires.length },
      message,
      signature,
      modulus,
      overriding,
    };
  },
  async *run(binding, context) {
    const { circuit, shape, overriding } = binding;
    for (const { label, value } of overriding) yield fact(label, value);
    const samples = await honestSamples(binding);
    const [first] = samples;
    if (samples.length < 2 || first === undefined) {
      yield inconclusive("no message was found that the circuit's own program accepts with a signature");
      return;
    }
    const inner = findInnerWires(circuit, samples);
    const complete = [...Array(SQUARINGS + 1).keys()].filter((i) =>
      parts.every((part) => inner.has(`${i} ${part}`)),
    );
    yield fact("products found inside by value", `${complete.length} of ${SQUARINGS + 1}`);
    readyToForge(circuit);
    let decided = 0;
    for (const j of PLACES) {
      if (now() >= context.deadline) break;
      context.ran(1);
      const { witness, isTimeUp } = forgeWitness(
        circuit,
        {
          signals: roles.map(({ role }) => [binding[role], valuesAt(binding[role], first.witness)] as const),
          inner: assign(inner, partsOf(divisions(first.chain, shape, j), shape)),
          hint: first.witness,
          milliseconds: SEARCH_MS,
        },
        context.random("prover"),
      );
      if (!isTimeUp) decided++;
      if (witness === null) continue;
      yield found({
        statement: `${circuit.main.template}: every constraint holds with signature^(2^${j}) + modulus in place of signature^(2^${j}) mod modulus`,
        evidence: [
          {
            ...(await mainTemplate(circuit)).place,
            values: Object.fromEntries(
              roles.map(({ role }) => [role, listed(valuesAt(binding[role], witness))]),
            ),
          },
        ],
      });
      return;
    }
    if (decided < PLACES.length) yield inconclusive("time ended before the powers were decided");
  },
});

const valuesAt = ({ wires }: SignalArray, witness: readonly bigint[]) =>
  wires.map((wire) => witness[wire] ?? 0n);

/** s, s², s⁴ … s^65536, s^65537 mod N. */
interface Chain {
  readonly modulus: bigint;
  readonly powers: readonly bigint[];
}

const parts = ["q", "r", "t", "carries"] as const;

/** The seventeen products; with `raised`, that power is raised by the modulus. */
function divisions({ modulus, powers }: Chain, shape: LimbShape, raised = 0): Division[] {
  const limbs = (x: bigint) => toLimbs(x, shape);
  const used = powers.map((x, i) => (i === raised && i > 0 ? x + modulus : x));
  return used.slice(1).map((r, i) => {
    const a = used[i] ?? 0n;
    const b = i === SQUARINGS ? (used[0] ?? 0n) : a;
    return { a: limbs(a), b: limbs(b), p: limbs(modulus), q: limbs((a * b - r) / modulus), r: limbs(r) };
  });
}

function partsOf(products: readonly Division[], { n }: LimbShape): Record<string, readonly bigint[]> {
  return Object.fromEntries(
    products.flatMap((division, i) => {
      const t = difference(division);
      return Object.entries({ q: division.q, r: division.r, t, carries: carries(t, n) ?? [] }).map(
        ([part, values]) => [`${i} ${part}`, values] as const,
      );
    }),
  );
}

/** Two witnesses of signatures under one key that leaves room for a multiple of its modulus. */
async function honestSamples(binding: Binding): Promise<(Sample & { readonly chain: Chain })[]> {
  const { circuit, shape } = binding;
  const samples: (Sample & { readonly chain: Chain })[] = [];
  for (const encode of [(message: bigint) => message, padded]) {
    for (const key of keysOf(shape.n * shape.k - 2, EXPONENT).slice(0, 1)) {
      for (const message of [0x1234567n, 0x89abcdefn]) {
        const chain = chainOf(key, encode(message % key.modulus, key.modulus));
        if (chain === null) continue;
        const witness = await circuit.witness({
          [binding.message.name]: toLimbs(message % key.modulus, shape),
          [binding.signature.name]: toLimbs(chain.powers[0] ?? 0n, shape),
          [binding.modulus.name]: toLimbs(key.modulus, shape),
        });
        if (Array.isArray(witness))
          samples.push({ witness, parts: partsOf(divisions(chain, shape), shape), chain });
      }
    }
    if (samples.length > 0) return samples;
  }
  return samples;
}

function chainOf(key: Key, encoded: bigint | null): Chain | null {
  if (encoded === null) return null;
  const powers = [sign(key, encoded)];
  for (let i = 0; i < SQUARINGS; i++) powers.push(powMod(powers[i] ?? 0n, 2n, key.modulus) % key.modulus);
  powers.push(((powers[SQUARINGS] ?? 0n) * (powers[0] ?? 0n)) % key.modulus);
  return { modulus: key.modulus, powers };
}
