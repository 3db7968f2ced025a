/** Circuits that verify an RSA signature with exponent 65537: message, signature, modulus in limbs, and no output. */
import fc from "fast-check";
import { powMod } from "../../algebra/integers.js";
import { lengthOf, list, valueOf, type Contract, type Shape } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import type { Property } from "../property.js";
import { fromLimbs, inRange, type LimbShape, power, toLimbs } from "./limbs.js";
import { limbBits, limbsMisfit } from "./multiplication.js";
import { keysOf, sign, type Key } from "./pkcs1.js";

const EXPONENT = 65537n;

export interface SignatureDescription extends Pick<
  Contract,
  "id" | "claim" | "method" | "templates" | "corpus"
> {
  /** Bits of a message; by default as many as the modulus. */
  readonly digestBits?: number;
  /** What the power must be for a message, or null where the modulus is too short for it. */
  readonly encode: (message: bigint, modulus: bigint) => bigint | null;
}

const changes = [
  "none",
  "signature plus modulus",
  "message plus modulus",
  "another message",
  "one power less",
  "one power more",
  "a limb out of range",
] as const;
type Change = (typeof changes)[number];

const limbShape = (shape: Shape): LimbShape => ({
  n: Number(valueOf(shape, "n")),
  k: lengthOf(shape, "modulus"),
});

export function defineSignature({ digestBits, encode, ...description }: SignatureDescription): Property {
  const changed = fc.constantFrom<Change>("none", ...changes);
  return defineContract({
    ...description,
    severity: "critical",
    cites: ["RFC 8017 §5.2.2, §8.2.2", "https://reports.zksecurity.xyz/report-mysten-labs-zklogin"],
    impact:
      "Tokens and mails that the key's owner never signed are proven to be signed, or one signature counts twice.",
    advice: "Constrain signature < modulus and all its limbs, and the power to the whole padded message.",
    roles: [
      {
        role: "message",
        among: "inputs",
        meaning: "the message, in limbs",
        names: ["base_message"],
        rank: 1,
      },
      { role: "signature", among: "inputs", meaning: "the signature, in limbs", names: ["sign"], rank: 1 },
      {
        role: "modulus",
        among: "inputs",
        meaning: "the modulus of the key, in limbs",
        names: ["pubkey"],
        rank: 1,
      },
    ],
    values: [limbBits],
    misfit: (shape) => {
      const { n, k } = limbShape(shape);
      if (["message", "signature"].some((role) => lengthOf(shape, role) !== k))
        return "message, signature and modulus are not of one number of limbs";
      return usable(shape, encode).length === 0
        ? "no key of this size is known"
        : limbsMisfit(n, shape.prime);
    },
    inputs: (shape) => {
      const message = fc.oneof(
        fc.constantFrom(0n, 1n),
        fc.bigInt({ min: 0n, max: power(digestBits ?? 4096) - 1n }),
      );
      return fc
        .tuple(fc.constantFrom(...usable(shape, encode)), message, changed)
        .map(([key, drawn, change]) => {
          const chosen = digestBits === undefined ? drawn % key.modulus : drawn;
          return inputsOf(key, chosen, change, { shape: limbShape(shape), prime: shape.prime, encode });
        });
    },
    expected: (inputs, shape) => {
      const { n } = limbShape(shape);
      const limbs = {
        message: list(inputs, "message"),
        signature: list(inputs, "signature"),
        modulus: list(inputs, "modulus"),
      };
      if (!inRange(limbs.message, n) || !inRange(limbs.modulus, n)) return { kind: "anything" };
      const roles = ["signature"];
      if (!inRange(limbs.signature, n))
        return { kind: "none", roles, because: "a limb of the signature is out of range" };
      const [m, s, modulus] = [limbs.message, limbs.signature, limbs.modulus].map((x) => fromLimbs(x, n)) as [
        bigint,
        bigint,
        bigint,
      ];
      if (s >= modulus) return { kind: "none", roles, because: "the signature is not below the modulus" };
      if (powMod(s, EXPONENT, modulus) % modulus !== encode(m, modulus))
        return { kind: "none", roles: [], because: "it is no signature of the message" };
      return { kind: "outputs", outputs: {} };
    },
    edges: {
      title: "Signatures",
      counted: "inputs",
      bars: () => ["good", "not below the modulus", "limb out of range", "of another message"],
      of: (inputs, shape) => {
        const { n } = limbShape(shape);
        const [m, s, modulus] = ["message", "signature", "modulus"].map((role) =>
          fromLimbs(list(inputs, role), n),
        ) as [bigint, bigint, bigint];
        if (!inRange(list(inputs, "signature"), n)) return ["limb out of range"];
        if (s >= modulus) return ["not below the modulus"];
        return [
          powMod(s, EXPONENT, modulus) % modulus === encode(m, modulus) ? "good" : "of another message",
        ];
      },
    },
  });
}

/** The largest keys that fit, and the smallest for which there is a message. */
function usable(shape: Shape, encode: SignatureDescription["encode"]): Key[] {
  const { n, k } = limbShape(shape);
  const keys = keysOf(n * k, EXPONENT).filter(({ modulus }) => encode(1n, modulus) !== null);
  return [...new Set([...keys.slice(0, 4), ...keys.slice(-2)])];
}

interface Frame {
  readonly shape: LimbShape;
  readonly prime: bigint;
  readonly encode: SignatureDescription["encode"];
}

function inputsOf(
  key: Key,
  message: bigint,
  change: Change,
  { shape, prime, encode }: Frame,
): Record<string, bigint[]> {
  const { modulus } = key;
  const honest = sign(key, encode(message, modulus) ?? 0n);
  const limbs = { message, signature: honest };
  if (change === "signature plus modulus") limbs.signature += modulus;
  if (change === "message plus modulus") limbs.message += modulus;
  if (change === "another message") limbs.message ^= 1n;
  if (change === "one power less") limbs.message = powMod(honest, EXPONENT - 1n, modulus) % modulus;
  if (change === "one power more") limbs.message = powMod(honest, EXPONENT + 1n, modulus) % modulus;
  const signature = toLimbs(limbs.signature, shape);
  if (change === "a limb out of range") {
    const [low = 0n, next = 0n, ...rest] = signature;
    signature.splice(
      0,
      signature.length,
      low + power(shape.n),
      next === 0n ? prime - 1n : next - 1n,
      ...rest,
    );
  }
  return { message: toLimbs(limbs.message, shape), signature, modulus: toLimbs(modulus, shape) };
}
