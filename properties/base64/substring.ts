import { lengthOf, list, number, type Shape, valueOf } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import type { Inputs } from "../circuit/index.js";
import { charactersFor, falsehood, type NeedleClaim } from "./needle.js";
import { needleClaims, type NeedleSizes, zeroClaims } from "./needleClaims.js";

const alphabet = (shape: Shape) => (valueOf(shape, "url") === 1n ? "url-safe" : "standard");

const claimOf = (inputs: Inputs, shape: Shape): NeedleClaim => ({
  text: list(inputs, "text"),
  payload: shape.signals.has("payload") ? number(inputs, "payload") : 0n,
  index: number(inputs, "index"),
  length: number(inputs, "length"),
  needle: list(inputs, "needle"),
  needleLength: number(inputs, "needle-length"),
});

const inputsOf = (shape: Shape, { payload, needleLength, ...rest }: NeedleClaim): Inputs => ({
  ...rest,
  "needle-length": needleLength,
  ...(shape.signals.has("payload") ? { payload } : {}),
});

const sizesOf = (shape: Shape): NeedleSizes => ({
  text: lengthOf(shape, "text"),
  needle: lengthOf(shape, "needle"),
  alphabet: alphabet(shape),
  hasPayload: shape.signals.has("payload"),
  prime: shape.prime,
});

/** Whether the prover points at the characters that hold the needle, and at no more. */
const isTight = ({ index, payload, length, needleLength }: NeedleClaim): boolean =>
  length === BigInt(charactersFor(Number(needleLength), Number((index - payload) % 4n)));

export const base64Substring = defineContract({
  id: "base64/substring",
  claim: "a text is accepted exactly where the decoded payload has it at the place that the index names",
  severity: "critical",
  cites: ["https://reports.zksecurity.xyz/report-mysten-labs-zklogin", "RFC 4648 §5"],
  impact:
    "The prover shows a claim that the signed token does not hold: the same characters read at another offset are other " +
    "text.",
  advice:
    "Take the offset 0, 2 or 4 bits from (index − payload) mod 4, with the quotient in range; refuse remainder 3; refuse " +
    "characters that are not base64, and needles that the characters do not cover.",
  method:
    "Needles of every length at every place of encoded payloads: at the start, the end, across groups, so that each of " +
    "the 3 bit offsets and all 4 remainders of the index come up. Zeros at each remainder. Then one thing is changed: a byte of the needle, the " +
    "index by one to three, the payload's start, either length, a character to one just outside of the alphabet, or the " +
    "text is shown as it reads at another offset. A reference that reads single bits says what is true. By the " +
    "circuit's own program, and by witnesses that are solved for on the constraints.",
  corpus: ["substring-offset-free", "substring-remainder-free", "substring-fourth-character"],
  templates: ["ASCIISubstrExistsInB64"],
  roles: [
    { role: "text", among: "inputs", meaning: "the whole string", names: ["b64Str"], rank: 1 },
    {
      role: "length",
      among: "inputs",
      meaning: "how many characters hold the needle",
      names: ["lenB"],
      rank: 0,
    },
    { role: "index", among: "inputs", meaning: "the first of them", names: ["BIndex"], rank: 0 },
    {
      role: "needle",
      among: "inputs",
      meaning: "the bytes looked for, zeros behind them",
      names: ["A"],
      rank: 1,
    },
    { role: "needle-length", among: "inputs", meaning: "how many they are", names: ["lenA"], rank: 0 },
    {
      role: "payload",
      among: "inputs",
      meaning: "where base64 begins in the string",
      names: ["payloadIndex"],
      rank: 0,
      optional: true,
    },
  ],
  values: [
    { name: "url", meaning: "0 where the alphabet is the standard one", parameters: [], otherwise: 1n },
  ],
  misfit: (shape) =>
    lengthOf(shape, "text") >= charactersFor(lengthOf(shape, "needle"), 2)
      ? null
      : "the string is shorter than the characters of a needle",
  inputs: (shape) => needleClaims(sizesOf(shape)).map((claim) => inputsOf(shape, claim)),
  examples: (shape) => zeroClaims(sizesOf(shape)).map((claim) => inputsOf(shape, claim)),
  expected: (inputs, shape) => {
    const claim = claimOf(inputs, shape);
    const because = falsehood(claim, alphabet(shape));
    if (because !== null) return { kind: "none", roles: [], because };
    // A circuit may want no more characters than it needs.
    return isTight(claim) ? { kind: "outputs", outputs: {} } : { kind: "anything" };
  },
  edges: {
    title: "Offsets and alignments of needles",
    counted: "claims",
    bars: () => [
      "offset 0, true",
      "offset 2, true",
      "offset 4, true",
      ...[0, 1, 2, 3].map((place) => `remainder ${place}, false`),
      "at the start",
      "at the end",
      "across groups",
      "before the payload",
    ],
    of: (inputs, shape) => {
      const claim = claimOf(inputs, shape);
      const { index, payload, length, text } = claim;
      if (index < payload) return ["before the payload"];
      const place = Number((index - payload) % 4n);
      const isTrue = falsehood(claim, alphabet(shape)) === null;
      const bars = [isTrue ? `offset ${2 * place}, true` : `remainder ${place}, false`];
      if (isTrue && index === payload) bars.push("at the start");
      if (isTrue && index + length === BigInt(text.length)) bars.push("at the end");
      if (isTrue && BigInt(place) + length > 4n) bars.push("across groups");
      return bars;
    },
  },
});
